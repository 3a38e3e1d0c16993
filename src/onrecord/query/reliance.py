"""How much each outlet rests on named, unnamed and documentary sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.query.answers import Answer
from onrecord.query.choices import Several, as_tuple
from onrecord.query.clocks import Clocks, Period, resolve_clocks, resolve_period
from onrecord.query.empties import answer
from onrecord.query.findings import Reliance
from onrecord.query.happenings_picked import choose_publishers
from onrecord.store import schema
from onrecord.store.keeping import Store

_S, _D = schema.statement, schema.document

Counts = dict[tuple[str | None, str], int]


def sources(
    store: Store, *, publisher: Several = None, since: str | None = None, until: str | None = None,
    as_of: str | None = None, known_at: str | None = None, all_revisions: bool = False,
) -> Answer[Reliance]:  # fmt: skip
    """How much each outlet rests on whom: its statements by authority; the outlet with most statements first.

    publisher: words of its name. since, until: days of publication. See `said` for the clocks.
    """
    clocks, period = resolve_clocks(as_of, known_at, all_revisions), resolve_period(since, until)
    outlets = as_tuple(publisher)
    asked = "sources" + (f" of {' or '.join(outlets)}" if outlets else "") + period.words() + clocks.words()
    with store.reading() as connection:
        keys = choose_publishers(connection, publisher)
        last = min(filter(None, (clocks.as_of, period.until)), default=None)
        days = Period(period.since, last)
        rows = () if keys == () else _count(connection, clocks, days, keys)
        undated = 0
        if days:
            undated = connection.execute(
                select(func.count()).select_from(_D).where(
                    _D.c.published_day.is_(None), clocks.counts(_D), *_of(keys, _D.c.publisher_key)
                )
            ).scalar_one()  # fmt: skip
        notes = (f"reports left out, for they have no date: {undated:,}",) if undated else ()
        return answer(connection, rows, Reliance, asked, (), clocks, notes=notes)


def _count(connection: Connection, clocks: Clocks, days: Period, keys: tuple[str, ...] | None) -> tuple[Reliance, ...]:
    counts: Counter[tuple[str | None, str]] = Counter()
    for standing in clocks.standing(_S):
        found = select(_S.c.publisher_key, _S.c.authority, func.count()).where(
            standing, *days.covers(_S.c.published_day), *_of(keys, _S.c.publisher_key)
        ).group_by(_S.c.publisher_key, _S.c.authority)  # fmt: skip
        counts.update({(row[0], row[1]): row[2] for row in connection.execute(found)})
        # Counting by the index alone and taking off the few of older revisions spares a look at each report.
        if not clocks.all_revisions:
            gone = found.where(_S.c.document_number.in_(clocks.replaced()))
            counts.subtract({(row[0], row[1]): row[2] for row in connection.execute(gone)})
    reports = _reports(connection, clocks, days, keys)
    by_outlet: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
    for (outlet, authority), count in counts.items():
        by_outlet[outlet][authority] += count
    rows = (
        Reliance(
            name, count, told.total(), told["named"], told["unnamed"], told["collective"], told["document"],
            told["outlet"],
        )
        for outlet, (name, count) in reports.items() for told in (by_outlet[outlet],)
    )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.statements, -row.reports, row.publisher or "")))


def _reports(
    connection: Connection, clocks: Clocks, days: Period, keys: tuple[str, ...] | None
) -> dict[str | None, tuple[str | None, int]]:
    """Outlets by their keys: the name as a report has it, and the number of reports."""
    known = () if clocks.known_at is None else (_D.c.saved_at <= clocks.known_at,)
    every = select(_D.c.publisher_key, func.count().label("reports"), func.min(_D.c.number).label("one")).where(
        *days.covers(_D.c.published_day), *_of(keys, _D.c.publisher_key), *known
    ).group_by(_D.c.publisher_key)  # fmt: skip
    found = {row.publisher_key: (row.one, row.reports) for row in connection.execute(every)}
    gone: dict[str | None, int] = {}
    if not clocks.all_revisions:
        old = every.where(_D.c.number.in_(clocks.replaced()))
        gone = {row.publisher_key: row.reports for row in connection.execute(old)}
    ones = sorted(one for one, _ in found.values())
    names: dict[int, str | None] = {}
    for start in range(0, len(ones), 500):
        some = select(_D.c.number, _D.c.publisher).where(_D.c.number.in_(ones[start : start + 500]))
        names |= {row.number: row.publisher for row in connection.execute(some)}
    left = {key: (names[one], count - gone.get(key, 0)) for key, (one, count) in found.items()}
    return {key: told for key, told in left.items() if told[1]}


def _of(keys: Iterable[str] | None, column: ColumnElement[str | None]) -> tuple[ColumnElement[bool], ...]:
    return () if keys is None else (column.in_(tuple(keys)),)
