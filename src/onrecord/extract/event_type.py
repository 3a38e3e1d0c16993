"""Of which type an event is: what the lexicon knows its word for, weighed with what the trained head reads."""

from __future__ import annotations

from onrecord.extract.event_draft import EventDraft, WordScores
from onrecord.lexicon.events import TYPES, Sense

ENOUGH = 0.3  # weight of a sense below which a word alone makes no event of its type


def resolve_type(draft: EventDraft, scores: WordScores | None) -> Sense | None:
    """The sense of a draft that fits best; None for an event of no type."""
    if scores is None:
        return next((sense for sense in draft.senses if sense.weight >= ENOUGH), None)
    weighed = [(float(scores.types[draft.head, 1 + TYPES.index(s.type)]) * s.weight, s) for s in draft.senses]
    return max(weighed, key=lambda pair: pair[0])[1] if weighed else None
