"""The turns of a transcript as drafts, and what becomes of the drafts that are found inside of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.coverage import Coverage
from onrecord.extract.draft import Draft, Offsets
from onrecord.extract.turns import Turn
from onrecord.language import Parse

# Whoever says "I think" in a turn is its speaker, and "did you promise" asks: neither is told inside of another.
SELF = frozenset({"i", "we", "you"})


def find_spoken(text: str, parse: Parse, turns: Sequence[Turn]) -> list[Draft]:
    """One draft for each turn."""
    return [_spoken(text, parse, turn) for turn in turns]


def carry(parse: Parse, drafts: Sequence[Draft], spoken: Sequence[Draft]) -> list[Draft]:
    """The drafts that are no turn's own words again, those found inside of a turn as told by its speaker.

    A turn is one statement: what has no cue or source in it, or the speaker as source, says nothing new. Of a draft
    that reaches into a second turn only what stands in the turn of its cue is kept.
    """
    if not spoken:
        return list(drafts)
    turn_of = {part: turn for turn in spoken for part in turn.content}
    turns = Coverage(turn_of)
    labels = Coverage(turn.source for turn in spoken if turn.source is not None)
    out = []
    for draft in drafts:
        around = next(turns.over(*draft.anchor), None)
        if around is None:
            if not turns.meets(*draft.content[0]):
                out.append(draft)  # before the transcript, or between its turns
            continue
        turn = turn_of[around]
        within = Coverage(turn.content)
        content = tuple(part for part in draft.content if within.meets(*part))
        if (
            content
            and draft.source is not None
            and not labels.meets(*draft.source)
            and not _is_self(parse, draft.source)
        ):
            out.append(replace(draft, content=content, carrier=turn.anchor))
    return out


def _is_self(parse: Parse, source: Offsets) -> bool:
    return all(t.text.lower() in SELF or t.pos == "PUNCT" for t in parse.tokens_in(*source))


def _spoken(text: str, parse: Parse, turn: Turn) -> Draft:
    """What one speaker of a transcript says, paragraph by paragraph."""
    parts = []
    first = bisect_right(parse.paragraphs, turn.start, key=lambda p: p.end)
    for paragraph in parse.paragraphs[first:]:
        if paragraph.start >= turn.end:
            break
        start, end = max(paragraph.start, turn.start), min(paragraph.end, turn.end)
        if any(c.isalnum() for c in text[start:end]):
            parts.append((start, end))
    label = (turn.label_start, turn.label_end)
    return Draft(None, tuple(parts) or ((turn.start, turn.end),), label, 1.0, "turn")
