"""Writes what README.md and the docs hold of the program itself: a brief, thresholds, the table of standing, floors.

    python tools/refresh_docs.py [--check]

Each stands between a comment that names it ("<!-- brief: … -->") and "<!-- end -->". With --check nothing is written,
and the exit status is 1 where a page is not what would be written.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from textwrap import dedent

import onrecord
from onrecord.extract import statement_standing
from onrecord.extract.tagging import THRESHOLDS, Thresholds
from onrecord.render.brief import render_brief

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "src" / "onrecord" / "samples" / "brussels-2024-12-18.txt"
FLOORS = ROOT / "tests" / "quality" / "floors.json"
PAGES = ("README.md", "docs/how-it-decides.md", "docs/limits.md")
PLACE = re.compile(r"(<!-- (?P<name>\w+): [^\n]+ -->\n).*?(<!-- end -->\n)", re.DOTALL)

# Entries of the brief that the README shows, by the start of a section's heading; the others are cut with a mark.
SHOWN = {
    "WHO": 5, "MEETINGS": 3, "OTHER EVENTS": 6, "CONDITIONS": 2, "STATEMENTS": 6, "INTENTS": 2, "THOUGHTS": 1,
    "WHAT IS TO COME": 3, "LEFT": 1,
}  # fmt: skip
CUT = "  […]"

# The figures worth a row: set, path in the floors, in words, and the best peer's (shared by its own README's table).
FIGURES = (
    ("statements", "overall/0.5/f1", "statements found, F1 at 0.5", "64.3 (Citron, retrained)"),
    ("statements", "overall/0.8/f1", "statements found, F1 at 0.8", "49.5"),
    ("statements", "joint/f1", "found, and the speaker right, joint F1", "57.4"),
    ("statements", "recall/direct/recall", "direct quotations found, recall", "72.3"),
    ("statements", "recall/mixed/recall", "mixed ones, recall", "70.0"),
    ("statements", "matched/speaker_overlap", "speaker's words touched, of those found", "–"),
    ("timebank", "relaxed/f1", "TimeBank: time expressions found, relaxed F1", "91.9 (HeidelTime)"),
    ("timebank", "value_f1", "TimeBank: value right, F1", "79.5"),
    ("aquaint", "relaxed/f1", "AQUAINT: time expressions found, relaxed F1", "92.5 (HeidelTime)"),
    ("aquaint", "value_f1", "AQUAINT: value right, F1", "72.9"),
    ("plv", "coverage", "PLV, held-out quarter: marked pairs that some event joins", "100 (ZSP, told the pairs)"),
    ("plv", "root_accuracy_on_covered", "the same: type right, of pairs joined", "76.0"),
    ("plv", "root_accuracy", "the same: type right, of all pairs", "76.0"),
    ("plv", "quad_accuracy", "the same: quad right, of all pairs", "87.0"),
    ("uw", "coverage", "UW, held-out quarter: event words found, recall", "–"),
    ("uw", "found/pearson", "the same: factuality, Pearson's r (of 100)", "66.8 (rules over trees, another part)"),
    ("meantime", "all/time/macro_f1", "MEANTIME: future or not, macro-F1", "44.1 (never future)"),
)
# Of the set in the repository, which has no peer.
OWN_FIGURES = (
    ("statements/0.5/f1", "statements found, F1 at 0.5"),
    ("statements/joint/f1", "found, and the speaker right, F1"),
    ("matched/manner", "manner right, of those found"),
    ("matched/attitude", "attitude right"),
    ("matched/authority", "authority right"),
    ("matched/status", "standing right"),
    ("matched/addressee/f1", "addressee, F1"),
    ("matched/via/f1", "chain behind it, F1"),
    ("matched/when/f1", "day on which it was said, F1"),
    ("matched/reported_in/f1", "what is told inside of what is told, F1"),
    ("actors/found/recall", "actors found, recall"),
    ("actors/found/precision", "actors that are some, precision"),
    ("actors/mentions/recall", "their mentions, recall"),
    ("links/b_cubed/f1", "mentions joined rightly, B-cubed F1"),
    ("roles/found/f1", "offices, F1"),
    ("roles/status", "current, former, elect … right, of offices found"),
    ("roles/of", "organization or country of the office right"),
    ("times/value/f1", "times with their value, F1"),
    ("places/found/f1", "places, F1"),
    ("places/point", "coordinates right, of places found"),
    ("furniture/found/f1", "furniture, F1"),
)


def make_brief() -> str:
    """The brief of the sample, its longer sections cut after some entries."""
    out: list[str] = []
    left: int | None = None
    cut = False
    for line in render_brief(onrecord.read(SAMPLE)).rstrip("\n").split("\n"):
        if line[:1].strip():
            left = next((count for start, count in SHOWN.items() if line.startswith(start)), None)
            cut = False
        elif left is not None and re.match(r"  \S", line):
            left -= 1
            if left < 0 and not cut:
                out.append(CUT)
                cut = True
        if line == "":
            cut = False
            left = None
        if not cut:
            out.append(line)
    return "\n".join(["```text", *out, "```"])


def make_thresholds() -> str:
    """The tagger's thresholds, with what its source says of each."""
    source = inspect.getsource(Thresholds)
    lines = ["| threshold | value | of what |", "| --- | --- | --- |"]
    for field in fields(Thresholds):
        comment = re.search(rf"^ +{field.name}: \w+ = [\d.]+(?:  # (.+))?$", source, re.MULTILINE)
        said = comment.group(1) if comment and comment.group(1) else f"the same for the {field.name}"
        lines.append(f"| `{field.name}` | {getattr(THRESHOLDS, field.name)} | {said} |")
    return "\n".join(lines)


def make_standing() -> str:
    """The table in the docstring of `statement_standing`."""
    return "\n".join(_standing_rows(inspect.getdoc(statement_standing) or ""))


def _standing_rows(text: str) -> Iterator[str]:
    rows = [re.split(r" {2,}", line.strip()) for line in dedent(text).splitlines() if line.startswith("    ")]
    head, *rest = rows
    yield f"| {' | '.join(head)} |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for what, *values in rest:
        yield f"| {what} | {' | '.join(value if value[0] == '(' else f'`{value}`' for value in values)} |"


def make_floors() -> str:
    """The floors that the gate keeps, beside the best peer's figures."""
    sets = json.loads(FLOORS.read_text("utf-8"))["sets"]
    lines = ["| figure | kept, in % | best peer, same data |", "| --- | --- | --- |"]
    for labelled_set, path, words, peer in FIGURES:
        floor = sets[labelled_set]["figures"][path]["floor"]
        lines.append(f"| {words} | {100 * floor:.1f} | {peer} |")
    return "\n".join(lines)


def make_own_floors() -> str:
    """The floors of the set that is part of the repository."""
    figures = json.loads(FLOORS.read_text("utf-8"))["sets"]["own"]["figures"]
    rows = [f"| {words} | {100 * figures[path]['floor']:.1f} |" for path, words in OWN_FIGURES]
    return "\n".join(["| figure | kept, in % |", "| --- | --- |", *rows])


MAKERS: dict[str, Callable[[], str]] = {
    "brief": make_brief,
    "thresholds": make_thresholds,
    "standing": make_standing,
    "floors": make_floors,
    "own": make_own_floors,
}


def refreshed(page: str) -> str:
    """A page with all its made parts new."""
    return PLACE.sub(lambda found: f"{found[1]}\n{MAKERS[found['name']]()}\n\n{found[3]}", page)


def main() -> int:
    """Write the pages, or check them."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--check", action="store_true", help="write nothing; fail where a page is out of date")
    check = arguments.parse_args().check
    stale = []
    for name in PAGES:
        path = ROOT / name
        page = path.read_text("utf-8")
        wanted = refreshed(page)
        if wanted != page:
            stale.append(name)
            if not check:
                path.write_text(wanted, "utf-8")
    if check and stale:
        print(f"out of date: {', '.join(stale)}; run make docs", file=sys.stderr)
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
