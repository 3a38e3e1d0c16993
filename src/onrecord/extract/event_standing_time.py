"""When an event lies, seen from the report: by the tense of the verbs above it, and by its date."""

from __future__ import annotations

from onrecord.extract.event_standing_group import AUXILIARIES, HAVE, Way, children_of
from onrecord.language import Parse, Token
from onrecord.lexicon.standing_words import class_of
from onrecord.record import Document, Tense, When

COMING = frozenset({"tomorrow", "next", "coming", "upcoming", "forthcoming"})


def find_tense(parse: Parse, way: Way) -> Tense:
    """The tense of the nearest finite verb on the way up; past where there is none."""
    for verb in way.verbs:
        tense = tense_of(parse, verb)
        if tense is not None:
            return tense
    return "past"


def tense_of(parse: Parse, verb: Token) -> Tense | None:
    """The tense of a verb with its auxiliaries; None for an infinitive or a gerund, which have no time."""
    helpers = [c for c in children_of(parse, verb.i) if c.dep in AUXILIARIES]
    tags = {c.tag for c in helpers}
    perfect = any(c.text.lower() in HAVE for c in helpers)
    if "MD" in tags and not perfect:
        words = {c.text.lower() for c in helpers}
        if words & {"can", "ca"}:
            return "present"
        denied = any(c.dep == "neg" for c in children_of(parse, verb.i))
        return "past" if denied and "could" in words else "future"  # "could not agree" is over
    if "VBD" in tags or verb.tag == "VBD":
        return "past"
    if any(c.text.lower() in (*HAVE, "has") for c in helpers):
        return "present" if verb.tag == "VBG" else "past"
    if tags & {"VBZ", "VBP"} or verb.tag in ("VBZ", "VBP"):
        return "present"
    return "past" if verb.tag == "VBN" and not helpers else None


def date_of(document: Document, when: When | None) -> Tense | None:
    """Past or future, by an event's date and that of the report; None where they do not tell."""
    if when is None or document.published is None:
        return None
    day = document.published[:10]
    if when.start is not None and when.start[:10] > day:
        return "future"
    return "past" if when.end is not None and when.end[:10] <= day else None


def find_coming(parse: Parse, word: Token) -> Token | None:
    """The word beside an event that sets it in the time to come: "tomorrow", "next" week."""
    for child in children_of(parse, word.i):
        if child.dep in ("npadvmod", "poss", "advmod", "compound", "amod", "nmod"):
            if child.text.lower() in COMING:
                return child
            if child.dep in ("npadvmod", "poss"):
                for inner in children_of(parse, child.i):
                    if inner.text.lower() in COMING:
                        return inner
    return None


def is_told_as_past(parse: Parse, verb: Token) -> bool:
    """Whether a verb in the present tells of what is over: verbs of saying, and headlines."""
    if class_of(verb.lemma.lower(), "that") in ("says", "denies"):
        return True
    last = parse.sentence_words(verb.sentence)[-1]
    return last.pos != "PUNCT" and verb.tag in ("VBZ", "VBP")
