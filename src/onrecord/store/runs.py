"""Keeps what the calls that fill the database did, and what servers said of their addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import UsageError
from onrecord.ids import canonical_json
from onrecord.options import Options
from onrecord.store import schema
from onrecord.version import VERSION

LONGEST_ADDRESS = 2000  # bytes

_COUNTS = ("saved", "unchanged", "revised", "rejected")


@dataclass(frozen=True, slots=True)
class Run:
    """One call that filled the database; `ended_at` is None where it was cut off, or is not done."""

    number: int
    started_at: str
    ended_at: str | None
    command: str
    sources: str  # a JSON list
    options: str  # JSON
    onrecord: str
    saved: int
    unchanged: int
    revised: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server said of an address, so that it is asked only for what changed."""

    uri: str
    etag: str | None
    last_modified: str | None


def start_run(connection: Connection, at: str, command: str, sources: Sequence[str], options: Options) -> int:
    """Note that a run starts; gives its number."""
    row = {
        "started_at": at, "command": command, "sources": canonical_json(list(sources)),
        "options": canonical_json(asdict(options)), "onrecord": VERSION, **dict.fromkeys(_COUNTS, 0),
    }  # fmt: skip
    return int(connection.execute(insert(schema.run).values(row).returning(schema.run.c.number)).scalar_one())


def end_run(connection: Connection, at: str, number: int, counts: Mapping[str, int]) -> None:
    """Note that a run has ended, with how many reports were saved, unchanged, revised and rejected."""
    if unknown := counts.keys() - set(_COUNTS):
        raise UsageError(f"a run counts {', '.join(_COUNTS)}, not {', '.join(sorted(unknown))}")
    table = schema.run
    connection.execute(update(table).where(table.c.number == number).values(ended_at=at, **counts))


def load_runs(connection: Connection) -> tuple[Run, ...]:
    """All runs, the first first."""
    return tuple(Run(*row) for row in connection.execute(select(schema.run).order_by(schema.run.c.number)))


def save_fetched(connection: Connection, at: str, fetched: Fetched) -> None:
    """Keep what a server said, in place of what it said before; of an address too long for an index, nothing."""
    table = schema.fetched
    if len(fetched.uri.encode("utf-8")) > LONGEST_ADDRESS:
        return
    row = {**asdict(fetched), "fetched_at": at}
    if connection.execute(update(table).where(table.c.uri == fetched.uri).values(row)).rowcount == 0:
        connection.execute(insert(table).values(row))


def load_fetched(connection: Connection, uri: str) -> Fetched | None:
    """What a server said of an address when it was last asked."""
    table = schema.fetched.c
    found = connection.execute(
        select(table.uri, table.etag, table.last_modified).where(table.uri == uri)
    ).one_or_none()  # fmt: skip
    return None if found is None else Fetched(*found)
