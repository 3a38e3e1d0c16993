"""The one way out of a database: a request, a writer, a place."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from onrecord.errors import UsageError
from onrecord.export.placing import placing_file, placing_folder, telling
from onrecord.export.request import TABLED, Exported, Form, Request, resolve_request
from onrecord.query.choices import Several
from onrecord.query.happenings_picked import choose_publishers
from onrecord.store.keeping import Store
from onrecord.store.selecting import Selected, open_selected

Write: TypeAlias = Callable[[Selected, Request, BinaryIO, Exported], None]

# Where each writer lies: imported only when it is asked for.
_WRITERS: dict[Form, tuple[str, str]] = {
    "jsonl": ("json_lines", "write_lines"), "ical": ("calendars", "write_calendar"),
    "geojson": ("geography", "write_geojson"), "graphml": ("graph_files", "write_graphml"),
    "dot": ("graph_files", "write_dot"), "polecat": ("polecat", "write_polecat"),
    "ftm": ("entities", "write_entities"), "csl": ("citations", "write_csl"), "bibtex": ("citations", "write_bibtex"),
    "parquet": ("parquet_files", "write_parquet"), "csv": ("csv_files", "write_csv"),
}  # fmt: skip


def export(
    store: Store, form: str, output: str | Path | None = None, *, since: str | None = None, until: str | None = None,
    publisher: Several = None, as_of: str | None = None, known_at: str | None = None, text: bool = True,
    records: bool = False, table: str | None = None, graph: str | None = None, all_status: bool = False,
    force: bool = False,
) -> Exported:  # fmt: skip
    """Write what a database holds in a format that others read, whole or not at all.

    form: one of `FORMS`. output: a file; a folder for the tables of `parquet` and `csv`, unless one is named by
    `table`; None for standard output. since, until: first and last day of publication; publisher: words of an outlet's
    name, or of several; as_of: leaves out what was published later; known_at: what was saved or corrected later. text:
    without it the reports' texts are left out and quotes are cut to 25 words. records: of `jsonl`, the records as they
    stand in place of all that is kept. graph: `met` or `spoke-of`. all_status: events of every status, for `polecat`,
    `ftm` and graphs. force: whether an earlier export at that place may be replaced.

    Raises UsageError where the request makes no sense or something is there already, OutputError where it cannot be
    written, StoreError where the database cannot be read.
    """
    if output is not None and _is_database(store, Path(output)):
        raise UsageError(f"{output} is the database itself; write to another file")
    outlets = _find_outlets(store, publisher)
    request = resolve_request(
        form, store.clock(), since=since, until=until, publishers=outlets, as_of=as_of, known_at=known_at, text=text,
        records=records, table=table, graph=graph, all_status=all_status,
    )  # fmt: skip
    exported = Exported()
    with open_selected(store, request.selection) as selected:
        exported.leave_out("undated reports", selected.count_undated())
        if request.form in TABLED and request.table is None:
            _write_tables(selected, request, output, exported, force)
        else:
            module, function = _WRITERS[request.form]
            write = cast(Write, getattr(import_module(f"onrecord.export.{module}"), function))
            if output is None or str(output) == "-":
                with telling("standard output"):
                    write(selected, request, sys.stdout.buffer, exported)
                    sys.stdout.buffer.flush()
            else:
                with placing_file(Path(output), force=force) as stream:
                    write(selected, request, stream, exported)
    return exported


def _is_database(store: Store, path: Path) -> bool:
    return store.dialect == "sqlite" and path.exists() and path.samefile(store.where)


def _find_outlets(store: Store, publisher: Several) -> tuple[str, ...] | None:
    """The outlets that are asked for, as their names are compared."""
    with store.reading() as connection:
        found = choose_publishers(connection, publisher)
    if found == ():
        raise UsageError(f"{publisher!r}: no report in {store.where} is of such an outlet; onrecord sources lists them")
    return found


def _write_tables(
    selected: Selected, request: Request, output: str | Path | None, exported: Exported, force: bool
) -> None:
    if output is None or str(output) == "-":
        raise UsageError(f"{request.form} is one file a table: give --output FOLDER/, or one table by --table")
    module, _ = _WRITERS[request.form]
    write_table = import_module(f"onrecord.export.{module}").write_table
    tables = import_module("onrecord.export.tables").TABLES
    with placing_folder(Path(str(output).rstrip("/" + os.sep) or os.sep), force=force) as folder:
        for table in tables:
            with (folder / f"{table.name}.{request.form}").open("wb") as stream:
                write_table(selected, request, table, stream, exported)
