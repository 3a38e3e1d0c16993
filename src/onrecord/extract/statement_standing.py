"""How sure it is that something was said: the factuality of the saying itself, and its attitude.

The table (docs/how-it-decides.md has it too), read from the top; the words are those of `lexicon.cues`:

    the cue's verb group or what governs it       certainty  polarity  time     status
    "declined to", "refused to", "failed to"      certain    negative  (tense)  did_not_happen
    "not", "never", "neither X nor Y", "unable to"  certain  negative  (tense)  did_not_happen
    "if X says", "unless X says"                  unknown    positive  future   conditional
    "may", "might", "could"                       possible   positive  future   possible
    "scheduled to", "set to", "due to"            certain    positive  future   scheduled
    "expected to", "likely to"                    probable   positive  future   expected
    "plans to", "wants to", "vowed to"            probable   positive  future   intended
    "should", "must", "urged X to"                unknown    positive  future   proposed
    "would"                                       unknown    positive  future   conditional
    "will", "going to"                            certain    positive  future   expected
    anything else                                 certain    positive  (tense)  happened

Two negations make none: "could not resist saying" was said. A verb of intent or thought is its own standing: that
somebody wants something is a fact, so for those only the rows with a negation, "may", "would" and "will" count.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.draft import Offsets
from onrecord.extract.reported import SUBJECTS
from onrecord.language import Parse, Token
from onrecord.lexicon import cues
from onrecord.record import Attitude, Certainty, Document, Factuality, Polarity, Status, Tense

HELPERS = ("aux", "auxpass", "neg")
MAX_CHAIN = 4  # governing verbs looked at above the verb of saying


@dataclass(frozen=True, slots=True)
class _Group:
    """The verb of saying with its auxiliaries, and what governs it."""

    verb: Token
    auxiliaries: tuple[Token, ...]
    governors: tuple[Token, ...]
    negated_subject: Token | None
    supposed: Token | None  # "if", "unless"


def attitude_of(parse: Parse, cue: Offsets | None) -> Attitude:
    """Speech, thought or intent, by the cue's head word; speech where the cue is none of a list."""
    return (known_attitude(parse, cue) if cue is not None else None) or "speech"


def known_attitude(parse: Parse, cue: Offsets) -> Attitude | None:
    """Speech, thought or intent, by the cue's head word, else by another of its words; None where none is in a list."""
    verb = saying_verb(parse, cue)
    found = cues.attitude_of(verb.lemma.lower()) if verb is not None else None
    if found is not None:
        return found
    for token in parse.tokens_in(*cue):
        known = cues.attitude_of(token.lemma.lower())
        if known is not None:
            return known
    return None


def saying_verb(parse: Parse, cue: Offsets) -> Token | None:
    """The word of a cue that says: its last verb of a list that heads no other, else its head."""
    words = parse.tokens_in(*cue)
    head = parse.head_of(*cue)
    if head is None:
        return None
    known = [w for w in words if w.pos in ("VERB", "NOUN", "ADJ") and cues.attitude_of(w.lemma.lower()) is not None]
    for word in reversed(known):
        if word.pos == "VERB" and (word.i == head.i or word.dep == "xcomp"):
            return word
    return head if head.pos in ("VERB", "AUX") or not known else known[0]


def resolve_standing(document: Document, parse: Parse, cue: Offsets | None, attitude: Attitude) -> Factuality:
    """The factuality of a saying, by the table above."""
    verb = saying_verb(parse, cue) if cue is not None else None
    if cue is None or verb is None:
        return Factuality("happened", "certain", "positive", "past")
    group = _group(parse, verb)
    tense = _tense(group)
    status, certainty, polarity, time, words = _read(group, tense, attitude)
    spans = tuple(document.cite(w.start, w.end) for w in words)
    return Factuality(status, certainty, polarity, time, spans)


def _group(parse: Parse, verb: Token) -> _Group:
    governors: list[Token] = []
    auxiliaries: list[Token] = []
    node = verb
    while True:
        below = [parse.tokens[i] for i in parse.children[node.i]]
        auxiliaries += [t for t in below if t.dep in HELPERS or t.lemma in ("likely", "never", "yet")]
        if node.i != verb.i:
            auxiliaries += [t for t in below if t.dep == "acomp"]
        above = parse.tokens[node.head]
        steered = node.dep == "pcomp" and above.dep == "prep"  # "steered clear of saying", "refrained from saying"
        if steered:
            above = parse.tokens[above.head]
        if not (node.dep in ("xcomp", "acomp") or steered) or above.i == node.i or len(governors) >= MAX_CHAIN:
            break
        if steered and above.lemma.lower() not in cues.REFUSED:
            break
        governors.append(above)
        node = above
    return _Group(verb, tuple(auxiliaries), tuple(governors), _negated_subject(parse, node), _supposed(parse, node))


def _negated_subject(parse: Parse, node: Token) -> Token | None:
    """What makes a subject negative: "Neither firm gave a reason", "No minister said so"."""
    subject = next((parse.tokens[i] for i in parse.children[node.i] if parse.tokens[i].dep in SUBJECTS), None)
    if subject is None:
        return None
    below = [parse.tokens[i] for i in parse.children[subject.i]]
    negations = [t for t in (subject, *below) if t.lemma.lower() in cues.NONE and t.i <= subject.i]
    return negations[0] if negations else None


def _supposed(parse: Parse, node: Token) -> Token | None:
    """The word that makes a clause one of condition."""
    if node.dep != "advcl":
        return None
    below = (parse.tokens[i] for i in parse.children[node.i])
    return next((t for t in below if t.dep == "mark" and t.lemma.lower() in ("if", "unless")), None)


def _tense(group: _Group) -> Tense:
    """Past or present, by the finite verb of the group."""
    finite = group.governors[-1] if group.governors else group.verb
    for token in (*group.auxiliaries, finite):
        if token.tag == "VBD":
            return "past"
    helpers = {t.lemma for t in group.auxiliaries}
    if finite.tag == "VBN" or ("have" in helpers and finite.tag != "VB"):
        return "past"
    if finite.tag in ("VBZ", "VBP", "VBG") or finite.pos == "AUX":
        return "present"
    return "past" if finite.pos != "VERB" else "present"


Reading = tuple[Status, Certainty, Polarity, Tense, tuple[Token, ...]]


def _read(group: _Group, tense: Tense, attitude: Attitude) -> Reading:
    governing = {t.lemma.lower(): t for t in group.governors}
    helpers = {t.lemma.lower(): t for t in group.auxiliaries}
    forms = {t.text.lower(): t for t in group.auxiliaries}
    both = governing | helpers

    def first(words: frozenset[str], pool: dict[str, Token]) -> Token | None:
        return next((pool[w] for w in sorted(words) if w in pool), None)

    refused = first(cues.REFUSED, both)
    denied = first(cues.NEGATIONS, helpers | forms) or group.negated_subject or first(cues.NOT_YET, both)
    if group.supposed is not None:
        return "conditional", "unknown", "positive", "future", (group.supposed,)
    if refused is not None and denied is not None:
        return "happened", "certain", "positive", tense, ()
    if refused is not None and denied is None:
        return "did_not_happen", "certain", "negative", tense, (refused,)
    if denied is not None and refused is None:
        return "did_not_happen", "certain", "negative", tense, (denied,)
    word = first(cues.POSSIBLE, helpers | forms)
    if word is not None:
        return "possible", "possible", "positive", "future", (word,)
    if attitude == "speech":
        rows: tuple[tuple[frozenset[str], Status, Certainty], ...] = (
            (cues.SCHEDULED, "scheduled", "certain"),
            (cues.EXPECTED, "expected", "probable"),
            (cues.INTENDED, "intended", "probable"),
            (cues.PROPOSED, "proposed", "unknown"),
        )
        for words, status, certainty in rows:
            word = first(words, both)
            if word is not None:
                return status, certainty, "positive", "future", (word,)
    word = first(cues.CONDITIONAL, helpers)
    if word is not None:
        return "conditional", "unknown", "positive", "future", (word,)
    word = first(cues.FUTURE, helpers | forms)
    if word is not None or ("go" in governing and governing["go"].tag == "VBG"):
        return "expected", "certain", "positive", "future", (word or governing["go"],)
    return "happened", "certain", "positive", tense, ()
