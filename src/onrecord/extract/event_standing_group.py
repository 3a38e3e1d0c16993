"""What stands beside a word and bears on its standing: auxiliaries, negations, adverbs, marks, adjectives."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extract.event_standing_effects import EFFECTS, Step
from onrecord.language import Parse, Token
from onrecord.lexicon.standing_words import class_of

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
AUXILIARIES = ("aux", "auxpass")
# Classes of what may follow a noun to tell how it stands.
TOLD_AFTER = frozenset({"schedules", "expects", "commits", "requests", "calls_off", "delays", "fears", "unlikely"})
PRESENT = ("VBZ", "VBP")
HAVE = frozenset({"have", "'ve", "’ve", "of"})


@dataclass(slots=True)
class Way:
    """What was met on the way up from an event word.

    start: the word that carries the standing; name: the word that names the event; steps: the effects, nearest first;
    verbs: the verbs whose tense may date the event, nearest first; seen: the words that have counted.
    """

    start: Token
    name: Token
    steps: list[Step] = field(default_factory=list)
    verbs: list[Token] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    @property
    def is_calendar(self) -> bool:
        """Whether the event is a thing fixed beforehand, under a verb that it does not depend on."""
        return any(step.effect is EFFECTS["calendar"] for step in self.steps)

    def add(self, name: str, word: Token | None = None) -> None:
        """One more effect; a word denies once."""
        if word is not None:
            if name == "not" and word.i in self.seen:
                return
            self.seen.add(word.i)
        self.steps.append(Step(EFFECTS[name], word))


def children_of(parse: Parse, i: int) -> list[Token]:
    """The dependents of a token, in text order."""
    tokens = parse.tokens
    return [tokens[c] for c in parse.children[i]]


def read_verb(parse: Parse, way: Way, verb: Token, *, shared: bool = False) -> None:
    """Adds what a verb's own words do to it, the nearest first: negation, modal, adverbs, mark.

    shared: the words are those of a first conjunct, and the event stands in a later one: "did not meet or call".
    """
    negations: list[Token] = []
    adverbs: list[tuple[str, Token]] = []
    modal = mark = None
    perfect = False
    condition: Token | None = None
    for child in children_of(parse, verb.i):
        dep, low = child.dep, child.text.lower()
        if dep in AUXILIARIES:
            name = class_of(low, "aux")
            if name is not None:
                modal = (name, child)
            elif low in HAVE:
                perfect = True
        elif dep == "neg":
            if not _is_not_only(parse, child):
                negations.append(child)
        elif dep in ("advmod", "preconj", "cc", "npadvmod"):
            if _is_negative(parse, verb, child):
                negations.append(child)
            else:
                name = class_of(low, "adv")
                if name is not None and name != "not":
                    adverbs.append((name, child))
        elif dep == "mark":
            name = class_of(low, "mark")
            if name is not None:
                mark = (name, child)
        elif dep in SUBJECTS or dep in ("dobj", "attr"):
            none = denial_of(parse, child)
            if none is not None and (dep in SUBJECTS or (not shared and _is_denied_by_object(verb, dep))):
                negations.append(none)
        elif dep == "advcl" and condition is None:
            condition = _inversion_of(parse, child) or next(
                (
                    c
                    for c in children_of(parse, child.i)
                    if c.dep == "mark" and class_of(c.text.lower(), "mark") == "if"
                ),
                None,
            )
    inversion = _inversion_of(parse, verb) if verb.dep in ("advcl", "ccomp") and verb.i < verb.head else None
    if inversion is not None:
        modal, mark = None, ("if", inversion)
    negations = [word for word in negations if word.i not in way.seen]
    if len(negations) % 2:
        way.add("not", negations[0])
    if modal is not None:
        _add_modal(way, modal, perfect=perfect, condition=condition is not None, negated=len(negations) % 2 == 1)
    elif condition is not None and verb.tag in PRESENT and parse.tokens[condition.head].tag in PRESENT:
        way.add("then", condition)  # "if we talk about it now, we make it easy"
    for name, word in adverbs:
        way.add(name, word)
    if mark is not None:
        way.add(*mark)
    if verb.tag == "VBG":
        _read_cleft(parse, way, verb)


def _read_cleft(parse: Parse, way: Way, verb: Token) -> None:
    """Adds what the subject of "is" makes of a gerund that the parse has for a verb with an auxiliary.

    "Their aim is winning the vote"; "what they should do is resigning".
    """
    below = children_of(parse, verb.i)
    for child in below:
        if child.dep == "csubj" and parse.tokens[child.left].tag == "WP":
            read_verb(parse, way, child, shared=True)
        elif child.dep == "nsubj" and any(c.dep == "dobj" for c in below):
            name = class_of(child.lemma.lower(), "be")
            if name is not None:
                way.add(name, child)


def _inversion_of(parse: Parse, verb: Token) -> Token | None:
    """The auxiliary before the subject that makes a clause one of condition: "had they met", "should talks fail"."""
    for child in children_of(parse, verb.i):
        if child.dep in SUBJECTS:
            return None
        if child.dep in AUXILIARIES and child.text.lower() in ("had", "should", "were"):
            return child if any(c.dep in SUBJECTS and c.i > child.i for c in children_of(parse, verb.i)) else None
    return None


def _add_modal(way: Way, modal: tuple[str, Token], *, perfect: bool, condition: bool, negated: bool) -> None:
    """Adds what a modal says. "Could not" denies, where "may not" leaves open."""
    name, word = modal
    if name in ("can", "could") and negated and not perfect:
        return
    if perfect and name in ("may", "can", "could"):
        name = "may_have"
    elif perfect and name == "should":
        name = "must_have" if word.text.lower() == "must" else "should_have"
    elif name == "would":
        name = ("would_have_if" if condition else "would_have") if perfect else "would_if" if condition else "would"
    elif condition and name in ("will", "could", "can"):
        name = "would_if"
    way.add(name, word)


def _is_negative(parse: Parse, verb: Token, word: Token) -> bool:
    """Whether an adverb denies its verb: "never", "no longer", "has yet to", "nor did he"."""
    low = word.text.lower()
    if low == "nor":
        return word.i < verb.i
    if low == "longer":
        return any(c.text.lower() == "no" for c in children_of(parse, word.i))
    if low == "yet":
        return verb.lemma in ("have", "be") and word.i > verb.i
    return class_of(low, "adv") == "not" and word.dep != "cc" and not _is_not_only(parse, word)


def _is_denied_by_object(verb: Token, dep: str) -> bool:
    """Whether a denied object denies its verb: "signed no deal", but not "serves no purpose"."""
    return dep == "attr" or class_of(verb.lemma, "obj") == "implies"


def _is_not_only(parse: Parse, word: Token) -> bool:
    """Whether a "not" is that of "not only": what it stands at is told all the same."""
    after = parse.tokens[word.i + 1 : word.i + 2]
    return bool(after) and after[0].text.lower() in ("only", "just", "merely")


def denial_of(parse: Parse, noun: Token) -> Token | None:
    """The word that denies a noun: "no" talks, "nobody", "neither" side."""
    if class_of(noun.lemma.lower(), "word") is not None:
        return noun
    for child in children_of(parse, noun.i):
        if child.i > noun.i:
            break
        if child.dep in ("det", "neg", "preconj") and class_of(child.text.lower(), "word") is not None:
            return child
    return None


def read_noun(parse: Parse, way: Way, noun: Token) -> None:
    """Adds what the adjectives, determiners and participles of a noun do to it."""
    for child in children_of(parse, noun.i):
        low = child.text.lower()
        if child.i > noun.i:
            name = _told_after(parse, noun, child)
            if name is not None:
                way.add(name, child)
        elif child.dep in ("amod", "compound", "nmod"):
            name = class_of(low, "mod") or class_of(child.lemma.lower(), "mod")
            if name is not None:
                way.add(name, child)
        elif child.dep in ("det", "neg"):
            if class_of(low, "word") is not None:
                way.add("not", child)
            elif low == "any":
                way.add("any", child)


def _told_after(parse: Parse, noun: Token, word: Token) -> str | None:
    """The class of a participle or adjective after a noun: "a summit planned for May", "a debate likely to unfold"."""
    if word.dep == "amod" and word.pos == "ADJ":
        name = class_of(word.lemma.lower(), "mod")
    elif word.dep == "acl" and word.tag == "VBN" and class_of(noun.lemma.lower(), "noun") != "text":
        name = class_of(word.lemma.lower(), "obj")
    else:
        return None
    if name == "commits" and is_definite(parse, noun) and any(c.dep == "agent" for c in children_of(parse, word.i)):
        return None  # "the raid planned by them"
    return name if name in TOLD_AFTER else None


def is_definite(parse: Parse, noun: Token) -> bool:
    """Whether a noun phrase speaks of something known: a name, "the", "this", a possessor."""
    if noun.pos == "PROPN":
        return True
    return any(
        child.dep == "poss" or (child.dep == "det" and class_of(child.text.lower(), "det") is not None)
        for child in children_of(parse, noun.i)
    )


def is_phrasal(parse: Parse, verb: Token) -> bool:
    """Whether a verb with a particle fixes nothing: "set up a panel to look into it"."""
    phrasal = any(c.dep == "prt" for c in children_of(parse, verb.i))
    return phrasal and class_of(verb.lemma.lower(), "inf") == "schedules"


def find_raised_verb(parse: Parse, below: list[Token]) -> Token | None:
    """The verb of taking place below a raising word: "the vote is due to take place", "talks failed to begin"."""
    for child in below:
        if child.dep == "acomp":
            found = find_raised_verb(parse, children_of(parse, child.i))
            if found is not None:
                return found
        elif child.dep == "xcomp":
            if class_of(child.lemma.lower(), "subj") == "implies":
                return child
            if child.tag == "VBN" and class_of(child.lemma.lower(), "obj") is not None:
                return child
    return None
