"""Who is told to be where a meeting is: "met at his residence" and later "were expected to be at the residence"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.extract.actor_cast import Cast
from onrecord.extract.event_mention import EventMentionDraft
from onrecord.extract.event_parts import Parts
from onrecord.extract.event_setting import GOAL, SETTING
from onrecord.extract.event_standing import resolve_event_standing
from onrecord.language import Parse, Token
from onrecord.record import Document, Participation

PRESENCE = frozenset({"be", "come", "arrive", "appear", "gather", "stay", "remain", "assemble", "show", "join", "go"})
POSSESSIVE = ("PRP$", "NN", "NNP", "NNS", "NNPS")
MAX_SENTENCES = 20  # from a meeting to words that place somebody there


class Presence:
    """The verbs of a report that place somebody at a venue."""

    def __init__(self, document: Document, parse: Parse, cast: Cast) -> None:
        self._document = document
        self._parse = parse
        self._cast = cast
        self._parts = Parts(parse)
        self._placed: dict[str, list[tuple[Token, Token]]] = defaultdict(list)  # by the noun for the venue
        for verb in parse.tokens:
            if verb.lemma in PRESENCE and verb.pos in ("VERB", "AUX"):
                for noun in self._venues(verb, SETTING | GOAL):
                    self._placed[noun.lemma].append((verb, noun))

    def at(self, group: Sequence[EventMentionDraft]) -> Iterator[Participation]:
        """Those whom the report places at the venue of a meeting, each with the standing of being there."""
        if group[0].type != "CONSULT":
            return
        taken = {i for mention in group for i in (mention.draft.head, mention.draft.verb)}
        for mention in group:
            for i in sorted({mention.draft.head, mention.draft.verb}):
                for venue in self._venues(self._parse.tokens[i], SETTING):
                    for verb, noun in self._placed.get(venue.lemma, ()):
                        near = 0 <= verb.sentence - mention.sentence <= MAX_SENTENCES
                        if near and verb.i not in taken and self._is_same(venue, noun):
                            yield from self._participations(verb)

    def _participations(self, verb: Token) -> Iterator[Participation]:
        standing = resolve_event_standing(self._document, self._parse, verb.i, verb.i)
        subjects = self._parts.phrases
        for part in self._parts.freeze(
            ("participant", (t for s in self._parts.grammar.surface(verb) for t in subjects.actors_in(s)))
        ):
            actor = self._cast.find(part.start, part.end)
            if actor is not None:
                yield Participation(actor.id, part.role, standing, self._document.cite(part.start, part.end))

    def _venues(self, word: Token, prepositions: frozenset[str]) -> Iterator[Token]:
        """The nouns, not names, for places that a word has beside it: "residence" of "met at his residence"."""
        for i in self._parse.children[word.i]:
            preposition = self._parse.tokens[i]
            if preposition.dep == "prep" and preposition.lemma.lower() in prepositions:
                for k in self._parse.children[i]:
                    noun = self._parse.tokens[k]
                    if noun.dep == "pobj" and noun.tag in ("NN", "NNS") and noun.entity not in ("DATE", "TIME"):
                        yield noun

    def _is_same(self, venue: Token, noun: Token) -> bool:
        """Whether two nouns mean one place: the same word, of the same owner or with "the"."""
        if venue.i == noun.i or venue.lemma != noun.lemma:
            return False
        first, second = self._owner(venue), self._owner(noun)
        definite = any(self._parse.tokens[i].text.lower() == "the" for i in self._parse.children[noun.i])
        return first == second if second is not None else definite

    def _owner(self, noun: Token) -> str | None:
        for i in self._parse.children[noun.i]:
            child = self._parse.tokens[i]
            if child.dep == "poss" and child.tag in POSSESSIVE:
                actor = self._cast.find(child.start, child.end)
                return actor.id if actor is not None else child.lemma.lower()
        return None
