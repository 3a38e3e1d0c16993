"""`onrecord remove`, `check` and `import`: what is done to a database as a whole, or to a document in it."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_DATABASE, Database, Quiet

FAULTY = 1


def remove(
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="DOCS", help="Documents, by id, its beginning, or the address or path.", show_default=False
        ),
    ],
    database: Database = DEFAULT_DATABASE,
) -> int:
    """Take documents out of the database with all that came of them, and say what.

    All of them are looked up first: where one is not found, or several go by the name, nothing is removed.
    """
    from onrecord.store.opening import open_store

    with open_store(database, create=False) as store:
        ids = [store.find_document(each).id for each in documents]
        for document_id in dict.fromkeys(ids):
            removed = store.remove_document(document_id)
            name = " ".join(filter(None, (removed.uri, removed.title and f"“{removed.title}”")))
            counts = ", ".join(
                f"{number} {what if number != 1 else what.removesuffix('s')}"
                for what in ("readings", "actors", "statements", "events", "conditions", "places", "corrections",
                             "judgements")
                if (number := getattr(removed, what))
            )  # fmt: skip
            typer.echo(f"removed {removed.document_id} {name}: {counts}")
    return 0


def check(database: Database = DEFAULT_DATABASE, quiet: Quiet = False) -> int:
    """Verify a database: spans equal the text, nothing is orphaned, tables and index say what the records say.

    One line for each thing that is wrong, and the exit code 1, or nothing.
    """
    from onrecord.store.opening import open_store

    with open_store(database, create=False) as store:
        problems = store.check()
        for problem in problems:
            typer.echo(" ".join(filter(None, (f"{problem.table}:", problem.id, problem.what))))
        if not quiet:
            held = ", ".join(f"{number} in {name}" for name, number in store.count().items() if number)
            wrong = f"{len(problems)} wrong" if problems else "nothing wrong"
            typer.echo(f"onrecord: {database}: {wrong}; {held or 'it is empty'}", err=True)
    return FAULTY if problems else 0


def import_files(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILES|-",
            help="JSON Lines, also packed with gzip: what onrecord export --format jsonl or onrecord read --format "
            "jsonl wrote; - is standard input.",
            show_default=False,
        ),
    ],
    database: Database = DEFAULT_DATABASE,
    quiet: Quiet = False,
) -> int:
    """Take in records, corrections and judgements that were exported elsewhere.

    What the database holds already stays as it is. Lines are kept a hundred at a time: what was cut off can be run
    again.
    """
    from onrecord.cli.importing import import_all

    return import_all(files, database, quiet=quiet)
