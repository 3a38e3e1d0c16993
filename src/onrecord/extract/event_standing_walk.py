"""The way up from an event word: which words govern its standing, from its own auxiliaries to the outermost verb."""

from __future__ import annotations

from typing import Literal

from onrecord.extract.event_standing_effects import EFFECTS
from onrecord.extract.event_standing_group import (
    AUXILIARIES,
    SUBJECTS,
    Way,
    children_of,
    denial_of,
    find_raised_verb,
    is_definite,
    is_phrasal,
    read_noun,
    read_verb,
)
from onrecord.extract.event_standing_noun import find_exemplified, is_example, is_gerund, undergoes_act
from onrecord.extract.event_standing_time import tense_of
from onrecord.language import Parse, Token
from onrecord.lexicon.standing_words import class_of

MAX_WAY = 12  # words looked at above an event word
OBJECTS = ("dobj", "nsubjpass", "dative")
FINITE = ("VBD", "VBZ", "VBP")
QUESTION_WORDS = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
WH_TAGS = ("WP", "WP$", "WDT", "WRB")
TEMPORAL = frozenset({"when", "before", "after", "until", "till", "once", "as", "while", "whenever"})
WILL = frozenset({"will", "'ll", "’ll"})
YET_TO_COME = frozenset({"before", "until", "till", "once"})
# Prepositions through which a gerund shares in what its clause is: "left after meeting", "won by cheating".
SHARING = frozenset(
    {"by", "in", "after", "before", "since", "while", "when", "upon", "on", "despite", "through", "to", "with", "about"}
    | {"of", "at", "toward", "towards", "as", "into"}
)
# Prepositions that bring what a verb is about; a new thing there ("will help in talks") is as open as the verb.
PARTAKING = frozenset({"in", "for", "to", "on", "into", "with"})
# Prepositions that set what is told beside a thing: "will speak at the summit".
SETTING = frozenset({"at", "during", "before", "after", "until", "till", "by", "through", "ahead"})
ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only", "next"})

REJECTING = frozenset({"denies", "opposes", "fails", "prevents"})
# What a noun below them may be in without being a thing said or asked.
UNASKED = (None, "kept", "implies")

Frame = Literal["inf", "that", "whether", "ing"]


def find_way(parse: Parse, verb: int, head: int) -> Way:
    """The effects on an event that `verb` carries and `head` names (token numbers, as in `EventDraft`)."""
    node = parse.tokens[verb]
    way = Way(node, parse.tokens[head])
    if head != verb:
        read_noun(parse, way, parse.tokens[head])
    for _ in range(MAX_WAY):
        if node.pos in ("VERB", "AUX"):
            way.verbs.append(node)
            read_verb(parse, way, node)
        else:
            read_noun(parse, way, node)
        above = _climb(parse, way, node)
        if above is None or (way.steps and way.steps[-1].effect.fixed):
            break
        node = above
    return way


def add_governor(way: Way, governor: Token, frame: str) -> bool:
    """Adds what a word does to what hangs on it; False where it is in no list."""
    name = class_of(governor.lemma.lower(), frame)
    if name is None or name not in EFFECTS:
        return False
    way.add(name, governor)
    return True


def clause_frame(parse: Parse, node: Token) -> Frame:
    """How a clause hangs on what governs it."""
    bare = True
    for child in children_of(parse, node.i):
        if child.tag == "TO" and child.dep == "aux":
            return "inf"
        if child.dep in AUXILIARIES:
            bare = False
        elif child.dep == "mark" and child.text.lower() in ("whether", "if"):
            return "whether"
    return "ing" if bare and node.tag == "VBG" else "that"


def _climb(parse: Parse, way: Way, node: Token) -> Token | None:
    """The next word up that bears on the standing, or None where the way ends; its effect is added."""
    above = parse.tokens[node.head]
    dep = node.dep
    if above.i == node.i:
        _read_root(parse, way, node)
        return None
    if dep == "conj":
        return _climb_conjunct(parse, way, node, above)
    if dep in ("ccomp", "xcomp", "csubj", "acl", "oprd") or (dep == "relcl" and clause_frame(parse, node) == "inf"):
        return _climb_clause(parse, way, node, above)
    if dep == "advcl":
        return _climb_adverbial(parse, way, node, above)
    if dep in ("pcomp", "pobj"):
        return _climb_preposition(parse, way, node, above)
    if dep == "nsubjpass" and (raised := find_raised_verb(parse, children_of(parse, above.i))) is not None:
        return raised
    if dep in OBJECTS:
        return _climb_object(parse, way, node, above)
    if dep == "nsubj":
        return _climb_subject(parse, way, node, above)
    if dep in ("attr", "acomp"):
        subject = next((c for c in children_of(parse, above.i) if c.dep in SUBJECTS), None)
        if dep == "attr" and subject is not None:
            add_governor(way, subject, "be")  # "the goal is a truce"
        return above
    if dep == "amod" and node.tag == "VBG" and is_gerund(parse, node, above):
        way.add("beside")
        return above
    if dep in ("compound", "nmod", "amod") and above.pos in ("NOUN", "PROPN"):
        kept = class_of(above.lemma.lower(), "of") == "kept"
        return above if add_governor(way, above, "of") or (node.pos == "NOUN" and not kept) else None
    return None


def _climb_conjunct(parse: Parse, way: Way, node: Token, first: Token) -> Token | None:
    if node.pos not in ("VERB", "AUX"):
        return _climb(parse, way, first)
    own = any(c.dep in AUXILIARIES or c.dep in SUBJECTS for c in children_of(parse, node.i))
    if not own:
        if node.tag in FINITE and first.tag == "VB":
            # "failed to win and left": a finite verb goes with the verb that governs the infinitive
            while first.tag == "VB" and first.dep in ("xcomp", "conj") and first.head != first.i:
                first = parse.tokens[first.head]
        else:
            either = any(c.dep == "cc" and c.text.lower() in ("or", "nor") for c in children_of(parse, first.i))
            if either or node.tag == first.tag or node.tag in ("VB", "VBN"):
                read_verb(parse, way, first, shared=True)
        way.verbs.append(first)
    return _climb(parse, way, first)


def _climb_clause(parse: Parse, way: Way, node: Token, above: Token) -> Token | None:
    frame = clause_frame(parse, node)
    if frame == "that" and parse.tokens[node.left].tag in WH_TAGS and parse.tokens[node.left].text.lower() != "that":
        return None  # "asked whom she supported": that she did is taken for granted
    if node.dep == "csubj":
        return above if add_governor(way, above, "subj") else None
    if frame == "inf":
        return _climb_infinitive(parse, way, node, above)
    finite = node.tag in FINITE or any(c.dep in AUXILIARIES for c in children_of(parse, node.i))
    if node.dep == "acl" and node.tag in ("VBN", "VBG") and not finite:
        none = denial_of(parse, above)
        if none is not None:
            way.add("not", none)
        elif node.tag == "VBG" and not is_definite(parse, above):
            return above  # "did not see a document naming him"
        return None  # "the man killed there": a fact beside the clause
    if frame == "that" and not finite:
        # "saw him leave", "had them killed", "considered dead"
        found = add_governor(way, above, "that") or add_governor(way, above, "inf")
        return above if found or above.pos in ("VERB", "AUX") else None
    if above.lemma == "be" and any(
        c.dep in ("acomp", "attr") and add_governor(way, c, frame) for c in children_of(parse, above.i)
    ):
        return above
    if finite and class_of(above.lemma.lower(), frame) == "forces":
        return None  # "he said he would leave, so he will have time"
    if add_governor(way, above, frame):
        says = class_of(above.lemma.lower(), frame) == "says"
        return None if says and not (_is_denied(parse, above) or _is_rejected(parse, above)) else above
    if frame == "whether":
        way.add("whether", above)
        return None
    return above if frame == "ing" else None


def _climb_infinitive(parse: Parse, way: Way, node: Token, above: Token) -> Token | None:
    lemma = above.lemma.lower()
    if lemma == "order" and parse.tokens[above.head].text.lower() == "in" and above.dep == "pobj":
        way.add("purpose", next(c for c in children_of(parse, node.i) if c.tag == "TO"))
        return parse.tokens[parse.tokens[above.head].head]
    if lemma == "go" and above.tag == "VBG":
        way.add("will", above)
        return above
    below = children_of(parse, above.i)
    if node.dep in ("acl", "relcl") and any(c.lemma.lower() in ORDINALS for c in (above, *below)):
        return above  # "the first to arrive" has arrived
    if lemma == "be":
        _add_copula(way, node, above, below)
        return above
    if lemma == "have":
        if any(c.text.lower() == "yet" for c in below):
            return above
        past = above.tag in ("VBD", "VBN")  # "had to leave" has mostly left
        way.add("had_to" if past else "should", above)
        return above
    if lemma == "get" and above.tag == "VBN":
        way.add("should", above)  # "we have got to leave"
        return above
    if lemma == "able" and parse.tokens[above.head].tag == "VBD":
        way.add("implies", above)
        return above
    if not is_phrasal(parse, above) and add_governor(way, above, "inf"):
        return above
    if above.pos != "ADJ":
        way.add("infinitive")
    return above


def _add_copula(way: Way, node: Token, copula: Token, below: list[Token]) -> None:
    """Adds what "is to" says: "he is to meet her" is fixed, "the plan is to meet her" is a plan."""
    for child in below:
        if child.dep in ("acomp", "attr"):
            if not add_governor(way, child, "inf"):
                way.add("infinitive")
            return
        if child.dep in SUBJECTS and add_governor(way, child, "inf"):
            return
        if child.dep == "expl" or (child.dep == "prep" and copula.i < child.i < node.i):
            way.add("infinitive")  # "aides are on hand to help"
            return
    way.add("schedules", copula)


def _is_denied(parse: Parse, verb: Token) -> bool:
    return any(c.dep == "neg" or (c.dep in SUBJECTS and denial_of(parse, c)) for c in children_of(parse, verb.i))


def _is_rejected(parse: Parse, noun: Token) -> bool:
    """Whether a noun of saying is rejected: "denied reports that …"."""
    verb = parse.tokens[noun.head]
    return noun.dep in OBJECTS and class_of(verb.lemma.lower(), "obj") in REJECTING


def _climb_adverbial(parse: Parse, way: Way, node: Token, above: Token) -> Token | None:
    below = children_of(parse, node.i)
    if any(c.tag == "TO" and c.dep == "aux" for c in below):
        if is_phrasal(parse, above) or not add_governor(way, above, "inf"):
            way.add("purpose", next(c for c in below if c.tag == "TO"))
        return above
    if above.pos not in ("VERB", "AUX"):
        return None
    marks = {c.text.lower() for c in below if c.dep in ("mark", "advmod")}
    finite = node.tag in FINITE or any(c.tag in (*FINITE, "MD") for c in below if c.dep in AUXILIARIES)
    if not finite and node.tag in ("VBG", "VBN") and not any(c.dep in SUBJECTS for c in below):
        way.add("beside")  # "will travel to Rome, meeting her"
        return above
    if not marks & TEMPORAL:
        return None
    modals = {c.text.lower() for c in children_of(parse, above.i) if c.tag == "MD"}
    tense = tense_of(parse, node)
    word = next((c for c in below if c.text.lower() in YET_TO_COME), None)
    if word is not None and tense == "present" and (modals or above.tag == "VBG"):
        way.add("expects", word)  # "will stay until they meet"
        return None
    if (tense == "present" and modals & WILL) or (node.tag == "VBD" and "would" in modals and "after" not in marks):
        way.add("beside")  # "will sign when they meet"
        return above
    return None


def _climb_preposition(parse: Parse, way: Way, node: Token, prep: Token) -> Token | None:
    low = prep.text.lower()
    governor = parse.tokens[prep.head]
    if governor.dep == "prt":
        governor = parse.tokens[governor.head]  # "the stepping up of deliveries"
    verbal = governor.pos in ("VERB", "AUX")
    if low == "without":
        if verbal and node.dep == "pobj" and any(c.tag == "MD" for c in children_of(parse, governor.i)):
            way.add("if", prep)  # "would collapse without aid"
            return None
        way.add("without", prep)
        return governor if verbal else None
    before = parse.tokens[max(0, prep.i - 1)]
    if (before.text.lower(), low) in (("instead", "of"), ("rather", "than")):
        way.add("not", before)
        return None
    if (before.text.lower(), low) == ("ahead", "of"):
        way.add("schedules", before)
        return None
    if governor.i == prep.i:
        return None
    if is_example(parse, prep):
        exemplified = find_exemplified(parse, node, prep)
        if exemplified is not None:
            way.add("beside")
        return exemplified
    if class_of(governor.lemma.lower(), low) == "kept":
        return None  # "called for an end to the war": it is on
    if class_of(governor.lemma.lower(), low) == "topic" and is_definite(parse, node):
        return None
    if governor.lemma == "agree" and class_of(node.lemma.lower(), "noun") == "text":
        return governor  # a deal agreed on is made
    if add_governor(way, governor, low):
        return governor
    if node.dep == "pcomp":
        if low in SHARING and verbal and not any(c.dep in SUBJECTS for c in children_of(parse, node.i)):
            way.add("beside")
            return governor
        return governor if low in ("for", "to") and governor.pos in ("NOUN", "ADJ") else None
    if undergoes_act(parse, node, prep, governor):
        way.add("new")  # "urged an increase in deliveries"
        return governor
    if verbal and low == "for" and not is_definite(parse, node):
        there = governor.lemma == "be" and _is_calendar(node)
        way.add("schedules" if there else "purpose", prep)  # "was in town for a summit"; "flew to Cairo for talks"
        return governor
    if governor.pos == "NOUN" and low in SETTING and _is_calendar(node):
        way.add("calendar")
        return governor
    if not verbal or not (low in PARTAKING or (low in SETTING and _is_calendar(node))):
        return None
    return _share(parse, way, node, governor)


def _is_calendar(noun: Token) -> bool:
    return class_of(noun.lemma.lower(), "noun") == "calendar"


def _share(parse: Parse, way: Way, noun: Token, verb: Token) -> Token | None:
    """A noun under a verb that says nothing of it: a new thing is as open as the verb ("will sign a pact"), a known
    one is there ("will discuss the attack"), one fixed beforehand lies in the verb's time ("will attend the vote").
    """
    definite = is_definite(parse, noun)
    if definite and not _is_calendar(noun):
        return None
    way.add("calendar" if definite else "new")
    return verb


def _climb_object(parse: Parse, way: Way, node: Token, above: Token) -> Token | None:
    lemma = above.lemma.lower()
    particle = next((c.text.lower() for c in children_of(parse, above.i) if c.dep == "prt"), None)
    name = class_of(f"{lemma}_{particle}", "obj") if particle else class_of(lemma, "obj")
    noun = node.lemma.lower()
    if name in REJECTING:
        if node is way.start and any(class_of(noun, frame) not in UNASKED for frame in ("inf", "that", "of", "for")):
            return None  # "rejected a demand": it was made
        if name == "opposes" and class_of(noun, "that") in ("says", "alleges", "believes"):
            name = "denies"  # "rejected reports that he had left"
    kind = class_of(noun, "noun")
    if (name in ("topic", "ends") and is_definite(parse, node)) or (name == "allows" and kind is not None):
        return None
    if name == "grows":
        if tense_of(parse, above) == "present":
            way.verbs.append(above)  # "is stepping up its support": it goes on
        return None if is_definite(parse, node) else _share(parse, way, node, above)
    if name == "commits" and kind == "text" and lemma == "agree":
        name = "implies"
    if name is not None:
        way.add(name, above)
        return above
    return _share(parse, way, node, above)


def _climb_subject(parse: Parse, way: Way, node: Token, above: Token) -> Token | None:
    if add_governor(way, above, "subj"):
        return above
    below = children_of(parse, above.i)
    raised = find_raised_verb(parse, below)
    if raised is not None:
        return raised
    if above.lemma == "be":
        if any(c.dep == "expl" for c in below):
            return above
        if any(c.dep in ("acomp", "attr") and add_governor(way, c, "subj") for c in below):
            return above
    open_verb = above.tag == "VB" or any(c.tag == "MD" for c in below)
    return _share(parse, way, node, above) if open_verb else None


def _read_root(parse: Parse, way: Way, node: Token) -> None:
    """Adds a question, an imperative, or the infinitive of a headline ("Envoys to meet in Rome")."""
    if node.pos not in ("VERB", "AUX"):
        return
    words = parse.sentence_words(node.sentence)
    below = children_of(parse, node.i)
    helpers = [c for c in below if c.dep in AUXILIARIES]
    mark = next((w for w in words[-2:] if w.text == "?"), None)
    if mark is not None:
        subject = next((c.i for c in below if c.dep in SUBJECTS), -1)
        first = next((c.i for c in (*helpers, node) if c.i < subject and c.pos == "AUX"), None)
        if first is not None and not any(w.text.lower() in QUESTION_WORDS for w in words if w.i < first):
            way.add("question", mark)  # "did they meet", "is it over"; "why did they meet" takes it for granted
        return
    if helpers and helpers[0].tag == "TO":
        way.add("schedules", helpers[0])
    elif node.tag == "VB" and words[0].i >= node.i - 2 and not helpers and not any(c.dep in SUBJECTS for c in below):
        way.add("imperative", node)
