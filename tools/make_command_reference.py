"""Writes docs/commands.md from the program: its help, exit codes and reasons for refusal.

    python tools/make_command_reference.py [--check]

With --check nothing is written, and the exit status is 1 where the file is not what would be written.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from pathlib import Path

import typer

from onrecord.cli import EXIT_CODES, run
from onrecord.cli.app import app
from onrecord.sources.codes import REFUSALS

TARGET = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
COMMANDS = ((), *((name,) for name in vars(typer.main.get_command(app))["commands"]))

INTRODUCTION = """\
# Commands

<!-- Made by tools/make_command_reference.py from the program; edit that, or the program. -->

Records go to standard output, messages to standard error. Several inputs are read in order, and one that fails does
not stop the others.
"""
OUTPUT = """\
## Output

`--output FILE` is written beside its place and moved there at the end, so that it is never seen half-written; what
stood there before stays if the reading fails. `--output FOLDER/` gets one file a report, named after it. `html` makes
one page a report: for several give a folder.
"""
JSON_LINES = """\
## Many reports in one file

JSON Lines: one object a line, of which `text` or `html` is required.

```json
{"uri": "https://example.org/1", "title": "Bridge shut", "text": "The mayor said …", "published": "2025-03-04",
 "publisher": "The River Post", "byline": "Ada Holm", "language": "en"}
```

(One line each in the file.) A bad line is rejected by its number, the others are read. What the command line gives
goes before what a document says of itself.
"""


def make_reference() -> str:
    """The whole page."""
    return "\n".join([
        INTRODUCTION,
        *(f"## `{' '.join(('onrecord', *command))}`\n\n```text\n{_help(command)}\n```\n" for command in COMMANDS),
        OUTPUT,
        JSON_LINES,
        _table("Exit codes", {str(code): meaning for code, meaning in EXIT_CODES.items()}),
        _table("Why a report is rejected", {f"`{code}`": meaning for code, meaning in REFUSALS.items()}),
    ])  # fmt: skip


def _help(command: tuple[str, ...]) -> str:
    os.environ["COLUMNS"] = os.environ["TERMINAL_WIDTH"] = "100"  # the same page whatever the terminal
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        run([*command, "--help"])
    return "\n".join(line.rstrip() for line in shown.getvalue().strip().splitlines())


def _table(title: str, rows: dict[str, str]) -> str:
    lines = ["| code | meaning |", "| --- | --- |", *(f"| {key} | {value} |" for key, value in rows.items())]
    return f"## {title}\n\n" + "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or check it."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--check", action="store_true", help="write nothing; fail where the file is out of date")
    wanted = make_reference()
    if arguments.parse_args().check:
        return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted)
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
