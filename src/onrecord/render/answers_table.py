"""Answers as tables on a terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.query.answers import Answer, Profile, Shown
from onrecord.render.answers import COUNTS, Asked, shown_pairs
from onrecord.render.answers_flat import columns_of, flat_rows
from onrecord.render.answers_told import Told, tell
from onrecord.render.wording import show_text


def print_table(answer: Asked, console: Console, *, paragraph: bool = False) -> None:
    """Print an answer; nothing where it is empty."""
    if isinstance(answer, Shown):
        table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
        for name, value in shown_pairs(answer, paragraph=paragraph):
            table.add_row(Text(name, style="bold"), Text(value))
        console.print(table)
    elif isinstance(answer, Profile):
        console.print(Text(show_text(answer.name), style="bold"), Text(", ".join(answer.kinds), style="dim"))
        for heading, part in answer.parts():
            if part:
                console.print()
                console.print(Text(heading, style="bold"))
                console.print(_table(part))
    elif answer:
        console.print(_table(answer))


def _table(answer: Answer[Any]) -> Table:
    table = Table(header_style="bold", show_lines=answer.kind not in COUNTS)
    if answer.kind in COUNTS:
        for column in columns_of(answer.kind):
            table.add_column(column.name, justify="left" if column.type is str else "right")
        for row in flat_rows(answer):
            table.add_row(*(Text("" if value is None else show_text(str(value))) for value in row))
        return table
    table.add_column("day", min_width=10, max_width=12)
    table.add_column("what", ratio=3)
    table.add_column("words", ratio=5)
    table.add_column("source", ratio=3, style="dim", overflow="fold")
    for each in answer:
        told = tell(each)
        table.add_row(Text(told.day), Text(told.what), _words(told), Text(told.source))
    return table


def _words(told: Told) -> Text:
    text = Text(told.words)
    for start, end in told.marks:
        text.stylize("bold reverse", start, end)
    return text
