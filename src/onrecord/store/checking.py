"""Verifies a database: what it says of itself is so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DBAPIError

from onrecord.errors import InputError, StoreError, UsageError
from onrecord.ids import document_id, text_hash
from onrecord.store import schema
from onrecord.store.bodies import unpack_body
from onrecord.store.correcting import Correction, correct
from onrecord.store.corrections import load_corrections
from onrecord.store.history import Read, Stood, history_of
from onrecord.store.judgements import find_home, load_judgements
from onrecord.store.kept_rows import Kept, load_kept
from onrecord.store.loading import load_record
from onrecord.store.rows import Alias, Row, aliases_of, rows_of

_AT_ONCE = 50  # documents

# Which row each part belongs to, and each finding.
_PARENTS: dict[Table, tuple[Table, ...]] = {
    **dict.fromkeys((schema.reading, *schema.FINDINGS, schema.correction), (schema.document,)),
    **{part: (parent,) for parent in schema.FINDINGS for part in schema.PARTS[parent.name]},
}


class Problem(NamedTuple):
    """Something in the database that is not as it should be."""

    table: str
    id: str
    what: str


def check(connection: Connection) -> Iterator[Problem]:
    """What is wrong with a database, if anything.

    Spans quote the text; nothing points to what is gone; the tables say what the readings and corrections say, for all
    times; the full text and the list of names are in step; counts agree. SQLite must be open for writing: its own
    check of the full text asks for it.
    """
    yield from _check_file(connection)
    yield from _check_orphans(connection)
    yield from _check_lineages(connection)
    names: Counter[Alias] = Counter()
    yield from _check_documents(connection, names)
    yield from _check_names(connection, names)
    yield from _check_judgements(connection)
    yield from _check_search(connection)


def _check_file(connection: Connection) -> Iterator[Problem]:
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA quick_check"):
        if said != "ok":
            yield Problem("database", "", f"SQLite says: {said}")


def _check_orphans(connection: Connection) -> Iterator[Problem]:
    for table, parents in _PARENTS.items():
        for parent in parents:
            pointer = table.c[f"{parent.name}_number"]
            lost = select(pointer).outerjoin(parent, pointer == parent.c.number).where(parent.c.number.is_(None))
            for (number,) in connection.execute(lost.distinct()):
                yield Problem(table.name, str(number), f"its {parent.name} is gone")
    for side in ("left", "right"):
        pointer, document = schema.judgement.c[f"{side}_document_number"], schema.document
        lost = select(schema.judgement.c.id).outerjoin(document, pointer == document.c.number)
        for (name,) in connection.execute(lost.where(document.c.number.is_(None))):
            yield Problem("judgement", name, f"its {side} document is gone")


def _check_lineages(connection: Connection) -> Iterator[Problem]:
    """Of the revisions of one address, all but the newest say when they were superseded."""
    table = schema.document.c
    newest = select(table.lineage, func.max(table.revision).label("revision")).group_by(table.lineage).subquery()
    wrong = (
        select(table.id, table.superseded_at, (table.revision == newest.c.revision).label("last"))
        .join(newest, table.lineage == newest.c.lineage)
        .where((table.revision == newest.c.revision) != table.superseded_at.is_(None))
    )
    for row in connection.execute(wrong):
        what = "it is the newest revision, but marked as superseded" if row.last else "a newer revision is not marked"
        yield Problem("document", row.id, what)


def _check_documents(connection: Connection, names: Counter[Alias]) -> Iterator[Problem]:
    """Everything that follows from a document's text, readings and corrections; names are counted on the way."""
    document, reading = schema.document, schema.reading
    corrections: defaultdict[str, list[Correction]] = defaultdict(list)
    for made in load_corrections(connection):
        corrections[made.document_id].append(made)
    last = 0
    while True:
        some = connection.execute(
            select(document).where(document.c.number > last).order_by(document.c.number).limit(_AT_ONCE)
        ).mappings().all()  # fmt: skip
        if not some:
            return
        first, last = some[0]["number"], some[-1]["number"]
        read = connection.execute(
            select(reading)
            .where(reading.c.document_number.between(first, last))
            .order_by(reading.c.document_number, reading.c.known_from)
        ).mappings()
        readings = {number: list(rows) for number, rows in groupby(read, lambda row: int(row["document_number"]))}
        kept = load_kept(connection, first, last)
        for row in some:
            here = [dict(each) for each in readings.get(row["number"], ())]
            yield from _check_document(dict(row), here, corrections[row["id"]], kept.get(row["number"], []))
            for each in kept.get(row["number"], []):
                names.update(aliases_of(each.stood.finding))


def _check_document(
    row: Row, readings: list[Row], corrections: list[Correction], kept: list[Kept]
) -> Iterator[Problem]:  # fmt: skip
    name, words = str(row["id"]), str(row["text"])
    uri = str(row["uri"]) if row["uri"] is not None and "://" in str(row["uri"]) else None
    publisher = None if row["publisher"] is None else str(row["publisher"])
    if row["text_hash"] != text_hash(words):
        yield Problem("document", name, "its text is not the one of its hash")
    elif name != document_id(uri, publisher, words):
        yield Problem("document", name, "its id is not the one of its address, publisher and text")
    known: list[Read] = []
    for each in readings:
        try:
            record = unpack_body(bytes(each["body"]), words)  # type: ignore[arg-type]
        except InputError as problem:
            yield Problem("reading", name, f"of {each['known_from']!r}: {problem}")
            return
        known.append(Read(record, str(each["known_from"]), None if each["known_to"] is None else str(each["known_to"])))
        wanted = rows_of(record).reading
        for column in _differing(wanted, each):
            yield Problem("reading", name, f"{column} is {each[column]!r}, the record says {wanted[column]!r}")
    if [each.known_to for each in known] != [*(after.known_from for _, after in pairwise(known)), None][: len(known)]:
        yield Problem("reading", name, "its readings do not follow one upon the other")
    if not known:
        yield Problem("document", name, "it has no reading")
        return
    wanted = rows_of(known[-1].record).document
    for column in _differing({key: value for key, value in wanted.items() if key != "lineage"}, row):
        yield Problem("document", name, f"{column} is {_short(row[column])}, the record says {_short(wanted[column])}")
    yield from _check_rows(list(history_of(known, corrections)), kept)
    standing = [each for each in corrections if each.withdrawn_at is None]
    homes = correct(known[-1].record, standing).attached
    for made in standing:
        if homes[made.id] != made.attached_to:
            yield Problem("correction", made.id, f"attached to {made.attached_to}, but it belongs to {homes[made.id]}")


def _check_rows(wanted: list[Stood], kept: list[Kept]) -> Iterator[Problem]:
    """The rows of one document, as they should be and as they are."""
    missing: defaultdict[tuple[str, str, str], list[Stood]] = defaultdict(list)
    for stood in wanted:
        missing[stood.finding.table, str(stood.finding.row["id"]), stood.known_from].append(stood)
    for stood, strays in kept:
        table, name = stood.finding.table, str(stood.finding.row["id"])
        for part in strays:
            yield Problem(part, name, f"it does not stand for the same time as its {table}")
        same = missing.get((table, name, stood.known_from))
        if not same:
            yield Problem(table, name, f"a row since {stood.known_from} that no reading and no correction accounts for")
            continue
        should = same.pop(0)
        if stood.known_to != should.known_to:
            yield Problem(table, name, f"it stands until {stood.known_to}, but should until {should.known_to}")
        for column in _differing(should.finding.row, stood.finding.row):
            is_now, ought = _short(stood.finding.row[column]), _short(should.finding.row[column])
            yield Problem(table, name, f"{column} is {is_now}, the record says {ought}")
        if sorted(map(repr, stood.finding.parts)) != sorted(map(repr, should.finding.parts)):
            yield from _check_parts(name, stood, should)
    for (table, name, since), left in missing.items():
        if left:
            yield Problem(table, name, f"the row since {since} is missing")


def _check_parts(name: str, stood: Stood, should: Stood) -> Iterator[Problem]:
    for table in sorted({part.table for part in (*stood.finding.parts, *should.finding.parts)}):
        here, there = ([part.row for part in each.finding.parts if part.table == table] for each in (stood, should))
        if len(here) != len(there):
            yield Problem(table, name, f"{len(here)} rows, the record says {len(there)}")
            continue
        for is_now, ought in zip(here, there, strict=True):
            for column in _differing(ought, is_now):
                told = f"{column} is {_short(is_now[column])}, the record says {_short(ought[column])}"
                yield Problem(table, name, told)


def _check_names(connection: Connection, wanted: Counter[Alias]) -> Iterator[Problem]:
    table = schema.name.c
    kept = {
        Alias(key, actor_key, kind): actors
        for key, actor_key, kind, actors in connection.execute(
            select(table.key, table.actor_key, table.kind, table.actors)
        )
    }
    for alias in sorted(wanted.keys() | kept.keys()):
        if wanted[alias] != kept.get(alias, 0):
            what = f"{kept.get(alias, 0)} actors called so are counted, there are {wanted[alias]}"
            yield Problem("name", f"{alias.key} ({alias.actor_key})", what)


def _check_judgements(connection: Connection) -> Iterator[Problem]:
    """Judged findings are what the newest readings have at their anchors."""
    for said in load_judgements(connection):
        for side in (said.left, said.right):
            if side.anchor_start is None:
                continue
            try:
                home = find_home(load_record(connection, side.document_id), side)
            except (StoreError, UsageError):
                continue  # told already, of its document
            if home != side.attached_to:
                yield Problem("judgement", said.id, f"attached to {side.attached_to}, but it belongs to {home}")


def _check_search(connection: Connection) -> Iterator[Problem]:
    """The full text holds the words of the tables, and no others."""
    for table in schema.SEARCHED:
        if connection.dialect.name != "sqlite":
            lost = connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE search IS NULL").scalar_one()
            if lost:
                yield Problem(f"{table}_search", "", f"{lost} rows are not in the full text")
            continue
        with connection.begin_nested() as inner:
            try:
                # 1: hold the index against the table, not only against itself.
                connection.execute(
                    text(f"INSERT INTO {table}_search({table}_search, rank) VALUES ('integrity-check', 1)")
                )
            except DBAPIError as problem:
                inner.rollback()
                yield Problem(f"{table}_search", "", f"the full text is not in step with the table ({problem.orig})")


def _differing(wanted: Row, found: Row) -> list[str]:
    """The columns of `wanted` in which the two rows differ."""
    return [name for name, value in wanted.items() if found.get(name) != value]


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"
