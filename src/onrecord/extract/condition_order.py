"""Conditions that order two acts in time: "until", "only after", "must … before", "not without"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onrecord.extract.condition_sides import (
    Found,
    below,
    build_found,
    governor_of,
    helpers_of,
    is_eventive,
    is_modal,
    is_negated,
    is_past,
    main_clause,
    outcome_side,
    side_of,
    word_at,
)
from onrecord.extract.reported import SUBJECTS
from onrecord.language import Parse, Token
from onrecord.lexicon.condition_words import load_condition_words

LASTING = frozenset({"stay", "remain", "keep", "wait", "hold", "continue", "last"})
OBLIGED = frozenset({"must", "should", "shall"})
PERIODS = frozenset({"spring", "summer", "autumn", "winter", "year", "month", "week"})


def find_order(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    """The conditions of which a word of order in time is the cue, or its last word."""
    word = token.text.lower()
    if word in ("until", "till"):
        yield from _until(parse, token, triggers)
    elif word in ("once", "when", "after"):
        yield from _only(parse, token, triggers)
    elif word == "before":
        yield from _before(parse, token, triggers)
    elif word == "without":
        yield from _without(parse, token, triggers)


def _until(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    """What ends an act or state to come: "will not talk until the siege is lifted", "is shut until the autumn"."""
    if token.dep == "mark":
        anchor = parse.tokens[token.head]
        condition = side_of(parse, anchor, (token.i,), token.i + 1)
    else:
        anchor = token
        objects = below(parse, token, "pobj", "pcomp", "prep")
        condition = side_of(parse, objects[0]) if objects and _ends(parse, objects[0], triggers) else None
    above = governor_of(parse, anchor)
    if condition is None or above is None:
        return
    node = main_clause(parse, anchor) or above
    hours = any(t.text.lower() == "from" for t in below(parse, node, "prep"))  # "from 9 until 5"
    if not hours and (_binds(parse, node) or _binds(parse, above)):
        yield Found("until", (token.i, token.i), condition, outcome_side(parse, node, anchor, (token.i,)))


def _ends(parse: Parse, thing: Token, triggers: Collection[int]) -> bool:
    """Whether what follows "until" is an act, an event or a date, and no hour or "now"."""
    if thing.dep == "prep":  # "until after the vote"
        inner = below(parse, thing, "pobj", "pcomp")
        thing = inner[0] if inner else thing
    if thing.entity == "TIME" or (
        thing.left == thing.right and thing.text.lower() in load_condition_words()["moments"]
    ):  # fmt: skip
        return False
    return thing.entity == "DATE" or thing.lemma.lower() in PERIODS or is_eventive(parse, thing, triggers)


def _binds(parse: Parse, node: Token) -> bool:
    """Whether a verb tells of an act or state to come, that something else ends."""
    words = load_condition_words()
    lemma = node.lemma.lower()
    if lemma == "have" and not below(parse, node, "dobj", "xcomp"):
        return False  # "will have until Friday" to do something
    if is_modal(parse, node) or lemma in words["deferring"]:
        return True
    if is_past(parse, node):
        return False
    if node.tag == "VB":
        above = parse.tokens[node.head]
        steered = above.lemma.lower() in words["committing"] or above.lemma.lower() in words["demanding"]
        return node.dep == "ROOT" or steered or not is_past(parse, above)
    helpers = helpers_of(parse, node)
    state = node.lemma == "be" or bool(helpers & {"is", "are", "'s", "’s", "'re", "’re", "be", "been", "being"})
    return (
        lemma in LASTING
        or lemma in words["demanding"]
        or state
        or (is_negated(parse, node) and not helpers & {"has", "have"})
    )


def _only(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    """As in "only once", "only when", "only after", and "once" before what is to come."""
    only = word_at(parse, token.i - 1, token.sentence) == "only"
    word = token.text.lower()
    if not only and word != "once":
        return
    cue = (token.i - only, token.i)
    if token.dep == "prep":
        objects = below(parse, token, "pobj", "pcomp")
        node = governor_of(parse, token)
        if not objects or node is None or not is_modal(parse, node) or not is_eventive(parse, objects[0], triggers):
            return
        condition = side_of(parse, objects[0])
        if condition is not None:
            node = main_clause(parse, token) or node
            yield Found("requires", cue, condition, outcome_side(parse, node, token, cue))
        return
    clause = parse.tokens[token.head]
    if token.dep not in ("mark", "advmod") or clause.i < token.i or clause.dep not in ("advcl", "ccomp"):
        return
    node = main_clause(parse, clause)
    finite = below(parse, clause, *SUBJECTS) or clause.tag == "VBN"
    if node is None or not finite:
        return
    meant = node.dep == "xcomp" and parse.tokens[node.head].lemma.lower() in load_condition_words()["committing"]
    if not (is_modal(parse, node) or meant or (only and not is_past(parse, node))):
        return
    if below(parse, clause, *SUBJECTS) and is_modal(parse, clause) and not only:
        return
    found = build_found(parse, "requires", cue, clause, node)
    if found is not None:
        yield found


def _before(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    """What must come first: "must leave before talks begin", "will not sign before the vote"."""
    if token.dep == "mark":
        clause = anchor = parse.tokens[token.head]
        later = side_of(parse, clause, (token.i,), token.i + 1)
    else:
        objects = below(parse, token, "pobj", "pcomp")
        if (
            token.dep != "prep"
            or not objects
            or not is_eventive(parse, objects[0], triggers)
            or objects[0].entity == "DATE"
        ):
            return
        anchor = token
        later = side_of(parse, objects[0])
    node = governor_of(parse, anchor)
    if node is None or later is None or _is_measured(parse, token):
        return
    node = main_clause(parse, anchor) or node
    helpers = helpers_of(parse, node)
    above = parse.tokens[node.head]
    negated = is_negated(parse, node)
    present = not is_past(parse, node)
    earlier = outcome_side(parse, node, anchor, (token.i,))
    if earlier is None:
        return
    if negated and present and is_modal(parse, node):
        yield Found("requires", (token.i, token.i), later, earlier)
        return
    obliged = (
        helpers & OBLIGED
        or (node.lemma.lower() in ("have", "need") and below(parse, node, "xcomp"))
        or (node.tag == "VB" and above.lemma.lower() in load_condition_words()["demanding"])
        or (not helpers and node.tag == "VB" and node.dep == "ccomp")
    )
    if obliged and not negated and "have" not in helpers:  # "should have been told before" is a reproach
        yield Found("requires", (token.i, token.i), earlier, later)


def _is_measured(parse: Parse, token: Token) -> bool:
    """Whether a length of time stands before "before": "two days before the vote" is a date."""
    before = parse.tokens[token.i - 1] if token.i else token
    return before.dep in ("npadvmod", "nmod") and before.pos == "NOUN" and before.head in (token.i, token.head)


def _without(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    """What is not to be had alone: "no peace without justice", "cannot act without a vote"."""
    objects = below(parse, token, "pobj", "pcomp")
    if not objects or not (is_eventive(parse, objects[0], triggers) or token.i < parse.tokens[token.head].i):
        return
    node = governor_of(parse, token)
    if node is None:
        return
    node = main_clause(parse, token) or node
    noun = parse.tokens[token.head]
    negated = is_negated(parse, node) or (noun.pos in ("NOUN", "PROPN") and is_negated(parse, noun))
    verbal = node.pos in ("VERB", "AUX")
    if not negated or (verbal and (is_past(parse, node) or not (is_modal(parse, node) or node.lemma == "be"))):
        return
    condition = side_of(parse, objects[0])
    if condition is not None:
        yield Found("requires", (token.i, token.i), condition, outcome_side(parse, node, token, (token.i,)))
