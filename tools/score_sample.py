"""Scores records of whole articles against a hand-labelled sample, or counts the judgements of drawn events.

    python tools/score_sample.py SAMPLE.jsonl RECORDS.jsonl [--articles ARTICLES.jsonl] [--json]
    python tools/score_sample.py JUDGED.jsonl [--json]

A line of the first kind of sample names a word of an article ("uri", "start", "end") that tells of an event, its list
and class, and the statuses that a careful reader would give. The mention of an event, typed or not, that overlaps the
word most gives the status as read. In list "never" an event told as happened or ongoing is wrong, in list "plain" one
told as anything else; shares are of all in the list whose article has a record, `not_found` is the share without any
event there. Errors are listed by uri and offset, with their sentence where the articles are given.
A line of the second kind is an event as `draw_sample.py events` wrote it, with its judgements filled in.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NotRequired, TypedDict

TOLD_AS_FACT = frozenset({"happened", "ongoing"})
JUDGEMENTS = {"event": ("right", "wrong_type", "invented"), "participants": ("right", "wrong", "missing")}
AROUND = 150  # characters shown on each side of the word in question


class Line(TypedDict):
    """A line of either kind of sample."""

    uri: str
    start: int
    end: int
    list: NotRequired[str]
    cue: NotRequired[str]
    status: NotRequired[str | list[str]]
    event: NotRequired[str | None]
    participants: NotRequired[str | None]


class Told(NamedTuple):
    """A mention of an event and the status that it is told with."""

    start: int
    end: int
    status: str


class Sample(NamedTuple):
    """What came out: the figures, and the lines that are wrong with the status they were read with."""

    figures: dict[str, object]
    errors: tuple[tuple[Line, str | None], ...]


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_told(path: Path, uris: frozenset[str]) -> dict[str, tuple[Told, ...]]:
    """All mentions of events in those records of a file whose uri is wanted."""
    told: dict[str, tuple[Told, ...]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if (uri := record["document"]["uri"]) in uris:
                told[uri] = tuple(
                    Told(mention["start"], mention["end"], mention["factuality"]["status"])
                    for event in record["events"]
                    for mention in event["mentions"]
                )
    return told


def status_at(told: Iterable[Told], start: int, end: int) -> str | None:
    """The status of the mention that overlaps the word most, of equals the shortest; None where there is none."""
    over = [t for t in told if t.start < end and start < t.end]
    best = max(over, key=lambda t: (min(t.end, end) - max(t.start, start), t.start - t.end), default=None)
    return best.status if best else None


def score_sample(sample: Sequence[Line], told: Mapping[str, Sequence[Told]]) -> Sample:
    """Figures and errors of a labelled sample."""
    figures: dict[str, object] = {"no_record": sum(line["uri"] not in told for line in sample)}
    errors: list[tuple[Line, str | None]] = []
    for name in ("never", "plain"):
        lines = [line for line in sample if line.get("list") == name and line["uri"] in told]
        read = [(line, status_at(told[line["uri"]], line["start"], line["end"])) for line in lines]
        found = [(line, status) for line, status in read if status is not None]
        wrong = [(line, status) for line, status in found if (status in TOLD_AS_FACT) == (name == "never")]
        errors.extend(wrong)
        figures[name] = {
            "sentences": len(lines),
            "wrong": share(len(wrong), len(lines)),
            "wrong_of_found": share(len(wrong), len(found)),
            "not_found": share(len(lines) - len(found), len(lines)),
            "status_right": share(sum(status in statuses(line) for line, status in found), len(found)),
            "by_cue": dict(sorted(Counter(line.get("cue", "") for line, _ in wrong).items())),
        }
        errors.extend((line, None) for line, status in read if status is None)
    return Sample(figures, tuple(errors))


def statuses(line: Line) -> tuple[str, ...]:
    """The statuses that a reader would accept for a line."""
    given = line.get("status", ())
    return (given,) if isinstance(given, str) else tuple(given)


def share(part: int, whole: int) -> float:
    """A share; 0 of nothing."""
    return part / whole if whole else 0.0


def count_judgements(judged: Sequence[Line]) -> dict[str, object]:
    """How often each judgement was given, as shares; participants count where the event is right."""
    figures: dict[str, object] = {"events": len(judged)}
    right = [line for line in judged if line.get("event") == "right"]
    for field, lines in (("event", judged), ("participants", right)):
        given = Counter(str(line.get(field)) for line in lines if line.get(field) is not None)
        if unknown := set(given) - set(JUDGEMENTS[field]):
            raise SystemExit(f"no judgement of {field}: {', '.join(sorted(unknown))}")
        total = sum(given.values())
        figures[field] = {"judged": total} | {name: share(given[name], total) for name in JUDGEMENTS[field]}
    return figures


def rows_of(figures: dict[str, object], path: str = "") -> Iterator[str]:
    """The figures as lines of a table, shares in per cent."""
    for name, value in figures.items():
        here = f"{path}/{name}" if path else name
        if isinstance(value, dict):
            yield from rows_of(value, here)
        else:
            yield f"{here:<28}{100 * value:7.1f} %" if isinstance(value, float) else f"{here:<28}{value:>7}"


def error_rows(errors: Iterable[tuple[Line, str | None]], texts: dict[str, str]) -> Iterator[str]:
    """A line for each error: where, what was read, what is right, and the words around."""
    for line, status in errors:
        start, end, text = line["start"], line["end"], texts.get(line["uri"], "")
        around = f"{text[max(0, start - AROUND) : start]}[{text[start:end]}]{text[end : end + AROUND]}" if text else ""
        read, right = status or "not found", "/".join(statuses(line))
        where = f"{line.get('list')}\t{line.get('cue')}\t{line['uri']}:{start}"
        yield f"{where}\t{read} for {right}\t{' '.join(around.split())}"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sample", type=Path)
    parser.add_argument("records", type=Path, nargs="?")
    parser.add_argument("--articles", type=Path, help="where the texts of errors are read from")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table and the errors")
    given = parser.parse_args()
    with given.sample.open(encoding="utf-8") as lines:
        sample: list[Line] = [json.loads(line) for line in lines]
    errors: tuple[tuple[Line, str | None], ...] = ()
    if given.records is None:
        figures = count_judgements(sample)
    else:
        figures, errors = score_sample(sample, read_told(given.records, frozenset(line["uri"] for line in sample)))
    if given.json:
        print(json.dumps(figures))
        return
    texts = {str(line["uri"]): str(line["text"]) for line in read_lines(given.articles)} if given.articles else {}
    print("\n".join([*rows_of(figures), *error_rows(errors, texts)]))


if __name__ == "__main__":
    main()
