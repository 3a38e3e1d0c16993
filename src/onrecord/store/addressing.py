"""Finds a document by what a person calls it: its id, the id's beginning, or its address or path."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.store import schema
from onrecord.store.rows import LONGEST_ADDRESS

_PREFIX = "doc-"
_SHORTEST = 4  # digits of a beginning: a slip of the hand should name nothing
_LISTED = 5  # of several that go by one name


@dataclass(frozen=True, slots=True)
class Named:
    """A document, by its id and address."""

    id: str
    uri: str | None


def find_document_named(connection: Connection, name: str) -> Named:
    """The one document that goes by a name: its id, four digits or more of its beginning, its address or path.

    "doc-" may be left out. Raises UsageError where there is none, or several: revisions share an address.
    """
    document = schema.document.c
    start = name if name.startswith(_PREFIX) else _PREFIX + name
    wanted = select(document.id, document.uri).order_by(document.number).limit(_LISTED + 1)
    digits = start.removeprefix(_PREFIX)
    is_id = len(digits) >= _SHORTEST and set(digits) <= set("0123456789abcdef")
    # A range, not LIKE: the index serves it on both databases, and no sign stands for others.
    by_id = wanted.where(document.id >= start, document.id < start + "g") if is_id else None
    # The lineage is the address, and has an index; of an address too long for that it is another text.
    by_address = wanted.where((document.lineage == name) if len(name) <= LONGEST_ADDRESS else (document.uri == name))
    for question in (by_address, by_id):
        found = [] if question is None else [Named(*row) for row in connection.execute(question)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(each.id for each in found[:_LISTED]) + (", …" if len(found) > _LISTED else "")
            raise UsageError(f"{name}: several documents go by that: {ids}; name one, or each of them")
    raise UsageError(f"{name}: the database holds no such document")
