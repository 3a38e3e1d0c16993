"""Reported speech by rule, over the parse: a verb of saying with its subject and what it governs.

The tagger reads one layer of attribution, as its training data have it. This finds what is told inside of what is told
("X said that Y had warned …"), and serves alone where the tagger is switched off.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.extract.draft import Draft, Offsets
from onrecord.language import Parse, Token
from onrecord.lexicon.cues import TELLING, attitude_of, is_speech

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# Who "I" and "we" are is the outer speaker, and a relative pronoun names nobody: neither opens a statement of its own.
NO_SOURCE = frozenset({"i", "we", "you", "who", "which", "that", "it", "one", "there", "what"})
# Verbs whose prepositional object is what is said: "call for", "warn of".
GOVERNED = {
    "call": ("for",),
    "warn": ("of", "against", "about"),
    "appeal": ("for",),
    "plead": ("for",),
    "press": ("for",),
}
OBJECT_VERBS = frozenset(
    {"demand", "urge", "propose", "reject", "condemn", "announce", "pledge", "promise", "recommend"}
)
# Verbs that govern what is asked, offered or promised as an infinitive: "offered to host the talks", "told her to go".
INFINITIVE_VERBS = frozenset(
    {"agree", "ask", "beg", "call", "instruct", "offer", "order", "pledge", "promise", "propose", "refuse", "swear",
     "tell", "threaten", "urge", "vow", "warn"}
)  # fmt: skip
AUXILIARY = ("aux", "auxpass", "neg", "prt")


def find_reported(parse: Parse, start: int, end: int) -> Iterator[Draft]:
    """Drafts of what is told by a verb of saying between two offsets, its subject and content among them."""
    for verb in parse.tokens_in(start, end):
        if verb.pos == "NOUN":
            named = _by_noun(parse, verb)
            if named is not None and start <= min(named.content[0][0], named.source[0]) and named.content[-1][1] <= end:
                yield Draft(named.cue, named.content, named.source, 0.5, "reported")
        if verb.pos != "VERB" or not is_speech(verb.lemma):
            continue
        subject = subject_of(parse, verb)
        if subject is None or subject.lemma.lower() in NO_SOURCE or subject.text.lower() in NO_SOURCE:
            continue
        if subject.dep == "nsubjpass" and verb.lemma in TELLING:
            continue  # "employees were told": not they have said it
        found = _content(parse, verb)
        if found is None:
            continue
        cue_end, content = found
        source = parse.subtree(subject.i)
        cue = (_cue_start(parse, verb), cue_end)
        spans = (source, cue, content)
        if all(start <= a and b <= end for a, b in spans) and not _clash(source, content) and not _clash(cue, content):
            yield Draft(cue, (content,), source, 0.5, "reported")


def subject_of(parse: Parse, verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verbs that govern it."""
    node = verb
    for _ in range(4):  # "was expected to say", "declined to say": the subject stands at the governing verb
        for i in parse.children[node.i]:
            if parse.tokens[i].dep in SUBJECTS:
                return parse.tokens[i]
        if node.dep not in ("xcomp", "conj", "acomp") or node.head == node.i:  # acomp: "are likely to call for"
            return None
        node = parse.tokens[node.head]
    return None


def _content(parse: Parse, verb: Token) -> tuple[int, Offsets] | None:
    """The end of the cue, and the offsets of what is said."""
    for i in parse.children[verb.i]:
        child = parse.tokens[i]
        if child.dep == "ccomp" and _has_subject(parse, child):
            return verb.end, _without_that(parse, child)
        if child.dep == "prep" and child.lemma in GOVERNED.get(verb.lemma, ()):
            objects = [parse.tokens[k] for k in parse.children[i] if parse.tokens[k].dep in ("pobj", "pcomp")]
            if objects:
                return child.end, parse.subtree(objects[0].i)
        if child.dep == "xcomp" and verb.lemma in INFINITIVE_VERBS and _is_infinitive(parse, child):
            return verb.end, parse.subtree(i)
        if child.dep == "dobj" and verb.lemma in OBJECT_VERBS and child.pos in ("NOUN", "PROPN"):
            return verb.end, parse.subtree(child.i)
    return None


class _Named(NamedTuple):
    cue: Offsets
    content: tuple[Offsets, ...]
    source: Offsets


def _by_noun(parse: Parse, noun: Token) -> _Named | None:
    """A noun of saying or thinking with whose it is and what is said: "his mother's belief that borders last"."""
    if attitude_of(noun.lemma) is None:
        return None
    source = content = None
    for i in parse.children[noun.i]:
        child = parse.tokens[i]
        if child.dep == "poss" or (child.dep in ("prep", "agent") and child.lemma in ("by", "from") and source is None):
            holder = child if child.dep == "poss" else _object(parse, child)
            source = _without_possessive(parse, holder) if holder is not None else None
        elif child.dep in ("acl", "ccomp", "relcl") and child.i > noun.i:
            first = parse.tokens[child.left]
            if (first.lemma == "that" and first.dep in ("mark", "IN") and _has_subject(parse, child)) or (
                first.i < child.i and _is_infinitive(parse, child)
            ):
                content = _without_that(parse, child)
    if source is None or content is None or source[0] >= content[0]:
        return None
    if all(t.pos == "PRON" for t in parse.tokens_in(*source)):
        return None
    return _Named((noun.start, noun.end), (content,), source)


def _object(parse: Parse, preposition: Token) -> Token | None:
    return next((parse.tokens[i] for i in parse.children[preposition.i] if parse.tokens[i].dep == "pobj"), None)


def _without_possessive(parse: Parse, holder: Token) -> Offsets:
    """A holder's words without its 's and what follows it."""
    first = parse.tokens[holder.left]
    return first.start, holder.end


def _is_infinitive(parse: Parse, verb: Token) -> bool:
    return any(parse.tokens[i].tag == "TO" for i in parse.children[verb.i])


def _has_subject(parse: Parse, verb: Token) -> bool:
    return any(parse.tokens[i].dep in (*SUBJECTS, "expl") for i in parse.children[verb.i])


def _without_that(parse: Parse, clause: Token) -> Offsets:
    start, end = parse.subtree(clause.i)
    first = parse.tokens[clause.left]
    if first.dep == "mark" and first.lemma == "that":
        start = parse.tokens[clause.left + 1].start
    return start, end


def _cue_start(parse: Parse, verb: Token) -> int:
    """The verb with the auxiliaries and governing verbs before it: "is expected to say"."""
    node, first = verb, verb.i
    while True:
        own = [i for i in parse.children[node.i] if parse.tokens[i].dep in AUXILIARY and i < node.i]
        first = min([first, *own])
        if node.dep != "xcomp" or not 0 < node.i - node.head <= 5:
            return parse.tokens[first].start
        node = parse.tokens[node.head]
        first = min(first, node.i)


def _clash(a: Offsets, b: Offsets) -> bool:
    return a[0] < b[1] and b[0] < a[1]
