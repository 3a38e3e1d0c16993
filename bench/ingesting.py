"""What ingest takes beside the reading: `python -m bench.ingesting [--reports N]`.

Reports are read and saved one after another on one process, and once more when all of them are known. The clock is
read around each step; the rest is sources and what Python does between. Beside the time that passes stands that of the
processor: where others use the machine, the share of the latter is the surer one.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from rich.console import Console
from rich.table import Table

from bench.texts import load_texts, many
from onrecord import fanout
from onrecord.ingesting import ingest_reports
from onrecord.options import Options
from onrecord.record import Item
from onrecord.store.keeping import Store
from onrecord.store.opening import open_store

P = ParamSpec("P")
T = TypeVar("T")


class Clock:
    """Adds up the time spent in functions, by a name for each: seconds that passed, and seconds of the processor."""

    def __init__(self) -> None:
        self.passed: defaultdict[str, float] = defaultdict(float)
        self.worked: defaultdict[str, float] = defaultdict(float)

    def timed(self, name: str, function: Callable[P, T]) -> Callable[P, T]:
        """The function, with its time taken."""

        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            passed, worked = time.perf_counter(), time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.passed[name] += time.perf_counter() - passed
                self.worked[name] += time.process_time() - worked

        return run


def ingest(store: Store, path: Path) -> Clock:
    """Ingest with the clock around reading, saving, looking up, and all of it."""
    clock = Clock()
    kept = fanout.read_item, Store.save_record, Store.load_readings
    fanout.read_item = clock.timed("reading", fanout.read_item)
    Store.save_record = clock.timed("saving", Store.save_record)  # type: ignore[method-assign]
    Store.load_readings = clock.timed("looking up", Store.load_readings)  # type: ignore[method-assign]
    try:
        clock.timed("all", ingest_reports)(store, [path], Options())
    finally:
        fanout.read_item, Store.save_record, Store.load_readings = kept  # type: ignore[method-assign]
    return clock


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=100)
    number = parser.parse_args().reports
    texts = many(load_texts(), number)
    fanout.read_item(Item(texts[0]), Options())  # the model is loaded before the clock runs
    table = Table(title=f"Ingest: {number} reports, {sum(map(len, texts)):,} characters", title_justify="left")
    for column in ("ms a report", "first run", "share", "processor", "share", "second run", "processor"):
        table.add_column(column, justify="right" if table.columns else "left")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        with open_store(Path(folder) / "bench.db") as store:
            clocks = ingest(store, path), ingest(store, path)
        size = (Path(folder) / "bench.db").stat().st_size
    first, second = clocks
    for clock in clocks:
        for spent in (clock.passed, clock.worked):
            spent["the rest"] = 2 * spent["all"] - sum(spent.values())
    for name in ("reading", "looking up", "saving", "the rest", "all"):
        table.add_row(
            name,
            f"{1e3 * first.passed[name] / number:.2f}", f"{first.passed[name] / first.passed['all']:.1%}",
            f"{1e3 * first.worked[name] / number:.2f}", f"{first.worked[name] / first.worked['all']:.1%}",
            f"{1e3 * second.passed[name] / number:.2f}", f"{1e3 * second.worked[name] / number:.2f}",
        )  # fmt: skip
    console = Console(width=100)
    console.print(table)
    console.print(f"{size / number / 1024:.0f} KB of database a report")


if __name__ == "__main__":
    main()
