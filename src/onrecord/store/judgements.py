"""Keeps judgements: whether two findings, or two documents, are one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias, cast, get_args

from sqlalchemy import Connection, Select, insert, or_, select, update

from onrecord.errors import UsageError
from onrecord.ids import judgement_id
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.anchors import FindingKind, anchor_of, attach, find_finding
from onrecord.store.corrections import find_document_of
from onrecord.store.loading import load_record
from onrecord.store.saving import find_document, number_of

Verdict: TypeAlias = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One side of a judgement: a finding as it was called when judged, and what it is now (None: unattached)."""

    id: str
    document_id: str
    kind: str  # `document` for a whole one
    anchor_start: int | None
    anchor_end: int | None
    attached_to: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person or a rule says of two findings or documents; the smaller id is on the left."""

    id: str
    left: Judged
    right: Judged
    verdict: Verdict
    author: str
    note: str | None
    made_at: str
    withdrawn_at: str | None


def save_judgement(
    connection: Connection, at: str, one: str, other: str, verdict: Verdict, author: str, note: str | None = None
) -> Judgement:
    """Keep a judgement. An author has one word on a pair: another verdict takes the former back.

    The same verdict again changes nothing. Raises UsageError for a verdict that is none, a finding that is not
    known, or the two being one or of different kinds.
    """
    if verdict not in get_args(Verdict):
        raise UsageError(f"{verdict!r} is no verdict; it is one of {', '.join(get_args(Verdict))}")
    left, right = sorted((one, other))
    if left == right:
        raise UsageError(f"{left}: a judgement is on two, not on one and the same")
    sides = (_judged(connection, left), _judged(connection, right))
    if sides[0].kind != sides[1].kind:
        raise UsageError(f"{left} is a {sides[0].kind}, {right} a {sides[1].kind}: they cannot be judged to be one")
    for said in load_judgements(connection, left):
        if said.author != author or said.withdrawn_at is not None or {said.left.id, said.right.id} != {left, right}:
            continue
        if said.verdict == verdict:
            return said
        withdraw_judgement(connection, at, said.id)
    made = Judgement(
        judgement_id(left, right, verdict, author, at), *sides, verdict=verdict, author=author, note=note, made_at=at,
        withdrawn_at=None,
    )  # fmt: skip
    insert_judgement(connection, made)
    return made


def withdraw_judgement(connection: Connection, at: str, judgement: str) -> None:
    """Take a judgement back. Raises UsageError where there is none that stands."""
    table = schema.judgement
    done = connection.execute(
        update(table).where(table.c.id == judgement, table.c.withdrawn_at.is_(None)).values(withdrawn_at=at)
    )
    if done.rowcount == 0:
        raise UsageError(f"{judgement}: the database holds no such judgement that stands")


def load_judgements(connection: Connection, about: str | None = None) -> tuple[Judgement, ...]:
    """Judgements in the order in which they were made, of one finding or document or all; those taken back included."""
    table = schema.judgement.c
    wanted = _select().order_by(table.made_at, table.id)
    if about is not None:
        wanted = wanted.where(or_(*(
            column == about
            for column in (table.left_id, table.right_id, table.left_attached_to, table.right_attached_to)
        )))  # fmt: skip
    return _judgements(connection, wanted)


def insert_judgement(connection: Connection, judgement: Judgement) -> None:
    """Put a judgement in as it is."""
    row = asdict(judgement)
    for side in ("left", "right"):
        values = row.pop(side)
        row[f"{side}_document_number"] = number_of(connection, values.pop("document_id"))
        row |= {f"{side}_{name}": value for name, value in values.items()}
    connection.execute(insert(schema.judgement).values(row))


def attach_judgements(connection: Connection, document: int, record: Record) -> tuple[Judgement, ...]:
    """Let judgements on a document's findings follow to a new reading; gives those that stand and find none."""
    table = schema.judgement
    sides = (table.c.left_document_number == document, table.c.right_document_number == document)
    for said in _judgements(connection, _select().where(or_(*sides))):
        moved = {
            f"{side}_attached_to": find_home(record, judged)
            for side, judged in (("left", said.left), ("right", said.right))
            if judged.document_id == record.document.id
        }
        connection.execute(update(table).where(table.c.id == said.id).values(moved))
    lost = or_(
        sides[0] & table.c.left_attached_to.is_(None), sides[1] & table.c.right_attached_to.is_(None)
    ) & table.c.withdrawn_at.is_(None)
    return _judgements(connection, _select().where(lost).order_by(table.c.made_at, table.c.id))


def find_home(record: Record, judged: Judged) -> str | None:
    """What a judged finding is in a reading of its document."""
    if judged.anchor_start is None or judged.anchor_end is None:
        return judged.id
    return attach(record, judged.id, cast(FindingKind, judged.kind), judged.anchor_start, judged.anchor_end)


def _judged(connection: Connection, name: str) -> Judged:
    if find_document(connection, name) is not None:
        return Judged(name, name, "document", None, None, name)
    document_id = find_document_of(connection, name)
    found = find_finding(load_record(connection, document_id), name)
    if found is None:
        raise UsageError(f"{name}: the newest reading of {document_id} has no such finding")
    kind, finding = found
    anchor = anchor_of(finding)
    return Judged(name, document_id, kind, anchor.start, anchor.end, name)


_LEFT, _RIGHT = schema.document.alias("left_document"), schema.document.alias("right_document")


def _select() -> Select[*tuple[object, ...]]:
    table = schema.judgement
    return (
        select(_LEFT.c.id.label("left_document"), _RIGHT.c.id.label("right_document"), table)
        .join(_LEFT, table.c.left_document_number == _LEFT.c.number)
        .join(_RIGHT, table.c.right_document_number == _RIGHT.c.number)
    )


def _judgements(connection: Connection, wanted: Select[*tuple[object, ...]]) -> tuple[Judgement, ...]:
    found = []
    for row in connection.execute(wanted).mappings():
        left, right = (
            Judged(
                row[f"{side}_id"], row[f"{side}_document"], row[f"{side}_kind"], row[f"{side}_anchor_start"],
                row[f"{side}_anchor_end"], row[f"{side}_attached_to"],
            )
            for side in ("left", "right")
        )  # fmt: skip
        found.append(Judgement(
            row["id"], left, right, row["verdict"], row["author"], row["note"], row["made_at"], row["withdrawn_at"]
        ))  # fmt: skip
    return tuple(found)
