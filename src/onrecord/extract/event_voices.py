"""Whom the words for a part in an event stand for, where a speaker says them: his "I" is he, his "he" is another."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.actor_cast import Cast
from onrecord.extract.coverage import Coverage
from onrecord.extract.draft import Offsets
from onrecord.extract.event_draft import Part
from onrecord.extract.quotation import find_quotations
from onrecord.language import Parse
from onrecord.record import Actor, Document, Statement

FIRST = frozenset(("i", "me", "my", "mine", "myself"))
THIRD = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))


class Tellers:
    """The statements of a report by what they tell."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._held: dict[Offsets, Statement] = {}
        for statement in statements:
            for span in statement.content:
                self._held[span.start, span.end] = statement
        self._places = Coverage(self._held)

    def of(self, start: int, end: int) -> Statement | None:
        """The innermost statement in whose content some words stand; not the one whose cue they are."""
        around = [(b - a, (a, b)) for a, b in self._places.over(start, end) if a <= start and end <= b]
        for _, place in sorted(around):
            cue = self._held[place].cue
            if cue is None or cue.end <= start or end <= cue.start:
                return self._held[place]
        return None


class Voices:
    """Finds the actors of the parts of a report's events."""

    def __init__(
        self,
        document: Document,
        parse: Parse,
        cast: Cast,
        actors: Sequence[Actor],
        statements: Sequence[Statement],
        tellers: Tellers,
    ) -> None:
        self._parse = parse
        self._cast = cast
        self._tellers = tellers
        self._statements = {statement.id: statement for statement in statements}
        self._by_id = {actor.id: actor for actor in actors}
        self._quoted = find_quotations(document.text, parse.paragraphs)

    def find(self, part: Part) -> Actor | None:
        """Who a part is, or None where no careful reader could tell."""
        actor = self._cast.find(part.start, part.end)
        token = self._parse.tokens[part.head]
        word = token.text.lower()
        if word not in FIRST | THIRD:
            return actor
        teller = self._tellers.of(token.start, token.end)
        while teller is not None and teller.manner == "indirect" and teller.reported_in in self._statements:
            teller = self._statements[teller.reported_in]  # "I" of "He told me that I should" is who tells of it
        said = teller is not None and (
            teller.manner == "direct" or any(a <= token.start and token.end <= b for a, b in self._quoted)
        )
        if teller is None or not said or teller.speaker is None:
            return actor
        if word in FIRST:
            return self._by_id.get(teller.speaker, actor)
        if actor is None or actor.id != teller.speaker:
            return actor
        # "Mr. Berg thanks you, but he asks": a card of Mr. Berg's may speak of him.
        named = any(
            span.start <= mention.start < token.start and mention.form != "pronoun" and mention.end <= span.end
            for mention in actor.mentions
            for span in teller.content
        )
        return actor if named else None

    def in_order(self, parts: Sequence[Part]) -> list[Part]:
        """Parts with those first whose words leave least open: what "him" means may come out as the one who asks."""
        return sorted(parts, key=lambda part: self._parse.tokens[part.head].tag in ("PRP", "PRP$"))
