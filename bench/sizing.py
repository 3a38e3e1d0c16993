"""What a database takes on disk: `python -m bench.sizing [--database FILE]`.

Pages by table and index, as SQLite counts them (`dbstat`), to a document and against its text in UTF-8.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bench.filling import DATABASE

SHOWN = 30  # tables and indexes; the rest is summed up


class Taken(NamedTuple):
    """Bytes of a table or index: of its pages, and of these what nothing is in."""

    name: str
    pages: int
    unused: int


class Size(NamedTuple):
    """What a database holds, and what it takes in bytes."""

    documents: int
    statements: int
    text: int
    taken: tuple[Taken, ...]

    @property
    def whole(self) -> int:
        """All of it."""
        return sum(each.pages for each in self.taken)


def measure_size(path: Path) -> Size:
    """Count the pages of a database."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        documents, text = connection.execute(
            "SELECT count(*), sum(length(CAST(text AS BLOB))) FROM document"
        ).fetchone()
        (statements,) = connection.execute("SELECT count(*) FROM statement").fetchone()
        taken = connection.execute(
            "SELECT name, pgsize, unused FROM dbstat WHERE aggregate = TRUE ORDER BY pgsize DESC"
        ).fetchall()
    return Size(documents, statements, text, tuple(Taken(*row) for row in taken))


def table_of(size: Size) -> Table:
    """For the terminal."""
    title = (
        f"Size: {size.documents:,} documents, {size.statements:,} statements, {size.whole / 1e9:.2f} GB; "
        f"{size.whole / size.documents:,.0f} bytes a document, {size.whole / size.text:.1f} times its text"
    )
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(("", "bytes a document", "share", "empty")):
        table.add_column(column, justify="right" if number else "left")
    for each in size.taken[:SHOWN]:
        table.add_row(each.name, *_figures(size, each.pages, each.unused))
    rest = size.taken[SHOWN:]
    table.add_row("the rest", *_figures(size, sum(each.pages for each in rest), sum(each.unused for each in rest)))
    return table


def _figures(size: Size, pages: int, unused: int) -> Sequence[str]:
    return f"{pages / size.documents:,.0f}", f"{pages / size.whole:.1%}", f"{unused / (pages or 1):.0%}"


def save_size(size: Size, database: Path) -> None:
    """Keep it beside the database, as JSON."""
    told = {**size._asdict(), "taken": [each._asdict() for each in size.taken]}
    database.with_suffix(".size.json").write_text(json.dumps(told, indent=1), "utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--database", type=Path, default=DATABASE, metavar="FILE")
    given = parser.parse_args()
    size = measure_size(given.database)
    Console(width=120).print(table_of(size))
    save_size(size, given.database)


if __name__ == "__main__":
    main()
