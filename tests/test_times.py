"""Times: TIMEX3 types and values, their intervals, tense and distance, and what must hold of any text."""

import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.paragraphs import find_paragraphs
from onrecord.extract.time_grammar import find_matches, read_words
from onrecord.extract.time_rules import load_rules
from onrecord.extract.times import find_times
from onrecord.ids import document_id, text_hash
from onrecord.language import parse_text
from onrecord.options import DEFAULT_MODEL
from onrecord.record import Document, Paragraph, PublishedBasis, TimeExpression

PUBLISHED = "2024-12-18"  # a Wednesday


def a_document(text: str, published: str | None = PUBLISHED) -> Document:
    basis: PublishedBasis | None = None if published is None else "given"
    key = document_id(None, None, text)
    return Document(
        key, None, "text/plain", None, None, None, published, basis, "en", text, text_hash(text)
    )  # fmt: skip


def read(text: str, published: str | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    document = a_document(text, published)
    return find_times(document, parse_text(document, find_paragraphs(text), DEFAULT_MODEL))


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(" ".join(t.span.quote.split()), t.value) for t in read(text, published)]


def only(text: str, published: str | None = PUBLISHED) -> TimeExpression:
    found = read(text, published)
    assert len(found) == 1, [t.span.quote for t in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "quote", "kind", "value"),
    [
        ("The envoys met on Wednesday evening.", "Wednesday evening", "TIME", "2024-12-18TEV"),
        ("The leaders will gather on Thursday.", "Thursday", "DATE", "2024-12-19"),
        ("The leaders gathered on Thursday.", "Thursday", "DATE", "2024-12-12"),
        ("The vote is set for Friday.", "Friday", "DATE", "2024-12-20"),
        ("Talks had been due to end on Friday.", "Friday", "DATE", "2024-12-13"),
        ("The minister spoke last Monday.", "last Monday", "DATE", "2024-12-16"),
        ("They return next Monday.", "next Monday", "DATE", "2024-12-23"),
        ("They spoke yesterday.", "yesterday", "DATE", "2024-12-17"),
        ("They meet the day after tomorrow.", "the day after tomorrow", "DATE", "2024-12-20"),
        ("They dined last night.", "last night", "TIME", "2024-12-17TNI"),
        ("They dine tonight.", "tonight", "TIME", "2024-12-18TNI"),
        ("Elections come next year.", "next year", "DATE", "2025"),
        ("The pact failed last month.", "last month", "DATE", "2024-11"),
        ("The pact failed last week.", "last week", "DATE", "2024-W50"),
        ("The talks took place over the weekend.", "the weekend", "DATE", "2024-W50-WE"),
        ("The treaty was signed in March.", "March", "DATE", "2024-03"),
        ("The chamber will vote in March.", "March", "DATE", "2025-03"),
        ("The treaty was signed on Dec. 20.", "Dec. 20", "DATE", "2024-12-20"),
        ("The treaty was signed on 3 May 2019.", "3 May 2019", "DATE", "2019-05-03"),
        ("It was signed on Monday, May 6, 2019, in Oslo.", "Monday, May 6, 2019", "DATE", "2019-05-06"),
        ("It was signed on the 18th of December.", "the 18th of December", "DATE", "2024-12-18"),
        ("It dates from 2024-02-29.", "2024-02-29", "DATE", "2024-02-29"),
        ("It was signed in June last year.", "June last year", "DATE", "2023-06"),
        ("The republic was founded in 1991.", "1991", "DATE", "1991"),
        ("The union grew in the 1990s.", "the 1990s", "DATE", "199"),
        ("The palace is from the 19th century.", "the 19th century", "DATE", "18"),
        ("The alliance grew in nineteen ninety-nine.", "nineteen ninety-nine", "DATE", "1999"),
        ("Trade fell in the third quarter.", "the third quarter", "DATE", "2024-Q3"),
        ("Trade fell in Q2 2023.", "Q2 2023", "DATE", "2023-Q2"),
        ("Trade fell in the first half of 2023.", "the first half of 2023", "DATE", "2023-H1"),
        ("The front moved last summer.", "last summer", "DATE", "2024-SU"),
        ("The front froze in the winter of 2022.", "the winter of 2022", "DATE", "2022-WI"),
        ("The coup came last November.", "last November", "DATE", "2023-11"),
        ("The coup came last May.", "last May", "DATE", "2024-05"),
        ("The coup came two years ago.", "two years ago", "DATE", "2022"),
        ("The envoy left ten days ago.", "ten days ago", "DATE", "2024-12-08"),
        ("They talked for three months.", "three months", "DURATION", "P3M"),
        ("They talked for 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M"),
        ("They talked for half an hour.", "half an hour", "DURATION", "PT30M"),
        ("They talked for two decades.", "two decades", "DURATION", "P20Y"),
        ("They talked for several weeks.", "several weeks", "DURATION", "PXW"),
        ("The three-day visit failed.", "three-day", "DURATION", "P3D"),
        ("The council meets every Tuesday.", "every Tuesday", "SET", "XXXX-WXX-2"),
        ("The council meets twice a week.", "twice a week", "SET", "P1W"),
        ("The committee meets daily.", "daily", "SET", "P1D"),
        ("The war is now a stalemate.", "now", "DATE", "PRESENT_REF"),
        ("The minister recently resigned.", "recently", "DATE", "PAST_REF"),
        ("She fears for the future.", "the future", "DATE", "FUTURE_REF"),
        ("The blast came at 7:15 p.m. on Monday.", "7:15 p.m. on Monday", "TIME", "2024-12-16T19:15"),
        ("The talks begin at noon on Friday.", "noon on Friday", "TIME", "2024-12-20T12:00"),
        ("They spoke on Christmas Eve.", "Christmas Eve", "DATE", "2024-12-24"),
        ("The May 1 resignation of the envoy had no cause.", "May 1", "DATE", "2024-05-01"),
        ("Exports rose through October.", "October", "DATE", "2024-10"),
        ("Boats leave on Monday and Thursday nights.", "Thursday nights", "SET", "XXXX-WXX-4TNI"),
        (
            "They met in the early hours of Monday morning.",
            "the early hours of Monday morning",
            "TIME",
            "2024-12-16TMO",
        ),
        ("They met at 9:30 a.m. (0730 GMT) Monday.", "9:30 a.m. (0730 GMT) Monday", "TIME", "2024-12-16T09:30"),
        ("They met the day before last Monday.", "the day before last Monday", "DATE", "2024-12-15"),
        ("They met the day after Christmas Eve.", "the day after Christmas Eve", "DATE", "2024-12-25"),
        ("Trade grew over the past decade.", "the past decade", "DURATION", "P10Y"),
        ("They met over the last two weeks.", "the last two weeks", "DURATION", "P2W"),
        ("They met later in the day.", "later in the day", "DATE", "2024-12-18"),
        ("They spoke in the week of March 4, 2024.", "the week of March 4, 2024", "DATE", "2024-W10"),
    ],
)
def test_an_expression_has_its_type_and_value(text: str, quote: str, kind: str, value: str) -> None:
    found = read(text)[-1]
    assert (found.span.quote, found.timex_type, found.value) == (quote, kind, value)
    assert len(read(text)) == 1 + text.count(" and ")


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("The talks began early this year.", "2024", "START"),
        ("The pact expires at the end of the month.", "2024-12", "END"),
        ("The plant opens in mid-2025.", "2025", "MID"),
        ("The siege lasted more than a year.", "P1Y", "MORE_THAN"),
        ("The siege lasted at least six weeks.", "P6W", "EQUAL_OR_MORE"),
        ("They spoke for about two hours.", "PT2H", "APPROX"),
        ("They spoke earlier on Wednesday.", "2024-12-18", "START"),
        ("The bonds fall due in 2034 or later.", "2034", "ON_OR_AFTER"),
    ],
)
def test_modifiers(text: str, value: str, mod: str) -> None:
    found = only(text)
    assert (found.value, found.mod) == (value, mod)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "basis"),
    [
        ("They met on Wednesday evening.", "2024-12-18", "2024-12-19", "part_of_day", "relative"),
        ("They met in May 2019.", "2019-05-01", "2019-06-01", "month", "stated"),
        ("They met last week.", "2024-12-09", "2024-12-16", "week", "relative"),
        ("They met last weekend.", "2024-12-14", "2024-12-16", "weekend", "relative"),
        ("They met in the third quarter.", "2024-07-01", "2024-10-01", "quarter", "relative"),
        ("They met in the 1990s.", "1990-01-01", "2000-01-01", "decade", "stated"),
        ("They met at 5 p.m. on Dec. 16, 2024.", "2024-12-16T17:00", "2024-12-16T18:00", "hour", "stated"),
        ("They met at 14:30 GMT on Monday.", "2024-12-16T14:30+00:00", "2024-12-16T14:31+00:00", "minute", "relative"),
        ("The bonds fall due in 2034 or later.", "2034-01-01", None, "year", "stated"),
        ("They met in the winter of 2022.", "2022-12-01", "2023-03-01", "season", "stated"),
    ],
)
def test_intervals_are_exact(text: str, start: str, end: str | None, precision: str, basis: str) -> None:
    when = only(text).when
    assert when is not None
    assert (when.start, when.end, when.precision, when.basis) == (start, end, precision, basis)


@pytest.mark.parametrize(
    "text", ["They talked for three months.", "They meet every Tuesday.", "They talk now.", "He fell on Feb. 30, 2023."]
)
def test_what_names_no_interval_has_no_when(text: str) -> None:
    assert only(text).when is None


def test_a_fiscal_year_has_no_bounds() -> None:
    found = only("Spending will rise in fiscal 2025.")
    assert found.when is not None
    assert (found.value, found.when.timex, found.when.start, found.when.end) == ("2025", "FY2025", None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Wednesday.", "XXXX-WXX-3"),
        ("They met on Wednesday evening.", "XXXX-WXX-3TEV"),
        ("They met in April.", "XXXX-04"),
        ("They met on April 6.", "XXXX-04-06"),
        ("They met last week.", "XXXX-WXX"),
        ("They met last year.", "XXXX"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met in the third quarter.", "XXXX-Q3"),
    ],
)
def test_without_a_date_of_publication_relative_times_stay_open(text: str, value: str) -> None:
    found = only(text, None)
    assert found.value == value
    assert found.when is not None
    assert (found.when.start, found.when.end, found.when.basis) == (None, None, "relative")


def test_dates_that_the_text_gives_need_no_date_of_publication() -> None:
    when = only("They met on 3 May 2019.", None).when
    assert when is not None
    assert (when.start, when.end, when.basis) == ("2019-05-03", "2019-05-04", "stated")


def test_expressions_are_counted_from_dates_in_the_text() -> None:
    text = "They met on 3 May 2019. The following day they signed. Two weeks later the pact was dead."
    assert values(text)[1:] == [("The following day", "2019-05-04"), ("Two weeks later", "2019-W20")]


def test_no_day_is_counted_from_a_month() -> None:
    assert values("They met in May 2019. Two days later the pact was dead.")[1] == ("Two days later", "P2D")


def test_an_expression_may_cross_a_line_break() -> None:
    text = "The three governments of the coast said they would meet again on Wednesday\nevening in Riga."
    found = read(text)
    assert [t.span.quote for t in found if t.timex_type == "TIME"] in (["Wednesday\nevening"], [])
    wrapped = "\n".join(["The envoys of both sides had said all week that they would meet again on Wednesday",
                         "evening in the old town hall of Riga, where the first of their meetings had ended in",
                         "anger and without a word to the press, and that nobody should expect more of it than",
                         "a handshake and a photograph of the two."])  # fmt: skip
    assert ("Wednesday evening", "2024-12-18TEV") in values(wrapped)


@pytest.mark.parametrize(
    "text",
    [
        "The 39-year-old minister resigned.",
        "The minister is 54 years old.",
        "It may rain, and they march on.",
        "He fought on two fronts for a second term.",
        "It cost 1,990 euros and weighs 2000 tons.",
        "April Miller sat beside him.",
        "She was a summer associate at a bank in Tartu.",
        "A dealer in Tartu has a 2017 Ford Fusion for sale.",
        "The tariff spared Christmas trees and toys.",
        "She dreams of a brighter tomorrow.",
        "He builds the ships of tomorrow.",
        "The day belonged to the poets.",
        "He is most recently the author of a book on bridges.",
        "For the town it was high noon.",
        "He sang at the March on Washington.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The 1976 Ford campaign failed.", "1976"),
        ("The house was full at Christmas dinner.", "2024-12-25"),
        ("They swam in the summer.", "2024-SU"),
        ("The vote is tomorrow.", "2024-12-19"),
        ("The events of yesterday changed little.", "2024-12-17"),
        ("The minister spoke late yesterday.", "2024-12-17"),
        ("They left at noon.", "2024-12-18T12:00"),
    ],
)
def test_what_looks_like_the_name_of_a_thing_and_is_a_time(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2024-03-01", "They spoke yesterday.", "2024-02-29"),
        ("2023-03-01", "They spoke yesterday.", "2023-02-28"),
        ("2025-01-01", "They spoke yesterday.", "2024-12-31"),
        ("2021-01-03", "They spoke this week.", "2020-W53"),
        ("2020-12-31", "They speak next week.", "2021-W01"),
        ("2024-12-31", "They will speak in January.", "2025-01"),
        ("2025-01-02", "They spoke in December.", "2024-12"),
        ("2025-01-15", "The front froze last winter.", "2023-WI"),
        ("2024-12-18T23:30:00-05:00", "They spoke today.", "2024-12-18"),
        ("2024-12-19T00:30:00+09:00", "They spoke yesterday.", "2024-12-18"),
    ],
)
def test_ends_of_years_leap_years_and_timestamps(published: str, text: str, value: str) -> None:
    assert only(text, published).value == value


def test_ids_and_origin() -> None:
    found = read("They met on Monday and on Tuesday.")
    assert len({t.id for t in found}) == 2
    assert all(t.id.startswith("time-") and t.origin.extractor == "times" and t.origin.version for t in found)


PIECES = st.sampled_from(
    ["Wednesday", "evening", "the", "last", "three", "months", "of", "2024", "-", "5", "p.m.", "GMT", "Dec.", "30", ",",
     "ago", "early", "mid", "every", "week", "quarter", "half", "an", "hour", "a",
     "\n", "\n\n", "31", "February", "9999",
     "0", "12:61", "99/99/99", "century", "'", "80", "s",
     "😀", "\u202e", "\x00", "later", "Christmas", "10-", "FY", "99999"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=120),
    st.none() | st.dates().map(date.isoformat) | st.just("2024-12-18T01:00:00+14:00"),
)
def test_any_text_gives_exact_spans_in_order_and_sound_intervals(text: str, published: str | None) -> None:
    found = read(text, published)
    position = 0
    for expression in found:
        span = expression.span
        assert text[span.start : span.end] == span.quote
        assert position <= span.start < span.end
        position = span.end
        when = expression.when
        if when is not None:
            assert expression.timex_type in ("DATE", "TIME")
            if when.start is not None and when.end is not None:
                assert datetime.fromisoformat(when.start) < datetime.fromisoformat(when.end)


def test_time_grows_no_faster_than_the_text() -> None:
    def cost(repeats: int) -> float:
        text = "the last three a few more than early late twenty twenty 5 , - the the of " * repeats
        words = read_words(text, [Paragraph(0, len(text))])
        begin = time.process_time()
        find_matches(words, load_rules())
        return time.process_time() - begin

    small, large = (min(cost(repeats) for _ in range(3)) for repeats in (300, 3000))
    assert large < 30 * small  # ten times the words; a hundred times the cost would be quadratic
