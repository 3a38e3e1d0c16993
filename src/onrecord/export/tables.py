"""The flat tables of an export: which there are, which columns each has and what they mean.

They are the tables of the database without what only a database needs: numbers of rows, names spelt for comparison,
copies. A finding's row also says which report it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from onrecord.errors import BrokenInvariant, UsageError
from onrecord.export.request import Request
from onrecord.store import schema
from onrecord.store.selecting import Cell, Selected, Values

Kind: TypeAlias = Literal["text", "whole number", "number", "true or false"]

BETWEEN = "; "  # names in one cell

_KINDS: dict[type, Kind] = {str: "text", int: "whole number", float: "number", bool: "true or false"}


class Column(NamedTuple):
    """A column of a flat table; words: it holds words of the report, which may have to be cut short."""

    name: str
    kind: Kind
    meaning: str
    words: bool = False


class Flat(NamedTuple):
    """A flat table; source: the database's table whose rows it has, `None` where it is made of several."""

    name: str
    source: str | None
    meaning: str
    columns: tuple[Column, ...]


# By the database's name of each.
_NAMES = {
    "document": "documents", "actor": "actors", "actor_role": "actor_roles", "mention": "actor_mentions",
    "statement": "statements", "statement_content": "statement_contents", "via": "statement_vias", "event": "events",
    "event_mention": "event_mentions", "event_role": "event_roles", "condition": "conditions",
    "condition_event": "condition_events", "place": "places",
}  # fmt: skip

_HEAD = (
    Column("document_id", "text", "id of the document"),
    Column("uri", "text", "address or path of the report"),
    Column("publisher", "text", "outlet"),
    Column("title", "text", "headline"),
    Column("published", "text", "date or timestamp of publication, ISO 8601"),
)
_WORDS = frozenset({"content", "topic"})


def _of_schema(source: str, name: str) -> Flat:
    table = schema.metadata.tables[source]
    own = [
        Column(
            column.name, _KINDS[column.type.python_type], str(column.doc),
            column.name in _WORDS or column.name.endswith("_quote"),
        )
        for column in table.columns
        if not (
            column.name in ("number", "known_to")
            or column.name.endswith(("_number", "_key"))
        )
    ]  # fmt: skip
    parent = next((each for each in schema.PARTS if table in schema.PARTS[each]), None)
    if source == "document":
        columns = own
    elif parent is None:
        (first, *rest) = own
        columns = [first, *_HEAD, *rest]
    else:
        columns = [Column(f"{parent}_id", "text", f"id of the {parent}"), _HEAD[0], *own]
    return Flat(name, source, str(table.comment), tuple(columns))


def _meetings(events: Flat) -> Flat:
    kept = (
        "id", "document_id", "uri", "publisher", "title", "published", "mode", "trigger_start", "trigger_end",
        "trigger_quote", "topic", "day", "when_start", "when_end", "when_precision", "where_name", "where_country",
        "where_lat", "where_lon", "status", "certainty", "polarity", "reported_in", "sentence_start", "sentence_end",
    )  # fmt: skip
    columns = {column.name: column for column in events.columns}
    who = (
        Column("who", "text", f"names of those who meet, but for hosts, joined by `{BETWEEN}`"),
        Column("who_ids", "text", f"their actor ids, joined by `{BETWEEN}`"),
        Column("hosts", "text", f"names of the hosts, joined by `{BETWEEN}`"),
        Column("host_ids", "text", f"their actor ids, joined by `{BETWEEN}`"),
    )
    made = (*(columns[name] for name in kept[:6]), *who, *(columns[name] for name in kept[6:]))
    return Flat("meetings", None, "Events of type CONSULT with those who take part, one row each.", made)


def _make_tables() -> tuple[Flat, ...]:
    made = {name: _of_schema(source, name) for source, name in _NAMES.items()}
    made["meetings"] = _meetings(made["events"])
    return tuple(sorted(made.values(), key=lambda table: table.name))


TABLES = _make_tables()


def find_table(name: str) -> Flat:
    """The table of a name. Raises UsageError where there is none."""
    for table in TABLES:
        if table.name == name:
            return table
    raise UsageError(f"{name!r} is no table; it is one of {', '.join(table.name for table in TABLES)}")


def load_table(selected: Selected, request: Request, table: Flat) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table, in the order of its columns, with quotes as they may be passed on."""
    renamed = {"uri": "document_uri", "publisher": "document_publisher", "title": "document_title",
               "published": "document_published"}  # fmt: skip
    if table.source in schema.PARTS or table.source is None:
        names = [renamed.get(column.name, column.name) for column in table.columns]
    else:
        names = [column.name for column in table.columns]
    words = [number for number, column in enumerate(table.columns) if column.words]
    for row in _find_rows(selected, request, table):
        values = [row[name] for name in names]
        if not request.text:
            for number in words:
                value = values[number]
                values[number] = request.show(value) if isinstance(value, str) else value
        yield tuple(values)


def _find_rows(selected: Selected, request: Request, table: Flat) -> Iterator[Values]:
    match table.source:
        case None:
            return _meeting_rows(selected)
        case "document":
            return (
                {"text": None, **row, "superseded_at": _as_known(row["superseded_at"], request)}
                for row in selected.documents(text=request.text)
            )
        case source:
            return selected.rows(source)


def _as_known(instant: Cell, request: Request) -> Cell:
    """An instant, unless it lies after the one as of which all is told."""
    known_at = request.selection.known_at
    return None if isinstance(instant, str) and known_at is not None and instant > known_at else instant


def _meeting_rows(selected: Selected) -> Iterator[Values]:
    for event, roles in events_with_roles(selected):
        if event["type"] == "CONSULT":
            guests = [role for role in roles if role["role"] != "host"]
            hosts = [role for role in roles if role["role"] == "host"]
            yield {
                **event, "who": _join(guests, "name"), "who_ids": _join(guests, "actor_id"),
                "hosts": _join(hosts, "name"), "host_ids": _join(hosts, "actor_id"),
            }  # fmt: skip


def events_with_roles(selected: Selected) -> Iterator[tuple[Values, tuple[Values, ...]]]:
    """Each event with those who take part in it: two streams in one order, joined as they pass."""
    roles = selected.rows("event_role")
    waiting = next(roles, None)
    for event in selected.rows("event"):
        taken = []
        while waiting is not None and waiting["event_number"] == event["number"]:
            taken.append(waiting)
            waiting = next(roles, None)
        yield event, tuple(taken)
    if waiting is not None:
        raise BrokenInvariant("a participant's event comes in the order of the participants")


def _join(roles: list[Values], name: str) -> str | None:
    return BETWEEN.join(str(role[name]) for role in roles) or None
