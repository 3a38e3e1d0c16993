"""Picks the rows that an answer shows: bounded, in order, by one index at a time."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from onrecord.query.answers import UNDATED_COUNTED
from onrecord.query.clocks import Clocks

DEFAULT_LIMIT = 50


class Picked(NamedTuple):
    """Numbers of rows in order, and whether there are more than the limit."""

    numbers: tuple[int, ...]
    more: bool


def pick(
    connection: Connection, questions: Iterable[Select[int, str | None]], limit: int | None, *,
    newest_first: bool = True,
) -> Picked:  # fmt: skip
    """The first rows by day of several questions together.

    questions: each gives numbers and days, in no order and without limit; one for each value of the driving index,
    so that each is answered by going along that index until there are enough rows.
    """
    found = [_pick_one(connection, each, limit, newest_first=newest_first) for each in questions]
    merged = heapq.merge(*found, key=lambda row: (row[1] or "", row[0]), reverse=newest_first)
    numbers = dict.fromkeys(number for number, _ in merged)
    if limit is None:
        return Picked(tuple(numbers), False)
    return Picked(tuple(islice(numbers, limit)), len(numbers) > limit)


def _pick_one(
    connection: Connection, question: Select[int, str | None], limit: int | None, *, newest_first: bool
) -> list[tuple[int, str | None]]:
    number, day = tuple(question.selected_columns)
    order = (day.desc().nulls_last(), number.desc()) if newest_first else (day.asc().nulls_first(), number.asc())
    question = question.order_by(*order)
    if limit is not None:
        question = question.limit(limit + 1)
    return [(number, day) for number, day in connection.execute(question).all()]


def select_rows(
    table: Table, day: str, standing: ColumnElement[bool], clocks: Clocks, conditions: Iterable[ColumnElement[bool]]
) -> Select[int, str | None]:
    """The question for rows of a table that stand and whose report counts."""
    return select(table.c.number, table.c[day]).where(standing, *conditions, clocks.shown(table.c.document_number))


def count_undated(connection: Connection, questions: Iterable[Select[int, str | None]]) -> int:
    """How many rows several questions give, up to `UNDATED_COUNTED`."""
    count = 0
    for each in questions:
        some = each.limit(UNDATED_COUNTED - count).subquery()
        count += int(connection.execute(select(func.count()).select_from(some)).scalar_one())
        if count >= UNDATED_COUNTED:
            break
    return count
