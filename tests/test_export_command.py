"""`onrecord export` as it is called: what it writes and tells, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.cli import run
from onrecord.cli.exporting import ExportFormat, ExportGraph
from onrecord.export import FORMS
from onrecord.export.request import GRAPHS
from onrecord.store.keeping import Store
from onrecord.store.opening import open_store
from tests.export_store import kept, reports, sqlite
from tests.made_records import made_record

__all__ = ["kept", "sqlite"]

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def database(sqlite: Store) -> str:
    sqlite.close()
    return sqlite.where


def test_the_command_names_what_there_is() -> None:
    assert [each.value for each in ExportFormat] == list(FORMS)
    assert [each.value for each in ExportGraph] == list(GRAPHS)


@pytest.mark.parametrize("form", FORMS)
def test_every_format_is_written(database: str, tmp_path: Path, form: str, capfd: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "export"
    arguments = ["export", "--format", form, "--database", database, "--as-of", "2025-03-08", "--output", str(output)]
    assert run(arguments) == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("onrecord: wrote ")
    assert "onrecord: left out 1 undated reports" in err
    assert output.is_dir() == (form in ("parquet", "csv"))
    assert run(arguments) == 2
    assert "--force replaces it" in capfd.readouterr().err
    assert run([*arguments, "--force", "--quiet"]) == 0
    assert capfd.readouterr().err == ""


def test_one_table_goes_to_standard_output(database: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    arguments = ["--database", database, "--publisher", "river", "--publisher", "harbour", "--since", "2025-03-06"]
    assert run(["export", "--format", "csv", "--table", "documents", "--no-text", *arguments]) == 0
    out, err = capfdbinary.readouterr()
    rows = list(csv.DictReader(io.StringIO(out.decode("utf-8"), newline="")))
    assert [row["id"] for row in rows] == [record.document.id for record in reports()[4:]]
    assert {row["text"] for row in rows} == {""}
    assert err == b"onrecord: wrote 2 documents\nonrecord: left out 1 undated reports\n"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--format", "xml"], "xml"),
        (["--format", "csv"], "one file a table: give --output FOLDER/, or one table by --table"),
        (["--format", "csv", "--table", "vents"], "'vents' is no table"),
        (["--format", "csl", "--table", "events"], "--table goes with parquet and csv alone"),
        (["--format", "csl", "--records"], "--records goes with jsonl alone"),
        (["--format", "csl", "--all-status"], "--all-status goes with polecat, graphml, dot, ftm alone"),
        (["--format", "csl", "--since", "soon"], "'soon' is no date"),
        (["--format", "csl", "--since", "2025-03-04", "--until", "2025-03-03"], "cannot end on 2025-03-03"),
        (["--format", "csl", "--known-at", "noon"], "'noon' is no instant"),
        (["--format", "csl", "--publisher", "Nobody"], "no report in"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(
    database: str, capfd: pytest.CaptureFixture[str], asked: list[str], told: str
) -> None:
    assert run(["export", "--database", database, *asked]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert told in err
    assert err.count("\n") == 1


def test_the_database_itself_is_never_written_over(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    before = Path(database).read_bytes()
    assert run(["export", "--format", "csl", "--database", database, "--output", database, "--force"]) == 2
    assert "is the database itself" in capfd.readouterr().err
    assert Path(database).read_bytes() == before


def test_days_and_times_that_are_none_stop_no_format(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    record = made_record(1)
    odd = replace(record, document=replace(record.document, published="18 December 2024"))
    database = str(tmp_path / "odd.db")
    with open_store(database) as store:
        store.save_record(odd)
        store.correct(record.events[3].id, "when.start", "9999-99-99", author="Ada")
    for form in FORMS:
        output = str(tmp_path / form)
        assert run(["export", "--format", form, "--database", database, "--output", output]) == 0
        told = capfd.readouterr().err
        assert ("1 upcoming events whose time is none" in told) == (form == "ical")
    (item,) = json.loads((tmp_path / "csl").read_text("utf-8"))
    assert "issued" not in item


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "none.db"
    assert run(["export", "--format", "csl", "--database", str(path)]) == 7
    assert "there is no database" in capfd.readouterr().err
    assert not path.exists()


def test_a_reader_that_has_enough_ends_it_quietly(database: str) -> None:
    command = [sys.executable, "-m", "onrecord", "export", "--format", "jsonl", "--database", database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert process.returncode == 141
    assert told == b""


def test_it_reads_postgresql_as_well(kept: Store, tmp_path: Path) -> None:
    # The address with its password is what a person gives; `where` hides that.
    where = kept.engine.url.render_as_string(hide_password=False) if kept.dialect == "postgresql" else kept.where
    where = where.replace("postgresql+psycopg://", "postgresql://")
    assert run(["export", "--format", "csl", "--database", where, "--output", str(tmp_path / "a.json")]) == 0
    assert (tmp_path / "a.json").stat().st_size > 500
