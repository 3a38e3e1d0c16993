"""Loads whole records, as they were read: an exact round trip with saving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from onrecord.errors import InputError, StoreError, UsageError
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.bodies import unpack_body

_AT_ONCE = 100  # records in memory while all are gone through


@dataclass(frozen=True, slots=True)
class Reading:
    """When and with what a document was read; `known_to` is None for the reading that stands."""

    document_id: str
    known_from: str
    known_to: str | None
    onrecord: str
    options_hash: str
    options: str | None  # JSON


def load_record(connection: Connection, document_id: str, known_at: str | None = None) -> Record:
    """The record of a document as found, now or as it was known at an instant.

    Raises UsageError where there is none, StoreError where it is damaged.
    """
    document, reading = schema.document.c, schema.reading.c
    found = connection.execute(
        select(document.id, document.text, reading.body)
        .join(schema.reading, reading.document_number == document.number)
        .where(document.id == document_id, stands(schema.reading.c.known_from, schema.reading.c.known_to, known_at))
    ).one_or_none()
    if found is None:
        then = "" if known_at is None else f" at {known_at}"
        raise UsageError(f"{document_id}: the database holds no such document{then}")
    return _unpack(*found)


def load_records(connection: Connection, known_at: str | None = None) -> Iterator[Record]:
    """All records as found, in the order in which they were first saved, a few in memory at a time."""
    document, reading = schema.document.c, schema.reading.c
    some = (
        select(document.number, document.id, document.text, reading.body)
        .join(schema.reading, reading.document_number == document.number)
        .where(stands(reading.known_from, reading.known_to, known_at))
        .order_by(document.number)
        .limit(_AT_ONCE)
    )
    last = 0
    while found := connection.execute(some.where(document.number > last)).all():
        for number, document_id, body_text, body in found:
            yield _unpack(document_id, body_text, body)
            last = number


def load_readings(
    connection: Connection, document_id: str | None = None, *, standing: bool = False
) -> tuple[Reading, ...]:
    """When documents were read, the oldest first, of one or of all; standing: only the readings that stand now."""
    document, reading = schema.document.c, schema.reading.c
    wanted = (
        select(
            document.id, reading.known_from, reading.known_to, reading.onrecord, reading.options_hash, reading.options
        )
        .join(schema.document, reading.document_number == document.number)
        .order_by(document.number, reading.known_from)
    )
    if document_id is not None:
        wanted = wanted.where(document.id == document_id)
    if standing:
        wanted = wanted.where(reading.known_to.is_(None))
    return tuple(Reading(*row) for row in connection.execute(wanted))


def stands(
    known_from: ColumnElement[str], known_to: ColumnElement[str | None], known_at: str | None
) -> ColumnElement[bool]:
    """The condition that a row stands, now or at an instant."""
    if known_at is None:
        return known_to.is_(None)
    return (known_from <= known_at) & (known_to.is_(None) | (known_to > known_at))


def _unpack(document_id: str, text: str, body: bytes) -> Record:
    try:
        return unpack_body(body, text)
    except InputError as problem:
        raise StoreError(f"{document_id}: {problem}; onrecord check tells what else is damaged") from problem
