"""Event words of a report: verbs, light-verb phrases, nouns and adjectives, each with what it may stand for."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.event_draft import EventDraft, WordScores
from onrecord.extract.event_parts import Parts
from onrecord.extract.event_parts_syntax import children_of
from onrecord.language import Parse, Token
from onrecord.lexicon.events import LIGHT_VERBS, Frame, frames_of, object_classes
from onrecord.record import Document

EVENT = 0.5  # probability from which on a word outside of the lexicon is an event word
NAMES = frozenset(("ORG", "PERSON", "GPE", "FAC", "LOC", "NORP", "PRODUCT", "WORK_OF_ART"))
AUXILIARY = frozenset(("aux", "auxpass"))


def find_event_drafts(document: Document, parse: Parse, scores: WordScores | None) -> tuple[EventDraft, ...]:
    """The event words of a report, in text order, with who takes part.

    Those of the lexicon have senses. For the others `scores` decides where it is given, else part of speech and form.
    """
    return tuple(_Finder(parse, scores).find())


class _Finder:
    def __init__(self, parse: Parse, scores: WordScores | None) -> None:
        self.parse = parse
        self.scores = scores
        self.parts = Parts(parse)

    def find(self) -> Iterator[EventDraft]:
        carried: dict[int, Token] = {}  # noun -> the light verb that carries it
        for token in self.parse.tokens:
            if token.pos == "VERB" and token.lemma in LIGHT_VERBS:
                for noun in self._carried(token):
                    carried.setdefault(noun.i, token)
        light = {verb.i for verb in carried.values()}
        for token in self.parse.tokens:
            if token.i in light:
                continue
            draft = self._draft(token, carried.get(token.i))
            if draft is not None:
                yield draft

    def _carried(self, verb: Token) -> Iterator[Token]:
        """The event nouns that a light verb carries: its object, or the subject of its passive."""
        for noun in self.parts.grammar.objects(verb):
            if noun.pos == "NOUN" and self._frame(noun, noun) is not None:
                yield noun

    def _draft(self, token: Token, light: Token | None) -> EventDraft | None:
        verb = light or token
        frame = self._frame(token, verb)
        if frame is None and not self._is_event_word(token):
            return None
        senses = frame.senses if frame is not None else ()
        kind = senses[0].type if senses else None
        parts = self.parts.find(token, verb, kind, frame.preposition if frame is not None else None)
        start, end = min(token.start, verb.start), max(token.end, verb.end)
        if verb.i > token.i or verb.sentence != token.sentence:
            start, end = token.start, token.end  # "the talks that they held"
        if frame is not None and frame.particle is not None:
            for particle in children_of(self.parse, token.i, "prt"):
                end = max(end, particle.end) if particle.i - token.i <= 2 else end
        return EventDraft((start, end), token.i, verb.i, senses, parts)

    def _frame(self, token: Token, verb: Token) -> Frame | None:
        """The most specific entry of the lexicon that a word's surroundings fit."""
        if token.dep in AUXILIARY or token.pos not in ("VERB", "NOUN", "ADJ", "PROPN") or token.entity in NAMES:
            return None
        pos = "VERB" if token.pos == "VERB" else "ADJ" if token.pos == "ADJ" else "NOUN"
        for frame in frames_of(token.lemma.lower(), pos):
            if self._fits(frame, token, verb):
                return frame
        return None

    def _fits(self, frame: Frame, token: Token, verb: Token) -> bool:
        grammar = self.parts.grammar
        if frame.particle is not None and not any(
            child.lemma.lower() == frame.particle for child in children_of(self.parse, token.i, "prt", "advmod", "prep")
        ):
            return False
        objects = grammar.objects(token) if token.pos == "VERB" else ()
        if frame.preposition is not None:
            obliques = grammar.obliques(token)
            if verb.i != token.i:
                obliques = {**grammar.obliques(verb), **obliques}
            if frame.preposition not in obliques:
                return False
            objects = obliques[frame.preposition] if frame.object_class is not None else objects
        if frame.object_class is None:
            return True
        return any(frame.object_class in object_classes(noun.lemma.lower()) for noun in objects)

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
