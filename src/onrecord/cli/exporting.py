"""`onrecord export`. What it does is imported only when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.asking_options import DEFAULT_DATABASE, Asked, AsOf, KnownAt, Outlet, Since, Until
from onrecord.cli.options import Quiet

OUTPUT_CLOSED = 141


class ExportFormat(StrEnum):
    """What a database can be written as."""

    JSONL = "jsonl"
    PARQUET = "parquet"
    CSV = "csv"
    ICAL = "ical"
    GEOJSON = "geojson"
    GRAPHML = "graphml"
    DOT = "dot"
    POLECAT = "polecat"
    FTM = "ftm"
    CSL = "csl"
    BIBTEX = "bibtex"


class ExportGraph(StrEnum):
    """Which graph."""

    MET = "met"
    SPOKE_OF = "spoke-of"


def export(
    form: Annotated[ExportFormat, typer.Option("--format", help="What to write; see the page on exports.")],
    database: Asked = DEFAULT_DATABASE,
    output: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help="Write here, all at once at the end: a file, or for the tables of parquet and csv a folder. Without "
            "it, to standard output.",
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    publisher: Outlet = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    no_text: Annotated[
        bool,
        typer.Option(
            "--no-text",
            help="Leave out the reports' texts, and cut quotes to 25 words; offsets and the texts' hashes stay.",
            show_default=False,
        ),
    ] = False,
    table: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of parquet and csv: this table alone, as one file.")
    ] = None,
    records: Annotated[
        bool,
        typer.Option(
            "--records",
            help="Of jsonl: one onrecord/1 record a line, as it stands, in place of all that is kept.",
            show_default=False,
        ),
    ] = False,
    graph: Annotated[
        ExportGraph | None, typer.Option(help="Of graphml and dot: who met whom (met), or who spoke of whom.")
    ] = None,
    all_status: Annotated[
        bool,
        typer.Option(
            "--all-status",
            help="Of polecat, graphml, dot and ftm: also what is planned, possible, denied or called off.",
            show_default=False,
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file, or an earlier export's folder.", show_default=False)
    ] = False,
    quiet: Quiet = False,
) -> int:
    """Write what a database holds in a format that others read.

    Days of --since and --until are those of publication, and so is that of --as-of, from which a calendar looks ahead.
    Counts of what was written and left out go to standard error.
    """
    from onrecord.export import export as write_export
    from onrecord.store.opening import open_store

    try:
        with open_store(database, read_only=True) as store:
            exported = write_export(
                store, form.value, output, since=since, until=until, publisher=publisher, as_of=as_of,
                known_at=known_at, text=not no_text, table=table, records=records, graph=graph and graph.value,
                all_status=all_status, force=force,
            )  # fmt: skip
    except BrokenPipeError:
        # Whoever read the output has enough. Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OUTPUT_CLOSED
    if not quiet:
        _tell("wrote", exported.written)
        _tell("left out", exported.left_out)
    return 0


def _tell(what: str, counts: Mapping[str, int]) -> None:
    if counts:
        told = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        print(f"onrecord: {what} {told}", file=sys.stderr, flush=True)  # noqa: T201
