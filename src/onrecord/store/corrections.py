"""Keeps corrections, and the rows of findings as they say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import cast

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, insert, select, union_all, update

from onrecord.codec import encode_record
from onrecord.errors import InputError, UsageError
from onrecord.ids import Jsonable, canonical_json, correction_id
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.anchors import LISTS, anchor_of, find_finding
from onrecord.store.correcting import Correction, Json, apply, correct, value_at
from onrecord.store.instants import later_than
from onrecord.store.loading import load_record
from onrecord.store.rows import rows_of
from onrecord.store.saving import Saving, number_of

_COLUMNS = [column for column in schema.correction.c if column.name not in ("number", "document_number")]


def save_correction(
    connection: Connection, at: str, finding_id: str, field: str | None, corrected: Jsonable, author: str,
    note: str | None = None, document_id: str | None = None,
) -> Correction:  # fmt: skip
    """Keep what a person says of a finding, and let its rows say so from now on.

    The same said again by the same author changes nothing. document_id: whose finding it is; needed for what has no
    table: times, furniture, and event words without a type or a time. Raises UsageError where there is no such finding
    or field, or the value does not fit it.
    """
    document_id = document_id or find_document_of(connection, finding_id)
    record = load_record(connection, document_id)
    found = find_finding(record, finding_id)
    if found is None:
        raise UsageError(f"{finding_id}: the newest reading of {document_id} has no such finding")
    kind, finding = found
    corrections = load_corrections(connection, document_id)
    standing = tuple(each for each in corrections if each.withdrawn_at is None)
    for each in standing:
        if (each.attached_to, each.field, each.author) == (finding_id, field, author) and each.corrected == corrected:
            return each
    try:
        apply(correct(record, standing).record, finding_id, kind, field, corrected)
    except InputError as problem:
        raise UsageError(f"{finding_id}: {problem}") from problem
    encoded = next(each for each in cast(list[Json], encode_record(record)[LISTS[kind]]) if each["id"] == finding_id)
    anchor, origin = anchor_of(finding), finding.origin
    made_at = later_than(_latest(connection, document_id), at)
    made = Correction(
        correction_id(finding_id, field, corrected, author, made_at), document_id, finding_id, kind, anchor.start,
        anchor.end, anchor.quote, field, value_at(encoded, field), corrected, author, note, made_at, None,
        origin.extractor, origin.version, finding_id,
    )  # fmt: skip
    insert_corrections(connection, number_of(connection, document_id), (made,))
    _show(connection, record, standing, (*standing, made), made_at)
    return made


def withdraw_correction(connection: Connection, at: str, correction: str) -> Correction:
    """Take a correction back; its finding stands again as found. Raises UsageError where none stands."""
    table = schema.correction
    document_id = connection.execute(
        select(schema.document.c.id).join(table).where(table.c.id == correction)
    ).scalar_one_or_none()
    if document_id is None:
        raise UsageError(f"{correction}: the database holds no such correction")
    corrections = load_corrections(connection, document_id)
    (gone,) = (each for each in corrections if each.id == correction)
    if gone.withdrawn_at is not None:
        raise UsageError(f"{correction}: it was taken back at {gone.withdrawn_at}")
    withdrawn_at = later_than(_latest(connection, document_id), at)
    connection.execute(update(table).where(table.c.id == correction).values(withdrawn_at=withdrawn_at))
    standing = tuple(each for each in corrections if each.withdrawn_at is None)
    rest = tuple(each for each in standing if each.id != correction)
    _show(connection, load_record(connection, document_id), standing, rest, withdrawn_at)
    return replace(gone, withdrawn_at=withdrawn_at)


def load_corrections(connection: Connection, document_id: str | None = None) -> tuple[Correction, ...]:
    """Corrections in the order in which they were made, of one document or of all, those taken back included."""
    table = schema.correction
    wanted = select(schema.document.c.id, *_COLUMNS).join(table).order_by(table.c.made_at, table.c.id)
    if document_id is not None:
        wanted = wanted.where(schema.document.c.id == document_id)
    made = []
    for row in connection.execute(wanted):
        document, *values = row
        fields = dict(zip((column.name for column in _COLUMNS), values, strict=True))
        fields["found"], fields["corrected"] = json.loads(fields["found"]), json.loads(fields["corrected"])
        made.append(Correction(document_id=document, **fields))
    return tuple(made)


def load_corrected(connection: Connection, document_id: str, known_at: str | None = None) -> Record:
    """The record of a document with its corrections applied, now or as known at an instant."""
    record = load_record(connection, document_id, known_at)
    corrections = load_corrections(connection, document_id)
    return correct(record, (each for each in corrections if each.stands_at(known_at))).record


def insert_corrections(connection: Connection, document: int, corrections: Iterable[Correction]) -> None:
    """Put corrections of a document in as they are."""
    rows = []
    for each in corrections:
        row = asdict(each) | {"document_number": document}
        del row["document_id"]
        rows.append(row | {"found": canonical_json(each.found), "corrected": canonical_json(each.corrected)})
    if rows:
        connection.execute(insert(schema.correction), rows)


def attach_corrections(connection: Connection, attached: dict[str, str | None]) -> None:
    """Write down which findings corrections apply to."""
    table = schema.correction
    if attached:
        moving = update(table).where(table.c.id == bindparam("one")).values(attached_to=bindparam("home"))
        connection.execute(moving, [{"one": each, "home": home} for each, home in attached.items()])


def find_document_of(connection: Connection, finding_id: str) -> str:
    """The document of a finding that has a table. Raises UsageError where there is no such finding."""
    tables: dict[str, Table] = {table.name: table for table in schema.FINDINGS}
    kind = finding_id.partition("-")[0]
    if kind in tables:
        table = tables[kind]
        found = connection.execute(
            select(schema.document.c.id).join(table).where(table.c.id == finding_id).limit(1)
        ).scalar_one_or_none()
        if found is not None:
            return str(found)
    raise UsageError(f"{finding_id}: the database holds no such finding")


def latest_of(connection: Connection, document: ColumnElement[bool]) -> str | None:
    """The last instant at which anything was said of documents."""
    parts = (
        (schema.reading, schema.reading.c.known_from),
        (schema.correction, schema.correction.c.made_at),
        (schema.correction, schema.correction.c.withdrawn_at),
    )
    known = union_all(*(
        select(instant.label("instant")).select_from(table).join(schema.document).where(document)
        for table, instant in parts
    )).subquery()  # fmt: skip
    return connection.execute(select(func.max(known.c.instant))).scalar_one_or_none()


def _latest(connection: Connection, document_id: str) -> str | None:
    return latest_of(connection, schema.document.c.id == document_id)


def _show(
    connection: Connection, record: Record, before: tuple[Correction, ...], after: tuple[Correction, ...], at: str
) -> None:
    """Let the rows of a record say what they say with other corrections."""
    shown = correct(record, after)
    saving = Saving(connection, at)
    number = number_of(connection, record.document.id)
    saving.replace_findings(number, rows_of(correct(record, before).record), rows_of(shown.record))
    saving.finish()
    attach_corrections(connection, shown.attached)
