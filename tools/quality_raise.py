"""Raises the floors in tests/quality/floors.json to what is measured now.

    python tools/quality_raise.py [SET ...] [--lower REASON] [--pin]

A floor is never lowered (nor a ceiling raised) without a reason, which is written into the file beside both values, so
that whoever reviews the change sees it. --pin takes the files of the sets as they are now for the right ones.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from quality_gate import FLOORS, GateError, LabelledSet, Outcome, file_hash, home_of, locate, measure

DIGITS = 4


class Lowered(TypedDict):
    """A bound that was made weaker, and why."""

    set: str
    figure: str
    before: float
    after: float
    reason: str


class Floors(TypedDict):
    """The whole file."""

    sets: dict[str, LabelledSet]
    lowered: list[Lowered]


class LoweringRefused(Exception):  # noqa: N818 - it says what happened
    """A figure got worse, and no reason was given."""


def move_bounds(floors: Floors, outcomes: Sequence[Outcome], reason: str | None) -> tuple[str, ...]:
    """Set each bound to what was measured, in place; one line on each that moved. Raises LoweringRefused.

    Within its tolerance a worse figure leaves its bound where it is.
    """
    lines: list[str] = []
    for name, path, value, bound, holds in outcomes:
        figure = floors["sets"][name]["figures"][path]
        ceiling = "ceiling" in figure
        # Cut, not rounded: the bound is never better than what was measured.
        measured = (math.ceil if ceiling else math.floor)(value * 10**DIGITS) / 10**DIGITS
        better = measured < bound if ceiling else measured > bound
        if holds and not better:
            continue
        if not better:
            if not reason:
                raise LoweringRefused(f'{name} {path}: {value:.4f}, bound {bound:.4f}; give --lower "REASON"')
            floors["lowered"].append(
                {"set": name, "figure": path, "before": bound, "after": measured, "reason": reason}
            )
        if ceiling:
            figure["ceiling"] = measured
        else:
            figure["floor"] = measured
        lines.append(f"{name} {path}: {bound:.4f} -> {measured:.4f}")
    return tuple(lines)


def pin_files(labelled: LabelledSet, home: Path) -> None:
    """Take the files of a set as they are now for the right ones, in place."""
    names = (*labelled["input"], labelled["gold"], labelled["scorer"])
    labelled["hashes"] = {name: file_hash(locate(home, name)) for name in names}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help="only these sets")
    parser.add_argument("--lower", metavar="REASON", help="let floors go down, for this reason")
    parser.add_argument("--pin", action="store_true", help="take the sets' files as they are now for the right ones")
    given = parser.parse_args()
    floors: Floors = json.loads(FLOORS.read_text("utf-8"))
    for name, labelled in floors["sets"].items():
        home = home_of(labelled)
        if given.sets and name not in given.sets:
            continue
        if home is None:
            print(f"{name}: skipped, ONRECORD_EVAL is not set")
            continue
        try:
            if given.pin:
                pin_files(labelled, home)
            print(f"{name}: reading and scoring ...", flush=True)
            moved = move_bounds(floors, measure(name, labelled, home), given.lower)
        except (GateError, LoweringRefused) as problem:
            sys.exit(f"{problem}\nnothing was written")
        print("\n".join(f"  {line}" for line in moved) or "  no bound moves")
    FLOORS.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
