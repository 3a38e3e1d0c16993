"""An event on the way: one mention of it as words, with who takes part, before actors are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.extract.draft import Offsets
from onrecord.lexicon.events import Sense
from onrecord.record import Participant

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordScores:
    """What the event heads say of each token of a report, by its number."""

    event: Floats  # [tokens] probability that it is an event word
    value: Floats  # [tokens] factuality, -3 (certainly not) to 3 (certainly)
    types: Floats  # [tokens, 17] probabilities: none, then PLOVER's sixteen in the order of lexicon.events.TYPES


@dataclass(frozen=True, slots=True)
class Part:
    """Who takes part, as words.

    head: token number of the head of its noun phrase; start, end: offsets of the phrase without what hangs on it by a
    clause; standing: token number of the verb that tells how sure this part is, where that is not the event's own
    ("were also expected to attend the dinner": "attend"), else None.
    """

    role: Participant
    head: int
    start: int
    end: int
    standing: int | None = None


@dataclass(frozen=True, slots=True)
class EventDraft:
    """One mention of an event.

    trigger: offsets of its words ("met", "hold talks"); head: token number of the word that names it ("met", "talks");
    verb: token number of the word whose auxiliaries, tense and governors tell its standing ("met", "hold"; a noun's
    own number where no light verb carries it); senses: what the lexicon knows it for, best first, none for an event
    word outside the types; parts: who takes part, in text order.
    """

    trigger: Offsets
    head: int
    verb: int
    senses: tuple[Sense, ...]
    parts: tuple[Part, ...]


def participants_of(drafts: Iterable[EventDraft]) -> tuple[Offsets, ...]:
    """The spans that name those who take part in what may be an event of PLOVER's, for the reader of actors."""
    return tuple((part.start, part.end) for draft in drafts if draft.senses for part in draft.parts)
