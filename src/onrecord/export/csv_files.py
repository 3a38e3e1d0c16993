"""Flat tables as CSV: UTF-8, commas, one line of names first, lines ended as RFC 4180 says."""

from __future__ import annotations

import csv
from typing import BinaryIO

from onrecord.export.request import Exported, Request
from onrecord.export.shown import clean
from onrecord.export.tables import Flat, find_table, load_table
from onrecord.store.selecting import Cell, Selected

# What a spreadsheet takes a cell for a formula by, and the sign that guards it: it would run whatever a report says.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"


def write_csv(selected: Selected, request: Request, stream: BinaryIO, exported: Exported) -> None:
    """One table."""
    assert request.table is not None
    write_table(selected, request, find_table(request.table), stream, exported)


def write_table(selected: Selected, request: Request, table: Flat, stream: BinaryIO, exported: Exported) -> None:
    """A table's rows, each cell guarded."""
    lines = csv.writer(_Encoding(stream))
    lines.writerow([column.name for column in table.columns])
    exported.count(table.name, 0)
    for row in load_table(selected, request, table):
        lines.writerow(list(map(cell, row)))
        exported.count(table.name)


class _Encoding:
    """What the CSV writer writes to."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text as UTF-8."""
        return self._stream.write(text.encode("utf-8"))


def cell(value: Cell) -> str:
    """A value as a cell; nothing for null.

    Text that a spreadsheet would take for a formula gets an apostrophe before it, and so does text that begins with
    one: whoever takes one apostrophe off the beginning of every cell has the words again.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return guard(clean(value))
        case _:
            return str(value)


def guard(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return GUARD + text if text.startswith((*_FORMULA, GUARD)) else text
