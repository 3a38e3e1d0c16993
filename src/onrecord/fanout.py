"""Maps the flow over many reports: one after another, or on a pool of processes; always in order, never all at once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import ModelError, UsageError, WorkerError
from onrecord.options import Options
from onrecord.record import Item, Record, Rejected

LOOK_AHEAD = 4  # reports in flight for each process: enough to keep all busy beside one long report

_THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Task(NamedTuple):
    """A report, and how it is to be read."""

    item: Item
    options: Options


def map_items(
    items: Iterable[Item | Rejected], options: Options, jobs: int = 1
) -> Generator[Record | Rejected, None, None]:
    """One result for each item, in order, read lazily: at most a few items beyond the last result are taken.

    jobs: processes; 1 reads in this one, 0 stands for one on each core. A report on which the program itself fails
    is Rejected as `internal_error`. Raises UsageError for a wrong number of jobs, ModelError where the model is
    missing, WorkerError where a process dies.
    """
    return map_tasks((item if isinstance(item, Rejected) else Task(item, options) for item in items), jobs)


def map_tasks(tasks: Iterable[Task | Rejected], jobs: int = 1) -> Generator[Record | Rejected, None, None]:
    """As `map_items`, for reports of which each has its own options."""
    if jobs < 0:
        raise UsageError(f"--jobs must be 0 (one on each core) or more, not {jobs}")
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        return (task if isinstance(task, Rejected) else read_item(*task) for task in tasks)
    return _map_on_processes(tasks, jobs)


def read_item(item: Item, options: Options) -> Record | Rejected:
    """What `process` gives, with a failure of the program itself told as a refusal, so that the others go on."""
    from onrecord.pipeline import process  # imports much: only where reports are read, and after `_prepare`

    try:
        return process(item, options)
    except (ModelError, UsageError, MemoryError):
        raise
    except Exception as problem:
        frame = traceback.extract_tb(problem.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        detail = f"{type(problem).__name__} in {where}: {problem}; this is a bug of ours, please report it"
        return Rejected("internal_error", detail, item.uri)


def _map_on_processes(tasks: Iterable[Task | Rejected], jobs: int) -> Generator[Record | Rejected, None, None]:
    # Fresh processes ("spawn") on every system: a copy of this one could inherit a lock held by one of its threads.
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_prepare)
    waiting: deque[Future[Record | Rejected] | Rejected] = deque()
    done = False
    try:
        for task in tasks:
            waiting.append(task if isinstance(task, Rejected) else pool.submit(read_item, *task))
            if len(waiting) >= LOOK_AHEAD * jobs:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
        done = True
    except BrokenProcessPool as problem:
        raise WorkerError(
            "a reading process died, most likely for want of memory; try fewer with --jobs, or shorter reports"
        ) from problem
    finally:
        # Interrupted or given up: what is being read is of no use to anyone, so nobody waits for it.
        if not done:
            for child in set(multiprocessing.active_children()) - before:
                child.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _result(waiting: Future[Record | Rejected] | Rejected) -> Record | Rejected:
    return waiting if isinstance(waiting, Rejected) else waiting.result()


def _prepare() -> None:
    """Set up a reading process: one thread each, for the processes share the cores; Ctrl-C is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for name in _THREAD_SETTINGS:
        os.environ[name] = "1"


def _end_with_parent() -> None:
    """A parent that was killed outright tells nobody: its reading processes would wait for work for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
