"""What a noun's standing passes on to a noun below it: acts of acts, and examples of what is not yet real."""

from __future__ import annotations

from onrecord.extract.event_standing_group import children_of, is_definite
from onrecord.language import Parse, Token
from onrecord.lexicon.events import frames_of
from onrecord.lexicon.standing_words import class_of

WISHES = ("requests", "wants", "orders")
# Endings of nouns made of verbs.
MADE_OF_VERBS = ("ing", "tion", "sion", "ment", "ance", "ence", "al", "ery")


def is_act(noun: Token) -> bool:
    """Whether a noun tells of an act: one made of a verb, one of the event lexicon, or one of change ("increase")."""
    lemma = noun.lemma.lower()
    return (
        noun.tag == "VBG"
        or lemma.endswith(MADE_OF_VERBS)
        or class_of(lemma, "act") is not None
        or bool(frames_of(lemma, "noun"))
    )


def undergoes_act(parse: Parse, node: Token, prep: Token, governor: Token) -> bool:
    """Whether a new thing is what an act brings about, and so as open as the act: "proposed a round of talks".

    What somebody ends, halts or cuts is there all the same, and so is what is known.
    """
    low, lemma = prep.text.lower(), governor.lemma.lower()
    if governor.pos not in ("NOUN", "VERB") or is_definite(parse, node) or class_of(lemma, low) is not None:
        return False
    return is_act(governor) if low == "of" else low == "in" and class_of(lemma, "act") is not None


def is_example(parse: Parse, prep: Token) -> bool:
    """Whether a preposition brings an example: "like", "such as", "including"."""
    low = prep.text.lower()
    before = parse.tokens[max(0, prep.i - 1)].text.lower()
    return low in ("like", "including") or (low == "as" and before == "such")


def find_exemplified(parse: Parse, node: Token, prep: Token) -> Token | None:
    """The word whose standing an example shares; None where the example is known apart from it.

    An act may exemplify a question of what to do: "what they might do, like closing the port". A known thing shares
    the standing of measures alone ("measures including the closure of the port"), not that of topics.
    """
    above = parse.tokens[prep.head]
    if node.dep == "pcomp":
        for word in reversed(parse.tokens[above.left : prep.i]):
            if word.lemma == "do" and any(c.dep == "dobj" and c.tag == "WP" for c in children_of(parse, word.i)):
                return word
        return above
    if is_definite(parse, node) and class_of(above.lemma.lower(), "like") != "measure":
        return None
    return above


def is_gerund(parse: Parse, node: Token, noun: Token) -> bool:
    """Whether a participle stands where what is called for begins: "called for lifting sanctions"."""
    above = parse.tokens[noun.head]
    if noun.dep not in ("pobj", "dobj") or noun.left != node.left or is_definite(parse, noun):
        return False
    if noun.dep == "dobj":  # "urged lifting sanctions", not "urged striking workers to return"
        free = not any(c.dep == "xcomp" for c in children_of(parse, above.i))
        return free and class_of(above.lemma.lower(), "ing") in WISHES
    return class_of(parse.tokens[above.head].lemma.lower(), above.text.lower()) in WISHES
