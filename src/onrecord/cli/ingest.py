"""`onrecord ingest` and `onrecord reread`: what fills the database, told as it goes on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_DATABASE,
    DEFAULT_MODEL,
    Database,
    Jobs,
    Language,
    Model,
    Published,
    Publisher,
    Quiet,
)

if TYPE_CHECKING:
    from onrecord.ingesting import Result, Summary

INTERRUPTED = 130
NONE_READ, SOME_REJECTED, ALL_READ = 3, 1, 0


def ingest(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATHS|URLS|-",
            help="Text, HTML, PDF, JSON Lines, feeds (RSS, Atom, JSON), lists of feeds (OPML), zip, tar and WARC "
            "archives, any of them packed with gzip or zstd, folders of these, http:// and https:// addresses; - is "
            "standard input. The kind of a file is told by its content. Only what is given as an address, or listed in "
            "a given OPML file, is fetched.",
            show_default=False,
        ),
    ],
    database: Database = DEFAULT_DATABASE,
    published: Published = None,
    publisher: Publisher = None,
    language: Language = None,
    jobs: Jobs = 1,
    report: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Write what became of each report here, one JSON object a line; - is standard output."
        ),
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from this machine and private networks too.", show_default=False),
    ] = False,
    model: Model = DEFAULT_MODEL,
    quiet: Quiet = False,
) -> int:
    """Read reports and keep their records in a database.

    Each record is saved whole before the next one is: whatever ends the program, what was told as saved is kept, and
    the same command goes on. What the database holds already is not read again; another text at a known address becomes
    a new revision. Ctrl-C ends it after the report in hand.
    """
    from onrecord.cli.telling import open_report, telling
    from onrecord.ingesting import Summary, ingest_reports
    from onrecord.options import Options
    from onrecord.sources import Meter, SourceOptions, measure_files
    from onrecord.store.opening import files_of, open_store

    options = Options(model, published, publisher, language)
    summary, meter = Summary(), Meter()
    with (
        open_store(database) as store,
        open_report(report) as write,
        telling(summary, database, "onrecord ingest", quiet=quiet) as progress,
    ):
        aside = files_of(database) | ({Path(report)} if report else set())
        total = None if quiet else measure_files(paths, aside)
        progress.expect(total, lambda: meter.done)

        def tell(result: Result) -> None:
            write(result)
            progress.refresh()

        sources = SourceOptions(allow_private=allow_private, aside=frozenset(aside))
        ingest_reports(store, paths, options, sources=sources, jobs=jobs, tell=tell, meter=meter, summary=summary)
    return _code(summary)


def reread(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOCS",
            help="Documents to look at, by id, its beginning, or address; all where none is given.",
            show_default=False,
        ),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Read the documents named with this date of publication from now on."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help="Read the documents named as of this language from now on.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Read with this installed English spaCy pipeline from now on.")
    ] = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> int:
    """Read documents again that another version of OnRecord read, or that were read with other options than given.

    Corrections and judgements follow their findings; those that find none are listed. A document that is refused now
    keeps its reading. Ctrl-C ends it after the document in hand, and the same command goes on.
    """
    from onrecord.cli.telling import telling
    from onrecord.errors import UsageError
    from onrecord.ingesting import Rereading, plan_rereading, reread_documents
    from onrecord.store.opening import open_store

    given = {"published": published, "language": language, "model": model}
    if (published or language) and not documents:
        raise UsageError(
            "--published and --language are for documents that are named: by id, its beginning, or address"
        )
    chosen = {name: value for name, value in given.items() if value is not None}
    rereading = Rereading()
    with open_store(database, create=False) as store:
        ids = [store.find_document(each).id for each in documents or ()]
        planned = plan_rereading(store, chosen, ids)
        with telling(rereading, database, "onrecord reread", quiet=quiet) as progress:
            progress.expect(len(planned), lambda: rereading.total)
            reread_documents(store, planned, jobs=jobs, tell=lambda _: progress.refresh(), rereading=rereading)
    for correction in rereading.unattached:
        what = f"{correction.kind} {correction.finding_id} {correction.anchor_quote!r}"
        typer.echo(f"unattached: correction {correction.id} by {correction.author} of {what}")
    for judgement in rereading.unattached_judgements:
        sides = f"{judgement.left.id} and {judgement.right.id}"
        typer.echo(f"unattached: judgement {judgement.id} by {judgement.author} on {sides}")
    return _code(rereading)


def _code(summary: Summary) -> int:
    """The exit code: of documents known or read there is at least one, unless all were rejected."""
    if summary.interrupted:
        return INTERRUPTED
    if not summary.rejected:
        return ALL_READ
    return SOME_REJECTED if summary.total > summary.rejected.total() else NONE_READ
