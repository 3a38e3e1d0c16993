"""Options that the commands which ask share, each said once."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeAlias

import typer

DEFAULT_DATABASE = "onrecord.db"


class AnswerFormat(StrEnum):
    """What an answer can be written as."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"


class ConditionFormat(StrEnum):
    """What conditions can be written as."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    DOT = "dot"
    GRAPHML = "graphml"


class Within(StrEnum):
    """What is searched."""

    BOTH = "both"
    REPORTS = "reports"
    STATEMENTS = "statements"


class TimelineBy(StrEnum):
    """What a timeline is asked by."""

    AUTO = "auto"
    ACTOR = "actor"
    WORDS = "words"


Asked: TypeAlias = Annotated[
    str, typer.Option("--database", metavar="FILE|URL", help="The database: a file, or postgresql://user@host/name.")
]
Form: TypeAlias = Annotated[
    AnswerFormat,
    typer.Option(
        "--format",
        help="What to write: a table (plain text where standard output is no terminal), JSON Lines, CSV, or Markdown.",
    ),
]
Limit: TypeAlias = Annotated[int, typer.Option(metavar="N", min=0, help="At most so many; 0 for all.")]
AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="As one could have read on that day: only what was published on or before it. Reports without a date are "
        "left out, and counted.",
    ),
]
KnownAt: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="As the database was at that instant (a date: at its end; UTC): only what was saved, corrected and judged "
        "by then.",
    ),
]
AllRevisions: TypeAlias = Annotated[
    bool,
    typer.Option("--all-revisions", help="Also what stands only in older revisions of a report.", show_default=False),
]
Speaker: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME", help="By this speaker: full name, surname or alias, small slips allowed. Again for others."
    ),
]
Country: TypeAlias = Annotated[
    list[str] | None, typer.Option(metavar="COUNTRY", help="Its country: English name or ISO code. Again for others.")
]
Outlet: TypeAlias = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Only reports of this outlet: words of its name.")
]
Since: TypeAlias = Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or later.")]
Until: TypeAlias = Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or earlier.")]
EventSince: TypeAlias = Annotated[str | None, typer.Option(metavar="DATE", help="Taking place on this day or later.")]
EventUntil: TypeAlias = Annotated[str | None, typer.Option(metavar="DATE", help="Taking place on this day or earlier.")]
Kind: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(metavar="TYPE", help="PLOVER's type: CONSULT, AGREE, THREATEN, PROTEST … Again for others."),
]
With: TypeAlias = Annotated[
    list[str] | None, typer.Option("--with", metavar="NAME", help="With this participant; again: with all of them.")
]
WithAny: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--with-any", metavar="NAME", help="With this participant; again: with any of them."),
]
WithCountry: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--with-country", metavar="COUNTRY", help="With somebody of this country, or the country itself."),
]
PlaceName: TypeAlias = Annotated[str | None, typer.Option(metavar="NAME", help="In this place.")]
EventCountry: TypeAlias = Annotated[
    list[str] | None, typer.Option(metavar="COUNTRY", help="In this country: English name or ISO code.")
]
Standing: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(metavar="STATUS", help="happened, scheduled, expected, denied, called_off … Again for others."),
]
Certain: TypeAlias = Annotated[
    list[str] | None, typer.Option(metavar="CERTAINTY", help="certain, probable, possible, unknown. Again for others.")
]
