"""Options that several commands share, each said once."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from onrecord.options import DEFAULT_MODEL

DEFAULT_DATABASE = "onrecord.db"

Database: TypeAlias = Annotated[
    str,
    typer.Option(
        metavar="FILE|URL", help="The database: a file, made where there is none, or postgresql://user@host/name."
    ),
]
Published: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Date of publication of all reports, as 2024-12-18 or with time and offset."),
]
Publisher: TypeAlias = Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of all reports.")]
Language: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="TAG", help="Language of all reports, as en or en-GB, in place of a test for it."),
]
Jobs: TypeAlias = Annotated[
    int, typer.Option(metavar="N", min=0, help="Processes to read with; 0 stands for one on each core.")
]
Model: TypeAlias = Annotated[
    str, typer.Option(metavar="NAME", help="An installed English spaCy pipeline with parser and entities.")
]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="Tell only what went wrong.")]

__all__ = [
    "DEFAULT_DATABASE", "DEFAULT_MODEL", "Database", "Jobs", "Language", "Model", "Published", "Publisher", "Quiet",
]  # fmt: skip
