"""Saves what was read, and removes it: rows by bulk inserts, within the transaction of the caller."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Literal, TypeAlias

from sqlalchemy import Connection, Dialect, Table, bindparam, delete, func, insert, select, text, update
from sqlalchemy.sql.compiler import SQLCompiler

from onrecord.errors import InputError, UsageError
from onrecord.ids import canonical_json, rejected_id
from onrecord.options import Options
from onrecord.record import Record, Rejected
from onrecord.store import schema
from onrecord.store.bodies import pack_body
from onrecord.store.history import Stood, changed
from onrecord.store.name_keys import name_key
from onrecord.store.rows import Alias, Finding, Row, Rows, aliases_of, keys_of, row_of_document, rows_of

Outcome: TypeAlias = Literal["saved", "unchanged", "revised"]

_TABLES = schema.metadata.tables
# Parts that are searched by themselves, and so know as well until when they stand.
DATED_PARTS = (schema.actor_role, schema.event_role)

_COUNT_NAMES = text(
    "INSERT INTO name (key, actor_key, kind, actors) VALUES (:key, :actor_key, :kind, :actors) "
    "ON CONFLICT (key, actor_key, kind) DO UPDATE SET actors = name.actors + excluded.actors"
)


class Saving:
    """The inserts of one transaction: gathered by table, and made together by `finish`."""

    def __init__(self, connection: Connection, at: str) -> None:
        self.connection = connection
        self.at = at
        self._rows: defaultdict[str, list[Row]] = defaultdict(list)
        self._names: Counter[Alias] = Counter()
        self._new: dict[str, int] = {}  # documents of this transaction, by id
        self._revisions: dict[str, tuple[int, int]] = {}  # newest revision and its row, by lineage
        counted = (schema.document, schema.reading, *schema.FINDINGS)
        found = connection.execute(
            select(*(select(func.coalesce(func.max(each.c.number), 0)).scalar_subquery() for each in counted))
        ).one()
        self._last: dict[str, int] = {table.name: number for table, number in zip(counted, found, strict=True)}

    def save(self, record: Record, options: Options | None = None) -> Outcome:
        """Put a record in: `unchanged` where its document is known, `revised` where its address had another text."""
        document = record.document
        if document.id in self._new or find_document(self.connection, document.id) is not None:
            return "unchanged"
        refuse_nul(record)
        rows = rows_of(record)
        outcome = self.put_document(record, lineage=str(rows.document["lineage"]), saved_at=self.at)
        number = self._new[document.id]
        self.open_reading(number, record, rows, options)
        self.open_findings(number, rows.findings)
        return outcome

    def put_document(self, record: Record, *, lineage: str, saved_at: str, revision: int = 0) -> Outcome:
        """A document's own row, as the newest revision of its lineage; `revision` where it has at least that."""
        newest = self._revisions.get(lineage) or self._newest_of(lineage)
        if newest is not None:
            revision = max(revision, newest[0] + 1)
            self._supersede(newest[1], saved_at)
        number = self._number("document")
        self._new[record.document.id] = number
        revision = max(revision, 1)
        self._revisions[lineage] = revision, number
        self._rows["document"].append({
            **row_of_document(record.document), "lineage": lineage, "number": number, "revision": revision,
            "saved_at": saved_at, "superseded_at": None,
        })  # fmt: skip
        return "saved" if newest is None else "revised"

    def known(self, document_id: str) -> int:
        """The row of a document that was put in by this transaction."""
        return self._new[document_id]

    def open_reading(self, document: int, record: Record, rows: Rows, options: Options | None) -> None:
        """The reading of a document from now on."""
        told = None if options is None else canonical_json(asdict(options))
        self.put_reading(document, record, rows, told, self.at, None)

    def put_reading(
        self, document: int, record: Record, rows: Rows, options: str | None, known_from: str, known_to: str | None
    ) -> None:
        """A reading with the time for which it stands or stood."""
        self._rows["reading"].append({
            **rows.reading, "number": self._number("reading"), "document_number": document, "known_from": known_from,
            "known_to": known_to, "options": options, "body": pack_body(record),
        })  # fmt: skip

    def open_findings(self, document: int, findings: Iterable[Finding]) -> None:
        """Rows of findings that stand from now on."""
        self.put_findings(document, (Stood(finding, self.at, None) for finding in findings))

    def put_findings(self, document: int, stood: Iterable[Stood]) -> None:
        """Rows of findings with the time for which they stand or stood."""
        for finding, known_from, known_to in stood:
            since: Row = {"known_from": known_from, "known_to": known_to}
            number = self._number(finding.table)
            self._rows[finding.table].append({**finding.row, "number": number, "document_number": document, **since})
            for part in finding.parts:
                row = {**part.row, f"{finding.table}_number": number}
                if _TABLES[part.table] in DATED_PARTS:
                    row["known_to"] = known_to
                self._rows[part.table].append(row)
            self._names.update(aliases_of(finding))

    def close_findings(self, document: int, findings: Iterable[Finding]) -> None:
        """Rows of findings that stood until now."""
        by_table: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
        for finding in findings:
            by_table[finding.table].append({"finding": finding.row["id"]})
        for name, gone in by_table.items():
            table = _TABLES[name]
            here = (table.c.document_number == document, table.c.id == bindparam("finding"), schema.LIVE)
            for part in schema.PARTS[name]:
                if part in DATED_PARTS:
                    parents = select(table.c.number).where(*here)
                    closing = update(part).where(part.c[f"{name}_number"].in_(parents)).values(known_to=self.at)
                    self.connection.execute(closing, gone)
            self.connection.execute(update(table).where(*here).values(known_to=self.at), gone)

    def replace_findings(self, document: int, before: Rows, after: Rows) -> None:
        """Close the rows that no longer say the same, and open those that say something new."""
        gone, come = changed(before.findings, after.findings)
        self.close_findings(document, gone)
        self.open_findings(document, come)

    def finish(self) -> None:
        """Make the inserts, parents first."""
        for table in schema.metadata.sorted_tables:
            if rows := self._rows.pop(table.name, None):
                _insert(self.connection, table, rows)
        if self._names:
            counts = [{**alias._asdict(), "actors": count} for alias, count in sorted(self._names.items())]
            self.connection.execute(_COUNT_NAMES, counts)
            self._names.clear()

    def _number(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]

    def _newest_of(self, lineage: str) -> tuple[int, int] | None:
        document = schema.document.c
        found = self.connection.execute(
            select(document.revision, document.number)
            .where(document.lineage == lineage)
            .order_by(document.revision.desc())
            .limit(1)
        ).one_or_none()
        return None if found is None else (found.revision, found.number)

    def _supersede(self, number: int, at: str) -> None:
        for row in self._rows["document"]:
            if row["number"] == number:
                row["superseded_at"] = at
                return
        document = schema.document
        self.connection.execute(update(document).where(document.c.number == number).values(superseded_at=at))


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert many rows with one statement, compiled once: half the time of letting each row be looked at."""
    statement, names = _compiled_insert(table, tuple(rows[0]), connection.dialect)
    if names is None:
        connection.exec_driver_sql(statement, rows)
    else:
        values_of = itemgetter(*names)
        connection.exec_driver_sql(statement, [values_of(row) for row in rows])


@lru_cache
def _compiled_insert(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, list[str] | None]:
    """The statement, and the order in which it takes values where it takes them by place."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    assert isinstance(compiled, SQLCompiler)
    return str(compiled), list(compiled.positiontup or ()) if compiled.positional else None


@dataclass(frozen=True, slots=True)
class Removed:
    """What went with a document."""

    document_id: str
    uri: str | None
    title: str | None
    readings: int
    actors: int
    statements: int
    events: int
    conditions: int
    places: int
    corrections: int
    judgements: int


def find_document(connection: Connection, document_id: str) -> int | None:
    """The row of a document; None where it is not known."""
    document = schema.document.c
    return connection.execute(select(document.number).where(document.id == document_id)).scalar_one_or_none()


def number_of(connection: Connection, document_id: str) -> int:
    """The row of a document. Raises UsageError where it is not known."""
    number = find_document(connection, document_id)
    if number is None:
        raise UsageError(f"{document_id}: the database holds no such document")
    return number


def save_rejected(connection: Connection, rejected: Rejected, at: str) -> bool:
    """Keep a refusal; False where the same is kept already."""
    table = schema.rejected
    refusal = rejected_id(rejected.code, rejected.detail, rejected.uri)
    if connection.execute(select(table.c.number).where(table.c.id == refusal)).first() is not None:
        return False
    connection.execute(insert(table).values(
        id=refusal, code=rejected.code, detail=rejected.detail, uri=rejected.uri, rejected_at=at
    ))  # fmt: skip
    return True


def remove_document(connection: Connection, document_id: str) -> Removed:
    """Take a document out with all that came of it. Raises UsageError where it is not known."""
    table = schema.document
    number = number_of(connection, document_id)
    found = connection.execute(
        select(table.c.uri, table.c.title, table.c.lineage, table.c.revision, table.c.superseded_at).where(
            table.c.number == number
        )
    ).one()
    judged = schema.judgement.c
    about = (judged.left_document_number == number) | (judged.right_document_number == number)
    judgements = connection.execute(select(func.count()).where(about)).scalar_one()
    removed = Removed(
        document_id, found.uri, found.title, judgements=judgements,
        **{f"{each.name}s": _count(connection, each, number)
           for each in (schema.reading, *schema.FINDINGS, schema.correction)},
    )  # fmt: skip
    _uncount_names(connection, number)
    connection.execute(delete(table).where(table.c.number == number))
    # The revision before it was superseded, if at all, by the one after it.
    before = (
        select(func.max(table.c.revision))
        .where(table.c.lineage == found.lineage, table.c.revision < found.revision)
        .scalar_subquery()
    )
    connection.execute(
        update(table)
        .where(table.c.lineage == found.lineage, table.c.revision == before)
        .values(superseded_at=found.superseded_at)
    )
    return removed


def forget_findings(connection: Connection, document: int) -> None:
    """Take out all rows of a document's findings, so that they can be worked out anew."""
    _uncount_names(connection, document)
    for table in schema.FINDINGS:
        connection.execute(delete(table).where(table.c.document_number == document))


def _count(connection: Connection, table: Table, document: int) -> int:
    """How many rows of a table a document has; of findings that were corrected or read anew, each counts once."""
    counted = func.count(table.c.id.distinct()) if table in schema.FINDINGS else func.count()
    return int(connection.execute(select(counted).where(table.c.document_number == document)).scalar_one())


def _uncount_names(connection: Connection, document: int) -> None:
    actor, mention, name = schema.actor.c, schema.mention.c, schema.name
    called: dict[tuple[int, str, str], set[str]] = {
        (row.number, row.name_key, row.kind): keys_of(row.name_key, row.kind)
        for row in connection.execute(
            select(actor.number, actor.name_key, actor.kind)
            .where(actor.document_number == document, actor.kind != "unnamed")
        )
    }  # fmt: skip
    quotes = (
        select(actor.number, actor.name_key, actor.kind, mention.mention_quote)
        .join(schema.mention, mention.actor_number == actor.number)
        .where(actor.document_number == document, actor.kind != "unnamed", mention.form == "name")
    )
    for row in connection.execute(quotes):
        called[row.number, row.name_key, row.kind].add(name_key(row.mention_quote))
    counts = Counter(Alias(key, own, kind) for (_, own, kind), keys in called.items() for key in keys)
    if not counts:
        return
    connection.execute(_COUNT_NAMES, [{**alias._asdict(), "actors": -count} for alias, count in sorted(counts.items())])
    connection.execute(delete(name).where(name.c.actors <= 0))


def refuse_nul(record: Record) -> None:
    """Raise InputError where a record holds a NUL character, which no database keeps in a text."""
    document = record.document
    for field in ("text", "title", "byline", "publisher", "uri"):
        if "\0" in (getattr(document, field) or ""):
            raise InputError(f"{document.uri or document.id}: a NUL character in its {field}; it cannot be kept")
