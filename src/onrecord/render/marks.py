"""The text of a report cut where marks begin and end, so that overlapping findings can be shown in one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.record import Record, Span

MarkKind = Literal["content", "cue", "speaker", "event", "condition", "hinge", "actor", "time", "place", "furniture"]

# Of marks over the same words the first leads: an actor's mention tells more than that somebody speaks here.
_RANK: dict[MarkKind, int] = {
    "time": 0, "actor": 1, "place": 2, "event": 3, "hinge": 4, "cue": 5, "speaker": 6, "condition": 7, "content": 8,
    "furniture": 9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a finding; `ref` is the short name under which the view has it."""

    start: int
    end: int
    kind: MarkKind
    ref: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Words with the same marks throughout, the narrowest first; `opens` are the marks that begin here."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its number from 1, or lines that belong to none (None)."""

    start: int
    end: int
    paragraph: int | None


def find_marks(record: Record, *, all_events: bool = False) -> list[Mark]:
    """The marks of all findings, in text order; of events outside PLOVER's types with `all_events` alone."""
    marks = [Mark(m.start, m.end, "actor", f"a{i}") for i, a in enumerate(record.actors, 1) for m in a.mentions]
    for i, statement in enumerate(record.statements, 1):
        marks += [_mark(part, "content", f"s{i}") for part in statement.content]
        if statement.cue is not None:
            marks.append(_mark(statement.cue, "cue", f"s{i}"))
        if statement.speaker_span is not None:
            marks.append(_mark(statement.speaker_span, "speaker", f"s{i}"))
    for i, event in enumerate(record.events, 1):
        if all_events or event.type is not None:
            named = {(event.trigger.start, event.trigger.end), *((m.start, m.end) for m in event.mentions)}
            marks += [Mark(start, end, "event", f"e{i}") for start, end in named]
    for i, condition in enumerate(record.conditions, 1):
        marks.append(_mark(condition.cue, "hinge", f"c{i}"))
        marks += [_mark(side, "condition", f"c{i}") for side in (condition.condition, condition.outcome) if side]
    marks += [_mark(time.span, "time", f"t{i}") for i, time in enumerate(record.times, 1)]
    marks += [_mark(place.span, "place", ref) for place, ref in zip(record.places, place_refs(record), strict=True)]
    marks += [_mark(each.span, "furniture", f"f{i}") for i, each in enumerate(record.furniture, 1)]
    return sorted(marks, key=lambda m: (m.start, -m.end, m.ref, m.kind))


def place_refs(record: Record) -> list[str]:
    """A short name for each place: namesakes in one country (or at one point) share that of the first."""
    first: dict[tuple[str, str | None, int | None], str] = {}
    return [first.setdefault((p.name, p.country, p.geonames_id), f"p{i}") for i, p in enumerate(record.places, 1)]


def _mark(span: Span, kind: MarkKind, ref: str) -> Mark:
    return Mark(span.start, span.end, kind, ref)


def cut_text(start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    """The words from `start` to `end` in segments, without gaps; marks that reach beyond are cut there.

    The marks are those that have words in the range, in any order. Time grows with their number times how many lie
    over each other.
    """
    begins: dict[int, list[Mark]] = {}
    for mark in marks:
        begins.setdefault(max(mark.start, start), []).append(mark)
    cuts = sorted({start, end, *begins, *(min(mark.end, end) for mark in marks)})
    over: list[Mark] = []
    for a, b in pairwise(cuts):
        opens = begins.get(a, [])
        over = sorted([m for m in over if m.end > a] + opens, key=lambda m: (m.end - m.start, _RANK[m.kind], m.ref))
        yield Segment(a, b, tuple(over), tuple(m for m in opens if m.start == a))


def find_blocks(record: Record) -> list[Block]:
    """The text's blocks in order; what lies between them is white space.

    A block is a paragraph of the record with the rest of its lines (a dateline before it is furniture, but stands on
    its line), or a line outside of all paragraphs.
    """
    text = record.document.text
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in record.sentences:
        a, b = bounds.get(sentence.paragraph, (sentence.start, sentence.end))
        bounds[sentence.paragraph] = (min(a, sentence.start), max(b, sentence.end))
    blocks: list[Block] = []
    done = 0
    ordered = sorted(bounds.items(), key=lambda item: item[1])
    for i, (number, (start, end)) in enumerate(ordered):
        start = max(done, text.rfind("\n", 0, start) + 1)  # noqa: PLW2901
        line_end = text.find("\n", end)
        end = len(text) if line_end < 0 else line_end  # noqa: PLW2901
        if i + 1 < len(ordered):
            end = max(start, min(end, ordered[i + 1][1][0]))  # noqa: PLW2901
        blocks += _lines(text, done, start)
        if start < end:
            blocks.append(Block(start, end, number + 1))
        done = max(done, end)
    return [*blocks, *_lines(text, done, len(text))]


def _lines(text: str, start: int, end: int) -> Iterator[Block]:
    for line in text[start:end].split("\n"):
        if line.strip():
            yield Block(start, start + len(line), None)
        start += len(line) + 1


def share_marks(blocks: Sequence[Block], marks: Iterable[Mark]) -> list[list[Mark]]:
    """For each block the marks that have words in it; both in text order."""
    shared: list[list[Mark]] = [[] for _ in blocks]
    first = 0
    for mark in marks:
        while first < len(blocks) and blocks[first].end <= mark.start:
            first += 1
        for i in range(first, len(blocks)):
            if blocks[i].start >= mark.end:
                break
            shared[i].append(mark)
    return shared
