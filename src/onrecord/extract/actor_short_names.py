"""Names of bodies that the recogniser passed over: initials, and firms of two names joined by "&"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.actor_figure import Name
from onrecord.language import Parse

JOINTS = frozenset(("&", "amp"))  # archives spell "&" so
SMALL = frozenset(("of", "the", "and", "for", "in", "on"))


def find_initials(parse: Parse, names: Sequence[Name], taken: set[int]) -> Iterator[Name]:
    """Initials of a body where they were passed over: given to it, as in "the Swedish River League (FVL)", or its own.

    Three capitals at least are taken for the initials of a name of as many words that goes before them.
    """
    given: dict[str, int] = {}
    for name in names:
        if name.kind != "organization" or len(name.words) < 2:
            continue
        after = [token.text for token in parse.tokens[name.last + 1 : name.last + 4]]
        if after[:1] == ["("] or after[:2] == [",", "or"]:
            short = after[1] if after[0] == "(" else after[-1]
            if 1 < len(short) < 9 and short.isupper():
                given.setdefault(short, 0)
        letters = "".join(word[:1] for word in name.words if word.casefold() not in SMALL)
        if len(letters) > 2 and letters.isupper():
            given.setdefault(letters, name.last)
    for token in parse.tokens:
        if token.i not in taken and token.i > given.get(token.text, len(parse.tokens)):
            taken.add(token.i)
            yield Name(token.i, token.i, (token.text,), "organization")


def find_joint_firms(parse: Parse) -> Iterator[Name]:
    """Every place of a firm's name that is joined by "&" and was found once: "Novak & Reed"."""
    known = set()
    for entity in parse.entities:
        words = tuple(token.text for token in parse.tokens[entity.first : entity.last + 1])
        if entity.label == "ORG" and len(words) == 3 and words[1] in JOINTS and words[2][:1].isupper():
            known.add(words)
    for i in range(len(parse.tokens) - 2 if known else 0):
        words = tuple(token.text for token in parse.tokens[i : i + 3])
        if words in known:
            yield Name(i, i + 2, words, "organization")
