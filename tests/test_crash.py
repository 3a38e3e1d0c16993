"""Ingest killed, interrupted, out of space: nothing that was told as saved is lost, and the same command goes on.

Real processes are killed at random moments. `ONRECORD_FULL=1` kills forty times over 300 reports.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord.ingesting import ingest_reports
from onrecord.options import Options
from onrecord.store.opening import open_store
from tests.conftest import FULL
from tests.river_reports import write_reports

REPORTS, KILLS = (300, 40) if FULL else (12, 3)
PATIENCE = 1200.0  # seconds; a process that takes longer hangs, however busy the machine is

# A shell that runs the tests in the background has interrupts ignored, and a child keeps that.
HEED = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
RUN = f"{HEED}; from onrecord.cli import main; main()"


class Ingest:
    """A running `onrecord ingest`, and what it has told so far."""

    def __init__(self, folder: Path, *arguments: str, limit: Callable[[], None] | None = None) -> None:
        self.report = folder / "report.jsonl"
        self.report.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, "ingest", "reports", "--report", "report.jsonl", *arguments],
            cwd=folder, stderr=subprocess.PIPE, text=True, preexec_fn=limit,  # noqa: PLW1509 - no threads here
        )  # fmt: skip

    def told(self) -> list[Mapping[str, str]]:
        """What became of the reports so far."""
        lines = self.report.read_text("utf-8").split("\n")[:-1] if self.report.exists() else []
        return [json.loads(line) for line in lines]

    def wait_for(self, number: int) -> None:
        """Wait until so many reports are told, or the process has ended."""
        deadline = time.monotonic() + PATIENCE
        while len(self.told()) < number and self.process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.005)

    def end(self) -> str:
        """What it said on standard error until its end."""
        return self.process.communicate(timeout=PATIENCE)[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crash")
    write_reports(folder / "reports", REPORTS)
    return folder


@pytest.fixture(scope="module")
def whole(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """What an uninterrupted run keeps."""
    with open_store(folder / "whole.db") as store:
        here = Path.cwd()
        os.chdir(folder)  # paths are kept as they are given
        try:
            ingest_reports(store, ["reports"], Options())
        finally:
            os.chdir(here)
        return store.contents(instants=False)


def is_kept(database: Path, told: list[Mapping[str, str]]) -> bool:
    """Whether a database is without fault and holds what was told as being in it."""
    if not database.exists():
        return not told
    with open_store(database) as store:
        assert store.check() == ()
        return all(store.has_document(each["document_id"]) for each in told if "document_id" in each)


def contents(database: Path) -> Mapping[str, tuple[str, ...]]:
    with open_store(database) as store:
        assert store.check() == ()
        return store.contents(instants=False)


def test_killed_at_any_moment_and_taken_up_again(folder: Path, whole: Mapping[str, tuple[str, ...]]) -> None:
    database, chance = folder / "killed.db", random.Random(os.urandom(8) if FULL else 4)
    told: list[Mapping[str, str]] = []
    known = 0
    for number in range(KILLS):
        ingest = Ingest(folder, "--database", "killed.db", "--jobs", str(1 + number % 2))
        # What is known already is told at once; the kills are spread over what is left, some before anything is new.
        left = REPORTS - known
        ingest.wait_for(known + chance.randrange(-1, 1 + 2 * max(1, left // (KILLS - number))))
        time.sleep(chance.uniform(0, 0.3))
        ingest.process.send_signal(signal.SIGKILL)
        ingest.end()
        told += ingest.told()
        assert is_kept(database, told)
        known = len({each["document_id"] for each in told if "document_id" in each})
    last = Ingest(folder, "--database", "killed.db")
    last.end()
    assert last.process.returncode == 1  # two reports are refused
    assert contents(database) == whole


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_says_how_to_go_on(folder: Path, whole: Mapping[str, tuple[str, ...]], jobs: str) -> None:
    database = folder / f"interrupted-{jobs}.db"
    ingest = Ingest(folder, "--database", database.name, "--jobs", jobs)
    ingest.wait_for(3)
    ingest.process.send_signal(signal.SIGINT)
    lines = ingest.end().splitlines()
    assert ingest.process.returncode == 130
    told = ingest.told()
    new = [each for each in told if each["outcome"] in ("saved", "revised")]
    assert 3 <= len(told) < REPORTS
    assert lines[0].startswith(f"onrecord: {database.name}: ")
    assert lines[0].endswith("(interrupted; the same onrecord ingest goes on)")
    assert is_kept(database, told)
    with open_store(database) as store:
        assert store.count()["document"] == len(new)  # nothing was saved that was not told
    again = Ingest(folder, "--database", database.name, "--jobs", jobs)
    again.end()
    assert [each["outcome"] for each in again.told()][: len(told)].count("unchanged") >= len(new)
    assert contents(database) == whole


@contextmanager
def small_disk(folder: Path) -> Iterator[tuple[Callable[[], None] | None, Callable[[], None]]]:
    """A disk with little room at a folder: what is to be set before a process starts, and what makes room.

    A file system in memory where this process may mount one; else a limit on the size of files, which the system tells
    in another way.
    """
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        try:
            yield None, lambda: _run("mount", "-o", "remount,size=64m", str(folder))
        finally:
            _run("umount", "-l", str(folder))
    else:
        yield limit_files, lambda: None


def limit_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1600 * 2**10, 1600 * 2**10))


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


def test_a_full_disk_is_told_and_loses_nothing(folder: Path, whole: Mapping[str, tuple[str, ...]]) -> None:
    with small_disk(folder / "disk") as (limit, make_room):
        _fill_and_go_on(folder, folder / "disk" / "full.db", whole, limit, make_room)


def test_a_file_that_may_not_grow_is_told_and_loses_nothing(folder: Path, whole: Mapping[str, tuple[str, ...]]) -> None:
    _fill_and_go_on(folder, folder / "limited.db", whole, limit_files, lambda: None)


def _fill_and_go_on(
    folder: Path,
    database: Path,
    whole: Mapping[str, tuple[str, ...]],
    limit: Callable[[], None] | None,
    make_room: Callable[[], None],
) -> None:
    ingest = Ingest(folder, "--database", str(database), limit=limit)
    lines = ingest.end().splitlines()
    told = ingest.told()
    assert ingest.process.returncode == 7, lines
    assert "the same onrecord ingest goes on" in lines[0]
    assert "disk" in lines[-1]
    assert "what was reported as saved is kept" in lines[-1]
    assert len([each for each in told if each["outcome"] == "saved"]) > 1
    make_room()
    assert is_kept(database, told)
    again = Ingest(folder, "--database", str(database))
    again.end()
    assert contents(database) == whole


def test_two_at_once_keep_what_one_does(folder: Path, whole: Mapping[str, tuple[str, ...]]) -> None:
    (folder / "second").mkdir()
    (folder / "second" / "reports").symlink_to(folder / "reports")
    database = folder / "both.db"
    both = [Ingest(each, "--database", str(database)) for each in (folder, folder / "second")]
    lines = [ingest.end() for ingest in both]
    assert [ingest.process.returncode for ingest in both] == [1, 1], lines
    kept = contents(database)
    new = [each for ingest in both for each in ingest.told() if each["outcome"] in ("saved", "revised")]
    assert len(new) == len(kept["document"])  # each is saved by one of them, and told so once
    assert kept == whole
