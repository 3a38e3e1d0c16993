"""Many reports: in order, lazily, on one process or several with the same bytes, and honest about failures."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import fanout
from onrecord.codec import dumps
from onrecord.errors import ModelError, UsageError, WorkerError
from onrecord.fanout import LOOK_AHEAD, map_items
from onrecord.options import Options
from onrecord.record import Item, Record, Rejected

OPTIONS = Options(published="2025-03-04", language="en")


def items(number: int) -> list[Item | Rejected]:
    return [
        Rejected("missing", f"{n}") if n % 5 == 3 else Item(f"The mayor of town {n} said on Monday: “We will wait.”")
        for n in range(number)
    ]


def shown(result: Record | Rejected) -> str:
    return dumps(result) if isinstance(result, Record) else repr(result)


def test_several_processes_give_the_bytes_of_one_in_order() -> None:
    alone = [shown(result) for result in map_items(items(12), OPTIONS, 1)]
    together = [shown(result) for result in map_items(items(12), OPTIONS, 2)]
    assert together == alone
    assert "town 0" in alone[0]
    assert alone[3] == repr(Rejected("missing", "3"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_are_taken_as_results_are_asked_for(jobs: int) -> None:
    taken = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        while True:
            taken += 1
            yield Item("The mayor left.")

    results = map_items(endless(), OPTIONS, jobs)
    next(results)
    next(results)
    assert taken <= LOOK_AHEAD * jobs + 2
    results.close()
    assert not multiprocessing.active_children()


def test_a_failure_of_the_program_refuses_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(item: Item, options: Options) -> Record | Rejected:
        raise KeyError(item.text, options.model)

    monkeypatch.setattr("onrecord.pipeline.process", fail)
    (refused,) = map_items([Item("a", "a.txt")], OPTIONS)
    assert isinstance(refused, Rejected)
    assert (refused.code, refused.uri) == ("internal_error", "a.txt")
    assert "KeyError in test_fanout.py" in refused.detail


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_missing_model_ends_the_reading(jobs: int) -> None:
    with pytest.raises(ModelError, match="'no_such_model' cannot be loaded"):
        list(map_items([Item("a")], Options(model="no_such_model"), jobs))


def _die(item: Item, options: Options) -> Record | Rejected:  # noqa: ARG001
    os._exit(9)


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fanout, "read_item", _die)
    with pytest.raises(WorkerError, match="a reading process died"):
        list(map_items([Item("a")], OPTIONS, 2))
    assert not multiprocessing.active_children()


def test_a_negative_number_of_jobs_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="--jobs"):
        map_items([], OPTIONS, -1)


def test_reading_processes_use_one_thread_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    fanout._prepare()
    assert os.environ["OMP_NUM_THREADS"] == "1"


READ_AND_WAIT = """
import multiprocessing, time
from onrecord.fanout import map_items
from onrecord.options import Options
from onrecord.record import Item

if __name__ == "__main__":
    results = map_items((Item(f"Mayor {n} left.") for n in range(20)), Options(language="en"), 2)
    next(results)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="processes are told apart by signals")
def test_reading_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "read_and_wait.py"
    script.write_text(READ_AND_WAIT, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(each) for each in parent.stdout.readline().split()]
        assert children
        parent.kill()
    deadline = time.monotonic() + 60
    while any(is_running(child) for child in children):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # One that ended and whose new parent has not taken note of it counts as ended.
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text("utf-8").rpartition(")")[2].split()[0] == "Z")
