"""Conditions that a clause states: "if", "unless", "until", "as long as", "only when", "had he …", "must … before"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onrecord.extract.condition_sides import (
    CLAUSAL,
    Found,
    Side,
    below,
    helpers_of,
    is_eventive,
    is_modal,
    is_negated,
    is_past,
    main_clause,
    outcome_side,
    side_of,
)
from onrecord.extract.reported import SUBJECTS
from onrecord.language import Parse, Token
from onrecord.lexicon.condition_words import load_condition_words
from onrecord.lexicon.cues import attitude_of
from onrecord.record import Relation

INVERTING = frozenset({"should", "had", "were"})
LASTING = frozenset({"stay", "remain", "keep", "wait", "hold", "continue", "last"})
IF_LIKE = frozenset({"assuming", "supposing", "suppose", "lest"})
OBLIGED = frozenset({"must", "should", "shall"})


def find_clause(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    """The conditions of which a word is the cue, or its last word."""
    word = token.text.lower()
    if word == "if":
        yield from _if(parse, token)
    elif word == "unless":
        yield from _marked(parse, token, "unless", (token.i, token.i))
    elif word in ("until", "till"):
        yield from _until(parse, token, triggers)
    elif word in ("once", "when", "after"):
        yield from _only(parse, token, triggers)
    elif word == "as":
        yield from _as_long_as(parse, token)
    elif word in ("provided", "providing", *IF_LIKE):
        yield from _participle(parse, token)
    elif word in ("condition", "event", "case"):
        yield from _noun(parse, token)
    elif word in INVERTING:
        yield from _inverted(parse, token)
    elif word == "before":
        yield from _before(parse, token, triggers)
    elif word == "without":
        yield from _without(parse, token, triggers)


def _word(parse: Parse, i: int, sentence: int) -> str:
    """The word of a number in small letters, where it stands in the sentence."""
    inside = 0 <= i < len(parse.tokens) and parse.tokens[i].sentence == sentence
    return parse.tokens[i].text.lower() if inside else ""


def _build(
    parse: Parse, relation: Relation, cue: tuple[int, int], clause: Token, node: Token | None, unreal: bool = False
) -> Found | None:
    """A condition from its clause and the word that governs its outcome."""
    condition = side_of(parse, clause, range(cue[0], cue[1] + 1), cue[1] + 1)
    if condition is None or clause.i <= cue[1]:
        return None
    outcome = None
    if node is not None:
        outcome = outcome_side(parse, node, clause, range(cue[0], cue[1] + 1))
    return Found(relation, cue, condition, outcome, unreal)


def _marked(parse: Parse, mark: Token, relation: Relation, cue: tuple[int, int]) -> Iterator[Found]:
    """A clause that a conjunction opens."""
    clause = parse.tokens[mark.head]
    if mark.dep not in ("mark", "advmod", "prep", "cc") or clause.i < mark.i:
        return
    if clause.pos not in ("VERB", "AUX") and not below(parse, clause, "nsubj", "cop"):
        return
    found = _build(parse, relation, cue, clause, main_clause(parse, clause))
    if found is not None:
        yield found


def _if(parse: Parse, token: Token) -> Iterator[Found]:
    before, after = (_word(parse, token.i + step, token.sentence) for step in (-1, 1))
    if before in ("even", "as", "what", "though", "or", "than") and not (before == "or" and token.dep == "mark"):
        return
    if after in ("only", "anything", "any", "so", "not", "ever", "possible", "necessary") or after == "":
        return
    clause = parse.tokens[token.head]
    if clause.i < token.i or clause.tag not in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB", "MD"):
        return
    subject = below(parse, clause, *SUBJECTS)
    if not subject and clause.tag not in ("VBN", "VBG"):
        return
    words = load_condition_words()
    if subject and subject[0].text.lower() in ("i", "you", "we", "memory") and (
        clause.lemma.lower() in words["opinions"] and not is_past(parse, clause) and len(_rest(parse, clause)) <= 2
        or helpers_of(parse, clause) & {"may", "might"} and clause.dep != "advcl"
    ):  # fmt: skip
        return
    if _asks_whether(parse, token, clause):
        return
    node = main_clause(parse, clause)
    if node is not None and _concedes(parse, clause, node):
        return
    only = before == "only"
    found = _build(parse, "requires" if only else "if", (token.i - only, token.i), clause, node)
    if found is not None:
        yield found


def _rest(parse: Parse, clause: Token) -> list[Token]:
    return [t for t in below(parse, clause) if t.dep not in ("mark", "punct", "neg", "aux", "advmod", *SUBJECTS)]


def _asks_whether(parse: Parse, token: Token, clause: Token) -> bool:
    """Whether "if" stands for "whether"."""
    if clause.head == clause.i or clause.head > token.i:
        return False
    doubting = load_condition_words()["doubting"]
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
    """Whether both clauses tell of what was: "if he was afraid, he did not show it"; in reported speech they may not."""
    past = is_past(parse, clause) and is_past(parse, node)
    return past and node.dep not in ("ccomp", "xcomp", "pcomp", "acl")


def _until(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    words = load_condition_words()
    if token.dep == "mark":
        clause = parse.tokens[token.head]
    else:
        objects = below(parse, token, "pobj", "pcomp", "prep")
        if not objects:
            return
        clause = objects[0]
        if clause.dep == "prep":  # "until after the vote"
            inner = below(parse, clause, "pobj", "pcomp")
            clause = inner[0] if inner else clause
        hangs = [t.text.lower() for t in parse.tokens_in(*parse.subtree(clause.i))]
        if not is_eventive(parse, clause, triggers) and clause.entity != "DATE" and not (
            clause.lemma.lower() in ("spring", "summer", "autumn", "winter", "year", "month", "week")
        ):  # fmt: skip
            return
        if clause.entity == "TIME" or (len(hangs) == 1 and hangs[0] in words["moments"]):
            return
    node = _governor(parse, token if token.dep != "mark" else clause)
    if node is None or not _binds(parse, node) or any(t.text.lower() == "from" for t in below(parse, node, "prep")):
        return
    anchor = clause if token.dep == "mark" else token
    node = _through(parse, node, anchor)
    condition = side_of(parse, parse.tokens[token.head] if token.dep == "mark" else token, (token.i,), token.i + 1)
    if token.dep != "mark":
        condition = side_of(parse, below(parse, token, "pobj", "pcomp", "prep")[0], ())
    if condition is not None:
        outcome = outcome_side(parse, node, anchor, (token.i,))
        yield Found("until", (token.i, token.i), condition, outcome)


def _governor(parse: Parse, anchor: Token) -> Token | None:
    """The clause on whose verb a phrase or clause hangs."""
    if anchor.head == anchor.i:
        return None
    node = parse.tokens[anchor.head]
    while node.pos not in ("VERB", "AUX") and node.dep not in CLAUSAL and node.head != node.i:
        node = parse.tokens[node.head]
    return node


def _through(parse: Parse, node: Token, anchor: Token) -> Token:
    return main_clause(parse, anchor) or node


def _binds(parse: Parse, node: Token) -> bool:
    """Whether a verb tells of an act or state to come, that something else ends."""
    words = load_condition_words()
    lemma = node.lemma.lower()
    if is_modal(parse, node) or lemma in words["deferring"]:
        return True
    if is_past(parse, node):
        return False
    if node.tag == "VB":
        above = parse.tokens[node.head]
        steered = above.lemma.lower() in words["committing"] or above.lemma.lower() in words["demanding"]
        return node.dep == "ROOT" or steered or not is_past(parse, above)
    helpers = helpers_of(parse, node)
    if node.tag == "VBN" and helpers & {"has", "have"} or node.tag == "VBG" and not helpers:
        return lemma in LASTING
    return node.pos in ("VERB", "AUX")


def _only(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    """ "Only once", "only when", "only after", and "once" before what is to come."""
    only = _word(parse, token.i - 1, token.sentence) == "only"
    word = token.text.lower()
    if not only and word != "once":
        return
    cue = (token.i - only, token.i)
    if token.dep == "prep":
        objects = below(parse, token, "pobj", "pcomp")
        node = _governor(parse, token)
        if not objects or node is None or not is_modal(parse, node) or not is_eventive(parse, objects[0], triggers):
            return
        condition = side_of(parse, objects[0])
        if condition is not None:
            node = _through(parse, node, token)
            yield Found("requires", cue, condition, outcome_side(parse, node, token, cue))
        return
    clause = parse.tokens[token.head]
    if token.dep not in ("mark", "advmod") or clause.i < token.i or clause.dep not in ("advcl", "ccomp"):
        return
    node = main_clause(parse, clause)
    finite = below(parse, clause, *SUBJECTS) or clause.tag == "VBN"
    if node is None or not finite or not (is_modal(parse, node) or (only and not is_past(parse, node))):
        return
    if below(parse, clause, *SUBJECTS) and is_modal(parse, clause) and not only:
        return
    found = _build(parse, "requires", cue, clause, node)
    if found is not None:
        yield found


def _as_long_as(parse: Parse, token: Token) -> Iterator[Found]:
    if _word(parse, token.i - 1, token.sentence) != "long":
        return
    if _word(parse, token.i - 2, token.sentence) not in ("as", "so"):
        return
    yield from _marked(parse, token, "provided", (token.i - 2, token.i))


def _participle(parse: Parse, token: Token) -> Iterator[Found]:
    """ "Provided that", "assuming that": a participle with a clause of its own."""
    relation: Relation = "provided" if token.text.lower().startswith("provid") else "if"
    if token.dep == "mark":
        yield from _marked(parse, token, relation, (token.i, token.i))
        return
    clauses = [t for t in below(parse, token, "ccomp", "pcomp") if t.i > token.i and below(parse, t, *SUBJECTS)]
    free = token.dep in ("prep", "advcl", "ROOT") and not below(parse, token, *SUBJECTS, "aux", "auxpass")
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
    """ "On condition that", "in the event of", "in case"."""
    word, sentence = token.text.lower(), token.sentence
    article = _word(parse, token.i - 1, sentence) in ("the", "one", "any")
    first = token.i - 1 - article
    opening = _word(parse, first, sentence)
    if opening != ("on" if word == "condition" else "in") or (word == "case" and article):
        return
    after = _word(parse, token.i + 1, sentence)
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
        if not clauses and phrase.dep == "mark":
            clauses = [parse.tokens[phrase.head]]
        if not clauses or not below(parse, clauses[0], *SUBJECTS):
            return
        cue = (first, token.i + (after == "that"))
        condition = side_of(parse, clauses[0], range(first, cue[1] + 1), cue[1] + 1)
        if condition is not None and any(
            parse.tokens[i].lemma.lower() in ("anonymity", "anonymous", "name", "identify", "identity", "quote", "attribute")
            for i in condition.words
        ):  # fmt: skip
            return
    if condition is None:
        return
    node = main_clause(parse, phrase)
    outcome = outcome_side(parse, node, phrase, range(cue[0], cue[1] + 1)) if node is not None else None
    yield Found("provided" if word == "condition" else "if", cue, condition, outcome)


def _inverted(parse: Parse, token: Token) -> Iterator[Found]:
    """ "Should talks fail", "had he known", "were the court to agree": the helper before its subject opens the clause."""
    word = token.text.lower()
    first, end = parse.sentence_tokens[token.sentence]
    before = _word(parse, token.i - 1, token.sentence)
    if parse.tokens[end - 1].text == "?" or (
        token.i > first and (before.isalpha() and before not in ("and", "but", "that"))
    ):
        return
    if token.dep in ("aux", "auxpass"):
        clause = parse.tokens[token.head]
    else:
        clause = token
    subject = [t for t in below(parse, clause, *SUBJECTS) if t.i > token.i]
    if not subject or clause.dep not in ("advcl", "ccomp", "csubj") or parse.tokens[subject[0].left].i != token.i + 1:
        return
    if word == "had" and not (token.dep == "aux" and clause.tag == "VBN"):
        return
    if word == "were" and not any(t.text.lower() == "to" for t in parse.tokens_in(*parse.subtree(clause.i))):
        return
    node = main_clause(parse, clause)
    if node is None or not (is_modal(parse, node) or word == "should"):
        return
    condition = side_of(parse, clause, (token.i,) if clause.i != token.i else (), token.i + 1)
    if condition is not None:
        head = condition.head if condition.head in condition.words else subject[0].i
        outcome = outcome_side(parse, node, clause, (token.i,))
        yield Found("if", (token.i, token.i), Side(condition.words, head), outcome, word == "had")


def _before(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    """ "Must leave before talks begin", "will not sign before the vote"."""
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
    node = _governor(parse, anchor)
    if node is None or later is None:
        return
    node = _through(parse, node, anchor)
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
        or (node.dep == "xcomp" and above.lemma.lower() in ("have", "need"))
        or (node.tag == "VB" and above.lemma.lower() in load_condition_words()["demanding"])
        or (not helpers and node.tag == "VB" and node.dep == "ccomp")
    )
    if obliged and not negated:
        yield Found("requires", (token.i, token.i), earlier, later)


def _without(parse: Parse, token: Token, triggers: Collection[int]) -> Iterator[Found]:
    """ "No peace without justice", "cannot act without a vote"."""
    objects = below(parse, token, "pobj", "pcomp")
    if not objects or not (is_eventive(parse, objects[0], triggers) or token.i < parse.tokens[token.head].i):
        return
    node = _governor(parse, token)
    if node is None:
        return
    node = _through(parse, node, token)
    noun = parse.tokens[token.head]
    negated = is_negated(parse, node) or (noun.pos in ("NOUN", "PROPN") and is_negated(parse, noun))
    verbal = node.pos in ("VERB", "AUX")
    if not negated or (verbal and (is_past(parse, node) or not (is_modal(parse, node) or node.lemma == "be"))):
        return
    condition = side_of(parse, objects[0])
    if condition is not None:
        yield Found("requires", (token.i, token.i), condition, outcome_side(parse, node, token, (token.i,)))


def find_proportion(parse: Parse, first: int, end: int) -> Iterator[Found]:
    """ "The more …, the less …" in the words of one sentence."""
    starts = [
        i for i in range(first, end - 1)
        if parse.tokens[i].text.lower() == "the" and parse.tokens[i + 1].tag in ("JJR", "RBR") and _opens(parse, i, first)
    ]  # fmt: skip
    for one, two in zip(starts, starts[1:], strict=False):
        left = tuple(i for i in range(one, two) if parse.tokens[i].pos != "SPACE")
        right = tuple(range(two, _side_end(parse, two, end)))
        if len(left) < 3 or len(right) < 2 or (len(left) > 4 and len(right) < 3):
            continue
        if _is_noun_phrase(parse, one) or _is_noun_phrase(parse, two):
            continue
        yield Found("proportional", (one, one + 1), Side(left, one), Side(right, two))
        return


def _opens(parse: Parse, i: int, first: int) -> bool:
    """Whether a word stands at the start of a clause."""
    return (
        i == first
        or parse.tokens[i - 1].pos in ("PUNCT", "SCONJ", "CCONJ")
        or parse.tokens[i - 1].text.lower() == "that"
    )


def _is_noun_phrase(parse: Parse, i: int) -> bool:
    """Whether "the older" belongs to a noun that follows: "the older man"."""
    noun = parse.tokens[i + 2] if i + 2 < len(parse.tokens) else None
    if noun is None or parse.tokens[i + 1].lemma.lower() in ("more", "much", "many", "less", "little", "few", "fewer"):
        return False
    return noun.pos == "NOUN" and noun.head != noun.i and parse.tokens[i].head == noun.i


def _side_end(parse: Parse, start: int, end: int) -> int:
    """Where the second side ends: at the end of the sentence, or before an attribution, a dash or a semicolon."""
    for i in range(start + 2, end):
        token = parse.tokens[i]
        if token.text in (";", "—", "–", "--", ":", ".", "!", "?", "”", '"'):
            return i
        if token.text == "," and any(
            attitude_of(t.lemma.lower()) is not None and t.pos == "VERB" for t in parse.tokens[i + 1 : min(i + 5, end)]
        ):
            return i
    return end
