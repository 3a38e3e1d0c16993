"""Of which type an event is: what the lexicon knows its word for, weighed with what the trained head reads."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.event_draft import EventDraft, WordScores
from onrecord.extract.event_setting import TALKING
from onrecord.language import Parse
from onrecord.lexicon.event_roles import role_words
from onrecord.lexicon.events import TYPES, Sense

# Nouns that an event noun before them tells of: "the peace effort", "an attack plan"; but "a strike force" is a thing.
FRAMING = frozenset(
    {"effort", "attempt", "plan", "threat", "drive", "proposal", "process", "program", "programme", "operation",
     "mission", "action", "activity", "activities", "case", "initiative", "crisis"}
)  # fmt: skip
ENOUGH = 0.3  # weight of a sense below which a word alone makes no event of its type
ENOUGH_IF_TOLD = 0.22  # the same where the report tells when or where it was, or about what
# Tuned on the part of PLV that the heads had not seen. What the head says against any type at all is not used: in whole
# reports it says so of nearly every word, since it learnt types from single sentences.
HEAD = 0.7  # power of a type's probability by the head, among the sixteen, beside its weight by the lexicon
OTHER_TYPE, SURE = 0.2, 0.25  # weight of a type that the lexicon does not know a word for, where the head is sure of it
FAINT = 0.03  # probability of being an event word below which none is one


def resolve_type(draft: EventDraft, scores: WordScores | None, *, told: bool) -> Sense | None:
    """The sense of a draft that fits best; None for an event of no type. `told`: its date, place or topic is known."""
    least = ENOUGH_IF_TOLD if told else ENOUGH
    if not draft.senses or draft.senses[0].weight < least:
        return None
    if scores is None:
        return draft.senses[0]
    if scores.event[draft.head] < FAINT:
        return None
    chances = scores.types[draft.head, 1:]
    known = {sense.type: sense for sense in reversed(draft.senses)}
    others = [OTHER_TYPE if chance >= SURE else 0.0 for chance in chances]
    weights = [known[name].weight if name in known else other for name, other in zip(TYPES, others, strict=True)]
    fits = [float(chance) ** HEAD * weight for chance, weight in zip(chances, weights, strict=True)]
    fit, name = max(zip(fits, TYPES, strict=True))
    return known.get(name) or Sense(name, None, fit)


def find_echoes(parse: Parse, drafts: Sequence[EventDraft]) -> frozenset[int]:
    """Head words of drafts that tell of no event beside another's: "met to discuss", "a summit meeting".

    So do those that only name a thing: "a strike force". They keep their standing as event words, and have no type.
    """
    types = {i: draft.senses[0].type for draft in drafts if draft.senses for i in (draft.head, draft.verb)}
    framing = FRAMING | role_words("series")
    found = set()
    for draft in drafts:
        word = parse.tokens[draft.head]
        above = parse.tokens[word.head]
        if not draft.senses or above.i == word.i:
            continue
        if word.lemma in TALKING and word.dep in ("xcomp", "advcl", "acl"):
            if draft.senses[0].type == "CONSULT" == types.get(above.i):
                found.add(draft.head)
        elif word.dep in ("compound", "nmod") and word.pos in ("NOUN", "PROPN"):
            same = types.get(above.i) == draft.senses[0].type
            if same or (above.i not in types and above.lemma.lower() not in framing):
                found.add(draft.head)
    return frozenset(found)
