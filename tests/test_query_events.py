"""Events, meetings and what is to come: each filter, order, periods that go on; on both databases."""

from __future__ import annotations

import pytest

from onrecord.errors import UsageError
from onrecord.query.asking import Store
from tests.asked_records import Met, Who, report
from tests.asking import asked, clock, fill

__all__ = ["asked", "clock"]

BRANDT = Who("Ilka Brandtner", country="AUT")
OKELLO = Who("Sam Okello", country="UGA")
TANAKA = Who("Rei Tanaka", country="JPN")

FIRST = report(
    Met((BRANDT, OKELLO), start="2025-03-01", end="2025-03-02", place="Graz", country="AUT"),
    Met((TANAKA,), "marched", "PROTEST", start="2025-02-20", end="2025-02-21", place="Kyoto", country="JPN"),
    Met((OKELLO,), "may strike", "PROTEST", "possible", "possible", start="2025-03-20", end="2025-03-21"),
    published="2025-03-02",
)
SECOND = report(
    Met((BRANDT, TANAKA), "will meet", status="scheduled", start="2025-04-01", end="2025-04-02", place="Graz"),
    Met((BRANDT, OKELLO, TANAKA), "were to meet", status="called_off", start="2025-03-15", end="2025-03-16"),
    Met((), "talks", status="expected", start="2025-03-01", end="2025-04-01", precision="month"),
    Met((BRANDT,), "spoke"), published="2025-03-10", publisher="Hill Gazette",
)  # fmt: skip
UNDATED = report(
    Met((BRANDT, OKELLO), "met again", start="2025-03-03", end="2025-03-04"), published=None, publisher="Hill Gazette"
)


@pytest.fixture
def filled(asked: Store) -> Store:
    fill(asked, (FIRST, SECOND, UNDATED))
    return asked


def triggers(answer: object) -> list[str]:
    return [each.trigger.quote for each in answer]  # type: ignore[attr-defined]


def test_events_come_latest_first_those_without_a_time_by_their_report(filled: Store) -> None:
    assert triggers(filled.events()) == [
        "will meet", "may strike", "were to meet", "spoke", "met again", "talks", "met", "marched"
    ]  # fmt: skip


def test_an_event_tells_who_where_when_and_cites_its_sentence(filled: Store) -> None:
    (met,) = filled.meetings(with_all=("Brandtner", "Okello"), place="Graz")
    assert [taker.name for taker in met.who] == ["Ilka Brandtner", "Sam Okello"]
    assert (met.place, met.country, met.day, met.status) == ("Graz", "AUT", "2025-03-01", "happened")
    assert met.time is not None
    assert (met.time.start, met.time.end, met.time.words) == ("2025-03-01", "2025-03-02", "2025-03-01")
    (cited,) = met.cited
    assert cited.quote == "Ilka Brandtner and Sam Okello met in Graz on 2025-03-01."
    assert FIRST.document.text[cited.start : cited.end] == cited.quote


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"type": "PROTEST"}, ["may strike", "marched"]),
        ({"type": ("protest", "CONSULT"), "since": "2025-03-20"}, ["will meet", "may strike"]),
        ({"with_all": "Brandtner"}, ["will meet", "were to meet", "spoke", "met again", "met"]),
        ({"with_all": ("Brandtner", "Okello")}, ["were to meet", "met again", "met"]),
        ({"with_all": ("Brandtner", "Okello", "Tanaka")}, ["were to meet"]),
        ({"with_all": "Brandtnar", "type": "CONSULT", "status": "scheduled"}, ["will meet"]),
        ({"with_any": ("Okello", "Tanaka"), "type": "PROTEST"}, ["may strike", "marched"]),
        ({"with_all": "Brandtner", "with_any": ("Okello", "Tanaka"), "since": "2025-04-01"}, ["will meet"]),
        ({"with_country": "Japan"}, ["will meet", "were to meet", "marched"]),
        ({"with_country": "JPN", "type": "PROTEST"}, ["marched"]),
        ({"place": "Graz"}, ["will meet", "met"]),
        ({"place": "kyoto"}, ["marched"]),
        ({"place": "Linz"}, []),
        ({"country": "Austria"}, ["met"]),
        ({"status": ("scheduled", "called off")}, ["will meet", "were to meet"]),
        ({"certainty": "possible"}, ["may strike"]),
        ({"publisher": "river"}, ["may strike", "met", "marched"]),
        ({"publisher": "nobody"}, []),
        ({"since": "2025-03-15", "until": "2025-03-20"}, ["may strike", "were to meet"]),
        ({"until": "2025-02-28"}, ["marched"]),
        ({"with_all": "Tanaka", "until": "2025-03-31"}, ["were to meet", "marched"]),
        ({"with_all": "Nobody Atall"}, []),
        ({"with_any": "Nobody Atall"}, []),
        ({"limit": 2}, ["will meet", "may strike"]),
    ],
)  # fmt: skip
def test_filters_hold_together(filled: Store, filters: dict[str, str], found: list[str]) -> None:
    assert triggers(filled.events(**filters)) == found  # type: ignore[arg-type]


def test_meetings_are_events_of_one_type(filled: Store) -> None:
    assert {each.type for each in filled.meetings()} == {"CONSULT"}
    assert len(filled.meetings()) == 6


def test_what_is_to_come_was_published_by_the_day_and_is_not_over(filled: Store) -> None:
    assert triggers(filled.upcoming(as_of="2025-03-05")) == ["may strike"]
    assert triggers(filled.upcoming(as_of="2025-03-12")) == ["talks", "may strike", "will meet"]
    assert triggers(filled.upcoming(as_of="2025-03-12", status="scheduled")) == ["will meet"]
    assert triggers(filled.upcoming(as_of="2025-03-12", until="2025-03-20")) == ["talks", "may strike"]
    assert triggers(filled.upcoming(as_of="2025-03-12", with_all="Tanaka")) == ["will meet"]
    assert triggers(filled.upcoming(as_of="2025-03-12", limit=1)) == ["talks"]
    assert triggers(filled.upcoming(as_of="2025-05-01")) == []


def test_events_of_undated_reports_are_left_out_and_counted_as_of_a_day(filled: Store) -> None:
    answer = filled.meetings(as_of="2025-03-31", with_all=("Brandtner", "Okello"))
    assert triggers(answer) == ["were to meet", "met"]
    assert answer.undated == 1
    assert "left out, for their report has no date: 1" in answer.messages()
    assert filled.meetings(as_of="2025-03-31", with_all="Tanaka").undated == 0


def test_an_empty_answer_suggests_names(filled: Store) -> None:
    answer = filled.meetings(with_all=("Brandtner", "Tanker"))
    assert not answer
    assert "Rei Tanaka" in answer.nearest
    assert any("meetings with Brandtner and Tanker" in line for line in answer.messages())


def test_an_event_that_a_statement_tells_says_by_whom(asked: Store) -> None:
    from tests.made_records import made_record

    asked.save_record(made_record(1))
    told = {each.trigger.quote: each.told_by for each in asked.events()}
    assert told["summit"] == "A senior official"
    assert told["met"] is None


@pytest.mark.parametrize(
    "filters", [{"type": "MEETING"}, {"status": "over"}, {"certainty": "sure"}, {"country": "Nowhere"}]
)
def test_a_filter_that_makes_no_sense_is_told(filled: Store, filters: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        filled.events(**filters)  # type: ignore[arg-type]


def test_years_and_seasons_that_have_begun_are_to_come_until_they_end(asked: Store) -> None:
    fill(asked, [report(
        Met((BRANDT,), "will talk", status="expected", start="2025-01-01", end="2026-01-01", precision="year"),
        Met((OKELLO,), "will sign", status="expected", start="2025-06-01", end="2025-09-01", precision="season"),
        Met((TANAKA,), "will write", status="expected", start="2025-07-01", end="2025-08-01", precision="month"),
        published="2025-01-02",
    )])  # fmt: skip
    assert triggers(asked.upcoming(as_of="2025-07-20")) == ["will talk", "will sign", "will write"]
    assert triggers(asked.upcoming(as_of="2025-08-20")) == ["will talk", "will sign"]
    assert triggers(asked.upcoming(as_of="2025-12-31", with_all="Brandtner")) == ["will talk"]
    assert triggers(asked.upcoming(as_of="2026-01-01")) == []
