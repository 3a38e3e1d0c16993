"""Timelines, profiles, conditions, sources and single findings; on both databases."""

from __future__ import annotations

import json

import pytest

from onrecord.errors import UsageError
from onrecord.query.asking import Store
from tests.asked_records import Depends, Met, Said, Who, report
from tests.asking import Clock, asked, clock, fill
from tests.made_records import made_record

__all__ = ["asked", "clock"]

BRANDT = Who("Ilka Brandtner", role="foreign minister", country="AUT")
OKELLO = Who("Sam Okello", role="harbour master")
TANAKA = Who("Rei Tanaka")
FORMER = Who("Ilka Brandtner", role="mayor")
OFFICIAL = Who("an official", "unnamed")

MEETING = Met((BRANDT, OKELLO), start="2025-03-01", end="2025-03-02")
REPORTS = (
    report(Said(FORMER, "The bridge is shut"), published="2024-01-10", title="Bridge"),
    report(MEETING, Said(BRANDT, "We agreed on the ships"), published="2025-03-02", title="Met"),
    report(
        MEETING, Said(BRANDT, "We agreed on the ships"), published="2025-03-03", title="Met, again",
        publisher="Hill Gazette",
    ),
    report(
        Met((BRANDT, TANAKA), "will meet on ships", status="scheduled", start="2025-03-20", end="2025-03-21"),
        Depends("the ships leave", "we sign", BRANDT), Depends("rain falls", "games end", None, "unless", "unless"),
        Said(OFFICIAL, "nobody knows", authority="unnamed", manner="indirect"), published="2025-03-04", title="Ahead",
    ),
)  # fmt: skip


@pytest.fixture
def filled(asked: Store) -> Store:
    fill(asked, REPORTS)
    return asked


def test_a_timeline_is_in_time_order_with_what_is_told_alike_in_one_line(filled: Store) -> None:
    lines = [(each.day, each.kind, each.status, each.sources) for each in filled.timeline("Brandtner")]
    assert lines == [
        ("2024-01-10", "statement", "happened", 1), ("2025-03-01", "event", "happened", 2),
        ("2025-03-02", "statement", "happened", 2), ("2025-03-04", "statement", "happened", 1),
        ("2025-03-20", "event", "scheduled", 1),
    ]  # fmt: skip


def test_a_line_names_its_finding_and_the_others(filled: Store) -> None:
    event = filled.timeline("Okello")[0]
    assert event.who == "Ilka Brandtner, Sam Okello"
    assert event.what == "CONSULT"
    assert {event.id, *event.others} == {each.id for each in filled.meetings(with_all="Okello")}
    assert event.quote.quote == "Ilka Brandtner and Sam Okello met on 2025-03-01."
    assert event.report.title == "Met"


def test_a_timeline_of_words_holds_statements_and_events_that_have_them(filled: Store) -> None:
    answer = filled.timeline("ships", by="words")
    assert [(each.day, each.kind) for each in answer] == [
        ("2025-03-02", "statement"), ("2025-03-04", "statement"), ("2025-03-20", "event"),
    ]  # fmt: skip
    assert [each.day for each in filled.timeline("ships")] == [each.day for each in answer]
    assert not filled.timeline("ships", by="actor")


def test_a_timeline_keeps_to_its_period_and_limit(filled: Store) -> None:
    assert [each.day for each in filled.timeline("Brandtner", since="2025-03-01", until="2025-03-02")] == [
        "2025-03-01", "2025-03-02"
    ]  # fmt: skip
    latest = filled.timeline("Brandtner", limit=2)
    assert [each.day for each in latest] == ["2025-03-04", "2025-03-20"]
    assert latest.more


def test_a_timeline_of_nobody_suggests_names(filled: Store) -> None:
    answer = filled.timeline("Brantnar Q")
    assert not answer
    assert "Ilka Brandtner" in answer.nearest


def test_a_profile_tells_roles_names_statements_meetings_and_company(filled: Store) -> None:
    profile = filled.actor("Brandtner")
    assert profile.name == "Ilka Brandtner"
    assert profile.kinds == ("person",)
    assert [(each.title, each.first_day, each.last_day, each.reports) for each in profile.offices] == [
        ("foreign minister", "2025-03-02", "2025-03-04", 3), ("mayor", "2024-01-10", "2024-01-10", 1),
    ]  # fmt: skip
    assert {each.name for each in profile.aliases} == {"ilka brandtner", "brandtner"}
    assert profile.statements[0].report.title == "Ahead"
    assert [each.day for each in profile.meetings] == ["2025-03-20", "2025-03-01", "2025-03-01"]
    assert [(each.name, each.events) for each in profile.company] == [("Sam Okello", 2), ("Rei Tanaka", 1)]


def test_a_profile_is_told_as_of_a_day(filled: Store) -> None:
    profile = filled.actor("Brandtner", as_of="2024-12-31")
    assert [each.title for each in profile.offices] == ["mayor"]
    assert len(profile.statements) == 1
    assert not profile.meetings
    assert not profile.company


def test_a_profile_of_nobody_suggests_names(filled: Store) -> None:
    profile = filled.actor("Okello Brandt Tanaka")
    assert not profile.statements
    assert profile.kinds == ()
    assert any("nearest names" in line for line in profile.messages())


def test_conditions_are_asked_for_by_holder_words_and_relation(filled: Store) -> None:
    assert [each.relation for each in filled.conditions()] == ["unless", "if"]
    (only,) = filled.conditions(holder="Brandtner")
    assert (only.condition.quote, only.holder, only.country) == ("the ships leave", "Ilka Brandtner", "AUT")
    assert only.outcome is not None
    assert only.outcome.quote == "we sign"
    assert [each.id for each in filled.conditions("sign")] == [only.id]
    assert [each.id for each in filled.conditions("ships", country="Austria")] == [only.id]
    assert [each.holder for each in filled.conditions(relation="unless")] == [None]
    assert not filled.conditions(holder="Tanaka")
    assert not filled.conditions(since="2025-03-05")
    assert filled.conditions(limit=1).more


def test_sources_count_statements_by_authority(filled: Store) -> None:
    river, hill = filled.sources()
    assert (river.publisher, river.reports, river.statements, river.named, river.unnamed) == ("River Post", 3, 4, 3, 1)
    assert (hill.publisher, hill.reports, hill.statements) == ("Hill Gazette", 1, 1)
    assert river.unnamed_share == 0.25
    assert [each.publisher for each in filled.sources(publisher="hill")] == ["Hill Gazette"]
    assert [each.statements for each in filled.sources(since="2025-03-03")] == [2, 1]
    assert not filled.sources(publisher="nobody")


def test_a_finding_is_shown_with_its_words_and_where_it_comes_from(asked: Store) -> None:
    record = made_record(1)
    asked.save_record(record)
    statement = record.statements[1]
    shown = asked.show(statement.id)
    assert shown.kind == "statement"
    assert shown.anchor == statement.cue
    assert shown.sentence is not None
    assert shown.sentence.quote.startswith("A senior official told")
    assert shown.paragraph is not None
    assert record.document.text[shown.paragraph.start : shown.paragraph.end] == shown.paragraph.quote
    assert (shown.report.document_id, shown.first_published_by, shown.revisions) == (
        record.document.id,
        "River Post",
        1,
    )
    assert shown.made_by == "by_hand 1, none"
    assert dict(shown.names)[statement.speaker or ""] == "A senior official"
    assert json.loads(dict(shown.fields)["authority"]) == "unnamed"


def test_every_kind_of_finding_and_the_report_can_be_shown(asked: Store) -> None:
    record = made_record(1)
    asked.save_record(record)
    lists = (record.actors, record.statements, record.conditions, record.places, record.events[:2])
    for finding in [each.id for some in lists for each in some]:
        assert asked.show(finding).id == finding
    for finding in (record.times[0].id, record.furniture[0].id, record.events[2].id):
        assert asked.show(finding, document=record.document.id).id == finding
        with pytest.raises(UsageError, match="--document"):
            asked.show(finding)
    shown = asked.show(record.document.id)
    assert shown.kind == "document"
    assert dict(shown.fields)["statements"] == "2"


def test_what_people_said_of_a_finding_is_shown_as_of_an_instant(asked: Store, clock: Clock) -> None:
    first, second = made_record(1), made_record(2)
    fill(asked, (first, second))
    one, other = first.statements[0].id, second.statements[0].id
    before = clock.now
    asked.correct(one, "manner", "direct", author="ada", note="all quoted")
    asked.judge(one, other, "same", author="bo")
    changes = asked.show(one).changes
    assert [(each.author, each.what, each.note) for each in changes] == [
        ("ada", 'corrected manner: "mixed" → "direct"', "all quoted"), ("bo", f"judged same: {other}", None),
    ]  # fmt: skip
    assert json.loads(dict(asked.show(one).fields)["manner"]) == "direct"
    assert asked.show(one, known_at=before).changes == ()
    assert json.loads(dict(asked.show(one, known_at=before).fields)["manner"]) == "mixed"


def test_an_older_revision_says_that_there_is_a_newer_one(asked: Store) -> None:
    fill(asked, (made_record(1, uri="https://river.example/a"), made_record(2, uri="https://river.example/a")))
    shown = asked.show(made_record(1, uri="https://river.example/a").statements[0].id)
    assert shown.messages() == ("its report has a newer revision",)
    assert (shown.report.revision, shown.revisions) == (1, 2)


def test_what_is_not_there_is_told(asked: Store) -> None:
    record = made_record(1)
    asked.save_record(record)
    with pytest.raises(UsageError, match="no such finding"):
        asked.show("statement-0000")
    asked.correct(record.statements[0].id, None, None, author="ada")
    with pytest.raises(UsageError, match="a correction or a newer reading took it out"):
        asked.show(record.statements[0].id)
