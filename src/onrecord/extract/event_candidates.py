"""Event words of a report: verbs, light-verb phrases, nouns and adjectives, each with what it may stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.extract.event_draft import EventDraft, WordScores
from onrecord.extract.event_parts import Parts
from onrecord.extract.event_parts_syntax import children_of
from onrecord.language import Parse, Token
from onrecord.lexicon.cues import is_speech
from onrecord.lexicon.events import (
    ACTOR,
    Frame,
    LightVerb,
    Sense,
    Thing,
    WordClass,
    find_light_verb,
    fits_class,
    frames_of,
    light_verbs,
)
from onrecord.record import Document

EVENT = 0.5  # probability from which on a word outside of the lexicon is an event word
NAMES = frozenset(("ORG", "PERSON", "GPE", "FAC", "LOC", "NORP", "PRODUCT", "WORK_OF_ART"))
AUXILIARY = frozenset(("aux", "auxpass"))
WORD_CLASSES: dict[str, WordClass] = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
# Types that undo or withhold what their object names: "lifted sanctions" tells of no sanctions beside.
UNDOING = frozenset(("CONCEDE", "RETREAT", "REJECT", "SANCTION"))
DEMANDED = (Sense("REQUEST", None, 0.6),)


class _Reading(NamedTuple):
    """What a word was found to stand for: its frame, and the noun that met the frame's class, if it asks for one."""

    frame: Frame
    noun: Token | None


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
        self.undone: set[int] = set()  # nouns whose event the verb above them undoes

    def find(self) -> Iterator[EventDraft]:
        for token in self.parse.tokens:
            reading = self._read(token)
            if reading is not None:
                self.readings[token.i] = reading
        for token in self.parse.tokens:
            if token.pos == "VERB":
                self._carry(token)
        carrying = {verb.i for verb in self.carried.values()}
        for token in self.parse.tokens:
            if token.i not in carrying:
                draft = self._draft(token)
                if draft is not None:
                    yield draft

    def _carry(self, verb: Token) -> None:
        """Note the event noun that a verb only carries ("held talks"), or whose event it undoes ("lifted sanctions")."""
        reading = self.readings.get(verb.i)
        light = verb.lemma in light_verbs()
        if not light and (reading is None or reading.noun is None):
            return
        for noun in self.parts.grammar.objects(verb):
            for inner in (noun, *self._inner(noun)):
                own = self.readings.get(inner.i)
                if own is None or inner.pos == "VERB" or inner.sentence != verb.sentence:
                    continue
                alike = reading is not None and own.frame.senses[0].type == reading.frame.senses[0].type
                carries = light and find_light_verb(verb.lemma, inner.lemma.lower()) is not None
                if (carries and (reading is None or reading.noun is None)) or alike:
                    self.carried.setdefault(inner.i, verb)
                elif reading is not None and reading.noun is not None and reading.frame.senses[0].type in UNDOING:
                    if own.frame.senses[0].type != "CONSULT":
                        self.undone.add(inner.i)
                break

    def _inner(self, noun: Token) -> Iterator[Token]:
        """The nouns that a noun only frames: "talks" in "a round of talks", "mediation" in "a mediation effort"."""
        near = (*self.parts.grammar.obliques(noun).get("of", ()), *children_of(self.parse, noun.i, "compound"))
        for inner in near:
            if self.parts.outer(inner).i == noun.i:
                yield inner

    def _draft(self, token: Token) -> EventDraft | None:
        reading = self.readings.get(token.i)
        verb = self.carried.get(token.i, token)
        light = find_light_verb(verb.lemma, token.lemma.lower()) if verb.i != token.i else None
        frame = reading.frame if reading is not None else None
        senses = frame.senses if frame is not None and token.i not in self.undone else ()
        if frame is None and token.pos == "VERB" and is_speech(token.lemma):
            demanded = self.parts.demanded_of(token)
            if demanded:
                parts = self.parts.freeze(("actor", self.parts.grammar.subjects(token)), ("recipient", demanded))
                return EventDraft((token.start, token.end), token.i, token.i, DEMANDED, parts)
        if frame is None and not self._is_event_word(token):
            return None
        kind = senses[0].type if senses else None
        parts = self.parts.find(
            token, verb, kind, frame.preposition if frame is not None else None, undergone=_is_undergone(light)
        )
        return EventDraft(self._trigger(token, verb, frame), token.i, verb.i, senses, parts)

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
        if word_class is None or token.dep in AUXILIARY or token.entity in NAMES:
            return None
        frames = frames_of(token.lemma.lower(), word_class, token.text.lower())
        if not frames:
            return None
        if not frames[0].demands:
            return _Reading(frames[0], None) if frames[0].senses else None
        particles = {child.lemma.lower() for child in children_of(self.parse, token.i, "prt", "advmod", "prep")}
        obliques = self.parts.grammar.obliques(token)
        near = self._objects(token, word_class)
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
            return _Reading(frame, noun) if frame.senses else None
        return None

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
        return any(fits_class(wanted, _thing(inner)) for inner in self._inner(noun))

    def _is_event_word(self, token: Token) -> bool:
        if token.dep in AUXILIARY or token.entity in NAMES:
            return False
        if self.scores is not None:
            return bool(self.scores.event[token.i] >= EVENT)
        if token.pos == "VERB":
            return True
        return (
            token.pos == "NOUN"
            and token.lemma.lower().endswith(("tion", "sion", "ment"))
            and not self.parts.phrases.is_person_noun(token)
        )


def _thing(noun: Token) -> Thing:
    return Thing(noun.lemma.lower(), noun.entity, noun.pos)


def _is_undergone(light: LightVerb | None) -> bool:
    """Whether the subject of a light verb is whom its noun strikes: "came under attack"."""
    return light is not None and light.passive
