"""An open database that can be asked: the store, with each question of an analyst as a method."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.query import actors, dependences, happenings, reliance, searching, showing, statements, timelines
from onrecord.store import instants, keeping, opening


class Store(keeping.Store):
    """An open database. Use it in a `with`, or close it; `onrecord.open_store` makes it."""

    search = searching.search
    said = statements.said
    events = happenings.events
    meetings = happenings.meetings
    upcoming = happenings.upcoming
    timeline = timelines.timeline
    actor = actors.actor
    conditions = dependences.conditions
    sources = reliance.sources
    show = showing.show


def open_store(
    where: str | Path = opening.DEFAULT_DATABASE,
    *,
    read_only: bool = False,
    create: bool = True,
    clock: Callable[[], str] = instants.now,
    busy_seconds: float = opening.BUSY_SECONDS,
) -> Store:
    """The database at a path (SQLite) or at `postgresql://user@host/name`, made first where there is none.

    read_only: nothing is made, brought to a newer schema, or written. create: whether to make a database where there
    is none. clock: gives the instant of what is saved. busy_seconds: how long to wait for another process that writes.

    Raises StoreError where it is of a newer schema, damaged, not a database of OnRecord, or cannot be reached;
    UsageError where PostgreSQL is asked for and its driver is not installed.
    """
    opened = opening.open_store(where, read_only=read_only, create=create, clock=clock, busy_seconds=busy_seconds)
    return Store(opened.engine, opened.where, opened.read_only, opened.clock)
