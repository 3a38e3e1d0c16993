"""Writes docs/schema.md, the page on the database, from the tables in `onrecord.store.schema`.

    python tools/make_schema_page.py [--check]

With --check nothing is written, and the exit status is 1 where the page is not what would be written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sqlalchemy import Boolean, Float, Integer, LargeBinary, Table

from onrecord.store import schema

TARGET = Path(__file__).resolve().parents[1] / "docs" / "schema.md"

KEPT_BESIDE = (schema.rejected, schema.correction, schema.judgement, schema.run, schema.fetched)
KINDS = ((Boolean, "true or false"), (Float, "number"), (LargeBinary, "bytes"), (Integer, "whole number"))

HEAD = """\
# The database

What `onrecord ingest` fills: a file of SQLite (`onrecord.db`), or a schema of PostgreSQL with the same tables. It is
plain enough to be asked by hand, with `sqlite3`, Datasette or whatever reads SQL; open it to read, and let OnRecord do
the writing. This page is made from the schema itself (revision {revision}).

## Rules that hold everywhere

- `id` is the id of the [record format](record-format.md); `number` is a row's number in this database and means
  nothing elsewhere.
- Offsets count code points of `document.text`, half-open: in SQL, a span's words are
  `substr(text, start + 1, end - start)`.
- Instants are UTC as text, `2026-11-25T07:00:00.000000Z`: their order is that of text, on both kinds of database.
- Days, times, countries, types and statuses are spelt as in the record format. What is not known is null.
- Rows of findings stand from `known_from` up to `known_to`; those with `known_to` null stand now. A correction or a
  re-reading closes rows and opens others, and nothing is ever written over: what was known at an instant T is
  `known_from <= T AND (known_to IS NULL OR known_to > T)`. **Without either condition a query counts what was
  corrected as well.**
- Columns ending in `_key` hold a name as it is compared: small letters, no accents, no punctuation.
- An address that has shown several texts has one document for each: `lineage` joins them, `revision` counts them, and
  `superseded_at` is null for the newest.

## Views

For questions by hand. They show what stands now, of the newest revision of each report.

| view | columns |
| --- | --- |
{views}

    sqlite3 onrecord.db "SELECT published, speaker, content FROM statements_view WHERE speaker_key = 'kaja kallas'"

The columns of the tables are indexed for rows that stand now: of a speaker, `speaker_key` is, `speaker` is not.

## Full text

{search}

Words are compared by their English stems and without accents, phrases and prefixes can be asked for:

    SELECT d.id, snippet(document_search, 1, '[', ']', '…', 12)
    FROM document_search JOIN document d ON d.number = document_search.rowid
    WHERE document_search MATCH '"patrol ships" harbo*' ORDER BY rank;

On PostgreSQL: `SELECT id FROM document WHERE search @@ to_tsquery('onrecord', 'patrol <-> ships & harbo:*')`. There the
first 250,000 characters of a report are searched.

## How the tables hang together

```mermaid
erDiagram
{diagram}
```

## Tables
"""


def make_page() -> str:
    """The whole page."""
    page = HEAD.format(
        revision=schema.SCHEMA_REVISION,
        views="\n".join(f"| `{name}` | {_names(columns)} |" for name, columns in schema.VIEWS.items()),
        search=_search(),
        diagram="\n".join(_diagram()),
    )  # fmt: skip
    return page + "".join(map(_section, _tables()))


def _tables() -> list[Table]:
    """What was read first, then what is kept beside it."""
    return sorted(schema.metadata.tables.values(), key=lambda table: table in KEPT_BESIDE)


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{column}`" for column in columns)


def _search() -> str:
    lines = ["| of | searches | in SQLite | in PostgreSQL |", "| --- | --- | --- | --- |"]
    for table, columns in schema.SEARCHED.items():
        lines.append(f"| `{table}` | {_names(columns)} | `{table}_search` (FTS5) | `search` |")
    return "\n".join(lines)


def _diagram() -> list[str]:
    return [
        f'    {key.column.table.name} ||--o{{ {table.name} : "{column.name}"'
        for table in _tables()
        for column in table.columns
        for key in column.foreign_keys
    ]


def _section(table: Table) -> str:
    rows = [f"| `{column.name}` | {_kind(column.type)} | {column.doc} |" for column in table.columns]
    head = ["", f"### {table.name}", "", str(table.comment), "", "| column | type | meaning |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def _kind(kind: object) -> str:
    """A column's type, in words that hold for both kinds of database."""
    for known, words in (
        (Boolean, "true or false"),
        (Float, "number"),
        (LargeBinary, "bytes"),
        (Integer, "whole number"),
    ):
        if isinstance(kind, known):
            return words
    return "text"


def main() -> int:
    """Write the page, or check it."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--check", action="store_true", help="write nothing; fail where the page is out of date")
    check = arguments.parse_args().check
    wanted = make_page()
    current = TARGET.read_text("utf-8") if TARGET.exists() else ""
    if check and current != wanted:
        print(f"out of date: {TARGET.name}; run make docs", file=sys.stderr)
        return 1
    if not check:
        TARGET.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
