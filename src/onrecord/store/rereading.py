"""Replaces a document's reading by a new one; what people said of the old follows where it can."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, update

from onrecord.errors import UsageError
from onrecord.options import Options
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.correcting import Correction, correct
from onrecord.store.corrections import attach_corrections, latest_of, load_corrections
from onrecord.store.instants import later_than
from onrecord.store.judgements import Judgement, attach_judgements
from onrecord.store.loading import load_record
from onrecord.store.rows import rows_of
from onrecord.store.saving import Saving, number_of, refuse_nul


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of reading a document anew.

    moved: corrections that went to a finding of another id; unattached: those that find none now, and the judgements of
    which either side finds none.
    """

    document_id: str
    changed: bool
    moved: tuple[Correction, ...] = ()
    unattached: tuple[Correction, ...] = ()
    unattached_judgements: tuple[Judgement, ...] = ()


def replace_reading(connection: Connection, at: str, record: Record, options: Options | None = None) -> Reread:
    """Let a document's reading be this one from now on; the same reading again changes nothing.

    Raises UsageError where the document is not known, or the text is another.
    """
    document_id = record.document.id
    number = number_of(connection, document_id)
    before = load_record(connection, document_id)
    if before.document.text != record.document.text:
        raise UsageError(f"{document_id}: the text read is not the one that is kept")
    if before == record:
        return Reread(document_id, False)
    refuse_nul(record)
    corrections = load_corrections(connection, document_id)
    standing = tuple(each for each in corrections if each.withdrawn_at is None)
    at = later_than(latest_of(connection, schema.document.c.id == document_id), at)
    reading, document = schema.reading, schema.document
    connection.execute(
        update(reading).where(reading.c.document_number == number, schema.LIVE).values(known_to=at)
    )  # fmt: skip
    rows = rows_of(record)
    kept = {name: value for name, value in rows.document.items() if name not in ("id", "text", "lineage")}
    connection.execute(update(document).where(document.c.number == number).values(kept))
    old, new = correct(before, standing), correct(record, standing)
    saving = Saving(connection, at)
    saving.open_reading(number, record, rows, options)
    saving.replace_findings(number, rows_of(old.record), rows_of(new.record))
    saving.finish()
    attached = correct(record, corrections).attached | new.attached
    attach_corrections(connection, attached)
    lost = attach_judgements(connection, number, record)
    homes = {each.id: attached[each.id] for each in standing}
    return Reread(
        document_id, True,
        tuple(each for each in standing if homes[each.id] not in (None, each.attached_to)),
        tuple(each for each in standing if homes[each.id] is None), lost,
    )  # fmt: skip
