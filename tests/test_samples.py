"""The shipped samples are read whole, and what a reader would look for first is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import onrecord
from onrecord.codec import dumps, loads
from onrecord.record import Record, Statement

SAMPLES = Path(onrecord.__file__).parent / "samples"
BRUSSELS, TALKS = "brussels-2024-12-18.txt", "press-conference-2025-03-04.txt"
PUBLISHED = {BRUSSELS: "2024-12-18", TALKS: "2025-03-04"}
ALL = pytest.mark.parametrize("name", sorted(PUBLISHED))


@cache
def read(name: str) -> Record:
    return onrecord.read(SAMPLES / name)


def speakers(record: Record) -> dict[str, list[Statement]]:
    """Statements by the name of their speaker."""
    names = {actor.id: actor.name for actor in record.actors}
    found: dict[str, list[Statement]] = {}
    for statement in record.statements:
        if statement.speaker is not None:
            found.setdefault(names[statement.speaker], []).append(statement)
    return found


def content(statement: Statement) -> str:
    return " ".join(span.quote for span in statement.content)


def test_every_sample_is_tested() -> None:
    assert {path.name for path in SAMPLES.glob("*.txt")} == PUBLISHED.keys()
    notes = (SAMPLES / "README.md").read_text("utf-8")
    assert all(f"`{name}`" in notes for name in PUBLISHED)


@ALL
def test_sample_is_dated_by_its_dateline(name: str) -> None:
    document = read(name).document
    assert (document.published, document.published_basis) == (PUBLISHED[name], "text")
    assert not [note for note in read(name).notes if note.code == "no_date"]


@ALL
def test_sample_says_what_is_invented(name: str) -> None:
    text = read(name).document.text
    assert "invented" in text.split("\n\n")[0] or "invented" in text.split("\n\n")[-1]


@ALL
def test_record_of_a_sample_can_be_written_and_read_again(name: str) -> None:
    assert loads(dumps(read(name))) == read(name)


def test_news_report_is_traced_to_where_it_appeared_first() -> None:
    document = read(BRUSSELS).document
    assert document.first_published_by is not None
    assert document.first_published_by.publisher == "Lowland Courier"
    kinds = {each.kind for each in read(BRUSSELS).furniture}
    assert {"dateline", "reporting_credit", "syndication_notice"} <= kinds


@pytest.mark.parametrize(
    ("speaker", "words"),
    [
        ("Mark Rutte", "drawing maps"),
        ("Kaja Kallas", "last chapter"),
        ("Ursula von der Leyen", "had warned her"),
        ("Volodymyr Zelensky", "new strikes on power plants"),
        ("Jakov Milatovic", "accession talks"),
        ("Edi Rama", "wedding guests"),
        ("António Costa", "without Ukraine"),
        ("Viktor Orban", "truce over Christmas"),
    ],
)
def test_news_report_gives_its_speakers_their_words(speaker: str, words: str) -> None:
    assert any(words in content(each) for each in speakers(read(BRUSSELS))[speaker])


def test_news_report_has_statements_of_every_manner_and_standing() -> None:
    statements = read(BRUSSELS).statements
    assert len(statements) >= 20
    assert {each.manner for each in statements} == {"direct", "mixed", "indirect"}
    assert {each.attitude for each in statements} == {"speech", "thought", "intent"}
    assert {each.authority for each in statements} >= {"named", "unnamed", "document"}
    assert any(each.reported_in is not None for each in statements)
    assert any(each.via for each in statements)


def test_news_report_tells_offices_held_from_former_and_coming_ones() -> None:
    roles = {(actor.name, role.title, role.status) for actor in read(BRUSSELS).actors for role in actor.roles}
    assert ("Mark Rutte", "secretary general", "current") in roles
    assert ("Jean-Noël Barrot", "foreign minister", "acting") in roles
    assert ("Andrzej Duda", "president", "current") in roles


def test_news_report_resolves_its_times_by_its_date() -> None:
    found = {time.span.quote: time.value for time in read(BRUSSELS).times}
    assert found["Wednesday evening"] == "2024-12-18TEV"
    assert found["Thursday morning"] == "2024-12-19TMO"
    assert found["last week"] == "2024-W50"
    assert found["Feb. 3"] == "2025-02-03"


def test_transcript_gives_each_turn_to_its_speaker() -> None:
    turns = {name: [content(each) for each in mine] for name, mine in speakers(read(TALKS)).items()}
    assert any("met as neighbors" in words for words in turns["Maren Tolk"])
    assert any("thank Switzerland" in words for words in turns["Idris Quandt"])
    assert not any("thank Switzerland" in words for words in turns["Maren Tolk"])
