"""Calendars, read back by icalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Component

from onrecord.store.keeping import Store
from tests.export_store import exported, kept, reports, sqlite

__all__ = ["kept", "sqlite"]


def entries(path: Path) -> dict[str, Component]:
    calendar = Calendar.from_ical(path.read_bytes())
    assert calendar["VERSION"] == "2.0"
    found = {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    return found


def test_entries_have_status_and_times_as_they_are_told(kept: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "ical", tmp_path / "a.ics", as_of="2025-03-08")
    found = entries(path)
    assert told.written == {"entries": len(found)}
    plan = reports()[2]
    scheduled = found[f"{plan.events[0].id}@onrecord"]
    assert scheduled["STATUS"] == "CONFIRMED"
    assert scheduled.decoded("DTSTART") == datetime(2025, 3, 20, 13, tzinfo=UTC)
    assert scheduled.decoded("DTEND") == datetime(2025, 3, 20, 14, tzinfo=UTC)
    off = found[f"{plan.events[1].id}@onrecord"]
    assert off["STATUS"] == "CANCELLED"
    assert off.decoded("DTSTART") == date(2025, 4, 1)
    assert "DTEND" not in off
    week = found[f"{plan.events[3].id}@onrecord"]
    assert week["STATUS"] == "TENTATIVE"
    assert (week.decoded("DTSTART"), week.decoded("DTEND")) == (date(2025, 3, 10), date(2025, 3, 17))
    assert {entry["TRANSP"] for entry in found.values()} == {"TRANSPARENT"}


def test_an_entry_cites_the_report_and_its_words(kept: Store, tmp_path: Path) -> None:
    path, _ = exported(kept, "ical", tmp_path / "a.ics", as_of="2025-03-08")
    plan = reports()[2]
    event = plan.events[3]
    entry = entries(path)[f"{event.id}@onrecord"]
    sentence = plan.sentences[2]
    described = str(entry["DESCRIPTION"])
    assert plan.document.text[sentence.start : sentence.end] in described
    assert f"“{event.trigger.quote}” at {event.trigger.start}-{event.trigger.end} of {plan.document.id}" in described
    assert str(entry["SUMMARY"]) == "expected: summit: Idris Quandt"
    assert str(entry["URL"]) == plan.document.uri


def test_what_is_past_happened_or_has_no_start_is_left_out(kept: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "ical", tmp_path / "a.ics", as_of="2025-03-17")
    starts = {entry.decoded("DTSTART") for entry in entries(path).values()}
    assert starts == {datetime(2025, 3, 20, 13, tzinfo=UTC), date(2025, 4, 1)}
    assert told.left_out == {"undated reports": 1}
    _, told = exported(kept, "ical", tmp_path / "b.ics", as_of="2025-03-08")
    assert told.left_out == {"undated reports": 1, "upcoming events without a start": 1}
    path, told = exported(kept, "ical", tmp_path / "c.ics", as_of="2025-06-01")
    assert entries(path) == {}
    assert told.written == {"entries": 0}


def test_what_is_published_after_the_day_is_not_known_on_it(kept: Store, tmp_path: Path) -> None:
    path, _ = exported(kept, "ical", tmp_path / "a.ics", as_of="2025-03-02")
    first = reports()[0]
    assert set(entries(path)) == {f"{first.events[number].id}@onrecord" for number in (1, 3)}


def test_the_same_export_again_is_the_same_file(sqlite: Store, tmp_path: Path) -> None:
    one, _ = exported(sqlite, "ical", tmp_path / "a.ics", as_of="2025-03-08")
    other, _ = exported(sqlite, "ical", tmp_path / "b.ics", as_of="2025-03-08")
    assert one.read_bytes() == other.read_bytes()
    assert all(len(line) <= 75 for line in one.read_bytes().split(b"\r\n"))


@pytest.mark.parametrize("text", [True, False])
def test_hostile_words_stay_within_their_property(kept: Store, tmp_path: Path, text: bool) -> None:
    path, _ = exported(kept, "ical", tmp_path / "a.ics", as_of="2025-03-07", text=text)
    hostile = reports()[5]
    entry = entries(path)[f"{hostile.events[1].id}@onrecord"]
    assert "Ana; Roe" in str(entry["SUMMARY"])
    assert "\x0b" not in path.read_text("utf-8")
    assert {key for key in entry if key.startswith("X-")} == {
        "X-ONRECORD-CERTAINTY", "X-ONRECORD-DOCUMENT", "X-ONRECORD-POLARITY", "X-ONRECORD-PRECISION",
        "X-ONRECORD-STATUS",
    }  # fmt: skip
