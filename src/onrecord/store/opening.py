"""Opens a database: makes it where there is none, brings an older one to the newest schema, refuses a newer one."""

from __future__ import annotations

import glob
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from onrecord.errors import StoreError, UsageError
from onrecord.store import instants
from onrecord.store.failures import told_as_store_error
from onrecord.store.keeping import Store, writing

DEFAULT_DATABASE = "onrecord.db"
PAGE_SIZE = 8192  # bytes; a twentieth less in all than with half of it, and as quick
BUSY_SECONDS = 30.0  # how long to wait for another process that writes

_SCRIPTS = Path(__file__).parent / "migrations"
_SERVER = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://")
_APPLICATION_ID = 0x4F6E5263  # "OnRc": what `file` and others tell the database by


def open_store(
    where: str | Path = DEFAULT_DATABASE,
    *,
    read_only: bool = False,
    create: bool = True,
    clock: Callable[[], str] = instants.now,
    busy_seconds: float = BUSY_SECONDS,
    scripts: tuple[Path, ...] = (),
) -> Store:
    """The database at a path (SQLite) or at `postgresql://user@host/name`, made first where there is none.

    read_only: nothing is made, brought to a newer schema, or written. create: whether to make a database where there
    is none. clock: gives the instant of what is saved. busy_seconds: how long to wait for another process that writes.
    scripts: further folders of migrations.

    Raises StoreError where it is of a newer schema, damaged, not a database of OnRecord, or cannot be reached;
    UsageError where PostgreSQL is asked for and its driver is not installed.
    """
    if isinstance(where, str) and _SERVER.match(where):
        engine, told, path = _server_engine(where, busy_seconds), make_url(where).render_as_string(), None
    else:
        path = Path(where)
        told = str(path)
        if not path.exists() and (read_only or not create):
            raise StoreError(f"{told}: there is no database; onrecord ingest makes one")
        if not path.parent.is_dir():
            raise StoreError(f"{told}: there is no folder {path.parent}")
        engine = _file_engine(path, read_only, busy_seconds)
    try:
        with told_as_store_error(told):
            _bring_up_to_date(engine, told, path, read_only, scripts)
            if path is not None and not read_only:
                _keep_log(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, told, read_only, clock)


def files_of(where: str | Path) -> frozenset[Path]:
    """The files that a database has or may get: its own, its log, copies; none for one on a server."""
    if isinstance(where, str) and _SERVER.match(where):
        return frozenset()
    path = Path(where)
    beside = (path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))
    return frozenset((path, *beside, *path.parent.glob(f"{glob.escape(path.name)}.backup-*")))


def _server_engine(where: str, busy_seconds: float) -> Engine:
    if find_spec("psycopg") is None:
        raise UsageError("PostgreSQL needs its driver: pip install 'onrecord[postgresql]'")
    url = make_url(_SERVER.sub("postgresql+psycopg://", where, count=1))
    engine = create_engine(url, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {int(busy_seconds * 1000)}")
        cursor.execute("SET TIME ZONE 'UTC'")
        cursor.close()
        connection.commit()

    return engine


def _file_engine(path: Path, read_only: bool, busy_seconds: float) -> Engine:
    def connect() -> sqlite3.Connection:
        # Here rather than by an URL: the name may hold any sign.
        name = _file_name(path, read_only)
        return sqlite3.connect(name, timeout=busy_seconds, uri=True, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        # The driver would begin transactions where it sees fit, and none before a change of the schema: `_begin` does.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        else:
            # Of a new database only. Most rows of `document` and `reading` fill half of a smaller page and more.
            cursor.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            # What was reported as saved is there after a power cut, not only after the death of the process.
            cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA cache_size = -65536")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing(connection) else "BEGIN")

    return engine


def _file_name(path: Path, read_only: bool) -> str:
    """The path as SQLite's URI, so that names with signs of any kind are taken as they are."""
    uri = path.resolve().as_uri()
    if not read_only:
        return uri
    # A reader beside a writer shares its index of the log, which it must be able to write; from a medium that cannot be
    # written to, nobody writes.
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    log = path.with_name(path.name + "-wal")
    return uri if writable else f"{uri}?mode=ro" + ("" if log.exists() else "&immutable=1")


def _bring_up_to_date(engine: Engine, told: str, path: Path | None, read_only: bool, scripts: tuple[Path, ...]) -> None:
    config = _configure(scripts)
    known = ScriptDirectory.from_config(config)
    head = known.get_current_head()
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        found = MigrationContext.configure(connection).get_current_revision() if "alembic_version" in tables else None
    if found == head:
        return
    if found is None and tables and path is not None:
        raise StoreError(f"{told}: a database, but not one of OnRecord; name another by --database")
    if found is None and "document" in tables:
        raise StoreError(f"{told}: its tables are not those of OnRecord; name another database or schema")
    if found is not None and found not in {script.revision for script in known.walk_revisions()}:
        raise StoreError(f"{told}: made by a newer OnRecord (schema {found}, this one knows {head}); install that")
    if read_only:
        state = "holds nothing yet" if found is None else f"of an older schema ({found}); open it once to write"
        raise StoreError(f"{told}: {state}")
    if found is not None and path is not None:
        _copy(path, found)
    with engine.connect().execution_options(onrecord_writes=True) as connection, connection.begin():
        if path is None:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(5723681)")
        else:
            connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _keep_log(engine: Engine) -> None:
    """Let the file be written by way of a log (WAL), so that readers and the writer do not wait for each other.

    The file remembers it. It is asked for only here, once it is sure that the file is one of ours.
    """
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def _configure(scripts: tuple[Path, ...]) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    folders = "\n".join(map(str, (_SCRIPTS / "versions", *scripts)))
    config.set_main_option("version_locations", folders.replace("%", "%%"))
    return config


def _copy(path: Path, revision: str) -> None:
    """A copy beside the database before its schema changes, whole even where another process is reading."""
    target = path.with_name(f"{path.name}.backup-{revision}")
    if target.exists():
        return  # a migration was cut off before: the copy is of what was there before it
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as copy:
        source.backup(copy)
    partial.replace(target)
