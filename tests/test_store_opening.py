"""Opening: made where there is none, brought up to date after a copy, refused where newer; readers beside a writer."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

import onrecord
from onrecord.errors import StoreError, UsageError
from onrecord.store import schema
from onrecord.store.instants import later_than, now, resolve_instant
from onrecord.store.keeping import Store
from onrecord.store.opening import open_store
from tests.made_records import made_record

NEXT = '''"""A change to come: documents are given a colour."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("document", Column("colour", Text()))
    op.execute("UPDATE document SET colour = {colour}")
'''


@pytest.fixture
def next_schema(tmp_path: Path) -> tuple[Path, ...]:
    """A folder with the migration of a schema to come."""
    folder = tmp_path / "next"
    folder.mkdir()
    (folder / "second.py").write_text(NEXT.format(colour="'red'"))
    return (folder,)


def test_the_migrations_make_the_schema_that_is_described(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_described})
        differences = compare_metadata(context, schema.metadata)
        # What is said of tables is for the page on the schema; the database need not hold it.
        assert [each for each in differences if each[0] != "add_table_comment"] == []
        views = inspect(connection).get_view_names()
        assert set(views) >= set(schema.VIEWS)
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    assert revision == schema.SCHEMA_REVISION


def _is_described(_thing: object, name: str | None, kind: str, _found: bool, _other: object) -> bool:
    """Whether something in the database is among the tables of the schema: the full text is not."""
    return not (name == "alembic_version" or (kind, name) == ("column", "search") or "_search" in (name or ""))


def test_an_index_serves_each_filtered_question_on_rows_that_stand(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store, store.reading() as connection:
        for table, filtered in (
            ("statement", "speaker_key"), ("statement", "speaker_country"), ("statement", "speaker_role_key"),
            ("statement", "speaker_organization_key"), ("statement", "authority"), ("statement", "publisher_key"),
            ("event", "type"), ("event", "status"), ("event", "where_country"), ("event", "where_key"),
            ("event_role", "name_key"), ("event_role", "country"), ("actor", "name_key"), ("actor_role", "name_key"),
            ("condition", "holder_key"), ("condition", "holder_country"), ("event", "publisher_key"),
        ):  # fmt: skip
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE known_to IS NULL AND {filtered} = 'x'"
            ).all()
            assert "USING INDEX ix_" in plan[0].detail, (table, filtered)
            assert f"({filtered}=?" in plan[0].detail, (table, filtered)


def test_a_database_is_made_once_and_opened_again(database: str) -> None:
    with onrecord.open_store(database) as store:
        store.save_record(made_record())
        before = store.contents()
    with onrecord.open_store(database) as store:
        assert store.contents() == before


def test_an_older_schema_is_migrated_and_keeps_what_it_holds(database: str, next_schema: tuple[Path, ...]) -> None:
    with open_store(database) as store:
        store.save_record(made_record())
    with open_store(database, scripts=next_schema) as store:
        assert store.load_record(made_record().document.id) == made_record()
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT colour FROM document").scalars().all() == ["red"]


def test_a_newer_schema_is_refused_in_one_clear_line(database: str, next_schema: tuple[Path, ...]) -> None:
    open_store(database, scripts=next_schema).close()
    with pytest.raises(StoreError, match=r"made by a newer OnRecord \(schema 0002, this one knows 0001\)"):
        open_store(database)
    with pytest.raises(StoreError, match="newer OnRecord"):
        open_store(database, read_only=True)


def test_a_copy_is_made_before_a_file_is_migrated(tmp_path: Path, next_schema: tuple[Path, ...]) -> None:
    path, copy = tmp_path / "record.db", tmp_path / "record.db.backup-0001"
    with open_store(path) as store:
        store.save_record(made_record())
        before = store.contents()
    assert not copy.exists()
    open_store(path, scripts=next_schema).close()
    with open_store(copy) as old:
        assert old.contents() == before


def test_a_migration_that_fails_changes_nothing(database: str, tmp_path: Path) -> None:
    with open_store(database) as store:
        store.save_record(made_record())
        before = store.contents()
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "second.py").write_text(NEXT.format(colour="no_such_column"))
    with pytest.raises(StoreError, match="no_such_column"):
        open_store(database, scripts=(folder,))
    with open_store(database) as store:
        assert store.contents() == before


def test_an_older_schema_is_not_changed_by_a_reader(database: str, next_schema: tuple[Path, ...]) -> None:
    open_store(database).close()
    with pytest.raises(StoreError, match="older schema"):
        open_store(database, read_only=True, scripts=next_schema)
    open_store(database).close()


def test_a_reader_sees_what_is_saved_and_writes_nothing(database: str) -> None:
    with open_store(database) as writer, open_store(database, read_only=True) as reader:
        writer.save_record(made_record())
        assert reader.has_document(made_record().document.id)
        with pytest.raises(StoreError, match="reading only"):
            reader.save_record(made_record(2))
        with pytest.raises(StoreError), reader.reading() as connection:
            connection.exec_driver_sql("DELETE FROM document")
        assert writer.count()["document"] == 1


def test_a_reader_s_view_does_not_change_while_another_writes(database: str) -> None:
    with open_store(database) as writer, open_store(database, read_only=True) as reader:
        writer.save_record(made_record(1))
        with reader.reading() as connection:
            count = "SELECT count(*) FROM document"
            assert connection.exec_driver_sql(count).scalar_one() == 1
            writer.save_record(made_record(2))
            assert connection.exec_driver_sql(count).scalar_one() == 1
        assert reader.count()["document"] == 2


def test_two_that_write_wait_for_each_other(database: str) -> None:
    open_store(database).close()

    def save(first: int) -> None:
        with open_store(database) as store:
            for number in range(first, first + 8):
                store.save_record(made_record(number))

    threads = [threading.Thread(target=save, args=(first,)) for first in (0, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(database) as store:
        assert store.count()["document"] == 12
        assert store.check() == ()


def test_a_database_that_another_writes_to_for_long_is_a_clear_error(database: str) -> None:
    with open_store(database) as holder, open_store(database, busy_seconds=0.2) as store:
        with holder.writing(), pytest.raises(StoreError, match="another process is writing to it"):
            store.save_record(made_record())
        assert store.save_record(made_record()) == "saved"
        assert store.check() == ()


def test_nothing_is_made_where_it_is_not_wanted(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(StoreError, match="there is no database"):
        open_store(path, read_only=True)
    with pytest.raises(StoreError, match="there is no database"):
        open_store(path, create=False)
    assert not path.exists()
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(tmp_path / "no" / "folder.db")


def test_a_file_that_is_none_of_ours_is_left_alone(tmp_path: Path) -> None:
    text, other = tmp_path / "a.txt", tmp_path / "other.db"
    text.write_text("The mayor of Lisbon met harbour unions on Tuesday. " * 50)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE document (words TEXT)")
        connection.commit()
    before = [text.read_bytes(), other.read_bytes()]
    with pytest.raises(StoreError, match="no database"):
        open_store(text)
    with pytest.raises(StoreError, match="not one of OnRecord"):
        open_store(other)
    assert [text.read_bytes(), other.read_bytes()] == before


def test_a_damaged_file_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        store.save_records([made_record(number) for number in range(20)])
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = b"\x55" * (len(data) - 4096 * 2)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"), open_store(path) as store:
        store.contents()


@pytest.mark.parametrize("name", ["a ?b#c%20d.db", 'it\'s "so".db', "Ж 漢.db", "a\nb.db"])
def test_a_file_s_name_may_hold_any_sign(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / name) as store:
        store.save_record(made_record())
    assert (tmp_path / name).stat().st_size > 0
    with open_store(tmp_path / name, read_only=True) as store:
        assert store.count()["document"] == 1


def test_a_copy_on_a_medium_that_cannot_be_written_to_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "medium"
    folder.mkdir()
    with open_store(folder / "a.db") as store:
        store.save_record(made_record())
    (folder / "a.db").chmod(0o444)
    folder.chmod(0o555)
    code = (
        "import os, sys, onrecord\n"
        "onrecord.open_store('warm.db').close()\n"  # imports all it needs while it still may
        "if os.getuid() == 0: os.setuid(65534)\n"
        "with onrecord.open_store(sys.argv[1], read_only=True) as store: print(store.count()['document'])\n"
        "onrecord.open_store(sys.argv[1])"
    )
    for parent in (folder, *folder.parents[:4]):
        if parent.stat().st_uid == os.getuid() and parent != folder:
            parent.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder / "a.db")],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    folder.chmod(0o755)
    assert done.stdout == "1\n", done.stderr
    assert "StoreError" in done.stderr
    assert "rights" in done.stderr


def test_a_server_that_does_not_answer_is_a_clear_error() -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store("postgresql://nobody@127.0.0.1:1/none")


def test_a_missing_driver_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.opening.find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=re.escape("pip install 'onrecord[postgresql]'")):
        open_store("postgresql://localhost/record")


def test_a_password_is_not_shown() -> None:
    with pytest.raises(StoreError) as told:
        open_store("postgresql://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value)


def test_instants_are_ordered_as_text() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", now())
    assert later_than("2026-01-01T00:00:00.999999Z", "2025-01-01T00:00:00.000000Z") == "2026-01-01T00:00:01.000000Z"
    assert later_than(None, "2025-01-01T00:00:00.000000Z") == "2025-01-01T00:00:00.000000Z"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-11-25", "2026-11-25T23:59:59.999999Z"), ("2026-11-25T07:00", "2026-11-25T07:00:00.000000Z"),
        ("2026-11-25T07:00:00+02:00", "2026-11-25T05:00:00.000000Z"),
        (" 2026-11-25T07:00:00.5Z ", "2026-11-25T07:00:00.500000Z"),
    ],
)  # fmt: skip
def test_instants_that_people_write(given: str, meant: str) -> None:
    assert resolve_instant(given) == meant


@pytest.mark.parametrize("given", ["yesterday", "2026-13-01", "", "9999-12-31T23:59:59-23:59"])
def test_what_is_no_instant_is_told(given: str) -> None:
    with pytest.raises(UsageError, match="no instant"):
        resolve_instant(given)


def test_opening_a_store_is_all_that_imports_the_database(database: str, new_database: Callable[[], str]) -> None:
    assert database != new_database()
    code = "import sys, onrecord as o; show = lambda: print('sqlalchemy' in sys.modules); show(); o.open_store; show()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
