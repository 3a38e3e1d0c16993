"""Conditions that a clause states: "if", "unless", "as long as", "provided that", "had he known"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.condition_sides import (
    Found,
    Side,
    below,
    build_found,
    helpers_of,
    is_modal,
    is_past,
    main_clause,
    outcome_side,
    side_of,
    word_at,
)
from onrecord.extract.reported import SUBJECTS
from onrecord.language import Parse, Token
from onrecord.lexicon.condition_words import load_condition_words
from onrecord.record import Relation

INVERTING = frozenset({"should", "had", "were"})
IF_LIKE = frozenset({"assuming", "supposing", "suppose"})
REDUCED = frozenset({"", "only", "any", "so", "not", "ever", "possible", "necessary"})  # after "if": no clause
FINITE = frozenset({"VBZ", "VBD", "MD"})
ANYBODY = frozenset({"anything", "anyone", "anybody"})
OPENING = frozenset({"advcl", "ccomp", "csubj"})
NAMING = frozenset({"anonymity", "anonymous", "name", "identify", "identity", "quote", "attribute"})


def find_clause(parse: Parse, token: Token) -> Iterator[Found]:
    """The conditions of which a conjunction, an inverted helper or a noun is the cue, or its last word."""
    word = token.text.lower()
    if word == "if":
        yield from _if(parse, token)
    elif word == "unless":
        yield from _marked(parse, token, "unless", (token.i, token.i))
    elif word == "as":
        yield from _as_long_as(parse, token)
    elif word in ("provided", "providing", *IF_LIKE):
        yield from _participle(parse, token)
    elif word in ("condition", "event", "case"):
        yield from _noun(parse, token)
    elif word in INVERTING:
        yield from _inverted(parse, token)


def _marked(parse: Parse, mark: Token, relation: Relation, cue: tuple[int, int]) -> Iterator[Found]:
    """A clause that a conjunction opens."""
    clause = parse.tokens[mark.head]
    if mark.dep not in ("mark", "advmod", "prep", "cc") or clause.i < mark.i:
        return
    if clause.pos not in ("VERB", "AUX") and not below(parse, clause, "nsubj", "cop"):
        return
    found = build_found(parse, relation, cue, clause, main_clause(parse, clause))
    if found is not None:
        yield found


def _if(parse: Parse, token: Token) -> Iterator[Found]:
    before, after = (word_at(parse, token.i + step, token.sentence) for step in (-1, 1))
    if before in ("even", "as", "what", "though", "than") or (before == "or" and _is_asked(parse, token)):
        return
    if after in REDUCED or (
        after in ANYBODY and parse.tokens[min(token.i + 2, len(parse.tokens) - 1)].tag not in FINITE
    ):
        return
    clause = parse.tokens[token.head]
    elected = parse.tokens[token.i + 1].tag == "VBN"  # "if elected", "if elected president"
    if clause.i < token.i or not (elected or clause.pos in ("VERB", "AUX")):
        return
    subject = below(parse, clause, *SUBJECTS, "expl")
    if not subject and not elected and clause.tag != "VBG":
        return
    if subject and _is_remark(parse, clause, subject[0]):
        return
    only = before == "only"
    if not only and _asks_whether(parse, token, clause):
        return
    node = main_clause(parse, clause)
    if node is not None and _concedes(parse, clause, node):
        return
    found = build_found(parse, "requires" if only else "if", (token.i - only, token.i), clause, node)
    if found is not None:
        yield found


def _is_asked(parse: Parse, token: Token) -> bool:
    """Whether a sentence ends as a question: "is it luck, or if it is skill?"."""
    return parse.sentence_words(token.sentence)[-1].text == "?"


def _is_remark(parse: Parse, clause: Token, subject: Token) -> bool:
    """Whether a clause only excuses how something is put: "if you ask me", "if I may", "if memory serves"."""
    if subject.text.lower() == "memory":
        return True
    if subject.text.lower() not in ("i", "you", "we") or is_past(parse, clause):
        return False
    rest = [t for t in below(parse, clause) if t.dep not in ("mark", "punct", "neg", "aux", "advmod", *SUBJECTS)]
    short = len(rest) <= 1 and not any(t.dep in ("xcomp", "ccomp") for t in rest)
    known = clause.lemma.lower() in load_condition_words()["opinions"]
    return (short and known) or (bool(helpers_of(parse, clause) & {"may", "might"}) and clause.dep != "advcl")


def _asks_whether(parse: Parse, token: Token, clause: Token) -> bool:
    """Whether "if" stands for "whether"."""
    doubting = load_condition_words()["doubting"]
    before = parse.tokens[token.i - 1] if token.i else token
    if before.lemma.lower() in doubting and before.pos in ("VERB", "ADJ") and before.lemma.lower() != "say":
        return True  # "asked if", "unclear if", whatever the parser makes of it
    if clause.head == clause.i or clause.head > token.i:
        return False
    above = parse.tokens[clause.head]
    near = [above, *below(parse, above, "acomp", "attr", "dobj", "xcomp")]
    if clause.dep in ("ccomp", "csubj", "pcomp"):
        return any(t.lemma.lower() in doubting for t in near) or above.pos in ("ADJ", "ADP", "NOUN")
    asking = [t for t in near if t.lemma.lower() in doubting and t.i < token.i]
    # "Asked the men if they slept": no comma, and nothing but an object between.
    between = [t for t in parse.tokens[asking[-1].i + 1 : token.i] if t.pos not in ("ADV", "PART")] if asking else []
    return (
        bool(asking)
        and len(between) <= 3
        and all(t.pos in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP") for t in between)
    )


def _concedes(parse: Parse, clause: Token, node: Token) -> bool:
    """Whether both clauses tell of what was ("if he was afraid, he did not show it"), but for reported speech."""
    past = is_past(parse, clause) and is_past(parse, node)
    return past and node.dep not in ("ccomp", "xcomp", "pcomp", "acl")


def _as_long_as(parse: Parse, token: Token) -> Iterator[Found]:
    if word_at(parse, token.i - 1, token.sentence) != "long":
        return
    if word_at(parse, token.i - 2, token.sentence) not in ("as", "so"):
        return
    for found in _marked(parse, token, "provided", (token.i - 2, token.i)):
        verb = parse.tokens[found.condition.head]
        if len(found.condition.words) <= 2 and verb.lemma.lower() in load_condition_words()["opinions"]:
            continue  # "as long as they like"
        sides = [found.condition, *([found.outcome] if found.outcome is not None else [])]
        perfect = [bool(helpers_of(parse, parse.tokens[s.head]) & {"has", "have"}) for s in sides]
        if not all(perfect):  # "as long as there have been kings, there have been wars"
            yield found


def _participle(parse: Parse, token: Token) -> Iterator[Found]:
    """A participle with a clause of its own: "provided that", "assuming that"."""
    relation: Relation = "provided" if token.text.lower().startswith("provid") else "if"
    if token.dep == "mark":
        yield from _marked(parse, token, relation, (token.i, token.i))
        return
    clauses = [t for t in below(parse, token, "ccomp", "pcomp") if t.i > token.i and below(parse, t, *SUBJECTS)]
    if not clauses and token.dep in ("prep", "acl", "mark", "advcl"):
        clauses = _next_clause(parse, token)
    free = token.dep in ("prep", "advcl", "ROOT", "acl", "conj") and not below(
        parse, token, *SUBJECTS, "aux", "auxpass"
    )
    if not clauses or not free or token.lemma == "lest":
        return
    if token.dep == "ROOT" and token.text.lower() != "suppose":
        return
    clause = clauses[0]
    that = [t for t in below(parse, clause, "mark") if t.text.lower() == "that" and t.i == token.i + 1]
    cue = (token.i, that[0].i if that else token.i)
    condition = side_of(parse, clause, (), cue[1] + 1)
    node = main_clause(parse, token)
    outcome = outcome_side(parse, node, token, range(cue[0], cue[1] + 1)) if node is not None else None
    if condition is not None:
        yield Found(relation, cue, condition, outcome)


def _noun(parse: Parse, token: Token) -> Iterator[Found]:
    """A noun between its prepositions: "on condition that", "in the event of", "in case"."""
    word, sentence = token.text.lower(), token.sentence
    article = word_at(parse, token.i - 1, sentence) in ("the", "one", "any")
    first = token.i - 1 - article
    opening = word_at(parse, first, sentence)
    if opening != ("on" if word == "condition" else "in") or (word == "case" and article):
        return
    after = word_at(parse, token.i + 1, sentence)
    phrase = parse.tokens[first]
    if word == "event" and after == "of":
        objects = below(parse, parse.tokens[token.i + 1], "pobj", "pcomp")
        condition = side_of(parse, objects[0]) if objects else None
        cue = (first, token.i + 1)
    else:
        clauses = [
            t for t in (*below(parse, token, "acl", "relcl", "ccomp"), *below(parse, phrase, "pcomp", "ccomp"))
            if t.i > token.i
        ]  # fmt: skip
        clauses = [t for t in clauses if below(parse, t, *SUBJECTS)] or _next_clause(parse, token)
        if not clauses:
            return
        cue = (first, token.i + (after == "that"))
        condition = side_of(parse, clauses[0], range(first, cue[1] + 1), cue[1] + 1)
        if condition is not None and any(parse.tokens[i].lemma.lower() in NAMING for i in condition.words):
            return
    if condition is None:
        return
    node = main_clause(parse, phrase)
    taken = (*range(cue[0], cue[1] + 1), *condition.words)
    outcome = outcome_side(parse, node, phrase, taken) if node is not None else None
    yield Found("provided" if word == "condition" else "if", cue, condition, outcome)


def _next_clause(parse: Parse, token: Token) -> list[Token]:
    """The clause whose subject follows a word, wherever the parser hangs it."""
    follows = token.i + 1
    subjects = (t for t in parse.sentence_words(token.sentence) if t.dep in SUBJECTS and t.i > token.i)
    verbs = [parse.tokens[t.head] for t in subjects if t.left == follows and t.head > t.i]
    return [parse.tokens[v.head] if v.dep in ("aux", "auxpass") else v for v in verbs][:1]


def _inverted(parse: Parse, token: Token) -> Iterator[Found]:
    """A helper before its subject opens the clause: "should talks fail", "had he known", "were the court to agree"."""
    word = token.text.lower()
    first, end = parse.sentence_tokens[token.sentence]
    before = word_at(parse, token.i - 1, token.sentence)
    if parse.tokens[end - 1].text == "?" or (
        token.i > first and (before.isalpha() and before not in ("and", "but", "that"))
    ):
        return
    clause = parse.tokens[token.head] if token.dep in ("aux", "auxpass") else token
    subject = [t for t in below(parse, clause, *SUBJECTS) if t.i > token.i]
    if not subject or clause.dep not in (*OPENING, "ROOT") or parse.tokens[subject[0].left].i != token.i + 1:
        return
    if word == "had" and not (token.dep == "aux" and clause.tag == "VBN"):
        return
    if word == "were" and not any(t.text.lower() == "to" for t in parse.tokens_in(*parse.subtree(clause.i))):
        return
    node = main_clause(parse, clause)
    if clause.dep == "ROOT":  # the parser may hang the main clause on the condition
        later = (t for t in below(parse, clause, "ccomp", "conj", "parataxis") if t.i > clause.i and is_modal(parse, t))
        node = next((t for t in later if below(parse, t, *SUBJECTS)), None)
    if node is None or not (is_modal(parse, node) or word == "should"):
        return
    out = {node.i} | ({token.i} if clause.i != token.i else set())
    condition = side_of(parse, clause, out, token.i + 1)
    if condition is not None:
        head = condition.head if condition.head in condition.words else subject[0].i
        outcome = outcome_side(parse, node, clause, (token.i,))
        yield Found("if", (token.i, token.i), Side(condition.words, head), outcome, word == "had")
