"""Measures and prints the tables: `make bench`, or `python -m bench [--most N] [--longest N] [--words N] | --store`.

--store: instead of the reading, a database of a million statements: made where it is not there (`bench.filling`, about
half an hour and 3.3 GB under `build/`), asked (`bench.asking`) and weighed (`bench.sizing`). Each of these runs by
itself as well.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.asking import ask_all, save_times, tables_of
from bench.filling import DATABASE, DOCUMENTS, fill
from bench.runs import Run, measure
from bench.sizing import measure_size, save_size
from bench.sizing import table_of as table_of_size
from bench.texts import load_texts, many, one_of

RESULTS = Path(__file__).resolve().parents[1] / "build" / "bench.txt"
KINDS = (("bare", "bare parse"), ("rules", "without the tagger"), ("full", "with the tagger"))
WIDTH = 150  # columns of a table
LEAST_WORDS = 40_000  # so that a run takes seconds, and the clock's noise is small beside it


def words_of(texts: Sequence[str]) -> int:
    """Words between white space."""
    return sum(len(text.split()) for text in texts)


def table_of(title: str, *columns: str) -> Table:
    """A table with its first column to the left and all others, numbers, to the right."""
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table


def speed(texts: Sequence[str], console: Console) -> Table:
    """Speed and memory on one and two processes, beside the bare parse on as many."""
    columns = ("", "processes", "documents/s", "tokens/s", "time to bare parse", "peak MB a process")
    table = table_of(f"Speed: {len(texts)} reports, {words_of(texts):,} words", *columns)
    for processes in (1, 2):
        bare: Run | None = None
        for kind, name in KINDS:
            console.print(f"{name}, {processes} process(es) ...")
            run = measure(kind, texts, processes)
            bare = bare or run
            documents, tokens = len(texts) / run.seconds, bare.tokens / run.seconds
            ratio = run.seconds / bare.seconds
            table.add_row(
                name, str(processes), f"{documents:.1f}", f"{tokens:,.0f}", f"{ratio:.2f}", f"{run.memory:.0f}"
            )
    return table


def stages(texts: Sequence[str], console: Console) -> Table:
    """What share of the time each stage takes."""
    console.print("stages ...")
    table = table_of("Stages, one process", "stage", "share of the time")
    shares = measure("stages", texts).shares
    for name, share in sorted(shares.items(), key=lambda each: -each[1]):
        table.add_row(name, f"{share:.1%}")
    table.add_row("the rest", f"{1 - sum(shares.values()):.1%}")
    return table


def growth(texts: Sequence[str], most: int, longest: int, console: Console) -> Table:
    """How time grows with the number of reports, and with the length of one: even figures are linear growth."""
    table = table_of(
        "Growth, one process", "what is read", "words", "seconds", "milliseconds for 1,000 words", "peak MB"
    )
    shorts = ["\n\n".join(text.split("\n\n")[:3]) for text in texts]
    sizes = [size for size in (10, 100, 1_000, 10_000) if size <= most]
    jobs = [(f"{size:,} reports, first paragraphs", many(shorts, size)) for size in sizes]
    jobs += [("1 report", [one_of(texts, size)]) for size in (1_000, 10_000, 100_000) if size <= longest]
    for name, job in jobs:
        words = words_of(job)
        console.print(f"{name}, {words:,} words ...")
        run = measure("full", job)
        thousand = 1e6 * run.seconds / words
        table.add_row(name, f"{words:,}", f"{run.seconds:.1f}", f"{thousand:.0f}", f"{run.memory:.0f}")
    return table


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--most", type=int, default=10_000, metavar="N", help="most reports in one run")
    parser.add_argument("--longest", type=int, default=100_000, metavar="N", help="words of the longest report")
    parser.add_argument("--words", type=int, default=LEAST_WORDS, metavar="N", help="words in the table of speed")
    parser.add_argument("--store", action="store_true", help="measure a large database instead of the reading")
    given = parser.parse_args()
    tables = store_tables() if given.store else reading_tables(given)
    results = RESULTS.with_name("bench-store.txt") if given.store else RESULTS
    results.parent.mkdir(exist_ok=True)
    with results.open("w", encoding="utf-8") as file:
        for out in (Console(width=WIDTH), Console(file=file, width=WIDTH)):
            for table in tables:
                out.print(table)
    Console(stderr=True).print(f"also in {results}")


def store_tables() -> tuple[Table, ...]:
    """Make a large database, or make it whole; ask it everything, and weigh it."""
    fill(DATABASE, DOCUMENTS)
    timed, size = ask_all(DATABASE), measure_size(DATABASE)
    save_times(timed, DATABASE)
    save_size(size, DATABASE)
    return *tables_of(timed), table_of_size(size)


def reading_tables(given: argparse.Namespace) -> tuple[Table, ...]:
    """Speed, stages and growth of the reading."""
    texts = load_texts()
    copies = many(texts, max(1, round(given.words / words_of(texts) * len(texts))))
    console = Console(stderr=True)
    return (
        speed(copies, console),
        stages(copies, console),
        growth(texts, given.most, given.longest, console),
    )


if __name__ == "__main__":
    main()
