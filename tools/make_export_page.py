"""Writes docs/export.md, the page on exports, from the writers in `onrecord.export`.

    python tools/make_export_page.py [--check]

With --check nothing is written, and the exit status is 1 where the page is not what would be written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from onrecord.export.calendars import STATUSES
from onrecord.export.graphs import EDGE_FIELDS, NODE_FIELDS
from onrecord.export.placing import MARK
from onrecord.export.polecat import COLUMNS, QUAD_OF, STATUS
from onrecord.export.request import FORMS, TOOK_PLACE
from onrecord.export.shown import MOST_WORDS
from onrecord.export.tables import BETWEEN, TABLES

TARGET = Path(__file__).resolve().parents[1] / "docs" / "export.md"

WHAT = {
    "jsonl": "all that is kept, for `onrecord import`; or single `onrecord/1` records",
    "parquet": "flat tables, a file each", "csv": "the same tables",
    "ical": "what is to come, as a calendar", "geojson": "events and places with a point",
    "graphml": "who met whom, or who spoke of whom, for Gephi, networkx and others", "dot": "the same, for Graphviz",
    "polecat": "events in the columns of the POLECAT data set",
    "ftm": "entities of FollowTheMoney, for Aleph and others", "csl": "citations of the reports, CSL-JSON",
    "bibtex": "the same as BibTeX",
}  # fmt: skip

PAGE = """\
# Exports

<!-- Made by tools/make_export_page.py from the writers; edit those, or it. -->

What a database holds, in formats that other programs read.

```sh
onrecord export --format parquet --output tables/
onrecord export --format ical --as-of 2025-03-08 --output upcoming.ics
onrecord export --format csv --table meetings --publisher "River Post" --no-text > meetings.csv
```

```python
import onrecord
from onrecord.export import export

with onrecord.open_store("onrecord.db", read_only=True) as store:
    told = export(store, "geojson", "map.geojson", since="2025-01-01")
    print(told.written, told.left_out)
```

| format | what it is |
| --- | --- |
{formats}

All options are in the [reference of commands](commands.md#onrecord-export). What was written and what was left out is
counted on standard error. The database is only read, and seen as it is when the export begins, whatever is saved
meanwhile.

## Which reports

Without options: all reports, each in its newest revision, as they stand now, corrections applied.

- `--since`, `--until`: first and last day of publication; `--publisher`: words of an outlet's name, again for others.
  They choose reports, and with them all that is told there: not events by their own day.
- `--as-of DATE`: as one could have read on that day. Nothing published later counts, and where an address has shown a
  newer text since, the one of that day does.
- `--known-at TIME`: as the database was then: nothing saved, read anew or corrected later.

Reports of which nobody knows when they were published are left out where a day is asked for, and counted.

## Where it is written

Everything is written beside its place and moved there at the end, after it has reached the disk: there is never half a
file under the name, and what fails, is interrupted or killed leaves what was there before. (A killed export may leave a
file or folder `.NAME….part` beside it, which can be deleted; in the moment in which a folder is replaced, also the
earlier one, whole, as `.NAME….old`.) What goes to standard output comes as it is made.

A file that is there is replaced only with `--force`. A folder is replaced only with `--force`, and only if it is an
earlier export: its `{mark}` names the files that are ours, and a folder with anything else in it is
never touched.

An export is written a few rows at a time; only graphs are held in memory, their nodes and edges.

## Without the texts

`--no-text` is for reports whose texts may not be passed on. It leaves the texts out and cuts every quote to its first
{most_words} words, with ` …` where it goes on. Offsets still tell of the whole quote, and `text_hash` (SHA-256) of the
whole text: whoever has the report can put the words back and check them. Titles, names and places stay. Whether short
quotes may be passed on is for you to judge.

## JSON Lines

Without `--no-text`, `--known-at` and `--records` it is the whole history of the reports chosen, every revision of them:
readings, corrections and judgements on two of them, and, where all are chosen, refusals. `onrecord import` takes it in
again, on SQLite or PostgreSQL, without a loss.

With `--records` it is one [`onrecord/1`](record-format.md) record a line, the newest revision of each report as it
stands, with corrections applied. So it is with `--known-at` (as they stood then) and with `--no-text`; there
`document.text` is missing, and no reader of records takes them.

## Flat tables

`parquet` and `csv` write a folder with a file for each table, or one table by `--table NAME`. They are the tables of
the [database](schema.md) without what only it needs. Days, times and countries are text as in the record format;
offsets count code points of the report's text, half-open. What is not known is null, in CSV an empty cell. Several
names in a cell are joined by `{between}`. Parquet has the meaning of each column in its own metadata.

CSV is UTF-8 without a mark at its beginning, with commas, and line ends as RFC 4180 has them. **Text that a spreadsheet
would take for a formula**, for it begins with `=`, `+`, `-`, `@` (also in full width), a tab or a line end, gets an
apostrophe before it; so does text that begins with an apostrophe. Take one apostrophe off the beginning of each
cell that has one, and you have the words again: `frame["name"].str.removeprefix("'")`. Numbers are as they are. Control
characters are shown as `�`.

{tables}
## Calendar

`ical` writes an iCalendar (RFC 5545) with an entry for each event that is told to start on the day of `--as-of`, or
today, or later, or to last until then. Ends are exclusive there as here, so a week is a week. A time of day is in UTC
where its offset is told, else wherever the reader is; everything coarser is a whole day or several. An event whose
beginning is not told ("by Friday") is no entry, and is counted. One event told by several reports is an entry of each.

| status of ours | of the entry |
| --- | --- |
{statuses}

An entry's UID is the event's id and `@onrecord`, so that the same event read again takes its own entry's place. Its
description has the sentence, the words and where they stand, how the time is told, and the report. It takes none of
the reader's time (`TRANSP:TRANSPARENT`).

## Map

`geojson` writes a collection (RFC 7946) of points, longitude first: events set in a place that has one
(`properties.kind` is `event`), with type, status, time and who takes part, then every place named (`place`); of each
the report and the words. Events of every status are there. Events and places without a point are left out and counted.

## Graphs

`graphml` and `dot` write one graph: who met whom (`--graph met`), from events of type CONSULT, or who spoke of whom
(`--graph spoke-of`), from speakers to those whom their words mention. Counted is what happened or is going on, and
who was there; `--all-status` counts what is planned, denied and so on as well, and `statuses` tells of each.

A node is everyone of one name and kind, for who is who across reports nobody has judged here; two who share a name are
one node, one under two names is two. Who is not called by a name of their own ("a senior official", "the government"),
and documents, are no nodes.

| of a node | meaning |
| --- | --- |
{nodes}

| of an edge | meaning |
| --- | --- |
{edges}

Tests read GraphML with networkx. No reader of dot was at hand: it is held against a lexer of the language, and has the
same nodes and edges.

## POLECAT

`polecat` writes a table as text, with tabs, for scripts made for POLECAT (Political Event Classification, Attributes
and Types), a data set coded in PLOVER's types, as ours are. Its readers take each row for something that happened, so
only events that {took} are in it, with those who were there; `--all-status` adds the others and a
last column `{status}`.

- An event is a row for each pair of those who take part: whoever acts or hosts with everyone else, and those who only
  take part by twos. They share the Event ID: count that, not rows.
- One event told by several reports is told several times.
- Cells are guarded as in CSV; tabs and line ends are spaces.
- What POLECAT has and we have not is empty. Its files were not at hand when this was made; names and order of the
  columns are those of a public reader of them, and spellings in them (countries, quad codes) may differ from its own.

| column | what it holds |
| --- | --- |
{columns}

{quads}

## FollowTheMoney

`ftm` writes [entities](https://followthemoney.tech/) as JSON Lines: an `Article` for each report, a `Person`,
`Organization` or `PublicBody` (one of a state, or a country) for each actor called by a name of its own, a `Mention`
for each name of it, and an `Event` for each event that {took}, or for all with `--all-status`, its
status among the keywords. Actors are those of one report each: joining them is for whoever reads this. Statements
and conditions have no place in that schema.

## Citations

`csl` and `bibtex` write a citation of each report: title, author, outlet, day, address and the day it was saved here,
and the hash of its text, by which a later text at the same address can be told from it. The key is the document's id.
"""


def make_page() -> str:
    """The whole page."""
    took = " or ".join("is going on" if each == "ongoing" else each for each in sorted(TOOK_PLACE))
    return PAGE.format(
        formats=_rows({f"`{form}`": WHAT[form] for form in FORMS}), mark=MARK, most_words=MOST_WORDS, between=BETWEEN,
        tables="\n".join(_tables()), statuses=_rows({f"`{ours}`": f"`{theirs}`" for ours, theirs in STATUSES.items()}),
        nodes=_rows(_named(NODE_FIELDS)), edges=_rows(_named(EDGE_FIELDS)), took=took,
        status=STATUS, columns=_rows(_named(COLUMNS)), quads=_quads(),
    )  # fmt: skip


def _tables() -> Iterable[str]:
    for table in TABLES:
        yield f"### {table.name}\n\n{table.meaning}\n\n| column | type | meaning |\n| --- | --- | --- |"
        yield from (f"| `{column.name}` | {column.kind} | {column.meaning} |" for column in table.columns)
        yield ""


def _quads() -> str:
    quads: dict[str, list[str]] = {}
    for kind, quad in QUAD_OF.items():
        quads.setdefault(quad, []).append(kind)
    told = "; ".join(f"`{quad}` for {', '.join(kinds)}" for quad, kinds in quads.items())
    return f"Quad codes: {told}."


def _named(meanings: Mapping[str, str]) -> dict[str, str]:
    return {f"`{name}`": meaning for name, meaning in meanings.items()}


def _rows(rows: Mapping[str, str]) -> str:
    return "\n".join(f"| {key} | {value} |" for key, value in rows.items())


def main() -> int:
    """Write the page, or check it."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--check", action="store_true", help="write nothing; fail where the page is out of date")
    wanted = make_page()
    if arguments.parse_args().check:
        if TARGET.exists() and TARGET.read_text("utf-8") == wanted:
            return 0
        print(f"out of date: {TARGET.name}; run make docs", file=sys.stderr)
        return 1
    TARGET.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
