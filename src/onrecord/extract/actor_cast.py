"""Look-up of actors by the words of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.language import Parse
from onrecord.record import Actor, Mention

BESIDE = frozenset(("appos", "compound", "nmod", "flat", "nsubj"))


class Cast:
    """The actors of a report by where they are mentioned."""

    def __init__(self, actors: Sequence[Actor], parse: Parse) -> None:
        self._parse = parse
        self._at: defaultdict[int, list[tuple[Mention, Actor]]] = defaultdict(list)
        for actor in actors:
            for mention in actor.mentions:
                for token in parse.tokens_in(mention.start, mention.end):
                    self._at[token.i].append((mention, actor))

    def find(self, start: int, end: int) -> Actor | None:
        """The actor whose mention covers the head of the words in `[start, end)`, the best-fitting mention first.

        Where the head is nobody's, the actor named in apposition to it; None where there is none.
        """
        head = self._parse.head_of(start, end)
        if head is None:
            return None
        found = self._best(head.i, start, end)
        if found is None:
            for i in self._parse.children[head.i]:
                child = self._parse.tokens[i]
                if child.dep in BESIDE and start <= child.start < end:
                    found = self._best(i, start, end)
                    if found is not None and (child.dep in ("appos", "nsubj") or found.kind == "person"):
                        return found
            return self._most_of(start, end)
        return found

    def _most_of(self, start: int, end: int) -> Actor | None:
        """The actor whose mention makes up most of the words, wherever the parser put their head."""
        for token in self._parse.tokens_in(start, end):
            for mention, actor in self._at.get(token.i, ()):
                if min(mention.end, end) - max(mention.start, start) > (end - start) / 2:
                    return actor
        return None

    def _best(self, i: int, start: int, end: int) -> Actor | None:
        mentions = self._at.get(i, ())
        if not mentions:
            return None
        return max(mentions, key=lambda pair: _fit(pair[0], start, end))[1]


def _fit(mention: Mention, start: int, end: int) -> tuple[bool, int, int]:
    shared = min(mention.end, end) - max(mention.start, start)
    return (mention.start, mention.end) == (start, end), shared, -(mention.end - mention.start)
