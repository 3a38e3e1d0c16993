"""Makes the answer, and what an empty one says: what was searched, and which names come near."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import Connection

from onrecord.query.answers import Answer
from onrecord.query.clocks import Clocks, count_reports
from onrecord.query.names import Meant, nearest_names

T = TypeVar("T")


def answer(
    connection: Connection, rows: tuple[T, ...], kind: type[T], asked: str, meant: Iterable[Meant], clocks: Clocks, *,
    more: bool = False, undated: int = 0, undated_at_least: bool = False, notes: tuple[str, ...] = (),
) -> Answer[T]:  # fmt: skip
    """An answer; an empty one with what helps to ask again."""
    names = tuple(meant)
    named = tuple(each.named() for each in names)
    if rows:
        return Answer(rows, kind, asked, named, more, undated, undated_at_least, notes=notes)
    reports = count_reports(connection, clocks)
    unknown = [each for each in names if not each.keys]
    nearest = tuple(dict.fromkeys(near for each in unknown for near in nearest_names(connection, each.asked)))
    return Answer(rows, kind, asked, named, more, undated, undated_at_least, reports, nearest, notes)
