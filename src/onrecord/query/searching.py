"""Full text over reports and statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, func, select

from onrecord.errors import UsageError
from onrecord.query.answers import Answer
from onrecord.query.choices import Several, as_tuple
from onrecord.query.clocks import Clocks, Period, resolve_clocks, resolve_period
from onrecord.query.empties import answer
from onrecord.query.findings import Match
from onrecord.query.happenings_picked import choose_publishers
from onrecord.query.loading import report_columns, report_of
from onrecord.query.passages import find_passage
from onrecord.query.words import FREQUENT, Words, holds_words, is_frequent, mark_words, parse_words, ranking, searched
from onrecord.record import Span
from onrecord.store import schema
from onrecord.store.keeping import Store
from onrecord.store.rows import GAP

_D, _S = schema.document, schema.statement
WITHIN = ("both", "reports", "statements")
SEARCH_LIMIT = 20


def search(
    store: Store, words: str, *, within: str = "both", publisher: Several = None, since: str | None = None,
    until: str | None = None, as_of: str | None = None, known_at: str | None = None, all_revisions: bool = False,
    limit: int | None = SEARCH_LIMIT,
) -> Answer[Match]:  # fmt: skip
    """Reports and statements that hold words, the best match first, each with a passage and what is marked in it.

    words: words (their English stem counts), "a phrase", pre*, -without, OR. within: both, reports or statements; of
    both, the best report comes first, then the best statement, and so on. The others are those of `said`.
    """
    if within not in WITHIN:
        raise UsageError(f"{within!r} is nothing to search in; choose among {', '.join(WITHIN)}")
    clocks, period = resolve_clocks(as_of, known_at, all_revisions), resolve_period(since, until)
    parsed = parse_words(words)
    outlets = as_tuple(publisher)
    asked = f"words {parsed.asked}" + (f", publisher {' or '.join(outlets)}" if outlets else "")
    asked += ("" if within == "both" else f", in {within}") + period.words() + clocks.words()
    days = Period(period.since, min(filter(None, (clocks.as_of, period.until)), default=None))
    notes = []
    with store.reading() as connection:
        keys = choose_publishers(connection, publisher)
        lists: list[list[Row[Any]]] = []
        undated = 0
        for table, name in ((_D, "reports"), (_S, "statements")):
            if within not in ("both", name) or keys == ():
                continue
            frequent = is_frequent(connection, table, parsed)
            if frequent:
                notes.append(f"more than {FREQUENT:,} {name} hold these words: the newest come first")
            conditions: list[ColumnElement[bool]] = [] if keys is None else [table.c.publisher_key.in_(keys)]
            find = _newest if frequent else _ranked
            lists.append(
                find(connection, table, parsed, clocks, [*conditions, *days.covers(table.c.published_day)], limit)
            )
            if days and not frequent:
                left = [*conditions, table.c.published_day.is_(None)]
                undated += len(_ranked(connection, table, parsed, clocks, left, FREQUENT))
        merged = [row for some in zip_longest(*lists) for row in some if row is not None]
        shown = merged if limit is None else merged[:limit]
        rows = tuple(_match(connection, row, place, parsed) for place, row in enumerate(shown, 1))
        return answer(
            connection, rows, Match, asked, (), clocks, more=len(merged) > len(shown), undated=undated,
            notes=tuple(notes),
        )  # fmt: skip


def _ranked(
    connection: Connection, table: Table, words: Words, clocks: Clocks, conditions: list[ColumnElement[bool]],
    limit: int | None,
) -> list[Row[Any]]:  # fmt: skip
    """The best matches. On SQLite the search comes first and hands its rows over by rank, until there are enough."""
    holds, rank = ranking(connection, table, words)
    found: list[Row[Any]] = []
    for number, rest in enumerate(_alternatives(table, clocks)):
        question = _columns(table, searched(connection, table)).where(holds, *rest, *conditions).order_by(rank)
        if limit is not None:
            question = question.limit(limit + 1)
        found += connection.execute(question).all()
        if number:
            found = found[: None if limit is None else limit + 1]
    return found


def _newest(
    connection: Connection, table: Table, words: Words, clocks: Clocks, conditions: list[ColumnElement[bool]],
    limit: int | None,
) -> list[Row[Any]]:  # fmt: skip
    """The newest matches of words that many rows hold."""
    holds = holds_words(connection, table, words)
    found: list[Row[Any]] = []
    for rest in _alternatives(table, clocks):
        question = _columns(table, table).where(*rest, *conditions, holds)
        question = question.order_by(table.c.published_day.desc().nulls_last())
        found += connection.execute(question.limit(None if limit is None else limit + 1))
    return found


def _alternatives(table: Table, clocks: Clocks) -> Iterator[tuple[ColumnElement[bool], ...]]:
    if table is _D:
        known = () if clocks.known_at is None else (_D.c.saved_at <= clocks.known_at,)
        yield (*known, clocks.counts(_D))
        return
    for standing in clocks.standing(_S):
        yield standing, clocks.shown(_S.c.document_number)


def _columns(table: Table, source: Any) -> Any:
    """The columns that a match is made of."""
    if table is _D:
        return select(_D.c.number, _D.c.id, *report_columns()).select_from(source)
    told = func.substr(_D.c.text, _S.c.content_start + 1, _S.c.content_end - _S.c.content_start)
    return select(
        _S.c.number,
        _S.c.id,
        _S.c.speaker_name,
        _S.c.content_start,
        _S.c.content_end,
        told.label("told"),
        *report_columns(),
    ).select_from(source.join(_D, _D.c.number == _S.c.document_number))


def _match(connection: Connection, row: Row[Any], place: int, words: Words) -> Match:
    if not hasattr(row, "content_start"):
        text, marks = mark_words(connection, _D, row.number, "text", words)
        start, end = find_passage(text, marks)
        within = tuple(mark for mark in marks if start <= mark[0] and mark[1] <= end)
        return Match(row.id, "report", None, Span(start, end, text[start:end]), within, place, report_of(row))
    content, marks = mark_words(connection, _S, row.number, "content", words)
    start, end = row.content_start or 0, row.content_end or 0
    quote = content
    if end - start != len(content):
        marks, quote = _in_text(connection, row.number, marks), row.told
    else:
        marks = tuple((start + one, start + two) for one, two in marks)
    return Match(row.id, "statement", row.speaker_name, Span(start, end, quote), marks, place, report_of(row))


def _in_text(connection: Connection, number: int, marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Where marks in the joined parts of what is said stand in the report's text."""
    part = schema.statement_content.c
    parts = connection.execute(
        select(part.content_start, part.content_end).where(part.statement_number == number).order_by(part.position)
    ).all()
    shifted, joined = [], 0
    for start, end in parts:
        here = joined + end - start
        shifted += [(start + one - joined, start + two - joined) for one, two in marks if joined <= one and two <= here]
        joined = here + len(GAP)
    return tuple(shifted)
