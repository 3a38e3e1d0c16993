"""Rows of picked findings -> typed objects, with their sentence and report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, func, select

from onrecord.query.clocks import Clocks
from onrecord.query.findings import Dependence, Happening, Report, Saying, Taker, Time
from onrecord.record import Span
from onrecord.store import schema
from onrecord.store.loading import stands

_AT_ONCE = 500  # rows a question: databases bound the values that one may bring
_REPORT = tuple(
    schema.document.c[name].label(f"report_{name}")
    for name in ("id", "publisher", "published", "title", "uri", "revision")
)

Found = TypeVar("Found")


def report_columns() -> tuple[ColumnElement[object], ...]:
    """The columns of a report, for `report_of`."""
    return _REPORT


def report_of(row: Row[Any]) -> Report:
    """The report that a row's columns tell of."""
    return Report(
        row.report_id, row.report_publisher, row.report_published, row.report_title, row.report_uri, row.report_revision
    )


def load_sayings(connection: Connection, numbers: Sequence[int]) -> tuple[Saying, ...]:
    """Statements by their numbers, in that order."""
    parts = _load_parts(connection, schema.statement_content, "statement_number", numbers)
    chains = _load_parts(connection, schema.via, "statement_number", numbers)

    def saying(row: Row[Any]) -> Saying:
        said = tuple(Span(part.content_start, part.content_end, part.content_quote) for part in parts[row.number])
        if not said and row.content_start is not None:
            said = (Span(row.content_start, row.content_end, row.content),)
        return Saying(
            row.id, row.speaker_name, row.speaker_kind, row.speaker_role, row.speaker_organization,
            row.speaker_country, row.authority, row.attitude, row.manner, _span(row, "cue"), said, row.addressee_name,
            tuple(link.name for link in chains[row.number]), _time(row), row.where_name, row.status, row.certainty,
            row.polarity, _sentence(row), report_of(row),
        )  # fmt: skip

    return tuple(map(saying, _load_rows(connection, schema.statement, numbers)))


def load_happenings(connection: Connection, numbers: Sequence[int], clocks: Clocks) -> tuple[Happening, ...]:
    """Events by their numbers, in that order."""
    takers = _load_parts(connection, schema.event_role, "event_number", numbers)
    rows = list(_load_rows(connection, schema.event, numbers))
    tellers = _load_tellers(connection, [row.reported_in for row in rows if row.reported_in], clocks)

    def happening(row: Row[Any]) -> Happening:
        who = (
            Taker(each.name, each.role, each.kind, each.country, each.title, each.status) for each in takers[row.number]
        )
        return Happening(
            row.id, row.type, row.mode, tuple((row.contexts or "").split()),
            Span(row.trigger_start, row.trigger_end, row.trigger_quote), tuple(dict.fromkeys(who)), row.topic, row.day,
            _time(row), row.where_name, row.where_country, row.where_lat, row.where_lon, row.status, row.certainty,
            row.polarity, tellers.get(row.reported_in), _sentence(row), report_of(row),
        )  # fmt: skip

    return tuple(map(happening, rows))


def load_dependences(connection: Connection, numbers: Sequence[int]) -> tuple[Dependence, ...]:
    """Conditions by their numbers, in that order."""
    return tuple(
        Dependence(
            row.id, row.relation, Span(row.condition_start, row.condition_end, row.condition_quote),
            _span(row, "outcome"), Span(row.cue_start, row.cue_end, row.cue_quote), bool(row.negated_outcome),
            bool(row.counterfactual), row.holder_name, row.holder_country, _sentence(row), report_of(row),
        )
        for row in _load_rows(connection, schema.condition, numbers)
    )  # fmt: skip


def _load_rows(connection: Connection, table: Table, numbers: Sequence[int]) -> Iterator[Row[Any]]:
    """Rows of a table with their report and sentence, in the order of the numbers."""
    document = schema.document.c
    # Both databases count characters from 1 here, as code points.
    sentence = func.substr(document.text, table.c.sentence_start + 1, table.c.sentence_end - table.c.sentence_start)
    question = select(table, *_REPORT, sentence.label("sentence_quote")).join(
        schema.document, document.number == table.c.document_number
    )
    for some in _batches(numbers):
        rows = {row.number: row for row in connection.execute(question.where(table.c.number.in_(some)))}
        yield from (rows[number] for number in some)


def _load_parts(
    connection: Connection, table: Table, parent: str, numbers: Sequence[int]
) -> defaultdict[int, list[Row[Any]]]:
    """Rows that belong to a finding's, by its number, in the record's order."""
    parts: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for some in _batches(numbers):
        question: Select[Any] = select(table).where(table.c[parent].in_(some)).order_by(table.c.position)
        for row in connection.execute(question):
            parts[getattr(row, parent)].append(row)
    return parts


def _load_tellers(connection: Connection, statements: Sequence[str], clocks: Clocks) -> dict[str, str]:
    """Who speaks in statements, by their ids."""
    table = schema.statement.c
    tellers: dict[str, str] = {}
    for some in _batches(statements):
        question = select(table.id, table.speaker_name, table.cue_quote).where(
            table.id.in_(some), stands(table.known_from, table.known_to, clocks.known_at)
        )
        tellers |= {row.id: row.speaker_name or "a source" for row in connection.execute(question)}
    return tellers


_Value = TypeVar("_Value")


def _batches(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def _span(row: Row[Any], name: str) -> Span | None:
    columns = row._mapping
    start = columns[f"{name}_start"]
    return None if start is None else Span(start, columns[f"{name}_end"], columns[f"{name}_quote"])


def _sentence(row: Row[Any]) -> Span | None:
    return None if row.sentence_start is None else Span(row.sentence_start, row.sentence_end, row.sentence_quote)


def _time(row: Row[Any]) -> Time | None:
    if row.when_precision is None:
        return None
    return Time(row.when_start, row.when_end, row.when_precision, row.when_quote)
