"""The two clocks: what was published by a day, and what was known in the database at an instant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Table, and_, exists, func, select, true

from onrecord.errors import UsageError
from onrecord.options import resolve_published
from onrecord.store import schema
from onrecord.store.instants import resolve_instant


@dataclass(frozen=True, slots=True)
class Clocks:
    """As of when an answer is told. Without either: now.

    as_of: a day; what was published after it, or has no date, is left out. known_at: an instant; what was saved,
    corrected or judged after it does not count. all_revisions: older revisions of reports count as well.
    """

    as_of: str | None = None
    known_at: str | None = None
    all_revisions: bool = False

    def standing(self, table: Table) -> Iterator[ColumnElement[bool]]:
        """Conditions on the rows of findings, which together hold for all that stand; each has its own index."""
        if self.known_at is None:
            yield table.c.known_to.is_(None)
            return
        known = table.c.known_from <= self.known_at
        yield and_(table.c.known_to.is_(None), known)
        yield and_(table.c.known_to.is_not(None), table.c.known_to > self.known_at, known)

    def shown(self, document_number: ColumnElement[int]) -> ColumnElement[bool]:
        """The condition that a row's report counts: it is the newest revision, then."""
        if self.all_revisions:
            return true()
        # A subquery rather than a join: the database is not to begin with the reports.
        document = schema.document.alias("shown_document")
        return exists().where(document.c.number == document_number, self.counts(document))

    def counts(self, document: FromClause) -> ColumnElement[bool]:
        """The condition on a report itself."""
        columns = document.c
        if self.all_revisions:
            return true()
        if self.as_of is None:
            newest: ColumnElement[bool] = columns.superseded_at.is_(None)
            return newest if self.known_at is None else newest | (columns.superseded_at > self.known_at)
        later = schema.document.alias("later_document")
        revised = [
            later.c.lineage == columns.lineage, later.c.revision > columns.revision,
            later.c.published_day <= self.as_of,
        ]  # fmt: skip
        if self.known_at is not None:
            revised.append(later.c.saved_at <= self.known_at)
        return ~exists().where(*revised).correlate_except(later)

    def replaced(self) -> Select[int]:
        """The few reports that do not count, for a later revision does: to take them off a count of all."""
        old = schema.document.alias("old")
        return select(old.c.number).where(old.c.superseded_at.is_not(None), ~self.counts(old))

    def words(self) -> str:
        """The clocks in words, where they are set; each after a comma."""
        told = f", as of {self.as_of}" if self.as_of else ""
        told += f", as known at {self.known_at}" if self.known_at else ""
        return told + (", all revisions" if self.all_revisions else "")


def resolve_clocks(as_of: str | None, known_at: str | None, all_revisions: bool) -> Clocks:
    """The clocks as a person writes them. Raises UsageError where a date is none."""
    return Clocks(
        None if as_of is None else resolve_day(as_of), None if known_at is None else resolve_instant(known_at),
        all_revisions,
    )  # fmt: skip


def resolve_day(given: str) -> str:
    """A day that a person wrote. Raises UsageError."""
    try:
        return resolve_published(given)[:10]
    except UsageError as problem:
        raise UsageError(str(problem).partition(", or ")[0]) from problem


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included; either may be open."""

    since: str | None = None
    until: str | None = None

    def covers(self, day: ColumnElement[str | None]) -> Iterator[ColumnElement[bool]]:
        """The conditions that a column's day is within it."""
        if self.since is not None:
            yield day >= self.since
        if self.until is not None:
            yield day <= self.until

    def words(self) -> str:
        """The period in words, where it is set; each after a comma."""
        return (f", since {self.since}" if self.since else "") + (f", until {self.until}" if self.until else "")

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None


def resolve_period(since: str | None, until: str | None) -> Period:
    """The period as a person writes it. Raises UsageError where a date is none, or it ends before it starts."""
    period = Period(None if since is None else resolve_day(since), None if until is None else resolve_day(until))
    if period.since and period.until and period.until < period.since:
        raise UsageError(f"a period from {period.since} cannot end on {period.until}")
    return period


def count_reports(connection: Connection, clocks: Clocks) -> int:
    """How many reports there are: all revisions, by an index alone, less the few that a later one has replaced."""
    document = schema.document
    known: list[ColumnElement[bool]] = []
    if clocks.as_of is not None:
        known.append(document.c.published_day <= clocks.as_of)
    if clocks.known_at is not None:
        known.append(document.c.saved_at <= clocks.known_at)
    every = select(func.count()).select_from(document).where(*known)
    replaced = every.where(document.c.number.in_(clocks.replaced()))
    return int(connection.execute(every).scalar_one()) - int(connection.execute(replaced).scalar_one())
