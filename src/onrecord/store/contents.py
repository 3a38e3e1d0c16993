"""What a database holds, in a form in which two of them can be compared, of whatever kind each is."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from sqlalchemy import Connection, Table, select

from onrecord.ids import Jsonable, canonical_json
from onrecord.store import schema

# When something was said, and ids that are made of when it was said: two runs over the same reports differ in these.
_INSTANTS = frozenset(("known_from", "saved_at", "made_at", "rejected_at"))
_ENDS = frozenset(("known_to", "superseded_at", "withdrawn_at"))
_DATED_IDS = ("correction", "judgement")
# What says how a database came to be, not what it holds.
_LEFT_OUT = ("run", "fetched")


def contents(connection: Connection, *, instants: bool = True) -> Mapping[str, tuple[str, ...]]:
    """The rows of each table as sorted lines of JSON, with ids in place of the numbers of rows.

    instants: whether to tell when things were saved and said; without, two runs over the same reports are equal.
    """
    names: dict[str, dict[int, str]] = {}
    held: dict[str, tuple[str, ...]] = {}
    for table in schema.metadata.sorted_tables:
        if table.name in _LEFT_OUT:
            continue
        lines = []
        for row in connection.execute(select(table)).mappings():
            values = {name: _plain(value) for name, value in row.items()}
            number = values.pop("number", None)
            if number is not None and table in (schema.document, *schema.FINDINGS):
                known = [values[name] for name in ("id", "known_from") if name in values]
                names.setdefault(table.name, {})[int(str(number))] = " ".join(map(str, known))
            lines.append((values, number))
        held[table.name] = tuple(sorted(canonical_json(_told(table, values, names, instants)) for values, _ in lines))
    return held


def _told(table: Table, values: dict[str, Jsonable], names: dict[str, dict[int, str]], instants: bool) -> Jsonable:
    told: dict[str, Jsonable] = {}
    for name, value in values.items():
        if name.endswith("_number") and value is not None:
            parent = name.removesuffix("_number").removeprefix("left_").removeprefix("right_")
            known = names[parent].get(int(str(value)), "nothing")
            told[name] = known if instants else known.partition(" ")[0]
        elif instants:
            told[name] = value
        elif name in _ENDS:
            told[name] = value is not None
        elif name not in _INSTANTS and not (name == "id" and table.name in _DATED_IDS):
            told[name] = value
    return told


def _plain(value: object) -> Jsonable:
    if isinstance(value, bytes | memoryview):
        return zlib.decompress(bytes(value)).decode("utf-8")
    assert value is None or isinstance(value, str | int | float | bool)
    return value
