"""A whole database as JSON Lines, and back: an exact round trip, from one kind of database to the other as well.

The first line names the form, `onrecord-store/1`. Then one line for each document, with all its readings (each a whole
`onrecord/1` record) and corrections, one for each judgement, one for each refusal. Lines that are records themselves,
as `onrecord read --format jsonl` writes them, can be taken in too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from sqlalchemy import ColumnElement, Connection, insert, select, true

from onrecord.codec import decode_record, encode_record
from onrecord.errors import InputError
from onrecord.ids import Jsonable, rejected_id
from onrecord.record import FORMAT
from onrecord.store import schema
from onrecord.store.bodies import unpack_body
from onrecord.store.correcting import Correction, correct
from onrecord.store.corrections import attach_corrections, insert_corrections, load_corrections
from onrecord.store.history import Read, history_of
from onrecord.store.judgements import Judged, Judgement, insert_judgement, load_judgements
from onrecord.store.keeping import Store
from onrecord.store.rows import rows_of
from onrecord.store.saving import Saving, find_document, forget_findings

STORE_FORMAT = "onrecord-store/1"

_AT_ONCE = 100  # lines in one transaction

Line = Mapping[str, Jsonable]
Made = TypeVar("Made")


@dataclass(slots=True)
class Imported:
    """What came of taking lines in: documents by outcome, and what else was new. `left_out`: of documents not here."""

    saved: int = 0
    revised: int = 0
    unchanged: int = 0
    corrections: int = 0
    judgements: int = 0
    rejected: int = 0
    left_out: int = 0


def dump_lines(store: Store, chosen: ColumnElement[bool] | None = None) -> Iterator[str]:
    """Everything that was read and said, as lines of JSON without their ends, all of one moment.

    chosen: a condition on `document`: only those that it holds for, and judgements on two of them; no refusals.
    """
    with store.reading() as connection:
        yield _line({"format": STORE_FORMAT, "schema": schema.SCHEMA_REVISION})
        yield from _document_lines(connection, chosen)
        for said in load_judgements(connection):
            if chosen is None or _are_chosen(connection, said, chosen):
                yield _line({"judgement": cast(Jsonable, asdict(said))})
        if chosen is not None:
            return
        table = schema.rejected.c
        columns = (table.code, table.detail, table.uri, table.rejected_at)
        for row in connection.execute(select(*columns).order_by(table.number)).mappings():
            yield _line({"rejected": dict(row)})


def import_lines(store: Store, lines: Iterable[str], source: str = "<lines>") -> Imported:
    """Take in what `dump_lines` gave, or records as lines; what is here already stays as it is.

    Corrections and judgements on documents that are here are added; each counts from when it was made. Lines are kept
    a hundred at a time: what was cut off can be run again. Raises InputError, naming the line, where one does not fit;
    StoreError where the database cannot be written.
    """
    imported = Imported()
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    for _, some in groupby(numbered, lambda each: (each[0] - 1) // _AT_ONCE):
        with store.writing() as connection:
            bulk = Saving(connection, store.clock())
            for number, line in some:
                try:
                    _take(bulk, _parse(line), imported)
                except InputError as problem:
                    raise InputError(f"{source}, line {number}: {problem}") from problem
                except (KeyError, TypeError, ValueError) as problem:
                    raise InputError(
                        f"{source}, line {number}: a field is missing or does not fit ({problem})"
                    ) from problem
            bulk.finish()
    return imported


def _line(value: Line) -> str:
    line = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # Line ends to some readers, though JSON allows them within strings.
    return line.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _parse(line: str) -> Line:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise InputError(f"not JSON: {problem}") from problem
    if not isinstance(value, dict):
        raise InputError("not a JSON object")
    return value


def _are_chosen(connection: Connection, said: Judgement, chosen: ColumnElement[bool]) -> bool:
    sides = {said.left.document_id, said.right.document_id}
    document = schema.document.c
    found = connection.execute(select(document.id).where(document.id.in_(sides), chosen)).scalars()
    return set(found) == sides


def _document_lines(connection: Connection, chosen: ColumnElement[bool] | None) -> Iterator[str]:
    document, reading = schema.document.c, schema.reading.c
    columns = (document.id, document.lineage, document.revision, document.saved_at, document.superseded_at)
    last = 0
    while True:
        some = connection.execute(
            select(document.number, document.text, *columns)
            .where(document.number > last, true() if chosen is None else chosen)
            .order_by(document.number)
            .limit(_AT_ONCE)
        ).mappings().all()  # fmt: skip
        if not some:
            return
        for row in some:
            last = row["number"]
            read = connection.execute(
                select(reading.known_from, reading.known_to, reading.options, reading.body)
                .where(reading.document_number == last)
                .order_by(reading.known_from)
            )
            readings = [
                {"known_from": known_from, "known_to": known_to, "options": options,
                 "record": encode_record(unpack_body(body, row["text"]))}
                for known_from, known_to, options, body in read
            ]  # fmt: skip
            corrections = [asdict(each) for each in load_corrections(connection, row["id"])]
            told = {column.name: row[column.name] for column in columns}
            yield _line({"document": cast(Jsonable, {**told, "readings": readings, "corrections": corrections})})


def _take(bulk: Saving, value: Line, imported: Imported) -> None:
    if value.get("format") == FORMAT:
        outcome = bulk.save(decode_record(value))
        setattr(imported, outcome, getattr(imported, outcome) + 1)
    elif "format" in value:
        if value["format"] != STORE_FORMAT:
            raise InputError(f"format {value['format']!r}; {STORE_FORMAT!r} or {FORMAT!r} expected")
    elif "document" in value:
        _take_document(bulk, cast(Line, value["document"]), imported)
    elif "judgement" in value:
        bulk.finish()
        _take_judgement(bulk.connection, cast(Line, value["judgement"]), imported)
    elif "rejected" in value:
        _take_rejected(bulk.connection, cast(Line, value["rejected"]), imported)
    else:
        raise InputError("neither a document, a judgement nor a refusal")


def _take_document(bulk: Saving, value: Line, imported: Imported) -> None:
    connection, document_id = bulk.connection, str(value["id"])
    corrections = tuple(_correction(each) for each in cast(list[Line], value["corrections"]))
    bulk.finish()
    number = find_document(connection, document_id)
    if number is not None:
        imported.unchanged += 1
        known = {each.id for each in load_corrections(connection, document_id)}
        new = tuple(each for each in corrections if each.id not in known)
        if new:
            _add_corrections(bulk, number, document_id, new)
            imported.corrections += len(new)
        return
    readings = [
        (Read(decode_record(cast(Line, each["record"])), str(each["known_from"]), cast(str | None, each["known_to"])),
         cast(str | None, each["options"]))
        for each in cast(list[Line], value["readings"])
    ]  # fmt: skip
    if not readings or any(read.record.document.id != document_id for read, _ in readings):
        raise InputError(f"{document_id}: its readings are missing, or of another document")
    newest = readings[-1][0]
    outcome = bulk.put_document(
        newest.record, lineage=str(value["lineage"]), revision=int(str(value["revision"])),
        saved_at=str(value["saved_at"]),
    )  # fmt: skip
    number = bulk.known(document_id)
    for read, options in readings:
        bulk.put_reading(number, read.record, rows_of(read.record), options, read.known_from, read.known_to)
    bulk.put_findings(number, history_of([read for read, _ in readings], corrections))
    bulk.finish()
    insert_corrections(connection, number, corrections)
    imported.corrections += len(corrections)
    setattr(imported, outcome, getattr(imported, outcome) + 1)


def _add_corrections(bulk: Saving, number: int, document_id: str, new: tuple[Correction, ...]) -> None:
    """Add corrections made elsewhere to a document that is here, and work its rows out anew."""
    connection = bulk.connection
    reading = schema.reading.c
    text = connection.execute(select(schema.document.c.text).where(schema.document.c.number == number)).scalar_one()
    read = connection.execute(
        select(reading.body, reading.known_from, reading.known_to)
        .where(reading.document_number == number)
        .order_by(reading.known_from)
    )
    readings = [Read(unpack_body(body, text), known_from, known_to) for body, known_from, known_to in read]
    insert_corrections(connection, number, new)
    made = load_corrections(connection, document_id)
    forget_findings(connection, number)
    bulk.put_findings(number, history_of(readings, made))
    bulk.finish()
    standing = (each for each in made if each.withdrawn_at is None)
    attach_corrections(connection, correct(readings[-1].record, standing).attached)


def _take_judgement(connection: Connection, value: Line, imported: Imported) -> None:
    sides = {side: _made(Judged, cast(Line, value[side])) for side in ("left", "right")}
    judgement = _made(Judgement, value, sides)
    if any(find_document(connection, side.document_id) is None for side in sides.values()):
        imported.left_out += 1
        return
    table = schema.judgement
    if connection.execute(select(table.c.number).where(table.c.id == judgement.id)).first() is None:
        insert_judgement(connection, judgement)
        imported.judgements += 1


def _take_rejected(connection: Connection, value: Line, imported: Imported) -> None:
    row = {name: value[name] for name in ("code", "detail", "uri", "rejected_at")}
    refusal = rejected_id(str(row["code"]), str(row["detail"]), cast(str | None, row["uri"]))
    table = schema.rejected
    if connection.execute(select(table.c.number).where(table.c.id == refusal)).first() is None:
        connection.execute(insert(table).values(id=refusal, **row))
        imported.rejected += 1


def _correction(value: Line) -> Correction:
    return _made(Correction, value)


def _made(kind: type[Made], value: Line, given: Mapping[str, object] | None = None) -> Made:
    """One of our plain types from JSON values, each of its field's type. Raises InputError."""
    given = given or {}
    hints = get_type_hints(kind)
    for name, hint in hints.items():
        choices = get_args(hint) or (hint,)
        if name in given or any(get_origin(choice) is not None for choice in choices):
            continue  # any JSON value will do
        fits = value[name] in choices if get_origin(hint) is Literal else isinstance(value[name], choices)
        if not fits or isinstance(value[name], bool):
            raise InputError(f"{name}: {value[name]!r} does not fit")
    return kind(**{name: value[name] for name in hints if name not in given}, **given)
