"""What an export writes appears whole or not at all, and nothing of another's is taken away."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import OutputError, UsageError
from onrecord.export import export
from onrecord.export.placing import MARK, placing_file, placing_folder
from onrecord.store.keeping import Store
from tests.export_store import sqlite

__all__ = ["sqlite"]

ROOT = Path(__file__).resolve().parents[1]


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_file_appears_at_the_end_with_the_rights_of_any_other(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    with placing_file(tmp_path / "a.txt") as stream:
        stream.write(b"half")
        assert "a.txt" not in names(tmp_path)
        stream.write(b" and half")
    assert (tmp_path / "a.txt").read_bytes() == b"half and half"
    assert names(tmp_path) == {"a.txt", "plain"}
    assert (tmp_path / "a.txt").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("problem", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_what_was_there(tmp_path: Path, problem: type[BaseException]) -> None:
    (tmp_path / "a.txt").write_text("before")
    with pytest.raises(problem), placing_file(tmp_path / "a.txt", force=True) as stream:
        stream.write(b"after")
        raise problem
    assert (tmp_path / "a.txt").read_text() == "before"
    with pytest.raises(problem), placing_folder(tmp_path / "tables") as folder:
        (folder / "a.csv").write_text("a")
        raise problem
    assert names(tmp_path) == {"a.txt"}


def test_a_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    with pytest.raises(UsageError, match=r"a\.txt is there already; --force"), placing_file(path):
        pass
    assert path.read_text() == "before"
    link = tmp_path / "link"
    link.symlink_to(path)
    with placing_file(link, force=True) as stream:
        stream.write(b"after")
    assert link.is_symlink()
    assert path.read_text() == "after"


def test_what_comes_to_be_there_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(UsageError, match="meanwhile"), placing_file(path):
        path.write_text("another's")
    assert path.read_text() == "another's"
    assert names(tmp_path) == {"a.txt"}


def test_a_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        with placing_file(pipe) as stream:
            stream.write(b"all of it")
        assert reader.communicate()[0] == b"all of it"
    assert pipe.is_fifo()


def test_a_folder_is_replaced_only_by_force_and_only_if_it_is_an_export(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    with placing_folder(folder) as partial:
        (partial / "a.csv").write_text("a")
        (partial / "b.csv").write_text("b")
    assert names(folder) == {"a.csv", "b.csv", MARK}
    with pytest.raises(UsageError, match="earlier export; --force"), placing_folder(folder):
        pass
    with placing_folder(folder, force=True) as partial:
        (partial / "c.csv").write_text("c")
    assert names(folder) == {"c.csv", MARK}
    (folder / "mine.txt").write_text("not to be lost")
    with pytest.raises(UsageError, match=r"no export has written \(mine\.txt\)"), placing_folder(folder, force=True):
        pass
    assert names(folder) == {"c.csv", "mine.txt", MARK}
    assert names(tmp_path) == {"tables"}


@pytest.mark.parametrize("mark", ["", "{}", '{"files": 3}', '{"files": ["a.csv"]}'])
def test_a_folder_with_anything_else_is_left_alone_whatever_its_mark_says(tmp_path: Path, mark: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    (folder / MARK).write_text(mark)
    with pytest.raises(UsageError, match="holds what no export has written"), placing_folder(folder, force=True):
        pass
    assert (folder / "thesis.txt").read_text() == "years of work"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with placing_folder(tmp_path / "empty") as partial:
        (partial / "a.csv").write_text("a")
    assert names(tmp_path / "empty") == {"a.csv", MARK}


def test_places_that_cannot_be_are_told_in_one_line(sqlite: Store, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file or directory"):
        export(sqlite, "csl", tmp_path / "nowhere" / "a.json")
    with pytest.raises(UsageError, match="is a folder; name a file"):
        export(sqlite, "csl", tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file; name a folder"):
        export(sqlite, "csv", tmp_path / "file")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_full_disk_leaves_nothing_behind(sqlite: Store, tmp_path: Path, form: str) -> None:
    target = tmp_path / "out"
    target.mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(OutputError, match="cannot be written: File too large"):
            export(sqlite, form, target / "export", text=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert names(target) == set()


SLOW = """
import sys, time
from pathlib import Path
from onrecord.export.placing import placing_file, placing_folder

with placing_file(Path(sys.argv[1]) / "a.txt", force=True) as stream, placing_folder(Path(sys.argv[1]) / "t") as folder:
    stream.write(b"half")
    stream.flush()
    (folder / "a.csv").write_text("half")
    print("ready", flush=True)
    time.sleep(60)
"""


def test_a_killed_export_leaves_no_half_file_under_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("before")
    with subprocess.Popen([sys.executable, "-c", SLOW, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert (tmp_path / "a.txt").read_text() == "before"
    assert not (tmp_path / "t").exists()
    assert all(name == "a.txt" or (name.startswith(".") and name.endswith(".part")) for name in names(tmp_path))
