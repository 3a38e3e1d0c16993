"""The open database: the one place where transactions begin."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from onrecord.errors import StoreError
from onrecord.store.failures import told_as_store_error

# PostgreSQL has many writers; the numbers of rows are given by one at a time.
WRITERS_LOCK = 5723682


class Store:
    """An open database. Use it in a `with`, or close it; `onrecord.open_store` makes it."""

    def __init__(self, engine: Engine, where: str, read_only: bool, clock: Callable[[], str]) -> None:
        self.engine = engine
        self.where = where
        self.read_only = read_only
        self.clock = clock

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Generator[Connection, None, None]:
        """A connection that sees the database as it is at its first question, whatever is written meanwhile."""
        with told_as_store_error(self.where), self.engine.connect() as opened:
            connection = opened
            if self.dialect == "postgresql":
                connection = opened.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Generator[Connection, None, None]:
        """A connection whose changes are kept all together at the end, or none of them where anything fails."""
        if self.read_only:
            raise StoreError(f"{self.where}: open for reading only")
        with (
            told_as_store_error(self.where),
            self.engine.connect().execution_options(onrecord_writes=True) as connection,
            connection.begin(),
        ):
            if self.dialect == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({self.where!r})"


def writing(connection: Connection) -> bool:
    """Whether a connection was opened to write."""
    return bool(connection.get_execution_options().get("onrecord_writes"))
