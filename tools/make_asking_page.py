"""Writes docs/asking.md, the page on questions, with the columns of the answers as `onrecord.render` has them.

    python tools/make_asking_page.py [--check]

With --check nothing is written, and the exit status is 1 where the page is not what would be written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from onrecord.query.findings import Dependence, Happening, Match, Moment, Reliance, Saying
from onrecord.query.happenings import AHEAD
from onrecord.query.names import OWN_SHARE, SLIP, SLIP_LETTERS
from onrecord.query.words import FREQUENT
from onrecord.render.answers_flat import columns_of

TARGET = Path(__file__).resolve().parents[1] / "docs" / "asking.md"

ANSWERS = {
    "search": Match, "said": Saying, "events, meetings, upcoming": Happening, "timeline": Moment,
    "conditions": Dependence, "sources": Reliance,
}  # fmt: skip

PAGE = """\
# Questions

<!-- Made by tools/make_asking_page.py; edit that. -->

What an analyst asks a database that [`onrecord ingest`](commands.md#onrecord-ingest) has filled. Each question is a
command and a method of an open store; [the reference](commands.md) has all options.

| question | answers |
| --- | --- |
| `onrecord search WORDS` | reports and statements that hold words, the best first, with a passage |
| `onrecord said` | who said what, by speaker, office, organization, country, authority, attitude, manner, words |
| `onrecord events`, `onrecord meetings` | what happened or is planned, who met whom |
| `onrecord upcoming --as-of DATE` | what was to come from a day on, as known that day |
| `onrecord timeline ACTOR` | what somebody said and took part in, in time order, with the number of outlets |
| `onrecord actor NAME` | roles over time, names, latest statements, meetings, company |
| `onrecord conditions` | what is said to depend on what; with `--format dot` or `graphml` as a graph |
| `onrecord sources` | how much each outlet rests on named, unnamed and documentary sources |
| `onrecord show ID` | one finding: its sentence, where it comes from, what people said of it |

```sh
onrecord said --speaker "Kaja Kallas" --since 2024-12-01
onrecord said "air defence" --authority unnamed --format csv > unnamed.csv
onrecord meetings --with Macron --with Zelenskiy --status happened
onrecord conditions troops --limit 0 --format dot | dot -Tsvg > troops.svg
```

```python
import onrecord

with onrecord.open_store("onrecord.db", read_only=True) as store:
    for saying in store.said(speaker="Kaja Kallas", since="2024-12-01"):
        print(saying.speaker, saying.said[0].quote, saying.report.publisher, saying.said[0].start)
    table = store.meetings(with_all=("Macron", "Zelenskiy")).to_arrow()
    print(store.upcoming(as_of="2024-12-18").messages())
```

## What every answer has

Each finding quotes the exact words, and names the report (outlet, day, title or address, id) and the characters from
which to which they stand; its id leads on by `onrecord show`. An answer in Python is a sequence of frozen objects, with
`to_arrow()`, `to_pandas()`, a table in notebooks, and `messages()`: the lines that a command writes to standard error.
They tell which names were taken for which, what was left out for want of a date, and that there is more than the limit;
of an empty answer, what was searched, and which names come near.

Corrections count as soon as they are made. Of the revisions of a report the newest counts, unless `--all-revisions` is
given. Undated reports come last.

## Two clocks

- `--as-of DATE`: as one could have read on that day. Nothing published later counts, and where an address has shown a
  newer text since, the one of that day does. Reports without a date are left out, and counted.
- `--known-at TIME`: as the database was at that instant: nothing saved, read anew, corrected or judged later.

## Names

Capital letters, accents and punctuation do not matter. A name is taken for everybody who is called so anywhere in the
database: by full name, alias, or surname alone; also with a slip in a word of at least {letters} letters (a likeness of
{slip:g} of 100, first two letters right), if it is no country's name. A report that has a short form alone counts
where, of all those with a fuller name, at least {share:.0%} who are called so are the one meant. Where nobody is called
so, shorter words and greater slips are tried. What a name was taken for is told each time.

An office, outlet or place is found by whole words of its name: `minister` finds a foreign minister. A country is its
English name or ISO code.

## Words

`ships` finds "ship" and "ships" (English stems); `"patrol ships"` these words one after the other; `harb*` all that
begin so; `-crew` leaves out what holds it; `OR` (in capitals) separates alternatives. Of words that more than
{frequent:,} reports or statements hold, the newest come first in place of the best.

## What counts as to come

Events with a time of their own that is not over on the day, of these statuses: {ahead}.

## Columns

Of `--format csv`, `to_arrow()` and `to_pandas()`. A span has its `start` and `end` in the report's text and its words
as `quote`; where there are several, from the first to the last, their words joined by ` … `. In JSON Lines spans,
participants and reports are objects.

{columns}
"""


def make_page() -> str:
    """The whole page."""
    rows = ["| question | columns |", "| --- | --- |"]
    for name, kind in ANSWERS.items():
        rows.append(f"| {name} | {', '.join(f'`{column.name}`' for column in columns_of(kind))} |")
    ahead = ", ".join(f"`{status}`" for status in AHEAD)
    return PAGE.format(
        letters=SLIP_LETTERS, slip=SLIP, share=OWN_SHARE, frequent=FREQUENT, ahead=ahead, columns="\n".join(rows)
    )


def main() -> int:
    """Write the page, or check it."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--check", action="store_true", help="write nothing; fail where the file is out of date")
    wanted = make_page()
    if arguments.parse_args().check:
        return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted)
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
