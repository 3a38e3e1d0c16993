"""Furniture: each kind in its usual forms, prose that looks like it, and what must hold of any text."""

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.furniture import FurnitureReading, find_furniture
from onrecord.extract.paragraphs import find_paragraphs
from onrecord.ids import document_id, text_hash
from onrecord.record import Document

REPORT = (
    "Estonia and Latvia agreed on Monday to rebuild the rail line between Tartu and Riga, officials said.",
    "“The first train will run within three years,” the Latvian transport minister said after the signing in Valga.",
    "Neither government has said how the works will be paid for, and both face elections in the coming year.",
)


def document(text: str, **known: str) -> Document:
    return Document(
        document_id(None, known.get("publisher"), text), None, "text/plain", None, known.get("byline"),
        known.get("publisher"), known.get("published"), None, "en", text, text_hash(text),
    )  # fmt: skip


def read(text: str, **known: str) -> FurnitureReading:
    return find_furniture(document(text, **known), find_paragraphs(text))


def kinds(text: str, **known: str) -> list[tuple[str, str]]:
    return [(f.kind, f.span.quote) for f in read(text, **known).furniture]


def running(text: str, **known: str) -> list[str]:
    return [text[p.start : p.end] for p in read(text, **known).running]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("syndication_notice", "This article originally appeared in the Valga Courier."),
        ("syndication_notice", "Republished from The Conversation under a Creative Commons license"),
        ("agency_credit", "(Reuters)"),
        ("agency_credit", "© AFP"),
        ("agency_credit", "ab/cd (dpa, Reuters)"),
        ("byline", "By JANE ROE"),
        ("byline", "By Jane Roe and John de Vries, Associated Press"),
        ("byline", "By The Associated Press"),
        ("byline", "Jane Roe, Reuters"),
        ("reporting_credit", "(Reporting by Jane Roe in Riga; Editing by John Doe)"),
        ("reporting_credit", "Writing by Jane Roe"),
        ("reporting_credit", "Associated Press writer Jane Roe in Tallinn contributed to this report."),
        ("reporting_credit", "Contributing: Jane Roe and John Doe"),
        ("reporting_credit", "(With inputs from agencies)"),
        ("copyright", "Copyright 2024 The Valga Courier. All rights reserved. This material may not be broadcast."),
        ("copyright", "© 2024 Valga Courier"),
        ("caption", "FILE - The ministers meet in Valga, Dec. 2, 2024. (AP Photo/Jane Roe, File)"),
        ("caption", "A train stands at the station in Tartu, 2 December 2024. REUTERS/Jane Roe"),
        ("caption", "A file photo of the old station in Valga"),
        ("caption", "The old bridge over the Emajõgi. Photograph: Jane Roe/EPA"),
        ("credit", "Photo: Jane Roe/Getty Images"),
        ("credit", "Jane Roe via Getty Images"),
        ("read_more", "Read more: Why the Baltic railways are late"),
        ("read_more", "RELATED:"),
        ("read_more", "SEE ALSO | What the treaty says"),
        ("prompt", "Sign up for our morning newsletter."),
        ("prompt", "Share this article with your friends"),
        ("contact", "Write to Jane Roe at jane.roe@example.org"),
        ("contact", "Follow @janeroe on Twitter"),
        ("contact", "Follow Jane Roe on Facebook."),
        ("navigation", "Advertisement"),
        ("navigation", "* * *"),
        ("navigation", "Correction: An earlier version of this article misstated the length of the line."),
        ("navigation", "This story has been updated with comments from the Latvian railways."),
        ("navigation", "CORRECTION: Due to an editing error, a draft of this report was published on Monday."),
        ("navigation", "Editor’s note: The following is an excerpt from a lecture held in Tartu."),
        ("navigation", "Clarifications: March 3, 2024, Sunday."),
        ("navigation", "This is a developing story; check back for more."),
        ("navigation", "(BEGIN VIDEO CLIP)"),
        ("navigation", "“(APPLAUSE.)"),
        ("navigation", '<tweet tweet-id="12345678"><tweet/>.'),
        ("navigation", ".story-box img {"),
        ("navigation", "margin-left: 20px;"),
        ("navigation", "LETTERS."),
        ("credit", "Netflix."),
        ("credit", "Getty/Instagram."),
        ("prompt", "Do you like trains? Like the page:"),
        ("read_more", "Read the rest here."),
        ("read_more", "Check out the minister’s ride on the first train, “Valga 1,” below."),
        ("read_more", "The full timetable can be found here."),
        ("read_more", "Full results: https://example.org/valga"),
        ("reporting_credit", "Roe reported from Riga."),
        ("reporting_credit", "--additional reporting by John Doe."),
        ("reporting_credit", "Roe reported from Valga, Estonia; Doe, from Riga."),
        ("reporting_credit", "Jane Roe and John Doe contributed reporting."),
        ("reporting_credit", "Podcast produced by John Doe."),
        ("credit", "(h/t Valga Courier.)"),
        ("byline", "Roe is a Riga-based reporter for the Courier."),
        ("byline", "Jane Roe hosts the podcast “Late Trains.”"),
        ("byline", "Jane Roe, BBC News, Riga."),
        ("byline", "For The Railway Hour, I'm Jane Roe in Valga."),
        ("byline", "Jane Roe writes on railways for the Courier. Follow her on Twitter: @janeroe."),
        ("byline", "Jane Roe is a fellow of the Institute of Baltic Studies and the author of a book on bridges."),
    ],
)
def test_a_paragraph_of_furniture_is_set_aside(kind: str, words: str) -> None:
    text = "\n".join([*REPORT[:2], words])
    assert kinds(text) == [(kind, words)]
    assert running(text) == list(REPORT[:2])


@pytest.mark.parametrize(
    ("tail", "kind"),
    [
        (" (Reporting by Jane Roe; Editing by John Doe)", "reporting_credit"),
        (" Jane Roe in Riga contributed to this report.", "reporting_credit"),
        (" The post A Railway at Last appeared first on Valga Courier.", "syndication_notice"),
        (" Jane Roe, BBC news, Riga.", "byline"),
        (" For The Railway Hour, I'm Jane Roe.", "byline"),
        (" --- Jane Roe contributed to this article.", "reporting_credit"),
        (" The ministers, 4th graf pvs.", "navigation"),
        (" (Reuters)", "agency_credit"),
        (" – AFP", "agency_credit"),
        (" Copyright 2024 Valga Courier.", "copyright"),
        (" Follow Jane Roe on Twitter @janeroe", "contact"),
    ],
)
def test_furniture_at_the_end_of_a_paragraph_is_cut_off(tail: str, kind: str) -> None:
    long = REPORT[0] + " " + " ".join(REPORT[1:] * 3)
    text = long + tail
    assert [k for k, _ in kinds(text)] == [kind]
    assert running(text) == [long]


@pytest.mark.parametrize(
    "prose",
    [
        "By Monday evening, both sides had left the hall.",
        "By accepting the terms, Latvia gave up its claim.",
        "Share prices fell in Tallinn after the vote.",
        "Copyright law was the first point on the agenda.",
        "Photographs of the signing were shown on state television.",
        "Follow the money, the minister told reporters.",
        "Related parties must declare their stakes, the court said.",
        "Weak demand contributed to the decline, the report said.",
        "The post of foreign minister has been vacant since May.",
        "BRUSSELS is waiting — and so is Riga.",
        "The plan — seen by Reuters — leaves the price open.",
        "“This article was written in haste,” the envoy said of the treaty.",
        "Read the treaty again, she told the members of parliament.",
        "The envoy told the Associated Press that talks would go on.",
        "Contact with the mission was lost on Sunday.",
        "An earlier version of the treaty left the border where it was.",
        "This report was welcomed in Riga and ignored in Tallinn.",
        "Correction of the timetable will take a year, the railway said.",
        "See how the bridge shakes, the engineer told the visitors below it.",
        "“Read what is written here,” the envoy said.",
        "Laughter (there was little of it) ended the meeting.",
        "The envoy reported from Riga that the talks had failed.",
        "Estonia, the BBC, Latvia: all were named in the letter.",
        "Jane Roe is a minister who wrote “no train will leave” in a letter.",
        "Roe reported from the front of the train that all was well.",
        "Netflix bought the rights to the story of the line.",
    ],
)
def test_prose_is_no_furniture(prose: str) -> None:
    text = "\n".join([REPORT[0], prose, REPORT[2]])
    assert kinds(text) == []
    assert len(running(text)) == 3


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        # Who stands in the report is no author of it, nor is who is said to do something.
        ([REPORT[0], "Jane Roe signed the deal.", "Jane Roe is the Estonian minister of transport."], False),
        ([REPORT[0], "Jane Roe is travelling to Valga for the opening of the station."], False),
        ([REPORT[0], "Jane Roe is a retired engineer, the railway said in a statement."], False),
        ([REPORT[0], "Jane Roe is a retired engineer from Valga.", *REPORT[1:]], False),
        # Her family has her name too, where she writes of herself.
        (["I grew up in Valga.", "My father, John Roe, drove a train, and I rode with him. I loved it, and I slept on "
          "the coal. My home was the station.", "Jane Roe is a poet and a playwright in Tartu."], True),
        ([REPORT[0], "John Roe drove the train.", "Jane Roe is a poet and a playwright in Tartu."], False),
    ],
)  # fmt: skip
def test_an_author_s_life_closes_the_page(text: list[str], aside: bool) -> None:
    found = kinds("\n".join(text))
    assert found == ([("byline", text[-1])] if aside else [])


def test_a_caption_follows_the_credit_of_its_picture() -> None:
    caption = "Ministers John Doe and Jane Roe shake hands at the station in Valga on Monday."
    report = [REPORT[0], "Jane Roe/Getty Images", caption, *REPORT[1:]]
    assert [kind for kind, _ in kinds("\n".join(report))] == ["credit", "caption"]
    assert kinds("\n".join([REPORT[0], caption, *REPORT[1:]])) == []
    told = "The ministers said that they would shake hands at the station."
    assert running("\n".join([REPORT[0], "Jane Roe/Getty Images", told])) == [REPORT[0], told]
    assert running("\n".join(["A line", "Reuters", "The ministers hold talks in Valga."]))[-1].endswith("Valga.")


def test_a_syndication_notice_names_publisher_and_title() -> None:
    text = "\n".join([*REPORT, "The post A Railway’s Long Way Home appeared first on The Valga Courier."])
    first = read(text).first_published_by
    assert first is not None
    assert (first.publisher, first.title) == ("The Valga Courier", "A Railway’s Long Way Home")
    assert first.span.quote == text.splitlines()[-1]


def test_headlines_under_a_heading_go_with_it() -> None:
    text = "\n".join([REPORT[0], "Read more:", "Why the line is late", "Who pays for the bridges?", *REPORT[1:]])
    assert running(text) == list(REPORT)


def test_a_pull_quote_goes_only_where_it_repeats() -> None:
    quote = "“The first train will run within three years”"
    assert kinds("\n".join([REPORT[0], quote, *REPORT[1:]])) == [("pull_quote", quote)]
    signed = quote + " — Jane Roe"
    assert kinds("\n".join([REPORT[0], signed, *REPORT[1:]])) == [("pull_quote", signed)]
    other = "“The last train will run within three years”"
    assert kinds("\n".join([REPORT[0], other, *REPORT[1:]])) == []


@pytest.mark.parametrize(
    ("line", "published", "place", "date", "agency"),
    [
        ("BRUSSELS, Dec 18 (Reuters) - ", "2024-12-18", "BRUSSELS", "2024-12-18", "Reuters"),
        ("WASHINGTON (AP) — ", None, "WASHINGTON", None, "Associated Press"),
        ("KYIV, Ukraine — ", None, "KYIV, Ukraine", None, None),
        ("LONDON, Nov. 3 /PRNewswire/ -- ", "2024-11-04", "LONDON", "2024-11-03", "PR Newswire"),
        ("Vienna (AFP) – ", None, "Vienna", None, "Agence France-Presse"),
        ("NEW YORK, 2 January 2023 (Xinhua) -- ", None, "NEW YORK", "2023-01-02", "Xinhua"),
        ("TALLINN, Dec. 31 (Reuters) - ", "2025-01-02", "TALLINN", "2024-12-31", "Reuters"),
        ("TALLINN, Dec. 31 (Reuters) - ", None, "TALLINN", None, "Reuters"),
        ("TALLINN, Feb. 30 (Reuters) - ", "2025-02-20", "TALLINN", None, "Reuters"),
        ("(Reuters) - ", None, None, None, "Reuters"),
        ("DES MOINES, Iowa - ", None, "DES MOINES, Iowa", None, None),
    ],
)
def test_datelines_are_read_and_cut_off(
    line: str, published: str | None, place: str | None, date: str | None, agency: str | None
) -> None:
    text = "A railway at last\n" + line + "\n".join(REPORT)
    found = read(text, **({"published": published} if published else {}))
    assert found.dateline is not None
    assert (found.dateline.place.quote if found.dateline.place else None) == place
    assert (found.dateline.date, found.dateline.agency) == (date, agency)
    assert [text[p.start : p.end] for p in found.running][1:] == list(REPORT)


@pytest.mark.parametrize("line", ["UPDATE - ", "WATCH — ", "NATO — ", "He was — ", "But Riga (the capital) — "])
def test_other_beginnings_are_no_datelines(line: str) -> None:
    assert read(line + REPORT[0]).dateline is None


def test_the_agency_published_first_unless_it_is_the_publisher() -> None:
    text = "RIGA (Reuters) - " + REPORT[0]
    first = read(text, publisher="Valga Courier").first_published_by
    assert first is not None
    assert (first.publisher, first.span.quote) == ("Reuters", "RIGA (Reuters) -")
    assert read(text, publisher="Reuters").first_published_by is None


PIECES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="\r"), max_size=20),
        st.sampled_from(
            ["\n", "\n\n", " ", "(AP)", "BRUSSELS", " — ", "By Jane Roe", "Reuters", "Copyright 2024 ", "@a", "“",
             "Read more:", "The post ", " appeared first on ", ". ", "(Reporting by A B)", "/Getty Images", "Dec 18",
             "one two three four five six"]
        ),
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(PIECES)
@settings(max_examples=1000, deadline=None)
def test_every_character_is_furniture_or_running_or_blank(text: str) -> None:
    doc = document(text, published="2024-12-18")
    paragraphs = find_paragraphs(text)
    found = find_furniture(doc, paragraphs)
    owned = [0] * len(text)
    for f in found.furniture:
        assert text[f.span.start : f.span.end] == f.span.quote
        for i in range(f.span.start, f.span.end):
            owned[i] += 1
    for p in found.running:
        assert not text[p.start].isspace()
        assert not text[p.end - 1].isspace()
        for i in range(p.start, p.end):
            owned[i] += 1
    for p in paragraphs:
        assert all(owned[i] == 1 or (text[i].isspace() and not owned[i]) for i in range(p.start, p.end))
    # A number is that of the paragraph as the reader sees it: what was set aside keeps its own.
    assert all(paragraphs[p.number].start <= p.start < p.end <= paragraphs[p.number].end for p in found.running)


@pytest.mark.parametrize(
    "text",
    ["By A " * 100_000, "(" * 300_000, "a b c d e f\n" * 20_000, "A. " * 100_000, "“a b c d e f” — B\n" * 20_000,
     ("(a) " * 110 + ")\n") * 1_000, "The post " * 50_000 + "appeared first on X",
     "\n".join(["A B" * 50 + " (A"] * 2_000), "Read " + "a b " * 50_000, "<a" * 50_000, ("A B is a " * 40 + "\n") * 500,
     "For The A, I'm " * 20_000, "I A " * 60_000 + "\nA A is an author of a book."],
)  # fmt: skip
def test_time_is_linear(text: str) -> None:
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 30  # of the processor; what grows faster than the text takes far longer


@pytest.mark.skipif("ONRECORD_EVAL" not in os.environ, reason="ONRECORD_EVAL names no folder of labelled sets")
def test_hardly_a_statement_of_polnear_is_lost() -> None:
    lost = total = 0
    for line in (Path(os.environ["ONRECORD_EVAL"]) / "statements/train.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        aside = [f.span for f in read(report["text"], published=report["published"]).furniture]
        for gold in report["gold"]:
            total += 1
            lost += any(span.start < end and start < span.end for start, end in gold["content"] for span in aside)
    assert total > 19_000
    assert lost < 0.001 * total  # 0.04% on 24 November 2026, all of them pull quotes that do repeat
