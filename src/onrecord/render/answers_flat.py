"""Answers as flat rows: the columns of CSV, of Arrow tables and of data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, get_type_hints

from onrecord.errors import UsageError
from onrecord.query.answers import Answer
from onrecord.query.findings import Report, Taker, Time
from onrecord.record import Span

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import pyarrow  # type: ignore[import-untyped]

Cell: TypeAlias = str | int | float | bool | None

BETWEEN = "; "  # between several values in one cell
GAP = " … "  # between parts of what is not told in one piece


class Flat(NamedTuple):
    """A column: its name, the type of its values, and how a finding's value is got."""

    name: str
    type: type
    value_of: Callable[[object], Cell]


def columns_of(kind: type) -> tuple[Flat, ...]:
    """The columns of a type of findings, in the order of its fields."""
    hints = get_type_hints(kind)
    return tuple(column for field in fields(kind) for column in _columns(field.name, hints[field.name]))


def flat_rows(answer: Answer[Any]) -> Iterator[tuple[Cell, ...]]:
    """The values of each finding, in the order of the columns."""
    columns = columns_of(answer.kind)
    return (tuple(column.value_of(row) for column in columns) for row in answer)


def arrow_table(answer: Answer[Any]) -> pyarrow.Table:
    """An Arrow table, with the same columns whether anything was found or not."""
    import pyarrow as pa

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    columns = columns_of(answer.kind)
    schema = pa.schema([pa.field(column.name, types[column.type]) for column in columns])
    values = [[column.value_of(row) for row in answer] for column in columns]
    return pa.table([pa.array(some, field.type) for some, field in zip(values, schema, strict=True)], schema=schema)


def data_frame(answer: Answer[Any]) -> pandas.DataFrame:
    """A pandas data frame. Raises UsageError where pandas is not installed."""
    try:
        import pandas as pd
    except ImportError as problem:
        raise UsageError("a data frame needs pandas: pip install pandas") from problem
    columns = columns_of(answer.kind)
    return pd.DataFrame(list(flat_rows(answer)), columns=[column.name for column in columns])


def _columns(name: str, hint: object) -> Iterator[Flat]:
    """The columns of one field."""

    def got(then: Callable[[Any], Cell]) -> Callable[[object], Cell]:
        return lambda row: None if (value := getattr(row, name)) is None else then(value)

    for scalar in (str, int, float, bool):
        if hint == scalar or hint == scalar | None:
            yield Flat(name, scalar, got(lambda value: value))
            return
    if hint in (Span, Span | None):
        yield Flat(f"{name}_start", int, got(lambda span: span.start))
        yield Flat(f"{name}_end", int, got(lambda span: span.end))
        yield Flat(f"{name}_quote", str, got(lambda span: span.quote))
    elif hint == tuple[Span, ...]:
        yield Flat(f"{name}_start", int, got(lambda spans: spans[0].start if spans else None))
        yield Flat(f"{name}_end", int, got(lambda spans: spans[-1].end if spans else None))
        yield Flat(f"{name}_quote", str, got(lambda spans: GAP.join(span.quote for span in spans) or None))
    elif hint == tuple[str, ...]:
        yield Flat(name, str, got(lambda values: BETWEEN.join(values) or None))
    elif hint == tuple[Taker, ...]:
        yield Flat(name, str, got(lambda takers: BETWEEN.join(f"{each.name} ({each.role})" for each in takers) or None))
    elif hint == tuple[tuple[int, int], ...]:
        yield Flat(name, str, got(lambda pairs: BETWEEN.join(f"{start}-{end}" for start, end in pairs) or None))
    elif hint == Time | None:
        for part in ("start", "end", "precision", "words"):
            yield Flat(f"{name}_{part}", str, got(_part(part)))
    elif hint == Report:
        for part in ("document_id", "publisher", "published", "title", "uri"):
            yield Flat(part, str, got(_part(part)))
        yield Flat("revision", int, got(_part("revision")))
    else:
        raise TypeError(f"{name}: no column for {hint}")


def _part(name: str) -> Callable[[Any], Cell]:
    return lambda value: getattr(value, name)
