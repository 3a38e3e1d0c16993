"""Asks a database and writes the answer: findings to standard output, what there is to say to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import StoreError

if TYPE_CHECKING:
    from onrecord.query.asking import Store
    from onrecord.render.answers import Asked

OUTPUT_CLOSED = 141


def ask(database: str, form: str, question: Callable[[Store], Asked], *, paragraph: bool = False) -> int:
    """Put a question to a database and write the answer in a format.

    Raises StoreError where there is no database, and whatever the question raises.
    """
    from onrecord.query.asking import open_store

    if "://" not in database and not Path(database).exists():
        raise StoreError(f"no database {database} here; make one by onrecord ingest PATHS, or name one by --database")
    with open_store(database, read_only=True) as store:
        answer = question(store)
    try:
        _write(answer, form, paragraph)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has enough. Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OUTPUT_CLOSED
    for line in answer.messages():
        print(f"onrecord: {_on_one_line(line)}", file=sys.stderr)  # noqa: T201
    return 0


def _write(answer: Asked, form: str, paragraph: bool) -> None:
    if form == "table" and sys.stdout.isatty():
        from rich.console import Console

        from onrecord.render.answers_table import print_table

        print_table(answer, Console(), paragraph=paragraph)
        return
    from onrecord.render.answers import render_answer
    from onrecord.render.answers_graph import GRAPHS, render_conditions

    text = render_conditions(answer, form) if form in GRAPHS else render_answer(answer, form, paragraph=paragraph)
    # Bytes: the same on every system, and lone surrogates of damaged names do not stop the rest.
    sys.stdout.flush()
    left = memoryview(text.encode("utf-8", "replace"))
    while left:
        # Without a buffer (PYTHONUNBUFFERED), a pipe takes only as much as it has room for.
        left = left[sys.stdout.buffer.write(left) :]


def _on_one_line(text: str) -> str:
    from onrecord.render.wording import show_text

    return show_text(text)


def limit_of(given: int) -> int | None:
    """The limit that a number stands for: none for 0."""
    return given or None
