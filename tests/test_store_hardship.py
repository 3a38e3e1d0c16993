"""A process killed while it saves, a full disk, a disk that gives up: nothing that was reported as saved is lost."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from onrecord.errors import StoreError
from onrecord.store.opening import open_store
from tests.made_records import made_record

ROOT = Path(__file__).resolve().parents[1]
REPORTS = 60
KILLS = 8

SAVE = """
import itertools, sys
from onrecord.store.opening import open_store
from tests.made_records import made_record

numbers = range(int(sys.argv[2]))
with open_store(sys.argv[1]) as store:
    for number in itertools.cycle(numbers) if sys.argv[3:] else numbers:
        # Three texts at each address.
        record = made_record(number, uri=f"https://river.example/{number // 3}")
        store.save_record(record)
        print(record.document.id, flush=True)
"""


def saving(database: str, reports: int = REPORTS, *, endless: bool = False) -> subprocess.Popen[str]:
    """A process that saves reports one after another, and tells of each one that is saved; endless: over and over."""
    command = [sys.executable, "-c", SAVE, database, str(reports), *["endless"] * endless]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def test_what_was_reported_as_saved_outlives_the_process(new_database: Callable[[], str]) -> None:
    database, chance = new_database(), random.Random(4)
    told: set[str] = set()
    for _ in range(KILLS):
        with saving(database, endless=True) as process:
            assert process.stdout is not None
            told.add(process.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.25))
            process.send_signal(signal.SIGKILL)
            told |= {line.strip() for line in process.stdout if line.endswith("\n")}
        assert process.returncode == -signal.SIGKILL
        with open_store(database) as store:
            assert store.check() == ()
            assert all(store.has_document(each) for each in told)
    with saving(database) as process:
        assert process.stdout is not None
        assert len(list(process.stdout)) == REPORTS
    with open_store(database) as interrupted, open_store(new_database()) as whole:
        for number in range(REPORTS):
            whole.save_record(made_record(number, uri=f"https://river.example/{number // 3}"))
        assert interrupted.contents(instants=False) == whole.contents(instants=False)
        assert interrupted.check() == ()


def test_a_full_disk_is_a_clear_error_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    saved = []
    with open_store(path) as store:

        @event.listens_for(store.engine, "connect")
        def _limit(connection: object, _entry: object) -> None:
            connection.cursor().execute("PRAGMA max_page_count = 200")  # type: ignore[attr-defined]

        store.engine.dispose()  # so that the connections to come are limited
        with pytest.raises(StoreError, match="the disk is full; what was reported as saved is kept"):
            for number in range(1000):
                store.save_record(made_record(number))
                saved.append(made_record(number))
        assert len(saved) > 5
        assert list(store.load_records()) == saved
    with open_store(path) as store:  # space was freed
        assert store.check() == ()
        assert list(store.load_records()) == saved
        assert store.save_record(made_record(len(saved))) == "saved"


def test_a_disk_that_gives_up_is_a_clear_error_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_store(path).close()

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3 * 2**20, 3 * 2**20))

    done = subprocess.run(
        [sys.executable, "-c", SAVE, str(path), "1000"],
        capture_output=True, text=True, check=False, cwd=ROOT, preexec_fn=limit, env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    told = done.stdout.split()
    assert done.returncode == 1
    assert "StoreError" in done.stderr.splitlines()[-1]
    assert "disk" in done.stderr.splitlines()[-1]
    assert len(told) > 5
    with open_store(path) as store:
        assert [record.document.id for record in store.load_records()] == told
        assert store.check() == ()
