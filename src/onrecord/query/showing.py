"""One finding with the words around it, and where it comes from."""

from __future__ import annotations

import json
from typing import cast

from sqlalchemy import Connection, func, select

from onrecord.codec import encode_record
from onrecord.errors import UsageError
from onrecord.ids import Jsonable
from onrecord.query.answers import Change, Shown
from onrecord.query.findings import Report
from onrecord.record import Document, Record, Span
from onrecord.store import schema
from onrecord.store.anchors import LISTS, FindingKind, anchor_of, find_finding
from onrecord.store.corrections import find_document_of, load_corrected, load_corrections
from onrecord.store.instants import resolve_instant
from onrecord.store.judgements import load_judgements
from onrecord.store.keeping import Store
from onrecord.store.loading import stands
from onrecord.store.saving import find_document

OPENING = 300  # characters that stand for a whole report


def show(store: Store, id: str, *, document: str | None = None, known_at: str | None = None) -> Shown:  # noqa: A002
    """One finding as it stands: what it says, its sentence and paragraph, its report, and what was said of it.

    id: of a finding or a report. document: the report's id; needed for what has no table (times, furniture, and event
    words without a type or a time). known_at: an instant as of which it is told. Raises UsageError where there is no
    such finding, or a correction took it out.
    """
    known_at = None if known_at is None else resolve_instant(known_at)
    with store.reading() as connection:
        if find_document(connection, id) is not None:
            return _show_report(connection, id, known_at)
        document = document or _find_report(connection, id)
        record = load_corrected(connection, document, known_at)
        found = find_finding(record, id)
        if found is None:
            raise UsageError(
                f"{id}: no longer in the record of {document}: a correction or a newer reading took it out"
            )
        kind, finding = found
        anchor = anchor_of(finding)
        span = Span(anchor.start, anchor.end, anchor.quote)
        sentence, paragraph = _around(record, span)
        made = finding.origin
        return _shown(
            connection, record, id, kind, _fields(record, kind, id), span, sentence, paragraph,
            f"{made.extractor} {made.version}, {made.model}", known_at,
        )  # fmt: skip


def _find_report(connection: Connection, finding_id: str) -> str:
    try:
        return find_document_of(connection, finding_id)
    except UsageError as problem:
        kind = finding_id.partition("-")[0]
        if kind in ("time", "furniture", "event"):
            raise UsageError(f"{problem}; if it has no table of its own, name its report by --document") from problem
        raise


def _show_report(connection: Connection, document_id: str, known_at: str | None) -> Shown:
    record = load_corrected(connection, document_id, known_at)
    document = record.document
    encoded = cast(dict[str, Jsonable], encode_record(record)["document"])
    fields = [(name, _json(value)) for name, value in encoded.items() if name not in ("id", "text")]
    fields += [(name, str(len(getattr(record, name)))) for name in LISTS.values()]
    opening = _opening(document)
    made = f"onrecord {record.produced_by.onrecord}, options {record.produced_by.options_hash}"
    return _shown(connection, record, document_id, "document", tuple(fields), opening, None, None, made, known_at)


def _shown(
    connection: Connection, record: Record, shown_id: str, kind: str, fields: tuple[tuple[str, str], ...],
    anchor: Span, sentence: Span | None, paragraph: Span | None, made_by: str, known_at: str | None,
) -> Shown:  # fmt: skip
    document, reading = schema.document.c, schema.reading.c
    row = connection.execute(
        select(
            document.publisher,
            document.published,
            document.title,
            document.uri,
            document.revision,
            document.lineage,
            document.superseded_at,
            document.first_published_by,
            reading.known_from,
        )
        .join(schema.reading, reading.document_number == document.number)
        .where(document.id == record.document.id, stands(reading.known_from, reading.known_to, known_at))
    ).one()
    revisions = select(func.count()).select_from(schema.document).where(document.lineage == row.lineage)
    newest = row.superseded_at is None or (known_at is not None and row.superseded_at > known_at)
    report = Report(record.document.id, row.publisher, row.published, row.title, row.uri, row.revision)
    names = tuple(sorted((each.id, each.name) for each in record.actors if any(each.id in told for _, told in fields)))
    return Shown(
        shown_id, kind, fields, anchor, sentence, paragraph, report, row.first_published_by, made_by, row.known_from,
        int(connection.execute(revisions).scalar_one()), newest,
        _changes(connection, record.document.id, shown_id, known_at), names,
    )  # fmt: skip


def _changes(connection: Connection, document_id: str, finding_id: str, known_at: str | None) -> tuple[Change, ...]:
    """Corrections and judgements on a finding, those taken back left out."""
    made = [
        Change(
            each.made_at, each.author,
            f"corrected {each.field or 'the whole'}: {_json(each.found) if each.field else 'as found'} → "
            f"{_json(each.corrected)}", each.note,
        )
        for each in load_corrections(connection, document_id)
        if finding_id in (each.attached_to, each.finding_id) and each.stands_at(known_at)
    ]  # fmt: skip
    for each in load_judgements(connection, finding_id):
        withdrawn = each.withdrawn_at is not None and (known_at is None or each.withdrawn_at <= known_at)
        if withdrawn or (known_at is not None and each.made_at > known_at):
            continue
        sides = (each.left, each.right)
        other = next((side.id for side in sides if finding_id not in (side.id, side.attached_to)), each.right.id)
        made.append(Change(each.made_at, each.author, f"judged {each.verdict}: {other}", each.note))
    return tuple(sorted(made, key=lambda change: change.made_at))


def _fields(record: Record, kind: FindingKind, finding_id: str) -> tuple[tuple[str, str], ...]:
    findings = cast(list[dict[str, Jsonable]], encode_record(record)[LISTS[kind]])
    (finding,) = (each for each in findings if each["id"] == finding_id)
    return tuple((name, _json(value)) for name, value in finding.items() if name not in ("id", "origin"))


def _around(record: Record, anchor: Span) -> tuple[Span | None, Span | None]:
    """The sentence and the paragraph that hold a span."""
    sentence = next((each for each in record.sentences if each.start <= anchor.start < each.end), None)
    if sentence is None:
        return None, None
    block = [each for each in record.sentences if each.paragraph == sentence.paragraph]
    cite = record.document.cite
    return cite(sentence.start, sentence.end), cite(block[0].start, block[-1].end)


def _opening(document: Document) -> Span:
    end = min(len(document.text), OPENING)
    return Span(0, end, document.text[:end])


def _json(value: Jsonable) -> str:
    return json.dumps(value, ensure_ascii=False)
