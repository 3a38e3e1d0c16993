"""The two sides of a condition as words: what a clause holds, what governs it, whether it is negated or an event."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from onrecord.extract.reported import SUBJECTS
from onrecord.language import Parse, Token
from onrecord.lexicon.condition_words import load_condition_words, names_event
from onrecord.lexicon.cues import attitude_of
from onrecord.record import Relation

MODALS = frozenset(
    {"will", "would", "shall", "can", "could", "may", "might", "must", "should", "'ll", "’ll", "wo", "ca"}
)
NEGATIVE = frozenset(
    {"no", "not", "n't", "n’t", "never", "nothing", "nobody", "none", "neither", "nor", "hardly", "impossible"}
)
CLAUSAL = frozenset(
    {"ROOT", "advcl", "ccomp", "xcomp", "relcl", "acl", "pcomp", "conj", "parataxis", "csubj", "csubjpass"}
)
DEMONSTRATIVE = frozenset({"this", "that", "it", "which"})


class Side(NamedTuple):
    """One side: the numbers of its words, in order, and of the word that governs them."""

    words: tuple[int, ...]
    head: int


class Found(NamedTuple):
    """A condition as words. `cue`: its first and last word; `main`: the word whose helpers tell whether it is denied."""

    relation: Relation
    cue: tuple[int, int]
    condition: Side
    outcome: Side | None
    unreal: bool = False


def below(parse: Parse, token: Token, *labels: str) -> list[Token]:
    """The words right under one, of some labels or of all."""
    return [parse.tokens[i] for i in parse.children[token.i] if not labels or parse.tokens[i].dep in labels]


def side_of(parse: Parse, head: Token, without: Collection[int] = (), first: int = 0) -> Side | None:
    """All that hangs on a word from word number `first` on, but for some words and what hangs on them."""
    found: list[int] = []
    stack = [head.i]
    while stack:
        i = stack.pop()
        if i in without:
            continue
        found.append(i)
        stack.extend(parse.children[i])
    words = tuple(sorted(i for i in found if i >= first))
    return Side(words, head.i) if words else None


def helpers_of(parse: Parse, verb: Token) -> set[str]:
    """The auxiliaries of a verb in small letters, itself too where it is one."""
    own = {verb.text.lower()} if verb.tag == "MD" else set()
    return own | {t.text.lower() for t in below(parse, verb, "aux", "auxpass")}


def is_modal(parse: Parse, verb: Token) -> bool:
    """Whether a verb stands under "will", "would", "must" and the like, or under a verb that does."""
    node = verb
    for _ in range(3):
        if helpers_of(parse, node) & MODALS:
            return True
        if node.dep not in ("xcomp", "conj", "acomp", "attr") or node.head == node.i:
            return False
        node = parse.tokens[node.head]
    return False


def is_negated(parse: Parse, head: Token, side: Side | None = None) -> bool:
    """Whether a clause or noun phrase is denied: "will not", "no talks", "refuses to"."""
    for token in (head, *below(parse, head)):
        inside = side is None or token.i in side.words
        if inside and (token.dep == "neg" or token.text.lower() in NEGATIVE):
            return True
        if inside and token.dep in (*SUBJECTS, "dobj", "attr") and any(
            t.text.lower() in NEGATIVE for t in below(parse, token, "det", "neg", "advmod", "preconj")
        ):  # fmt: skip
            return True
    above = parse.tokens[head.head]
    return head.dep in ("xcomp", "acomp") and (
        above.lemma.lower() in ("refuse", "decline", "unable", "unwilling", "fail")
        or any(t.dep == "neg" for t in below(parse, above))
    )


def is_past(parse: Parse, verb: Token) -> bool:
    """Whether a verb group is in the simple past or the past perfect, with no modal."""
    forms = (verb, *below(parse, verb, "aux", "auxpass"))
    return any(t.tag == "VBD" for t in forms) and not is_modal(parse, verb)


def is_eventive(parse: Parse, head: Token, triggers: Collection[int]) -> bool:
    """Whether what a word governs is an act or an event: a clause, a gerund, a noun that names one."""
    if head.pos in ("VERB", "AUX") and head.tag != "NNP":
        return True
    if head.i in triggers or head.tag == "VBG":
        return True
    if head.pos == "NOUN" and names_event(head.lemma.lower()):
        return True
    return any(names_event(t.lemma.lower()) and t.pos == "NOUN" for t in below(parse, head, "conj"))


def subject_side(parse: Parse, verb: Token) -> Token | None:
    """The subject of a verb; that of the noun a relative clause hangs on; that of the verb it is joined to."""
    found = below(parse, verb, *SUBJECTS, "csubjpass")
    if found:
        if found[0].text.lower() in ("that", "which", "who") and verb.dep == "relcl":
            return parse.tokens[verb.head]
        return found[0]
    if verb.dep in ("conj", "xcomp") and verb.head != verb.i:
        return subject_side(parse, parse.tokens[verb.head])
    return None


def main_clause(parse: Parse, clause: Token) -> Token | None:
    """The word that governs the clause on which a condition bears: that which is said, where a verb of saying does."""
    if clause.head == clause.i:
        return None
    node = parse.tokens[clause.head]
    while node.pos not in ("VERB", "AUX") and node.dep not in CLAUSAL and node.head != node.i:
        node = parse.tokens[node.head]
    return _said(parse, node, clause)


def _said(parse: Parse, node: Token, clause: Token) -> Token:
    """Go from a verb of saying or of intent to what is said or meant."""
    words = load_condition_words()
    for _ in range(3):
        if is_modal(parse, node):
            break
        speaks = attitude_of(node.lemma.lower()) is not None
        said = [t for t in below(parse, node, "ccomp") if t.i != clause.i and below(parse, t, *SUBJECTS)]
        meant = [t for t in below(parse, node, "xcomp") if t.i < clause.i]
        if speaks and said:
            node = said[-1]
        elif node.dep == "parataxis" and speaks and clause.i < node.i:
            node = parse.tokens[node.head]
        elif meant and node.lemma.lower() in words["committing"]:
            node = meant[-1]
        else:
            break
    return node


def outcome_side(parse: Parse, node: Token, clause: Token, cue: Collection[int]) -> Side | None:
    """A main clause without the condition that hangs on it, its conjunction, and clauses that only join on to it."""
    out = {clause.i, *cue}
    for token in below(parse, node):
        lemma = token.lemma.lower()
        starts = token.i < node.i
        if token.dep == "mark" or (token.dep in ("cc", "preconj") and starts):
            out.add(token.i)
        elif token.dep in ("parataxis", "ccomp") and attitude_of(lemma) is not None and _is_aside(parse, token, node):
            out.add(token.i)
        elif token.dep == "conj" and token.i > clause.i > node.i:
            out.add(token.i)
        elif token.dep == "cc" and token.i > clause.i > node.i:
            out.add(token.i)
    return side_of(parse, node, out)


def _is_aside(parse: Parse, saying: Token, node: Token) -> bool:
    """Whether a verb of saying stands in the middle or at the end: ", he said,"."""
    return saying.dep == "parataxis" or not below(parse, saying, "ccomp", "mark", "dobj")


def climb(parse: Parse, token: Token) -> Iterator[Token]:
    """A word and its heads."""
    yield token
    yield from parse.ancestors(token.i)
