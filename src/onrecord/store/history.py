"""Which rows stood when: worked out from a document's readings and corrections alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from onrecord.record import Record
from onrecord.store.correcting import Correction, correct
from onrecord.store.rows import Finding, Value, rows_of


class Stood(NamedTuple):
    """A finding's rows, and from when to when they stood; `known_to` is None while they stand."""

    finding: Finding
    known_from: str
    known_to: str | None


class Read(NamedTuple):
    """A record, and from when to when it was the reading of its document."""

    record: Record
    known_from: str
    known_to: str | None


def history_of(readings: Sequence[Read], corrections: Sequence[Correction]) -> Iterator[Stood]:
    """All rows of a document's findings, those that stand no more included.

    readings: the oldest first; each stands until the next does.
    """
    instants = {reading.known_from for reading in readings}
    instants |= {each.made_at for each in corrections}
    instants |= {each.withdrawn_at for each in corrections if each.withdrawn_at is not None}
    standing: dict[tuple[str, Value], list[Stood]] = {}
    for instant in sorted(instants):
        reading = next((each for each in reversed(readings) if each.known_from <= instant), None)
        if reading is None:
            continue
        made = tuple(each for each in corrections if each.stands_at(instant))
        now = _by_id(rows_of(correct(reading.record, made).record).findings)
        for key in list(standing):
            if [each.finding for each in standing[key]] != now.get(key):
                yield from (each._replace(known_to=instant) for each in standing.pop(key))
        for key, findings in now.items():
            if key not in standing:
                standing[key] = [Stood(finding, instant, None) for finding in findings]
    yield from chain.from_iterable(standing.values())


def changed(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings of `before` that no longer say the same, and those of `after` that say something new."""
    old, new = _by_id(before), _by_id(after)
    return (
        tuple(chain.from_iterable(each for key, each in old.items() if new.get(key) != each)),
        tuple(chain.from_iterable(each for key, each in new.items() if old.get(key) != each)),
    )


def _by_id(findings: Iterable[Finding]) -> dict[tuple[str, Value], list[Finding]]:
    found: defaultdict[tuple[str, Value], list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.table, finding.row["id"]].append(finding)
    return found
