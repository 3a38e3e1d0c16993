"""A large database out of made reports: `python -m bench.filling [--documents N] [--database FILE]`.

Saved by the store's own code, a thousand reports in a transaction; where it was cut off, it goes on. To be fast, the
indexes that only help questions are taken away first and made again at the end (`--indexed` leaves them, as an ingest
does), and nothing waits for the disk; all else, full text included, is as ever. `store.open_store` would find nothing
wrong with the result, and `onrecord check` finds nothing either.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Index
from sqlalchemy.schema import CreateIndex

from bench.multiplying import Made, Pattern, publish, read_patterns
from onrecord.store import schema
from onrecord.store.keeping import Store
from onrecord.store.opening import open_store
from onrecord.store.saving import Saving

FOLDER = Path(__file__).resolve().parents[1] / "build" / "bench"
DATABASE = FOLDER / "million.db"
DOCUMENTS = 200_000
AT_ONCE = 1000
FIRST_SAVED = datetime(2026, 1, 1, tzinfo=UTC)


class BulkSaving(Saving):
    """Saving of reports whose rows and bodies are made already."""

    def save_made(self, pattern: Pattern, made: Made) -> None:
        """Put one in."""
        lineage = str(made.rows.document["lineage"])
        self.put_document(replace(pattern.record, document=made.document), lineage=lineage, saved_at=self.at)
        number = self.known(made.document.id)
        self._rows["reading"].append({
            **made.rows.reading, "number": self._number("reading"), "document_number": number, "known_from": self.at,
            "known_to": None, "options": None, "body": made.body,
        })  # fmt: skip
        self.open_findings(number, made.rows.findings)


def fill(path: Path, documents: int, *, indexed: bool = False) -> float:
    """Make the database, or make it whole; the seconds that this took."""
    path.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    patterns: tuple[Pattern, ...] = ()
    with open_store(path) as store:
        have = store.count()["document"]
        while have < documents:
            patterns = patterns or read_patterns()
            with store.writing() as connection:
                if not indexed:
                    _drop_indexes(connection)
            have = _fill_some(store, patterns, have, min(documents, have + AT_ONCE))
            print(f"{have:,} of {documents:,}, {time.monotonic() - started:.0f} s", flush=True)
        with store.writing() as connection:
            _make_indexes(connection)
    return time.monotonic() - started


def _fill_some(store: Store, patterns: tuple[Pattern, ...], first: int, last: int) -> int:
    instant = (FIRST_SAVED + timedelta(minutes=first)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA cache_size = -524288")
        saving = BulkSaving(connection, instant)
        for number in range(first, last):
            chance = random.Random(number)
            pattern = patterns[chance.randrange(len(patterns))]
            saving.save_made(pattern, pattern.make(chance, publish(chance, number)))
        saving.finish()
    return last


def _indexes() -> list[Index]:
    """Those that only help questions; the others are asked while saving."""
    return [index for table in schema.metadata.sorted_tables for index in table.indexes if not index.unique]


def _drop_indexes(connection: Connection) -> None:
    for index in _indexes():
        connection.exec_driver_sql(f'DROP INDEX IF EXISTS "{index.name}"')


def _make_indexes(connection: Connection) -> None:
    have = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'")}
    for index in _indexes():
        if index.name not in have:
            started = time.monotonic()
            connection.execute(CreateIndex(index))
            print(f"{index.name}, {time.monotonic() - started:.0f} s", flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=DOCUMENTS, metavar="N")
    parser.add_argument("--database", type=Path, default=DATABASE, metavar="FILE")
    parser.add_argument("--indexed", action="store_true", help="leave the indexes in place, as an ingest does")
    given = parser.parse_args()
    seconds = fill(given.database, given.documents, indexed=given.indexed)
    print(json.dumps({"documents": given.documents, "seconds": round(seconds, 1)}))


if __name__ == "__main__":
    main()
