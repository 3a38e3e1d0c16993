"""Words for political events: what verbs, nouns, adjectives and set phrases stand for in PLOVER's sixteen types."""

from __future__ import annotations

from typing import NamedTuple

# PLOVER's types, in the order of its codebook; the event heads count them from 1, 0 is none of them.
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


class Sense(NamedTuple):
    """What a word may stand for: a type of PLOVER, its mode (or None), and how likely it is of the word's senses."""

    type: str
    mode: str | None
    weight: float
