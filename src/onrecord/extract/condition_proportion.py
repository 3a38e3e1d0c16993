"""Two things that grow with one another: "the more …, the less …"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onrecord.extract.condition_sides import Found, Side
from onrecord.language import Parse
from onrecord.lexicon.cues import attitude_of


def find_proportion(parse: Parse, first: int, end: int) -> Iterator[Found]:
    """What grows with what: "the more …, the less …" in the words of one sentence."""
    starts = [i for i in range(first, end - 1) if _opens_comparison(parse, i, first)]
    for one, two in pairwise(starts):
        left = tuple(i for i in range(one, two) if parse.tokens[i].pos != "SPACE")
        right = tuple(range(two, _side_end(parse, two, end)))
        if len(left) < 3 or len(right) < 2 or (len(left) > 4 and len(right) < 3):
            continue
        if _is_noun_phrase(parse, one) or _is_noun_phrase(parse, two):
            continue
        yield Found("proportional", (one, one + 1), Side(left, one), Side(right, two))
        return


def _opens_comparison(parse: Parse, i: int, first: int) -> bool:
    """Whether "the" and a comparative stand at the start of a clause."""
    before = parse.tokens[i - 1] if i > first else None
    starts = before is None or before.pos in ("PUNCT", "SCONJ", "CCONJ") or before.text.lower() == "that"
    starts = starts or (before is not None and before.pos == "VERB" and attitude_of(before.lemma.lower()) is not None)
    return starts and parse.tokens[i].text.lower() == "the" and parse.tokens[i + 1].tag in ("JJR", "RBR")


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
