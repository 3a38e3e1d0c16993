"""A store for the tests of exports: revisions, corrections, a judgement, hostile names, events of every status."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from onrecord.export import Exported, export
from onrecord.record import Event, Factuality, Record, Status, When
from onrecord.store.keeping import Store
from onrecord.store.opening import open_store
from tests.made_records import made_record

FORMULA = '=HYPERLINK("http://x.example","Ana; Roe")'


def told(event: Event, status: Status, when: When | None, mode: str | None = None) -> Event:
    """An event with another status and time."""
    factuality = Factuality(status, "probable", "positive", "future")
    mentions = tuple(replace(mention, factuality=factuality) for mention in event.mentions)
    return replace(event, factuality=factuality, mentions=mentions, when=when, mode=mode)


def with_events(record: Record, *events: Event) -> Record:
    """A record whose first events are told otherwise."""
    return replace(record, events=(*events, *record.events[len(events) :]))


def a_time(record: Record, start: str | None, end: str | None, precision: str = "day") -> When:
    """A time told by words of the record."""
    span = record.times[0].span
    return When(start, end, precision, "relative", None, span)  # type: ignore[arg-type]


def reports() -> list[Record]:
    """Six reports: two are one address's, one is undated, one another outlet's and long-winded, one names a formula."""
    first = made_record(1, uri="https://river.example/a")
    revised = made_record(2, uri="https://river.example/a")
    plan = made_record(3, uri="https://river.example/plan?a=1&b={2}")
    meeting, signing = plan.events[:2]
    plan = with_events(
        plan,
        told(meeting, "scheduled", a_time(plan, "2025-03-20T14:00+01:00", "2025-03-20T15:00+01:00", "hour")),
        told(signing, "called_off", a_time(plan, "2025-04-01", None, "day")),
    )
    undated = made_record(4, uri="files/day\u20284.txt")
    undated = replace(undated, document=replace(undated.document, published=None, published_basis=None))
    other = made_record(5, uri=None, publisher="-Harbour & <Post>")
    deadline = told(other.events[0], "expected", a_time(other, None, "2025-03-15"))
    other = with_events(other, deadline)
    sentence = other.sentences[1]
    said = replace(other.statements[1], content=(other.document.cite(sentence.start, sentence.end),))
    other = replace(other, statements=(other.statements[0], said))
    hostile = made_record(6, uri="https://river.example/x", speaker=FORMULA)
    title = '\t"Bad" {title} \\ 50% of_it\x0b\n@home'
    hostile = replace(hostile, document=replace(hostile.document, title=title, byline="+Ann, O'Hare"))
    return [first, revised, plan, undated, other, hostile]


def fill(store: Store) -> list[Record]:
    """Save the reports, correct one, judge two."""
    records = reports()
    store.save_records(records)
    store.correct(records[1].actors[0].id, "country", "FRA", author="Ada")
    store.judge(records[0].document.id, records[1].document.id, "same", author="Ada")
    assert store.check() == ()
    return records


@pytest.fixture
def kept(store: Store) -> Store:
    """An open store with the reports, of each kind in turn."""
    fill(store)
    return store


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Store]:
    """An open store with the reports, where the kind does not matter; each act a day after the last."""
    ticks = count(1)
    with open_store(tmp_path / "kept.db", clock=lambda: f"2026-01-{next(ticks):02}T00:00:00.000000Z") as opened:
        fill(opened)
        yield opened


def exported(store: Store, form: str, path: Path, **asked: object) -> tuple[Path, Exported]:
    """What an export wrote, and what it tells of it."""
    return path, export(store, form, path, **asked)  # type: ignore[arg-type]


def lines_of(path: Path) -> list[dict[str, object]]:
    """The objects of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
