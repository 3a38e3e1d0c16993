"""The two clocks and revisions: what was published by a day, and what the database held at an instant."""

from __future__ import annotations

import pytest

from onrecord.query.asking import Store
from onrecord.record import Record
from tests.asked_records import Depends, Met, Said, Who, report
from tests.asking import Clock, asked, clock, fill

__all__ = ["asked", "clock"]

BRANDT = Who("Ilka Brandtner", role="foreign minister", country="AUT")
OKELLO = Who("Sam Okello")
ADDRESS = "https://river.example/story"


def story(words: str, day: str | None, trigger: str) -> Record:
    return report(
        Said(BRANDT, words), Met((BRANDT, OKELLO), trigger, start="2025-03-01", end="2025-03-02"),
        Depends("the ships leave", f"they sign {words}", OKELLO), published=day, uri=ADDRESS,
    )  # fmt: skip


@pytest.fixture
def revised(asked: Store) -> Store:
    """One address with three texts, published on three days."""
    fill(asked, [
        story("First words", "2025-03-02", "met"), story("Second words", "2025-03-04", "conferred"),
        story("Third words", "2025-03-06", "spoke"),
    ])  # fmt: skip
    return asked


def said(store: Store, **clocks: object) -> list[str]:
    return [each.said[0].quote for each in store.said(manner="direct", **clocks)]  # type: ignore[arg-type]


def test_the_newest_revision_counts(revised: Store) -> None:
    assert said(revised) == ["Third words"]
    assert said(revised, all_revisions=True) == ["Third words", "Second words", "First words"]
    assert [each.report.revision for each in revised.said(manner="direct", all_revisions=True)] == [3, 2, 1]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-03-01", []),
        ("2025-03-02", ["First words"]),
        ("2025-03-05", ["Second words"]),
        ("2025-12-31", ["Third words"]),
    ],
)
def test_as_of_a_day_the_newest_revision_published_by_then_counts(revised: Store, day: str, words: list[str]) -> None:
    assert said(revised, as_of=day) == words
    assert len(revised.meetings(as_of=day)) == len(words)
    assert len(revised.meetings(as_of=day, with_all=("Okello", "Brandtner"))) == len(words)
    assert [each.outcome.quote for each in revised.conditions(as_of=day) if each.outcome] == [
        f"they sign {each}" for each in words
    ]
    assert len(revised.search("words", within="reports", as_of=day)) == len(words)
    assert sum(each.reports for each in revised.sources(as_of=day)) == len(words)
    assert sum(each.statements for each in revised.sources(as_of=day)) == 2 * len(words)
    assert len(revised.timeline("Brandtner", as_of=day)) == 2 * len(words)


def test_at_an_instant_what_was_saved_by_then_counts(asked: Store, clock: Clock) -> None:
    instants = []
    for record in (story("First words", "2025-03-02", "met"), story("Second words", "2025-03-04", "conferred")):
        instants.append(clock.now)
        asked.save_record(record)
    instants.append(clock.now)
    for instant, words in zip(instants, ([], ["First words"], ["Second words"]), strict=True):
        assert said(asked, known_at=instant) == words
        assert [each.trigger.quote for each in asked.meetings(known_at=instant, with_all="Okello")] == (
            [] if not words else ["met"] if words == ["First words"] else ["conferred"]
        )
        assert len(asked.search("ships", known_at=instant, within="reports")) == len(words)
        assert sum(each.statements for each in asked.sources(known_at=instant)) == 2 * len(words)
        assert len(asked.conditions(known_at=instant)) == len(words)
    assert said(asked, known_at=instants[2], as_of="2025-03-03") == ["First words"]


def test_corrections_hold_from_when_they_were_made_until_they_are_taken_back(asked: Store, clock: Clock) -> None:
    fill(asked, [story("First words", "2025-03-02", "met")])
    (meeting,) = asked.meetings()
    before = clock.now
    correction = asked.correct(meeting.id, "factuality.status", "called_off", author="ada")
    after = clock.now
    assert [each.status for each in asked.meetings(with_all="Okello")] == ["called_off"]
    assert [each.status for each in asked.meetings(with_all="Okello", known_at=before)] == ["happened"]
    assert [each.status for each in asked.meetings(known_at=after)] == ["called_off"]
    assert len(asked.events(status="happened")) == 0
    assert len(asked.events(status="happened", known_at=before)) == 1
    asked.withdraw_correction(correction.id)
    assert [each.status for each in asked.meetings()] == ["happened"]
    assert [each.status for each in asked.meetings(known_at=after)] == ["called_off"]
    assert [each.status for each in asked.meetings(known_at=before)] == ["happened"]


def test_a_corrected_speaker_is_found_by_the_right_name_only(asked: Store, clock: Clock) -> None:
    fill(asked, [report(Said(BRANDT, "First words"), Said(OKELLO, "Other words"))])
    (saying,) = asked.said(speaker="Brandtner")
    (other,) = asked.said(speaker="Okello")
    before = clock.now
    right = asked.show(other.id).fields[0][1].strip('"')
    asked.correct(saying.id, "speaker", right, author="ada")
    assert len(asked.said(speaker="Brandtner")) == 0
    assert len(asked.said(speaker="Okello")) == 2
    assert len(asked.said(speaker="Brandtner", known_at=before)) == 1
    assert len(asked.said("words", speaker="Brandtner", known_at=before)) == 1
    assert len(asked.said("words", speaker="Okello", known_at=before)) == 1


def test_undated_reports_are_counted_where_a_day_leaves_them_out(asked: Store) -> None:
    fill(asked, [
        report(Said(BRANDT, "One"), Depends("they pay", "they sail", OKELLO), published=None),
        report(Said(BRANDT, "Two"), published="2025-03-02"),
    ])  # fmt: skip
    assert asked.said(as_of="2025-03-05").undated == 2
    assert asked.said(speaker="Brandtner", as_of="2025-03-05").undated == 1
    assert asked.said("two", as_of="2025-03-05").undated == 0
    assert asked.conditions(as_of="2025-03-05").undated == 1
    assert asked.search("one OR two", as_of="2025-03-05").undated == 2
    assert asked.sources(as_of="2025-03-05").notes == ("reports left out, for they have no date: 1",)
    assert asked.said().undated == 0
