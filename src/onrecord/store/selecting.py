"""Part of a database, of one moment: its rows and records as far as a selection of documents goes, a few at a time.

For whoever goes through all of it and must not hold it all: exports above all.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias, cast

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select, true

from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.corrections import load_corrected
from onrecord.store.interchange import dump_lines
from onrecord.store.keeping import Store
from onrecord.store.loading import stands

Cell: TypeAlias = str | int | float | bool | None
Values: TypeAlias = Mapping[str, Cell]

_AT_ONCE = 1000  # rows fetched together
_TEXTS_AT_ONCE = 5  # rows with a report's text, which may be long

# What every row of a finding is told of its document, by these names.
_HEAD = ("id", "uri", "publisher", "title", "published", "published_day", "language")
_PARENT_OF = {part: parent for parent in schema.FINDINGS for part in schema.PARTS[parent.name]}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents, and as known when; all days and instants in the database's spelling.

    since, until: first and last day of publication. publishers: outlets' names as they are compared. as_of: nothing
    published later counts, and a revision published later does not take an earlier one's place. known_at: an instant;
    nothing saved, corrected or read later counts.
    """

    since: str | None = None
    until: str | None = None
    publishers: tuple[str, ...] | None = None
    as_of: str | None = None
    known_at: str | None = None

    def documents(self, *, newest: bool = True) -> ColumnElement[bool]:
        """The condition on `document`; newest: of the revisions of a report only the last one."""
        document = schema.document.c
        conditions = [_published(schema.document, self), _saved(schema.document, self)]
        if newest and self.as_of is None and self.known_at is None:
            conditions.append(document.superseded_at.is_(None))
        elif newest:
            # A revision from after the day, or the instant, does not make an earlier one old.
            later = schema.document.alias("later")
            dated = true() if self.as_of is None else later.c.published_day <= self.as_of
            conditions.append(
                ~select(later.c.number)
                .where(later.c.lineage == document.lineage, later.c.revision > document.revision)
                .where(dated, _saved(later, self))
                .exists()
            )
        if self.publishers is not None:
            conditions.append(document.publisher_key.in_(self.publishers))
        return and_(*conditions)


class Selected:
    """What a selection comes to, read from one connection and so of one moment. `open_selected` makes it."""

    def __init__(self, store: Store, connection: Connection, selection: Selection) -> None:
        self.store = store
        self.connection = connection
        self.selection = selection

    def documents(self, *, text: bool = True) -> Iterator[Values]:
        """The rows of `document`, the first saved first; text: whether with the reports' texts."""
        columns = [each for each in schema.document.c if text or each.name != "text"]
        chosen = select(*columns).where(self.selection.documents()).order_by(schema.document.c.number)
        return self._rows(chosen, _TEXTS_AT_ONCE if text else _AT_ONCE)

    def rows(self, name: str) -> Iterator[Values]:
        """The rows of a table of findings or of their parts, the first saved first.

        Each has the columns of its table, those of its document as `document_id`, `document_uri`, …, and a part the
        id of its finding, as `event_id`.
        """
        table = schema.metadata.tables[name]
        parent = _PARENT_OF.get(table, table)
        columns = [*table.c, *self._head()]
        chosen = self._standing(parent)
        if parent is table:
            return self._rows(chosen.with_only_columns(*columns).order_by(table.c.number))
        pointer = table.c[f"{parent.name}_number"]
        columns.append(parent.c.id.label(f"{parent.name}_id"))
        order = [table.c[each] for each in ("part", "position") if each in table.c]
        joined = chosen.join(table, pointer == parent.c.number).with_only_columns(*columns)
        return self._rows(joined.order_by(parent.c.number, *order))

    def rows_of(self, name: str, document_number: int) -> tuple[Values, ...]:
        """The rows of one document in a table of findings or of their parts, in the order of the record."""
        table = schema.metadata.tables[name]
        parent = _PARENT_OF.get(table, table)
        wanted = select(table)
        if parent is not table:
            named = [
                parent.c[each].label(f"{parent.name}_{each}") for each in ("id", "name", "kind") if each in parent.c
            ]
            wanted = select(table, *named).join(parent, table.c[f"{parent.name}_number"] == parent.c.number)
        wanted = wanted.where(
            parent.c.document_number == document_number,
            stands(parent.c.known_from, parent.c.known_to, self.selection.known_at),
        )
        order = [parent.c.position] if parent is table else [parent.c.position, table.c.position]
        return cast(tuple[Values, ...], tuple(self.connection.execute(wanted.order_by(*order)).mappings()))

    def named(self, document_number: Cell) -> frozenset[Cell]:
        """Ids of the actors of a report that it calls by a name of their own: not "the government" alone."""
        actor, mention = schema.actor, schema.mention
        found = (
            select(actor.c.id)
            .join(mention, mention.c.actor_number == actor.c.number)
            .where(actor.c.document_number == document_number, mention.c.form == "name")
            .where(actor.c.kind.not_in(("unnamed", "document")))
            .where(stands(actor.c.known_from, actor.c.known_to, self.selection.known_at))
        )
        return frozenset(self.connection.execute(found).scalars())

    def words(self, document_number: Cell, start: Cell, end: Cell) -> str | None:
        """The words of a report between two offsets; None where there are none."""
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        text = schema.document.c.text
        found = select(func.substr(text, start + 1, end - start)).where(schema.document.c.number == document_number)
        return cast(str, self.connection.execute(found).scalar_one())

    def records(self) -> Iterator[Record]:
        """The records, corrected as far as people have corrected them, the first saved first."""
        chosen = select(schema.document.c.id).where(self.selection.documents()).order_by(schema.document.c.number)
        for row in self._rows(chosen):
            yield load_corrected(self.connection, str(row["id"]), self.selection.known_at)

    def lines(self) -> Iterator[str]:
        """All that is kept of the documents, with every revision, reading, correction and judgement, for an import."""
        whole = self.selection == Selection()
        return dump_lines(self.store, None if whole else self.selection.documents(newest=False))

    def count_undated(self) -> int:
        """How many documents are left out only because nobody knows when they were published."""
        selection = self.selection
        if selection.since is None and selection.until is None and selection.as_of is None:
            return 0
        rest = Selection(publishers=selection.publishers, known_at=selection.known_at)
        undated = select(func.count()).select_from(schema.document)
        undated = undated.where(rest.documents(), schema.document.c.published_day.is_(None))
        return self.connection.execute(undated).scalar_one()

    def _standing(self, table: Table) -> Select[tuple[int]]:
        return (
            select(table.c.number)
            .join(schema.document, table.c.document_number == schema.document.c.number)
            .where(self.selection.documents())
            .where(stands(table.c.known_from, table.c.known_to, self.selection.known_at))
        )

    def _head(self) -> Iterator[ColumnElement[str]]:
        for name in _HEAD:
            yield schema.document.c[name].label(f"document_{name}")

    def _rows(self, chosen: Select[tuple[int]], at_once: int = _AT_ONCE) -> Iterator[Values]:
        found = self.connection.execute(chosen.execution_options(yield_per=at_once))
        return cast(Iterator[Values], iter(found.mappings()))


@contextmanager
def open_selected(store: Store, selection: Selection) -> Generator[Selected, None, None]:
    """A view of part of a database that stays as it is while others write."""
    with store.reading() as connection:
        yield Selected(store, connection, selection)


def _published(document: Table, selection: Selection) -> ColumnElement[bool]:
    day = document.c.published_day
    last = min(filter(None, (selection.until, selection.as_of)), default=None)
    first = true() if selection.since is None else day >= selection.since
    return and_(first, true() if last is None else day <= last)


def _saved(document: object, selection: Selection) -> ColumnElement[bool]:
    if selection.known_at is None:
        return true()
    saved_at: ColumnElement[str] = document.c.saved_at  # type: ignore[attr-defined]
    return saved_at <= selection.known_at
