"""Conditions that a verb or noun states: "requires", "depends on", "a precondition for", "to prevent"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onrecord.extract.condition_sides import (
    DEMONSTRATIVE,
    Found,
    Side,
    below,
    is_eventive,
    is_past,
    joined_sides,
    logical_subject,
    side_of,
)
from onrecord.language import Parse, Token
from onrecord.lexicon.condition_words import load_condition_words


def find_governed(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    """The conditions of which a verb, adjective or noun is the cue."""
    words = load_condition_words()
    lemma = token.lemma.lower()
    if token.pos == "VERB":
        if lemma in words["preventing"] or lemma in words["stopping"]:
            yield from _prevents(parse, token, triggers)
        elif lemma in words["needing"]:
            yield from _needs(parse, token, triggers)
        elif lemma in words["resting"]:
            yield from _rests(parse, token, logical_subject(parse, token), triggers)
        elif lemma == "take":
            yield from _takes(parse, token, triggers)
    elif lemma in words["contingent"]:
        verb = parse.tokens[token.head]
        yield from _rests(parse, token, logical_subject(parse, verb), triggers)
    elif lemma in words["grounds"] and token.pos == "NOUN":
        yield from _grounds(parse, token, triggers)


def _pair(
    parse: Parse,
    cue: tuple[int, int],
    needed: Token | None,
    wanted: Token | None,
    triggers: Collection[int],
    without: Collection[int] = (),
) -> Iterator[Found]:
    """A condition of two things that are acts or events; what follows may be told by a pronoun."""
    if needed is None or wanted is None or not is_eventive(parse, needed, triggers):
        return
    if not is_eventive(parse, wanted, triggers) and wanted.text.lower() not in DEMONSTRATIVE:
        return
    condition = side_of(parse, needed, without)
    outcome = side_of(parse, wanted, (*without, *_marks(parse, wanted)))
    if condition is None or set(condition.words) & set(range(cue[0], cue[1] + 1)):
        return
    if outcome is not None:
        reach = set(range(cue[0], cue[1] + 1))
        outcome = Side(tuple(i for i in outcome.words if i not in reach and i not in condition.words), wanted.i)
    yield Found("requires", cue, condition, outcome)


def _marks(parse: Parse, token: Token) -> list[int]:
    return [t.i for t in below(parse, token, "relcl", "mark") if t.dep == "relcl" or t.text.lower() == "that"]


def _needs(parse: Parse, verb: Token, triggers: Collection[int]) -> Iterator[Found]:
    """What an act needs: "a deal would require trust", "approval is required for a sale"."""
    subject = logical_subject(parse, verb)
    if subject is None:
        return
    told = is_past(parse, verb) and verb.dep != "ccomp"  # "the repairs required two weeks": over, and no condition
    if told or below(parse, verb, "neg"):
        return
    cue = (verb.i, verb.i)
    if below(parse, verb, "auxpass"):
        purposes = [
            o for p in below(parse, verb, "prep") if p.text.lower() == "for" for o in below(parse, p, "pobj", "pcomp")
        ]
        acts = [t for t in below(parse, verb, "xcomp", "advcl") if t.tag == "VB" and t.i > verb.i]
        wanted = next(iter((*purposes, *acts)), None)
        yield from _pair(parse, cue, subject, wanted, triggers)
        return
    if subject.lemma.lower() in load_condition_words()["rules"] or subject.text.lower() == "it":
        return
    for needed in below(parse, verb, "dobj", "xcomp", "ccomp"):
        if needed.i < verb.i:
            continue
        subjects = below(parse, needed, "nsubj", "nsubjpass")
        if needed.dep != "dobj" and any(t.text.lower() == "to" for t in below(parse, needed, "aux")):
            return  # "requires banks to hold cash", "needs to leave"
        if needed.dep == "ccomp" and not subjects and needed.tag != "VBG":
            return
        that = [t.i for t in below(parse, needed, "mark")]
        yield from _pair(parse, cue, needed, subject, triggers, that)
        return


def _rests(parse: Parse, token: Token, subject: Token | None, triggers: Collection[int]) -> Iterator[Found]:
    """What an act rests on: "depends on", "is contingent on"."""
    for prep in below(parse, token, "prep"):
        objects = below(parse, prep, "pobj", "pcomp")
        if prep.text.lower() in ("on", "upon") and objects and prep.i > token.i and objects[0].lemma.lower() != "time":
            yield from _pair(parse, (token.i, prep.i), objects[0], subject, triggers)
            return


def _takes(parse: Parse, verb: Token, triggers: Collection[int]) -> Iterator[Found]:
    """What an act takes: "it would take a vote to change that"."""
    subject = logical_subject(parse, verb)
    objects = below(parse, verb, "dobj")
    acts = [t for t in below(parse, verb, "xcomp", "advcl", "ccomp") if t.i > verb.i and t.tag == "VB"]
    if below(parse, verb, "neg") or is_past(parse, verb):
        return
    if subject is None or subject.text.lower() != "it" or not objects or not acts or objects[0].i > acts[0].i:
        return
    if not is_eventive(parse, objects[0], triggers):
        return
    yield from _pair(parse, (verb.i, verb.i), objects[0], acts[0], triggers)


def _grounds(parse: Parse, noun: Token, triggers: Collection[int]) -> Iterator[Found]:
    """What is named a condition: "a truce is a precondition for talks", "made the truce a condition of talks"."""
    preps = [p for p in below(parse, noun, "prep") if p.text.lower() in ("for", "of", "to")]
    objects = [o for p in preps for o in below(parse, p, "pobj", "pcomp")]
    if not objects:
        return
    verb = parse.tokens[noun.head]
    needed: Token | None = None
    if noun.dep == "attr":
        needed = logical_subject(parse, verb)
    elif noun.dep in ("oprd", "dobj", "nsubj", "ccomp") and verb.lemma == "make":
        needed = next((t for t in below(parse, verb, "dobj", "nsubj") if t.i != noun.i and t.i > verb.i), None)
    elif noun.dep == "pobj" and verb.text.lower() == "as" and verb.head != verb.i:
        needed = next(iter(below(parse, parse.tokens[verb.head], "dobj")), None)
    if noun.lemma == "condition" and noun.dep == "attr" and needed is not None and needed.pos == "PRON":
        return
    yield from _pair(parse, (noun.i, preps[0].i), needed, objects[0], triggers)


def _prevents(parse: Parse, verb: Token, triggers: Collection[int]) -> Iterator[Found]:
    """What keeps something from being: "closing the border prevents any trade", "sent ships to deter a raid"."""
    cue = (verb.i, verb.i)
    if any(
        t.dep == "neg" for t in (*below(parse, verb), *below(parse, parse.tokens[verb.head]) * (verb.dep == "xcomp"))
    ):
        return
    prevented = _prevented(parse, verb, triggers)
    if prevented is None:
        return
    if below(parse, verb, "auxpass"):
        agents = [
            o
            for p in below(parse, verb, "agent", "prep")
            if p.text.lower() == "by"
            for o in below(parse, p, "pobj", "pcomp")
        ]
        means = agents[0] if agents else None
    elif any(t.text.lower() == "to" for t in below(parse, verb, "aux")):
        means = _means(parse, verb)
    else:
        means = logical_subject(parse, verb) if verb.tag != "VBG" or verb.dep not in ("pcomp", "csubj") else None
        by = [o for p in below(parse, verb, "prep") if p.text.lower() == "by" for o in below(parse, p, "pcomp")]
        means = by[0] if by else means
    if means is None or not is_eventive(parse, means, triggers):
        return
    out = {verb.i, *(t.i for t in below(parse, means, "relcl", "mark", "cc", "nsubj", "aux", "advcl", "conj"))}
    if means.pos == "NOUN":
        out -= {t.i for t in below(parse, means, "conj")}
    condition = side_of(parse, means, out)
    if condition is not None and prevented.words and not set(condition.words) & set(prevented.words):
        yield Found("prevents", cue, condition, prevented)


def _prevented(parse: Parse, verb: Token, triggers: Collection[int]) -> Side | None:
    """What does not come about: "a raid", "rebels from raiding the port"."""
    words = load_condition_words()
    objects = below(parse, verb, "dobj", "nsubjpass")
    acts = [
        (p, o) for p in below(parse, verb, "prep") if p.text.lower() == "from" for o in below(parse, p, "pcomp")
        if p.i > verb.i
    ]  # fmt: skip
    if not acts:
        acts = [
            (p, o) for t in objects for p in below(parse, t, "prep") if p.text.lower() == "from"
            for o in below(parse, p, "pcomp")
        ]  # fmt: skip
    if acts and any(t.dep == "nsubjpass" for t in objects):
        return side_of(parse, acts[0][1])
    if acts and objects:
        return (
            side_of(parse, objects[0], ())
            if acts[0][0].head == objects[0].i
            else joined_sides(parse, objects[0], acts[0][0])
        )
    ruled_out = verb.lemma.lower() == "rule" and below(parse, verb, "prt")
    if verb.lemma.lower() not in words["preventing"] and not ruled_out:
        return None
    found = objects if verb.lemma == "stop" else [*objects, *below(parse, verb, "ccomp", "xcomp")]  # "stop firing"
    for target in found:
        if is_eventive(parse, target, triggers) and (target.pos != "VERB" or target.tag == "VBG"):
            late = [
                t
                for t in below(parse, verb, "prep", "npadvmod")
                if t.i > target.i and t.text.lower() not in ("by", "from")
            ]
            return joined_sides(parse, target, *late)
    return None


def _means(parse: Parse, verb: Token) -> Token | None:
    """What is done to prevent something: the verb that the purpose hangs on, or the noun, where that is an act."""
    node = parse.tokens[verb.head]
    if verb.dep == "xcomp":  # "is expected to avert", "may help to avert"
        return logical_subject(parse, verb)
    vague = load_condition_words()["vague"]
    if verb.dep == "advcl" and node.pos == "VERB":
        return None if node.lemma.lower() in vague else node
    if verb.dep in ("acl", "relcl", "advcl") and node.pos in ("NOUN", "PROPN"):
        governor = parse.tokens[node.head]
        while governor.dep == "conj" and governor.pos == "NOUN":
            governor = parse.tokens[governor.head]
        if node.dep in ("dobj", "conj") and governor.pos == "VERB" and governor.lemma.lower() not in vague:
            return governor
        return None if node.lemma.lower() in vague else node
    return None
