"""The commands and their options. What they do is imported only when they run: --help and --version stay quick."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli import asking, asking_events, exporting
from onrecord.cli.ingest import ingest, reread
from onrecord.cli.options import DEFAULT_MODEL, Jobs, Language, Model, Published, Publisher, Quiet
from onrecord.cli.store import check, import_files, remove
from onrecord.options import Options
from onrecord.version import VERSION

app = typer.Typer(
    name="onrecord",
    help="Puts on record who said what in news reports, with the exact words as evidence.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """What a record can be written as."""

    BRIEF = "brief"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    HTML = "html"


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {VERSION}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Puts on record who said what in news reports, with the exact words as evidence."""


@app.command()
def read(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS|-",
            help="Reports as text, HTML or PDF, JSON Lines of documents, folders of these; - is standard input, which "
            "is also read when no path is given. The kind of a file is told by its content.",
            show_default=False,
        ),
    ] = None,
    published: Published = None,
    publisher: Publisher = None,
    language: Language = None,
    form: Annotated[Format, typer.Option("--format", help="What to write for each report.")] = Format.BRIEF,
    all_events: Annotated[
        bool,
        typer.Option(
            "--all-events",
            help="Show events outside PLOVER's types too; in JSON Lines they always are.",
            show_default=False,
        ),
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Write here, all at once at the end; a folder (existing, or ending in /) gets one file a report.",
        ),
    ] = None,
    jobs: Jobs = 1,
    model: Model = DEFAULT_MODEL,
    quiet: Quiet = False,
) -> int:
    """Read reports and write what they put on record.

    Records go to standard output in the order of the reports, messages to standard error.
    """
    from onrecord.cli.reading import read_reports

    options = Options(model, published, publisher, language)
    return read_reports(paths or [], options, form.value, output, jobs, quiet=quiet, all_events=all_events)


# The other commands, one module a group, in the order in which help lists them.
for question in (
    asking.search, asking.said, asking_events.events, asking_events.meetings, asking_events.upcoming,
    asking_events.timeline, asking.actor, asking.conditions, asking.sources, asking.show,
):  # fmt: skip
    app.command()(question)
app.command()(exporting.export)
app.command()(ingest)
app.command()(reread)
app.command()(remove)
app.command()(check)
app.command("import")(import_files)
