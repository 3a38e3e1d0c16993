"""The rows of findings as the database has them, in the form in which they are worked out: to compare the two."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import Connection, Table, select

from onrecord.store import schema
from onrecord.store.history import Stood
from onrecord.store.rows import Finding, Part, Row
from onrecord.store.saving import DATED_PARTS


class Kept(NamedTuple):
    """A finding's rows in the database, and the parts whose own times are not the finding's."""

    stood: Stood
    strays: tuple[str, ...]


def load_kept(connection: Connection, first: int, last: int) -> dict[int, list[Kept]]:
    """All rows of findings of the documents whose rows are numbered from `first` to `last`, by that number."""
    found: defaultdict[int, list[Kept]] = defaultdict(list)
    for table in schema.FINDINGS:
        parts: defaultdict[int, list[tuple[Table, Row]]] = defaultdict(list)
        for part in schema.PARTS[table.name]:
            order = [part.c[name] for name in ("part", "position") if name in part.c]
            rows = connection.execute(
                select(part)
                .join(table, part.c[f"{table.name}_number"] == table.c.number)
                .where(table.c.document_number.between(first, last))
                .order_by(part.c[f"{table.name}_number"], *order)
            )
            for row in rows.mappings():
                parent = f"{table.name}_number"
                values: Row = {name: value for name, value in row.items() if name != parent}
                parts[row[parent]].append((part, values))
        rows = connection.execute(
            select(table).where(table.c.document_number.between(first, last)).order_by(table.c.number)
        )
        for row in rows.mappings():
            values = {name: value for name, value in row.items() if name not in ("number", "document_number")}
            found[row["document_number"]].append(_kept(table.name, values, parts[row["number"]]))
    return found


def _kept(table: str, row: Row, parts: list[tuple[Table, Row]]) -> Kept:
    times = (row.pop("known_from"), row.pop("known_to"))
    strays = []
    for part, values in parts:
        if part in DATED_PARTS and values.pop("known_to") != times[1]:
            strays.append(part.name)
    finding = Finding(table, row, tuple(Part(part.name, values) for part, values in parts))
    return Kept(Stood(finding, str(times[0]), None if times[1] is None else str(times[1])), tuple(strays))
