"""Checks that OnRecord reads each labelled set no worse than its floors in tests/quality/floors.json say.

    python tools/quality_gate.py [SET ...]

A set is read by the command line of this checkout, and its records are scored by the set's own scorer. Sets that are
not part of the repository are looked for in the folder that ONRECORD_EVAL names: where that is set, a file that is
missing or is not the one that was pinned fails; where it is not, the set is skipped, and the last line says so.
Exit status: 0 when all checked floors hold, 1 when not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NotRequired, TypedDict

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "quality" / "floors.json"
PACKAGE = ROOT / "src" / "onrecord"
KEPT = ROOT / "build" / "quality"
REPOSITORY = "repository:"
SOME_REJECTED = 1  # exit code of the command line; a rejected report is then missing from the records, and scored so

Scores = Mapping[str, object]


class Figure(TypedDict):
    """A figure must be at least its floor, or at most its ceiling, less or more than the tolerance."""

    floor: NotRequired[float]
    ceiling: NotRequired[float]
    tolerance: float


class LabelledSet(TypedDict):
    """What is read, by what it is scored, and what must come out; paths are relative to ONRECORD_EVAL or the root."""

    home: str  # "evaluation" or "repository"; a path that begins with "repository:" is there all the same
    only: NotRequired[str]  # a file of the repository that names the texts to read, by their uris; else all are read
    held_out: NotRequired[str]  # outputs of event heads that have not seen the texts, read alone (tools/held_out.py)
    input: list[str]
    gold: str
    scorer: str
    options: list[str]
    hashes: dict[str, str]
    figures: dict[str, Figure]


class Outcome(NamedTuple):
    """A figure of a set as measured now; `holds` says whether it is good enough."""

    labelled_set: str
    figure: str
    value: float
    bound: float
    holds: bool


class GateError(Exception):
    """A set that cannot be measured: a file is missing or changed, or the reading or scoring failed."""


def load_sets(path: Path = FLOORS) -> dict[str, LabelledSet]:
    """All labelled sets, by name."""
    sets: dict[str, LabelledSet] = json.loads(path.read_text("utf-8"))["sets"]
    return sets


def home_of(labelled: LabelledSet) -> Path | None:
    """The folder that the set's paths start from; None where it is not part of the repository and not given."""
    if labelled["home"] == "repository":
        return ROOT
    given = os.environ.get("ONRECORD_EVAL")
    return Path(given) if given else None


def locate(home: Path, name: str) -> Path:
    """The file that a set names."""
    return ROOT / name.removeprefix(REPOSITORY) if name.startswith(REPOSITORY) else home / name


def chosen_uris(labelled: LabelledSet) -> frozenset[str] | None:
    """The texts of a set that are read, or None for all."""
    if "held_out" in labelled:
        with np.load(ROOT / labelled["held_out"]) as arrays:
            return frozenset(str(uri) for uri in arrays["uris"])
    if "only" in labelled:
        lines = (ROOT / labelled["only"]).read_text("utf-8").splitlines()
        return frozenset(str(json.loads(line)["uri"]) for line in lines)
    return None


def choose_lines(path: Path, uris: frozenset[str], target: Path) -> Path:
    """A file with those lines of a JSON Lines file whose uri is among the chosen."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    target.write_text("".join(line for line in lines if json.loads(line)["uri"] in uris), "utf-8")
    return target


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hex. Raises GateError where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as problem:
        raise GateError(f"{path}: {problem.strerror}; is ONRECORD_EVAL the right folder?") from problem


def check_files(labelled: LabelledSet, home: Path) -> None:
    """Raises GateError unless every file of the set is the one that was pinned."""
    for name in (*labelled["input"], labelled["gold"], labelled["scorer"]):
        if file_hash(locate(home, name)) != labelled["hashes"].get(name):
            path = locate(home, name)
            raise GateError(f"{path} is not the file that was pinned; if it may change, run quality_raise --pin")


def code_hash() -> str:
    """A hash of all that the package consists of, so that records are made anew when any of it changes."""
    whole = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            whole.update(f"{path.relative_to(PACKAGE)} {file_hash(path)}\n".encode())
    return whole.hexdigest()


def read_set(name: str, labelled: LabelledSet, home: Path) -> Path:
    """The file with the records of a set, made by the command line unless this very code made them before."""
    held_out = file_hash(ROOT / labelled["held_out"]) if "held_out" in labelled else None
    key = json.dumps([code_hash(), labelled["input"], labelled["options"], labelled["hashes"], held_out])
    target = KEPT / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.jsonl"
    if target.exists():
        return target
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in KEPT.glob(f"{name}-*.jsonl"):
        old.unlink()
    inputs = [locate(home, each) for each in labelled["input"]]
    uris = chosen_uris(labelled)
    if uris is not None:
        inputs = [choose_lines(path, uris, KEPT / f"{name}.{n}.texts.jsonl") for n, path in enumerate(inputs)]
    paths = list(map(str, inputs))
    if "held_out" in labelled:
        reader = str(ROOT / "tools" / "read_held_out.py")
        command = [sys.executable, reader, str(ROOT / labelled["held_out"]), str(target), *paths]
    else:
        command = [sys.executable, "-m", "onrecord", "read", *paths, *labelled["options"], "--format", "jsonl"]
        command += ["--output", str(target)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in {0, SOME_REJECTED}:
        raise GateError(f"reading failed with exit code {done.returncode}: {done.stderr.strip()}")
    return target


def score_set(labelled: LabelledSet, home: Path, records: Path) -> Scores:
    """What the set's own scorer says of the records."""
    gold = locate(home, labelled["gold"])
    uris = chosen_uris(labelled)
    if uris is not None:
        gold = choose_lines(gold, uris, records.with_suffix(".gold.jsonl"))
    command = [sys.executable, str(locate(home, labelled["scorer"])), str(gold), str(records), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        scores: Scores = json.loads(done.stdout)
    except ValueError as problem:
        raise GateError(f"the scorer failed with exit code {done.returncode}: {done.stderr.strip()}") from problem
    return scores


def figure_of(scores: Scores, path: str) -> float:
    """The figure at a path such as "overall/0.5/f1"; of a list or an object its length. Raises GateError."""
    value: object = scores
    for key in path.split("/"):
        if isinstance(value, Mapping) and key in value:
            value = value[key]
        elif isinstance(value, Sequence) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            raise GateError(f"the scorer gives no figure {path!r}")
    if isinstance(value, Mapping | list):
        return len(value)
    if not isinstance(value, int | float):
        raise GateError(f"the figure {path!r} is no number but {value!r}")
    return value


def judge(name: str, path: str, figure: Figure, value: float) -> Outcome:
    """Whether a measured value is good enough."""
    if "ceiling" in figure:
        return Outcome(name, path, value, figure["ceiling"], value <= figure["ceiling"] + figure["tolerance"])
    return Outcome(name, path, value, figure["floor"], value >= figure["floor"] - figure["tolerance"])


def measure(name: str, labelled: LabelledSet, home: Path) -> tuple[Outcome, ...]:
    """All figures of a set. Raises GateError where they cannot be had."""
    check_files(labelled, home)
    scores = score_set(labelled, home, read_set(name, labelled, home))
    return tuple(judge(name, path, figure, figure_of(scores, path)) for path, figure in labelled["figures"].items())


def run_gate(sets: Mapping[str, LabelledSet]) -> int:
    """Measures all sets and tells the outcome; the exit status."""
    checked = failed = skipped = 0
    for name, labelled in sets.items():
        home = home_of(labelled)
        if home is None:
            skipped += len(labelled["figures"])
            print(f"{name}: skipped, ONRECORD_EVAL is not set")
            continue
        print(f"{name}: reading and scoring ...", flush=True)
        started = time.monotonic()
        try:
            outcomes = measure(name, labelled, home)
        except GateError as problem:
            failed += len(labelled["figures"])
            print(f"  FAILED: {problem}")
            continue
        for outcome in outcomes:
            word = "holds " if outcome.holds else "FAILED"
            print(f"  {word} {outcome.figure:<28} {outcome.value:8.4f}   bound {outcome.bound:.4f}")
        checked += len(outcomes)
        failed += sum(not outcome.holds for outcome in outcomes)
        print(f"  {time.monotonic() - started:.0f} s")
    print(f"floors: {checked} checked, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help="only these sets")
    chosen = parser.parse_args().sets
    sets = load_sets()
    for name in chosen:
        if name not in sets:
            parser.error(f"no labelled set {name!r}; there are {', '.join(sets)}")
    sys.exit(run_gate({name: each for name, each in sets.items() if not chosen or name in chosen}))


if __name__ == "__main__":
    main()
