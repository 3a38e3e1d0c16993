"""What a database says when it fails, told as one line that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from onrecord.errors import StoreError

# By SQLite's primary code (the low byte of the extended one).
_SQLITE = {
    sqlite3.SQLITE_BUSY: "another process is writing to it; wait for it to end, and run the same again",
    sqlite3.SQLITE_LOCKED: "another process is writing to it; wait for it to end, and run the same again",
    sqlite3.SQLITE_FULL: "the disk is full; what was reported as saved is kept: free some space and run the same again",
    sqlite3.SQLITE_READONLY: "it cannot be written to; look at the rights of the file and of its folder",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; look at its path, and at the rights of it and of its folder",
    sqlite3.SQLITE_IOERR: "the disk does not answer, or is full; what was reported as saved is kept",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; go back to a copy",
    sqlite3.SQLITE_NOTADB: "the file is no database; name another by --database",
}
# By the class (two signs) or the whole of PostgreSQL's SQLSTATE.
_POSTGRESQL = {
    "53100": "its disk is full; what was reported as saved is kept: free some space, and run the same again",
    "55P03": "another process is writing to it; wait for it to end, and run the same again",
    "42501": "it may not be written to; ask for the rights to create and change tables in this schema",
    "25006": "it is open for reading only",
    "57": "the server is shutting down",
    "28": "the server does not let you in; look at user and password",
    "3D": "the server has no such database; create it first",
}


@contextmanager
def told_as_store_error(where: str) -> Generator[None, None, None]:
    """Turn what the database raises into a StoreError that names the database and what to do."""
    try:
        yield
    except DBAPIError as problem:
        raise StoreError(f"{where}: {_reason(problem)}") from problem
    except sqlite3.Error as problem:
        raise StoreError(f"{where}: {_sqlite_reason(problem)}") from problem


def _reason(problem: DBAPIError) -> str:
    cause = problem.orig
    if isinstance(cause, sqlite3.Error):
        return _sqlite_reason(cause)
    state = getattr(cause, "sqlstate", None)
    said = " ".join(str(cause).split("\n")[0].split())
    if state is None:
        return f"the server cannot be reached ({said})"
    meaning = _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
    return f"{meaning} ({said})" if meaning else said


def _sqlite_reason(cause: sqlite3.Error) -> str:
    code = getattr(cause, "sqlite_errorcode", None)
    meaning = None if code is None else _SQLITE.get(code & 0xFF)
    return f"{meaning} ({cause})" if meaning else str(cause)
