"""Full text: words, phrases, prefixes, passages and marks; whatever is asked for, both databases answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.query import searching, words
from onrecord.query.asking import Store, open_store
from onrecord.query.passages import LENGTH, find_passage
from onrecord.query.words import Term, parse_words
from tests.asked_records import Depends, Met, Said, Who, report
from tests.asking import asked, clock, fill

__all__ = ["asked", "clock"]

BRANDT = Who("Ilka Brandtner")
LONG = "Nothing of note was heard all day long. " * 40

SHIPS = report(
    Said(BRANDT, "The patrol ships return to the harbour"), title="Ships return", published="2025-03-01",
    uri="https://river.example/1",
)  # fmt: skip
TALKS = report(
    Said(BRANDT, "Zürich talks on tariffs went well"), Met((BRANDT,), LONG + "The ship sailed at dawn", None),
    title="Talks", published="2025-03-02", publisher="Hill Gazette",
)  # fmt: skip
PATROL = report(
    Said(None, "shipping patrol"), Depends("harbours reopen", "the ships' patrol resumes", BRANDT), title="At sea 😀",
    published=None,
)  # fmt: skip


@pytest.fixture
def filled(asked: Store) -> Store:
    fill(asked, (SHIPS, TALKS, PATROL))
    return asked


def found(answer: object) -> set[str | None]:
    return {each.report.title for each in answer}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked_for", "titles"),
    [
        ("ship", {"Ships return", "Talks", "At sea 😀"}),
        ("SHIPS", {"Ships return", "Talks", "At sea 😀"}),
        ("patrol ships", {"Ships return", "At sea 😀"}),
        ('"patrol ships"', {"Ships return"}),
        ('"ships patrol"', {"At sea 😀"}),
        ("harb*", {"Ships return", "At sea 😀"}),
        ('"the harb"*', {"Ships return"}),
        ("zurich", {"Talks"}),
        ("Zürich", {"Talks"}),
        ("tariffs OR harbour", {"Ships return", "Talks", "At sea 😀"}),
        ("ship -patrol", {"Talks"}),
        ('ships -"patrol ships"', {"Talks", "At sea 😀"}),
        ("submarine", set()),
        ("tariffs AND talks", {"Talks"}),
    ],
)  # fmt: skip
def test_reports_are_found_by_stems_phrases_and_prefixes(filled: Store, asked_for: str, titles: set[str]) -> None:
    assert found(filled.search(asked_for, within="reports")) == titles


def test_statements_are_found_beside_reports_the_best_of_each_in_turn(filled: Store) -> None:
    answer = filled.search("tariffs")
    assert [(each.kind, each.speaker) for each in answer] == [("report", None), ("statement", "Ilka Brandtner")]
    assert [each.rank for each in answer] == [1, 2]
    assert [each.kind for each in filled.search("tariffs", within="statements")] == ["statement"]


def test_passages_quote_the_text_and_mark_what_was_searched(filled: Store) -> None:
    texts = {record.document.id: record.document.text for record in (SHIPS, TALKS, PATROL)}
    marked = set()
    for each in filled.search("ships harbour*", within="reports"):
        text = texts[each.report.document_id]
        assert text[each.passage.start : each.passage.end] == each.passage.quote
        marked |= {text[start:end] for start, end in each.marks}
    assert {"ships", "harbour", "harbours"} <= marked <= {"ships", "harbour", "harbours", "shipping"}
    (match,) = filled.search("patrol", within="statements", until="2025-03-01")
    assert [SHIPS.document.text[start:end] for start, end in match.marks] == ["patrol"]


def test_a_passage_of_a_long_report_shows_the_words(filled: Store) -> None:
    (match,) = filled.search("dawn", within="reports")
    assert "dawn" in match.passage.quote
    assert len(match.passage.quote) <= LENGTH
    assert match.passage.start > 1000


def test_what_is_marked_in_a_statement_of_several_parts_is_where_the_text_has_it(asked: Store) -> None:
    from tests.made_records import made_record

    record = made_record(1)
    asked.save_record(record)
    (match,) = asked.search("Friday patrol", within="statements")
    assert [record.document.text[start:end] for start, end in match.marks] == ["Friday", "patrol"]


def test_a_title_alone_is_found_and_the_text_begins_the_passage(asked: Store) -> None:
    fill(asked, [report(Said(BRANDT, "We wait"), title="Submarine sighted")])
    (match,) = asked.search("submarine")
    assert match.passage.start == 0
    assert match.marks == ()


def test_periods_outlets_and_limits(filled: Store) -> None:
    answer = filled.search("ships", within="reports", until="2025-03-02")
    assert found(answer) == {"Ships return", "Talks"}
    assert answer.undated == 1
    assert found(filled.search("ships", within="reports", publisher="hill")) == {"Talks"}
    assert not filled.search("ships", publisher="nobody")
    limited = filled.search("ships", limit=1)
    assert len(limited) == 1
    assert limited.more
    assert not filled.search("submarine").more


def test_words_that_very_many_hold_give_the_newest_first(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (words, searching):
        monkeypatch.setattr(module, "FREQUENT", 1)
    answer = filled.search("ships", within="reports")
    assert [each.report.published for each in answer] == ["2025-03-02", "2025-03-01", None]
    assert answer.notes == ("more than 1 reports hold these words: the newest come first",)
    assert len(filled.said("patrol")) == 3
    assert len(filled.said("patrol", speaker="Brandtner")) == 2
    assert len(filled.conditions("harbours", holder="Brandtner")) == 1


def test_an_empty_search_says_what_was_searched(filled: Store) -> None:
    answer = filled.search("submarine", within="reports", since="2025-01-01")
    assert (
        answer.messages()[0] == "nothing found: searched in 3 reports for words submarine, in reports, since 2025-01-01"
    )


@pytest.mark.parametrize("asked_for", ["", "  ", "-ships", '""', "***", "()", "OR"])
def test_a_search_without_a_word_is_told(filled: Store, asked_for: str) -> None:
    with pytest.raises(UsageError, match="no word to search for"):
        filled.search(asked_for)


def test_a_place_to_search_that_is_none_is_told(filled: Store) -> None:
    with pytest.raises(UsageError, match="nothing to search in"):
        filled.search("ships", within="titles")


def test_words_are_parsed_into_terms() -> None:
    parsed = parse_words('one "two three" fo* -five OR "six se"* cease-fire')
    assert parsed.groups == (
        (Term(("one",), False), Term(("two", "three"), False), Term(("fo",), True)),
        (Term(("six", "se"), True), Term(("cease", "fire"), False)),
    )
    assert parsed.without == (Term(("five",), False),)


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory, postgresql_server: str) -> object:
    """One database of each kind, for many questions."""
    opened = [open_store(tmp_path_factory.mktemp("search") / "record.db"), open_store(postgresql_server)]
    for store in opened:
        fill(store, (SHIPS, TALKS, PATROL))
    yield opened
    for store in opened:
        store.close()


# Letters, marks, and what the databases' own languages are made of.
_asked_for = st.text(
    st.one_of(
        st.sampled_from("ab ships patrol*\"-()|&!:<>'\\^~OR AND NOT NEAR+,.éÜß漢\u0301\x00"),
        st.characters(codec="utf-8"),
    )
)


@given(asked_for=_asked_for)
def test_whatever_is_asked_for_is_answered_or_told(databases: list[Store], asked_for: str) -> None:
    for store in databases:
        try:
            answer = store.search(asked_for)
        except UsageError as problem:
            assert "no word to search for" in str(problem)
        else:
            assert all(each.passage.quote for each in answer)


@given(text=st.text(alphabet="ab \n", max_size=900), data=st.data())
def test_passages_lie_in_the_text_and_hold_a_mark(text: str, data: st.DataObject) -> None:
    places = [place for place, sign in enumerate(text) if sign in "ab"]
    starts = sorted(data.draw(st.sets(st.sampled_from(places), max_size=5))) if places else []
    marks = tuple((start, start + 1) for start in starts)
    start, end = find_passage(text, marks)
    assert 0 <= start <= end <= len(text)
    assert end - start <= LENGTH
    assert not marks or any(start <= one and two <= end for one, two in marks)
