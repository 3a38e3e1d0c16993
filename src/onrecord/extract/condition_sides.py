"""The two sides of a condition as words: what a clause holds, what governs it, whether it is negated or an event."""

from __future__ import annotations

from collections.abc import Collection
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
EMPTY = frozenset({"CCONJ", "ADP", "PUNCT", "X", "SYM", "INTJ", "PART"})
DEMONSTRATIVE = frozenset({"this", "that", "it", "which"})


class Side(NamedTuple):
    """One side: the numbers of its words, in order, and of the word that governs them."""

    words: tuple[int, ...]
    head: int


class Found(NamedTuple):
    """A condition as words. `cue`: its first and last word; `unreal`: told as what did not come about."""

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


def joined_sides(parse: Parse, head: Token, *others: Token) -> Side | None:
    """What hangs on a word, and on some others."""
    words = {i for t in (head, *others) for i in (side_of(parse, t) or Side((), t.i)).words}
    return Side(tuple(sorted(words)), head.i)


def to_comma(parse: Parse, side: Side, node: Token) -> Side:
    """A clause before its main clause, with what stands from its end to the comma: the parser may hang it elsewhere."""
    if side.words[-1] >= node.i:
        return side
    subjects = [parse.tokens[t.left].i for t in below(parse, node, *SUBJECTS) if t.i > side.head]
    limit = min(subjects, default=node.i)
    comma = next((i for i in range(side.words[-1] + 1, limit) if parse.tokens[i].pos == "PUNCT"), None)
    rest = parse.tokens[side.words[-1] + 1 : comma] if comma is not None else ()
    if comma is None or any(t.dep in SUBJECTS and t.head >= comma for t in rest):
        return side
    return Side((*side.words, *range(side.words[-1] + 1, comma)), side.head)


def to_end(parse: Parse, side: Side, node: Token) -> Side:
    """A clause after its main clause, with what stands from its end to the next mark and opens no clause of its own."""
    end = parse.sentence_tokens[node.sentence][1]
    if side.head < node.i:
        return side
    last = side.words[-1]
    stop = next((i for i in range(last + 1, end) if parse.tokens[i].pos == "PUNCT"), end)
    rest = parse.tokens[last + 1 : stop]
    if any(t.dep in (*SUBJECTS, "ROOT", "cc", "mark", "expl") or t.i == node.i for t in rest):
        return side
    return Side((*side.words, *(t.i for t in rest)), side.head)


def to_then(parse: Parse, side: Side, node: Token | None) -> tuple[Side, Side | None]:
    """A clause cut before a "then" that opens its main clause, and that main clause, where the parser joins the two."""
    cut = next(
        (i for i in side.words if parse.tokens[i].text.lower() == "then" and parse.tokens[i - 1].text == ","), None
    )
    if cut is None or side.head >= cut:
        return side, None
    end = parse.sentence_tokens[parse.tokens[cut].sentence][1]
    later = tuple(range(cut, end)) if node is None else tuple(i for i in side.words if i >= cut)
    verb = next((i for i in later if parse.tokens[i].pos in ("VERB", "AUX")), cut)
    return Side(tuple(i for i in side.words if i < cut), side.head), Side(later, verb)


def from_cue(parse: Parse, side: Side, cue: int) -> Side:
    """A clause with the words between its cue and itself, where no mark stands between."""
    between = range(cue + 1, side.words[0])
    if any(parse.tokens[i].pos == "PUNCT" for i in between):
        return side
    return Side((*between, *side.words), side.head)


def helpers_of(parse: Parse, verb: Token) -> set[str]:
    """The auxiliaries of a verb in small letters, itself too where it is one."""
    own = {verb.text.lower()} if verb.tag == "MD" else set()
    return own | {t.text.lower() for t in below(parse, verb, "aux", "auxpass")}


def is_modal(parse: Parse, verb: Token) -> bool:
    """Whether a verb stands under "will", "would", "must" and the like, or under a verb that does."""
    node = verb
    if verb.text.lower() == "going" and below(parse, verb, "xcomp"):
        return True
    if any(t.lemma.lower() in ("likely", "unlikely", "bound") for t in below(parse, verb, "acomp")):
        return True
    for _ in range(5):
        if helpers_of(parse, node) & MODALS or (node.i != verb.i and node.lemma == "go" and node.tag == "VBG"):
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
    refusing = ("refuse", "decline", "unable", "unwilling", "fail")
    if head.lemma.lower() in refusing and head.pos == "VERB":
        return True
    above = parse.tokens[head.head]
    return head.dep in ("xcomp", "acomp") and (
        above.lemma.lower() in refusing or any(t.dep == "neg" for t in below(parse, above))
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
    inner = below(parse, head, "conj")
    if head.lemma.lower() in load_condition_words()["parts"]:  # "a new round of talks"
        inner += [
            o for p in below(parse, head, "prep") if p.text.lower() == "of" for o in below(parse, p, "pobj", "pcomp")
        ]
    return any(is_eventive(parse, t, triggers) for t in inner)


def logical_subject(parse: Parse, verb: Token) -> Token | None:
    """The subject of a verb; that of the noun a relative clause hangs on; that of the verb it is joined to."""
    found = below(parse, verb, *SUBJECTS, "csubjpass")
    if found:
        if found[0].text.lower() in ("that", "which", "who") and verb.dep == "relcl":
            return parse.tokens[verb.head]
        return found[0]
    if verb.dep in ("conj", "xcomp") and verb.head != verb.i:
        return logical_subject(parse, parse.tokens[verb.head])
    return None


def main_clause(parse: Parse, clause: Token) -> Token | None:
    """The word that governs the clause on which a condition bears: that which is said, where a verb of saying does."""
    if clause.head == clause.i:
        return None
    above = parse.tokens[clause.head]
    if clause.dep == "conj" and below(parse, clause, "mark") and below(parse, above, "mark"):
        return main_clause(parse, above)  # "if wages fall, or if prices rise"
    node = governor_of(parse, clause)
    return None if node is None or node.pos in EMPTY else _said(parse, node, clause)


def governor_of(parse: Parse, anchor: Token) -> Token | None:
    """The word that governs the clause in which a phrase or another clause stands; a past relative clause is none."""
    if anchor.head == anchor.i:
        return None
    node = parse.tokens[anchor.head]
    while node.head != node.i and (
        (node.pos not in ("VERB", "AUX") and node.dep not in CLAUSAL)
        or node.pos in EMPTY
        or (node.dep in ("relcl", "acl") and _is_aside_of(parse, node))
    ):
        node = parse.tokens[node.head]
    return node


def _is_aside_of(parse: Parse, verb: Token) -> bool:
    """Whether a verb tells of what is, where the clause around it tells of what may come: "the men it has, if …"."""
    if is_modal(parse, verb) or not below(parse, verb, *SUBJECTS):
        return False
    above = parse.tokens[verb.head]
    while above.pos not in ("VERB", "AUX") and above.head != above.i:
        above = parse.tokens[above.head]
    return is_modal(parse, above)


def _said(parse: Parse, node: Token, clause: Token) -> Token:
    """Go from a verb of saying or of intent to what is said or meant."""
    words = load_condition_words()
    for _ in range(3):
        speaks = attitude_of(node.lemma.lower()) is not None
        said = [t for t in below(parse, node, "ccomp") if t.i != clause.i and below(parse, t, *SUBJECTS)]
        ahead = speaks and said and clause.i > said[-1].i and is_modal(parse, said[-1])
        if (is_modal(parse, node) and not ahead) or (node.tag == "VB" and not below(parse, node, *SUBJECTS, "aux")):
            break  # "he will say", and "ask him": that itself is what follows
        meant = [t for t in below(parse, node, "xcomp") if t.i < clause.i]
        if speaks and said:
            node = said[-1]
        elif node.dep == "parataxis" and speaks and clause.i < node.i:
            node = parse.tokens[node.head]
        elif meant and node.lemma.lower() in words["committing"]:
            node = meant[-1]
        else:
            break
    for _ in range(3):  # "is going to end", "is ready to leave"
        above = parse.tokens[node.head]
        known = above.lemma.lower() in words["committing"] or attitude_of(above.lemma.lower()) is not None
        if node.dep not in ("xcomp", "acomp") or above.pos not in ("VERB", "AUX", "ADJ") or known:
            break
        node = above
    return node


def outcome_side(parse: Parse, node: Token, clause: Token, cue: Collection[int]) -> Side | None:
    """A main clause without the condition that hangs on it, its conjunction, and clauses that only join on to it."""
    out = {clause.i, *cue}
    for token in below(parse, node):
        joins = token.dep == "mark" or (token.dep in ("cc", "preconj") and token.i < node.i)
        asks = token.tag == "WRB" and node.dep in ("relcl", "advcl") and token.i < node.i
        goes_on = token.dep in ("conj", "cc") and token.i > clause.i > node.i
        links = token.dep == "advmod" and token.i == token.left == token.right and _has_comma(parse, token, node)
        other = token.dep == "advcl" and any(t.text.lower() in ("if", "unless") for t in below(parse, token, "mark"))
        apart = token.right < node.i and parse.tokens[token.right + 1].text in (":", ";")
        if apart or other or links or joins or asks or goes_on or _is_aside(parse, token):
            out.add(token.i)
    return side_of(parse, node, out)


def _has_comma(parse: Parse, adverb: Token, node: Token) -> bool:
    """Whether an adverb before its verb has a comma after it: "However, the plan …"."""
    return adverb.i < node.i and parse.tokens[adverb.i + 1].text == ","


def _is_aside(parse: Parse, saying: Token) -> bool:
    """Whether a word is a verb of saying in the middle or at the end: ", he said,"."""
    if saying.dep not in ("parataxis", "ccomp") or attitude_of(saying.lemma.lower()) is None:
        return False
    return saying.dep == "parataxis" or not below(parse, saying, "ccomp", "mark", "dobj")


def word_at(parse: Parse, i: int, sentence: int) -> str:
    """The word of a number in small letters, where it stands in the sentence."""
    inside = 0 <= i < len(parse.tokens) and parse.tokens[i].sentence == sentence
    return parse.tokens[i].text.lower() if inside else ""


def build_found(
    parse: Parse, relation: Relation, cue: tuple[int, int], clause: Token, node: Token | None, unreal: bool = False
) -> Found | None:
    """A condition from its clause and the word that governs its outcome."""
    taken = range(cue[0], cue[1] + 1)
    others = [t.i for t in below(parse, clause, "conj") if any(m.text.lower() == "if" for m in below(parse, t, "mark"))]
    condition = side_of(parse, clause, (*taken, *others), cue[1] + 1)
    if condition is None or clause.i <= cue[1]:
        return None
    condition, later = to_then(parse, condition, node)
    if later is not None:
        return Found(relation, cue, condition, later, unreal)
    if node is None:
        last = parse.tokens[parse.sentence_tokens[clause.sentence][1] - 1]
        return None if last.text == "?" else Found(relation, cue, condition, None, unreal)
    condition = from_cue(parse, to_end(parse, to_comma(parse, condition, node), node), cue[1])
    outcome = outcome_side(parse, node, clause, (*taken, *condition.words))
    if outcome is not None and is_modal(parse, node):
        condition, outcome = _with_subject(parse, condition, outcome, node)
    return Found(relation, cue, condition, outcome, unreal)


def _with_subject(parse: Parse, condition: Side, outcome: Side, node: Token) -> tuple[Side, Side]:
    """Both sides, where the parser gave the main clause's subject to the condition: "if …, the men | would go"."""
    if node.dep not in ("ROOT", "ccomp") or below(parse, node, *SUBJECTS, "expl") or condition.words[-1] > node.i:
        return condition, outcome
    commas = [i for i in condition.words if parse.tokens[i].text == "," and i > condition.head]
    if not commas or condition.words[-1] + 1 != outcome.words[0]:
        return condition, outcome
    moved = tuple(i for i in condition.words if i > commas[0])
    kept = tuple(i for i in condition.words if i < commas[0])
    return Side(kept, condition.head), Side((*moved, *outcome.words), outcome.head)
