"""When and where an event is, and what it is about: what hangs on its words, else what its sentence says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

from onrecord.extract.draft import Offsets
from onrecord.extract.event_draft import EventDraft
from onrecord.language import Parse, Token
from onrecord.lexicon.cues import is_speech
from onrecord.record import Document, Place, Span, TimeExpression, When, Where

# What a time or place hangs through before it comes to the word that it is the time or place of.
CLIMBED = frozenset({"prep", "pobj", "npadvmod", "advmod", "nmod", "amod", "compound", "nummod", "det", "poss", "pcomp",
                     "appos", "quantmod", "predet"})  # fmt: skip
THROUGH = CLIMBED | {"dobj", "conj"}
# What an event hangs through below the verb whose time and place are its own: "attend the talks … on Monday".
BELOW = frozenset({"dobj", "pobj", "prep", "attr", "xcomp", "conj", "nsubjpass", "dative", "compound", "acl", "advcl",
                   "oprd", "acomp", "agent", "pcomp"})  # fmt: skip
# Verbs that only say that their subject takes place, so that their time is its time.
TAKING_PLACE = frozenset({"be", "take", "come", "happen", "occur", "begin", "start", "end", "open", "continue", "last",
                          "resume", "follow", "conclude", "run", "go"})  # fmt: skip
SUBJECTS = ("nsubj", "nsubjpass")
SETTING = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "off"})
GOAL = frozenset({"to", "into", "for"})
DAYS = frozenset({"day", "part_of_day", "hour", "minute", "weekend"})
MAX_UP = 6  # words between an event and the verb whose setting it shares
ABOUT = frozenset({"about", "on", "over", "regarding", "concerning"})
TALKING = frozenset({"discuss", "negotiate", "debate", "consider", "address", "review", "coordinate", "explore",
                     "tackle", "weigh", "plan", "prepare", "resolve", "settle"})  # fmt: skip
ASKED = ("dobj", "xcomp", "ccomp")
# Types whose object or clause is what they are about.
ABOUT_OBJECT = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "ACCUSE", "AID", "COOPERATE"})


Found = TypeVar("Found")


class Settings:
    """The times and places of a report, by the word that each hangs on."""

    def __init__(self, parse: Parse, times: Sequence[TimeExpression], places: Sequence[Place]) -> None:
        self._parse = parse
        self._times: dict[int, list[TimeExpression]] = defaultdict(list)
        self._places: dict[int, list[Place]] = defaultdict(list)
        self._inside: list[Offsets] = []
        self._asides: set[int] = set()  # words that only tell when or where: "in Oslo", "on Monday"
        for time in times:
            head = parse.head_of(time.span.start, time.span.end)
            if head is None:
                continue
            self._set_aside(time.span, head)
            if time.when is not None:
                # "At his home on Monday evening": a day hangs through the place; "doubts about next year" do not.
                for i in self._climb(head, through=head.dep == "pobj" and time.when.precision in DAYS):
                    self._times[i].append(time)
        for place in places:
            head = parse.head_of(place.span.start, place.span.end)
            if head is not None and self._is_setting(head):
                self._set_aside(place.span, head)
                for i in self._climb(head, through=True):
                    self._places[i].append(place)

    def when(self, draft: EventDraft) -> When | None:
        """The date of an event: the nearest of those that hang on its words, else on the verb that it belongs to."""
        for i in self._bearers(draft):
            found = self._nearest(draft, [(t.span, t.when) for t in self._times.get(i, ()) if t.when is not None])
            if found is not None:
                return found
        return None

    def where(self, draft: EventDraft) -> Where | None:
        """The place of an event, likewise."""
        visited = bool(draft.senses) and draft.senses[0].mode == "visit"
        for i in self._bearers(draft):
            found = self._nearest(draft, [(p.span, p) for p in self._places.get(i, ()) if self._is_place(p, visited)])
            if found is not None:
                point = (found.country, found.admin1, found.lat, found.lon, found.geonames_id)
                return Where(found.name, found.span, *point)
        return None

    def topic(self, document: Document, draft: EventDraft) -> tuple[Span, ...]:
        """What an event is about, as spans in text order."""
        kind = draft.senses[0].type if draft.senses else None
        found: set[Offsets] = set()
        for i in {draft.head, draft.verb}:
            word = self._parse.tokens[i]
            for k in self._parse.children[i]:
                child = self._parse.tokens[k]
                if child.dep == "prep" and child.lemma in ABOUT:
                    found.update(self._objects(child))
                elif child.dep in ("xcomp", "advcl", "acl", "relcl") and child.lemma in TALKING:
                    found.update(self._matter(child))
                elif kind in ABOUT_OBJECT and child.dep in ASKED and word.pos == "VERB" and k != draft.head:
                    found.add(self._clause(child))
                elif kind in ("REQUEST", "AGREE", "AID") and child.dep == "prep" and child.lemma in ("for", "to", "of"):
                    found.update(self._objects(child))
            if word.lemma in TALKING and kind == "CONSULT":
                found.update(self._matter(word))
        taken = [(part.start, part.end) for part in draft.parts]
        told = [(a, b) for a, b in found if (a, b) not in taken and not self._is_set(a, b)]
        outer = [x for x in told if not any(y != x and y[0] <= x[0] and x[1] <= y[1] for y in told)]
        return tuple(document.cite(*piece) for piece in sorted(outer))

    def _set_aside(self, span: Span, head: Token) -> None:
        self._inside.append((span.start, span.end))
        above = self._parse.tokens[head.head]
        if head.dep == "npadvmod" or (head.dep == "pobj" and above.lemma.lower() in SETTING | {"on"}):
            self._asides.update(token.i for token in self._parse.tokens_in(span.start, span.end))
            self._asides.update({above.i} if head.dep == "pobj" else ())

    def _bearers(self, draft: EventDraft) -> Iterator[int]:
        """The event's own words, then the verbs above that it shares its setting with."""
        yield draft.head
        if draft.verb != draft.head:
            yield draft.verb
        node = self._parse.tokens[draft.verb]
        for _ in range(MAX_UP):
            above = self._parse.tokens[node.head]
            if above.i == node.i or above.sentence != node.sentence:
                return
            if node.dep in SUBJECTS:
                if above.lemma not in TAKING_PLACE and not (node.dep == "nsubjpass" and node.i == draft.head):
                    return
            elif node.dep not in BELOW or (above.pos == "VERB" and is_speech(above.lemma) and node.dep != "conj"):
                return
            if node.dep == "conj" and node.pos in ("VERB", "AUX"):
                yield -1 - above.i  # only what stands before the first of them is shared
            if above.pos in ("VERB", "AUX"):
                yield above.i
            node = above

    def _nearest(self, draft: EventDraft, found: list[tuple[Span, Found]]) -> Found | None:
        start, end = draft.trigger
        apart = [(max(span.start - end, start - span.end), n) for n, (span, _) in enumerate(found)]
        return found[min(apart)[1]][1] if apart else None

    def _climb(self, head: Token, *, through: bool) -> Iterator[int]:
        """The word that a time or place hangs on; a place `through` another on the verb: "at his home in Kyiv"."""
        node, below = head, head.i
        while True:
            above = self._parse.tokens[node.head]
            if above.i == node.i or node.dep not in (THROUGH if through else CLIMBED):
                return
            node = above
            if node.pos in ("NOUN", "PROPN", "VERB", "AUX", "ADJ"):
                yield node.i
                if node.pos in ("VERB", "AUX"):
                    if below < node.i:
                        yield -1 - node.i
                    return
                if not through or node.dep not in ("dobj", "pobj", "conj"):  # "met the envoy in Geneva"
                    return

    def _is_setting(self, head: Token) -> bool:
        above = self._parse.tokens[head.head]
        if head.dep == "pobj":
            return above.lemma.lower() in SETTING | GOAL
        return head.dep in ("dobj", "compound", "nmod", "amod", "poss", "npadvmod")

    def _is_place(self, place: Place, visited: bool) -> bool:
        """Whether a place is where something is: "in Geneva", "the Geneva talks", for a visit also where it goes."""
        head = self._parse.head_of(place.span.start, place.span.end)
        if head is None:
            return False
        above = self._parse.tokens[head.head]
        if head.dep == "pobj":
            return above.lemma.lower() in SETTING or (visited and above.lemma.lower() in GOAL)
        if head.dep == "dobj":
            return visited
        return head.dep in ("compound", "nmod") and place.geonames_id is not None

    def _is_set(self, start: int, end: int) -> bool:
        """Whether words are no more than a time or a place."""
        return any(a <= start and end <= b + 1 for a, b in self._inside)

    def _objects(self, preposition: Token) -> Iterator[Offsets]:
        for k in self._parse.children[preposition.i]:
            if self._parse.tokens[k].dep in ("pobj", "pcomp"):
                yield self._clause(self._parse.tokens[k])

    def _matter(self, verb: Token) -> Iterator[Offsets]:
        """What is discussed: the objects of a verb, joined ones with them."""
        for k in self._parse.children[verb.i]:
            child = self._parse.tokens[k]
            if child.dep in ("dobj", "ccomp"):
                yield self._clause(child)

    def _clause(self, token: Token) -> Offsets:
        """A word's whole phrase without the marks and "that" at its ends."""
        first, last = token.left, token.right
        tokens = self._parse.tokens
        while first < token.i and (tokens[first].pos == "PUNCT" or tokens[first].lemma == "that" == tokens[first].text):
            first += 1
        while last > token.i and (tokens[last].pos == "PUNCT" or last in self._asides):
            last -= 1
        return tokens[first].start, tokens[last].end
