"""Flat tables as Parquet: the meaning of each column is in the file's own description of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from onrecord.export.request import Exported, Request
from onrecord.export.tables import Flat, find_table, load_table
from onrecord.store.selecting import Cell, Selected
from onrecord.version import VERSION

_AT_ONCE = 2000  # rows in memory, and in a row group
_MOST_SIGNS = 8_000_000  # of their text, which is reached by long reports alone

_KINDS = {"text": pa.string(), "whole number": pa.int64(), "number": pa.float64(), "true or false": pa.bool_()}


def write_parquet(selected: Selected, request: Request, stream: BinaryIO, exported: Exported) -> None:
    """One table."""
    assert request.table is not None
    write_table(selected, request, find_table(request.table), stream, exported)


def write_table(selected: Selected, request: Request, table: Flat, stream: BinaryIO, exported: Exported) -> None:
    """A table's rows, a few thousand at a time."""
    schema = pa.schema(
        [pa.field(each.name, _KINDS[each.kind], metadata={"description": each.meaning}) for each in table.columns],
        metadata={"onrecord": VERSION, "table": table.name, "description": table.meaning},
    )
    with pq.ParquetWriter(stream, schema, compression="zstd") as file:
        for rows in _some(load_table(selected, request, table)):
            columns = zip(*rows, strict=True)
            arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            file.write_batch(pa.record_batch(arrays, schema=schema))
            exported.count(table.name, len(rows))
    exported.count(table.name, 0)


def _some(rows: Iterable[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    some: list[tuple[Cell, ...]] = []
    signs = 0
    for row in rows:
        some.append(row)
        signs += sum(len(value) for value in row if isinstance(value, str))
        if len(some) >= _AT_ONCE or signs >= _MOST_SIGNS:
            yield some
            some, signs = [], 0
    if some:
        yield some
