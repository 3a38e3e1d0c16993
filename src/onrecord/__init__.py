"""OnRecord: who said what, on whose authority, put on record with the exact words as evidence.

    record = onrecord.read("report.txt", published="2024-12-18")
    for result in onrecord.read_many(["reports/"], jobs=4): ...
    summary = onrecord.ingest(["reports/"], database="onrecord.db")
    with onrecord.open_store("onrecord.db") as store: ...

Importing this is light: the language model and all that reads are imported when they are first needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.version import VERSION

if TYPE_CHECKING:
    from onrecord.errors import InputError, ModelError, OnRecordError, OutputError, StoreError, UsageError, WorkerError
    from onrecord.ingesting import Summary
    from onrecord.options import Options
    from onrecord.query.asking import Store, open_store
    from onrecord.record import Item, Record, Rejected

__version__ = VERSION

__all__ = [
    "InputError", "Item", "ModelError", "OnRecordError", "Options", "OutputError", "Record", "Rejected", "Store",
    "StoreError", "Summary", "UsageError", "WorkerError", "__version__", "ingest", "open_store", "read", "read_many",
]  # fmt: skip

_HOMES = {
    "onrecord.errors": (
        "InputError",
        "ModelError",
        "OnRecordError",
        "OutputError",
        "StoreError",
        "UsageError",
        "WorkerError",
    ),
    "onrecord.ingesting": ("Summary",),
    "onrecord.options": ("Options",),
    "onrecord.query.asking": ("Store", "open_store"),
    "onrecord.record": ("Item", "Record", "Rejected"),
}  # fmt: skip
_FILE_SUFFIXES = (".txt", ".text", ".md", ".htm", ".html", ".pdf", ".json", ".jsonl", ".ndjson")
_ADDRESSES = ("http://", "https://")


def read(
    path_or_text: str | Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    model: str | None = None,
) -> Record:
    """The record of one report.

    path_or_text: a `Path`, or a string that names what exists, is read from there; any other string is the report.
    published: date of publication, "2024-12-18" or a timestamp with offset; publisher: its name; language: of the
    text, where the test of it goes wrong; model: name of an installed English spaCy pipeline.

    Raises InputError where there is no report to read (its message begins with the code of the refusal), UsageError
    where there are several, ModelError where the model is missing.
    """
    from onrecord.errors import InputError, UsageError
    from onrecord.pipeline import process
    from onrecord.record import Rejected
    from onrecord.sources import SourceOptions, read_items, text_item

    options = _options(published, publisher, language, model)
    if isinstance(path_or_text, Path) or _names_file(path_or_text):
        # A `Path` would make "https://" one slash shorter.
        found = read_items([path_or_text], SourceOptions(fetch=False))
        item, second = next(found, None), next(found, None)
        if item is None:
            raise InputError(f"no_reports: {path_or_text} holds no reports")
        if second is not None:
            raise UsageError(f"{path_or_text} holds several reports; use read_many")
    else:
        item = text_item(path_or_text)
    result = item if isinstance(item, Rejected) else process(item, options)
    if isinstance(result, Rejected):
        raise InputError(f"{result.code}: {result.detail}")
    return result


def read_many(
    paths_or_items: str | Path | Iterable[str | Path | Item],
    *,
    jobs: int = 1,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    model: str | None = None,
) -> Iterator[Record | Rejected]:
    """The records of many reports, lazily and in order: one `Record` or `Rejected` for each, whatever fails.

    paths_or_items: files, folders, JSON Lines ("-" is standard input), or items of your own. jobs: processes; 0 stands
    for one on each core. A script that uses several must do so under `if __name__ == "__main__":`, as Python's
    multiprocessing asks. The other arguments are those of `read`, and hold for all. Raises UsageError, ModelError,
    and WorkerError where a process dies.
    """
    from onrecord.fanout import map_items
    from onrecord.record import Item
    from onrecord.sources import SourceOptions, read_items

    local = SourceOptions(fetch=False)
    given = [paths_or_items] if isinstance(paths_or_items, str | Path) else paths_or_items
    items = (found for each in given for found in ([each] if isinstance(each, Item) else read_items([each], local)))
    return map_items(items, _options(published, publisher, language, model), jobs)


def ingest(
    paths: str | Path | Iterable[str | Path],
    database: str | Path = "onrecord.db",
    *,
    jobs: int = 1,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    model: str | None = None,
    allow_private: bool = False,
) -> Summary:
    """Read reports and keep their records in a database, which is made where there is none; gives what became of them.

    paths: files, folders, archives, feeds, "-", and addresses, which are fetched. database: a file for SQLite, or
    "postgresql://user@host/name". allow_private: fetch from this machine and its local network too. The other
    arguments are those of `read_many`. Each record is saved whole before the next one is; what is kept already is not
    read again. Ctrl-C ends it after the report in hand (`Summary.interrupted`); the same call then goes on.

    Raises StoreError where the database cannot be used (what was saved before stays), UsageError, ModelError,
    WorkerError.
    """
    from onrecord.ingesting import ingest_reports
    from onrecord.sources import SourceOptions
    from onrecord.store.opening import files_of, open_store

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    options = _options(published, publisher, language, model)
    with open_store(database) as store:
        sources = SourceOptions(allow_private=allow_private, aside=files_of(database))
        return ingest_reports(store, given, options, sources=sources, jobs=jobs)


def _options(published: str | None, publisher: str | None, language: str | None, model: str | None) -> Options:
    from onrecord.options import DEFAULT_MODEL, Options

    return Options(model or DEFAULT_MODEL, published, publisher, language)


def _names_file(text: str) -> bool:
    """Whether a string is a path: something lies there, or it looks like a file's name or address and no report."""
    # `Path.exists` raises on names that are too long, as reports are.
    if os.path.exists(text):  # noqa: PTH110
        return True
    return (text.endswith(_FILE_SUFFIXES) or text.startswith(_ADDRESSES)) and not any(map(str.isspace, text))


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
