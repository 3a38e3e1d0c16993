"""Where findings are anchored, and which finding of a new reading is one of an old."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from onrecord.record import (
    Actor,
    Condition,
    Event,
    EventMention,
    Furniture,
    Mention,
    Origin,
    Place,
    Record,
    Span,
    Statement,
    TimeExpression,
)

FindingKind: TypeAlias = Literal["actor", "statement", "event", "condition", "time", "place", "furniture"]
AnyFinding: TypeAlias = Actor | Statement | Event | Condition | TimeExpression | Place | Furniture

# The record's list for each kind.
LISTS: dict[FindingKind, str] = {
    "actor": "actors", "statement": "statements", "event": "events", "condition": "conditions", "time": "times",
    "place": "places", "furniture": "furniture",
}  # fmt: skip

# Less than half in common, and it is as likely another finding beside it as the same one cut otherwise.
LEAST_OVERLAP = 0.5


def findings_of(record: Record, kind: FindingKind) -> tuple[AnyFinding, ...]:
    """The findings of one kind."""
    found: tuple[AnyFinding, ...] = getattr(record, LISTS[kind])
    return found


def find_finding(record: Record, finding_id: str) -> tuple[FindingKind, AnyFinding] | None:
    """The finding of an id, with its kind."""
    for kind in LISTS:
        for finding in findings_of(record, kind):
            if finding.id == finding_id:
                return kind, finding
    return None


def anchor_of(finding: AnyFinding) -> Span | Mention:
    """The span that a finding's id is made of."""
    match finding:
        case Actor():
            return finding.mentions[0]
        case Statement():
            return finding.cue or finding.content[0]
        case Event():
            return finding.trigger
        case Condition():
            return finding.cue
        case _:
            return finding.span


def origin_of(finding: AnyFinding) -> Origin:
    """What made a finding."""
    return finding.origin


def attach(record: Record, finding_id: str, kind: FindingKind, start: int, end: int) -> str | None:
    """The finding of a record that one of another reading of the same text is now; None where there is none.

    It is the one of the same id, else of the same kind with the greatest overlap of anchors: at least half of the
    longer one. Of actors and events, any mention will do where no anchor does: which mention is the first may change.
    """
    here = findings_of(record, kind)
    if any(finding.id == finding_id for finding in here):
        return finding_id
    best, found = 0.0, None
    for finding in here:
        anchor = anchor_of(finding)
        overlap = _overlap(start, end, anchor.start, anchor.end)
        if overlap > best:
            best, found = overlap, finding.id
    if best >= LEAST_OVERLAP:
        return found
    best, found = 0.0, None
    for finding in here:
        for mention in _mentions_of(finding):
            overlap = _overlap(start, end, mention.start, mention.end)
            if overlap > best:
                best, found = overlap, finding.id
    return found if best >= LEAST_OVERLAP else None


def _mentions_of(finding: AnyFinding) -> Iterator[Mention | EventMention]:
    if isinstance(finding, Actor | Event):
        yield from finding.mentions


def _overlap(start: int, end: int, other_start: int, other_end: int) -> float:
    """What two spans share, of the longer one."""
    shared = min(end, other_end) - max(start, other_start)
    return max(0, shared) / max(end - start, other_end - other_start)
