"""Event words of a report: verbs, light-verb phrases, nouns and adjectives, each with what it may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.extract.event_draft import EventDraft, Part, WordScores
from onrecord.extract.event_parts import Parts
from onrecord.extract.event_parts_syntax import children_of
from onrecord.language import Parse, Token
from onrecord.lexicon.cues import is_speech
from onrecord.lexicon.event_roles import role_words
from onrecord.lexicon.events import (
    ACTOR,
    ANY,
    ATTENDING,
    HOSTING,
    Frame,
    Sense,
    Thing,
    WordClass,
    find_light_verb,
    fits_class,
    frames_of,
    is_hollow,
    light_verbs,
)
from onrecord.record import Document

SURE = 0.35  # weight from which on a frame's sense goes before those of frames that ask less
# How much likelier a sense gets by who takes part: both sides, one, nobody.
BOTH, ONE, NOBODY = 1.5, 0.7, 0.35
SUREST = 0.95
FORCE = frozenset(("ASSAULT", "COERCE", "PROTEST"))  # of these reports often tell without saying who
PHRASE = 0.4  # least weight of a noun together with a verb that the lexicon names for it
MEETING = 0.6  # weight of a gathering that somebody holds with others, attends or hosts
EVENT = 0.5  # probability from which on a word outside of the lexicon is an event word
NAMES = frozenset(("ORG", "PERSON", "GPE", "FAC", "LOC", "NORP", "PRODUCT", "WORK_OF_ART"))
TIMES = frozenset(("DATE", "TIME"))
MEETING_AT = ("at", "during", "in", "to", "before", "into")  # before the meeting at which somebody speaks
AUXILIARY = frozenset(("aux", "auxpass"))
WORD_CLASSES: dict[str, WordClass] = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
# Types that undo or withhold what their object names: "lifted sanctions" tells of no sanctions beside.
UNDOING = frozenset(("CONCEDE", "RETREAT", "REJECT", "SANCTION"))
EVENTIVE = ("tion", "sion", "ment")  # ends of nouns that tell of an event
# Types of what is done to somebody, which a participle before a noun may tell: "detained reporters".
DONE_TO = frozenset(("ASSAULT", "COERCE", "RETREAT", "SANCTION"))
HARMING = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST"))
VOWING = frozenset(("vow", "swear", "promise", "pledge", "ready", "prepare", "prepared", "willing", "determined"))
# What is told by what a word governs, however little the word alone tells.
DEMANDED = Sense("REQUEST", None, 0.6)
REFUSED = Sense("REJECT", None, 0.5)
PROMISED = Sense("AGREE", None, 0.6)
NAMED = Sense("ACCUSE", None, 0.5)  # what somebody is called in reports is mostly no praise
THREATENED = Sense("THREATEN", None, 0.6)


class _Reading(NamedTuple):
    """What a word was found to stand for: its frame, and the noun that met the frame's class, if it asks for one."""

    frame: Frame
    noun: Token | None

    @property
    def kind(self) -> str:
        """The likeliest type."""
        return self.frame.senses[0].type


def find_event_drafts(document: Document, parse: Parse, scores: WordScores | None) -> tuple[EventDraft, ...]:
    """The event words of a report, in text order, with who takes part.

    Those of the lexicon have senses. For the others `scores` decides where it is given, else part of speech and form.
    """
    del document  # offsets are those of the parse
    return tuple(_Finder(parse, scores).find())


class _Finder:
    def __init__(self, parse: Parse, scores: WordScores | None) -> None:
        self.parse = parse
        self.scores = scores
        self.parts = Parts(parse)
        self.readings: dict[int, _Reading] = {}
        self.carried: dict[int, Token] = {}  # noun -> the verb that carries it
        self.attended: dict[int, Token] = {}  # noun -> the verb that tells who attends
        self.undone: set[int] = set()  # nouns whose event the verb above them undoes

    def find(self) -> Iterator[EventDraft]:
        for token in self.parse.tokens:
            reading = self._read(token)
            if reading is not None:
                self.readings[token.i] = reading
        for token in self.parse.tokens:
            if token.pos == "VERB":
                self._carry(token)
                self._appear(token)
        carrying = {verb.i for verb in self.carried.values()}
        for token in self.parse.tokens:
            if token.i not in carrying:
                draft = self._draft(token)
                if draft is not None:
                    yield draft

    def _carry(self, verb: Token) -> None:
        """Note the event noun that a verb carries ("held talks"), attends, or undoes ("lifted sanctions")."""
        reading = self.readings.get(verb.i)
        asks = reading is not None and reading.noun is not None
        if not asks and verb.lemma not in light_verbs():
            return
        nouns = self.parts.grammar.objects(verb)
        if reading is not None and reading.noun is not None and reading.noun not in nouns:
            nouns = (*nouns, reading.noun)  # "went on strike"
        for noun in nouns:
            for inner in (noun, *self._inner(noun)):
                own = self.readings.get(inner.i)
                if own is None or inner.pos == "VERB" or inner.sentence != verb.sentence:
                    continue
                light = not asks and find_light_verb(verb.lemma, inner.lemma.lower()) is not None
                if light or (reading is not None and own.kind == reading.kind and _is_met_by(reading, noun, inner)):
                    if verb.lemma in ATTENDING and own.kind == "CONSULT":
                        self.attended.setdefault(inner.i, verb)
                        self.readings.pop(verb.i, None)
                    else:
                        self.carried.setdefault(inner.i, verb)
                elif asks and reading is not None and reading.kind in UNDOING and own.kind != "CONSULT":
                    self.undone.add(inner.i)
                break

    def _appear(self, verb: Token) -> None:
        """Note the meeting at which a verb tells that somebody speaks or appears: "will speak at the summit"."""
        if verb.lemma not in role_words("appearing"):
            return
        obliques = self.parts.grammar.obliques(verb)
        places = [noun for name in MEETING_AT for noun in obliques.get(name, ())]
        if verb.lemma in role_words("addressing"):
            places.extend(self.parts.grammar.objects(verb))
        for noun in places:
            for inner in (noun, *self._inner(noun)):
                own = self.readings.get(inner.i)
                if own is not None and own.kind == "CONSULT" and inner.pos == "NOUN" and inner.i not in self.carried:
                    self.attended.setdefault(inner.i, verb)

    def _inner(self, noun: Token) -> Iterator[Token]:
        """The nouns that a noun only frames: "talks" in "a round of talks", "mediation" in "a mediation effort"."""
        near = (*self.parts.grammar.obliques(noun).get("of", ()), *children_of(self.parse, noun.i, "compound"))
        for inner in near:
            if self.parts.nouns.outer(inner).i == noun.i:
                yield inner

    def _draft(self, token: Token) -> EventDraft | None:
        reading = self.readings.get(token.i)
        verb = self.carried.get(token.i, token)
        if reading is None:
            said = self._said(token)
            if said is not None or not self._is_event_word(token):
                return said
        frame = reading.frame if reading is not None else None
        senses = self._senses(token, reading) if reading is not None else ()
        light = find_light_verb(verb.lemma, token.lemma.lower()) if verb.i != token.i else None
        parts = self.parts.find(
            token,
            verb,
            senses[0] if senses else None,
            frame.preposition if frame is not None else None,
            undergone=light is not None and light.passive,
        )
        if senses and light is not None and light.nouns is not None and senses[0].weight < PHRASE:
            senses = (senses[0]._replace(weight=PHRASE), *senses[1:])  # "opened fire": a phrase of the lexicon
        if token.i in self.attended:
            parts = self.parts.with_attending(parts, self.attended[token.i])
        if senses and senses[0].type == "CONSULT" and token.pos == "NOUN" and senses[0].weight < MEETING:
            held = token.i in self.attended or (verb.i != token.i and (verb.lemma in HOSTING or len(parts) > 1))
            if held:  # "had lunch with the envoy", "hosted a dinner"
                senses = (senses[0]._replace(weight=MEETING), *senses[1:])
        return EventDraft(self._trigger(token, verb, frame), token.i, verb.i, _weigh(senses, parts), parts)

    def _senses(self, token: Token, reading: _Reading) -> tuple[Sense, ...]:
        """What a word stands for, seen with what stands around it; nothing where its event is no event of its own."""
        above = self.readings.get(token.head) if token.dep in ("compound", "amod") else None
        if above is not None and above.kind == reading.kind and token.pos != "VERB":
            return ()  # "a protest rally" is one
        if token.i in self.undone or (token.dep == "amod" and token.pos == "VERB" and reading.kind not in DONE_TO):
            return ()
        senses = reading.frame.senses
        if reading.kind == "AGREE" and token.pos in ("VERB", "ADJ"):
            clause = next(children_of(self.parse, token.i, "xcomp"), None)
            meant = self._meant_by(clause) if clause is not None else None
            if meant in HARMING and token.lemma in VOWING:
                return (THREATENED, *(sense for sense in senses if sense.type != "THREATEN"))
            if clause is not None and senses[0].weight < PROMISED.weight:
                return (PROMISED, *(sense for sense in senses if sense.type != "AGREE"))
        return senses

    def _meant_by(self, verb: Token) -> str | None:
        """The type of what an infinitive tells: of its verb, or of the noun that it carries."""
        noun = next((noun for noun, carrier in self.carried.items() if carrier.i == verb.i), None)
        reading = self.readings.get(verb.i if noun is None else noun)
        return reading.kind if reading is not None else None

    def _said(self, token: Token) -> EventDraft | None:
        """What a verb of saying does by what it governs: "said that Kenya must leave", "said he would not sign"."""
        if token.pos != "VERB" or not is_speech(token.lemma):
            return None
        sense, others = DEMANDED, self.parts.aims.demanded_of(token)
        if not others:
            sense, others = REFUSED, self.parts.aims.refused_by(token)
        if not others:
            sense, others = NAMED, self._named_by(token)
        if not others:
            return None
        parts = self.parts.freeze(
            ("actor", self.parts.doing(self.parts.grammar.subjects(token))), ("recipient", others)
        )
        return EventDraft((token.start, token.end), token.i, token.i, (sense,), parts)

    def _named_by(self, verb: Token) -> list[Token]:
        """Whom "called him a liar" strikes."""
        if not self._is_naming(verb):
            return []
        return [token for token in self.parts.grammar.objects(verb) if self.parts.phrases.is_actor(token)]

    def _trigger(self, token: Token, verb: Token, frame: Frame | None) -> tuple[int, int]:
        """The offsets of an event's words: from a light verb to its noun, a verb with its particle."""
        start, end = token.start, token.end
        if verb.i < token.i and verb.sentence == token.sentence:  # not "the talks that they held"
            start = verb.start
        if frame is not None and frame.particle is not None:
            for particle in children_of(self.parse, token.i, "prt"):
                end = max(end, particle.end) if particle.i - token.i <= 2 else end
        return start, end

    def _read(self, token: Token) -> _Reading | None:
        """The most specific entry of the lexicon that a word's surroundings fit."""
        word_class = WORD_CLASSES.get(token.pos)
        if word_class is None or token.dep in AUXILIARY or token.entity in NAMES | TIMES:
            return None
        if word_class == "noun" and self._is_no_event(token):
            return None
        if self._is_naming(token):
            return None
        frames = frames_of(token.lemma.lower(), word_class, token.text.lower())
        if not frames:
            return None
        particles = {child.lemma.lower() for child in children_of(self.parse, token.i, "prt", "advmod", "prep")}
        obliques = self.parts.grammar.obliques(token)
        near = self._objects(token, word_class)
        fitting = []
        for frame in frames:
            if frame.particle is not None and frame.particle not in particles:
                continue
            if frame.preposition is not None and frame.preposition not in obliques:
                continue
            noun = None
            if frame.object_class is not None:
                asked = near if frame.preposition is None else obliques[frame.preposition]
                noun = next((noun for noun in asked if self._is_of(noun, frame.object_class)), None)
                if noun is None:
                    continue
            fitting.append(_Reading(frame, noun))
            if not frame.senses or frame.senses[0].weight >= SURE:
                break
        return _choose(fitting)

    def _is_naming(self, verb: Token) -> bool:
        """Whether "call" says what somebody is: "called him a liar", "was called weak"; it calls nobody up."""
        return verb.lemma == "call" and any(
            said.pos == "ADJ" or any(t.text.lower() in ("a", "an") for t in children_of(self.parse, said.i, "det"))
            for said in children_of(self.parse, verb.i, "oprd")
        )

    def _is_no_event(self, noun: Token) -> bool:
        """Whether a noun stands for those who act, or is but half of a word: "opposition", "war-torn"."""
        after = self.parse.tokens[noun.i + 1] if noun.i + 1 < len(self.parse.tokens) else noun
        return (after.text == "-" and after.start == noun.end) or self.parts.phrases.is_person_noun(noun)

    def _objects(self, token: Token, word_class: WordClass) -> tuple[Token, ...]:
        """The nouns that a frame's class is asked of where it names no preposition."""
        if word_class == "verb":
            return self.parts.grammar.objects(token)
        modifiers = tuple(children_of(self.parse, token.i, "compound", "amod", "nmod", "poss"))
        return modifiers + self.parts.grammar.obliques(token).get("of", ())

    def _is_of(self, noun: Token, wanted: str) -> bool:
        if wanted == ACTOR:
            return self.parts.phrases.is_actor(noun)
        if fits_class(wanted, _thing(noun)):
            return True
        return is_hollow(noun.lemma.lower()) and any(fits_class(wanted, _thing(inner)) for inner in self._inner(noun))

    def _is_event_word(self, token: Token) -> bool:
        if token.dep in AUXILIARY or token.entity in NAMES:
            return False
        if self.scores is not None:
            return bool(self.scores.event[token.i] >= EVENT)
        if token.pos == "VERB":
            return token.dep != "prep" and token.tag != "NNP"  # "according to", "including"
        lemma = token.lemma.lower()
        return (
            token.pos == "NOUN"
            and (
                lemma in role_words("event_noun")
                or (lemma.endswith(EVENTIVE) and lemma not in role_words("no_event_noun"))
            )
            and not self.parts.phrases.is_person_noun(token)
        )


def _choose(fitting: Sequence[_Reading]) -> _Reading | None:
    """Of the frames that fit the first that is sure, else that with the likeliest sense; None where it is no event."""
    if not fitting or not fitting[0].frame.senses:
        return None
    return max((reading for reading in fitting if reading.frame.senses), key=lambda r: r.frame.senses[0].weight)


def _weigh(senses: tuple[Sense, ...], parts: Sequence[Part]) -> tuple[Sense, ...]:
    """The senses, likelier where somebody does something to somebody else, less likely where nobody takes part."""
    roles = {part.role for part in parts}
    both = len(parts) > 1 and ("participant" in roles or len(roles) > 1)
    factor = BOTH if both else ONE if parts else NOBODY
    return tuple(
        sense if not parts and sense.type in FORCE else sense._replace(weight=min(SUREST, sense.weight * factor))
        for sense in senses
    )


def _is_met_by(reading: _Reading, noun: Token, inner: Token) -> bool:
    """Whether a frame asks for a class of nouns, and a verb's object, or what that frames, is of it."""
    if inner.i != noun.i and not is_hollow(noun.lemma.lower()):
        return False
    return reading.noun is not None and reading.noun.i == noun.i and reading.frame.object_class not in (ACTOR, ANY)


def _thing(noun: Token) -> Thing:
    return Thing(noun.lemma.lower(), noun.entity, noun.pos)
