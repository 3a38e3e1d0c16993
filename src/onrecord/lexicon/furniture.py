"""Phrases that mark furniture: words on a page that are not part of its report."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import cast

from onrecord.record import FurnitureKind

# A phrase that opens a paragraph marks it only where the paragraph is short: prose may begin alike.
MAX_WORDS = 45

_WORD = re.compile(r"\w+")
_LABEL_END = re.compile(r"\W{0,3}(?:$|[:|–—]|[-»>](?:\s|$))")


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, str, FurnitureKind], ...]]:
    """By first word: phrase, form and kind; the longest phrase first."""
    text = files("onrecord.lexicon").joinpath("furniture.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    found: dict[str, list[tuple[str, str, FurnitureKind]]] = {}
    for kind, form, phrase in rows:
        found.setdefault(phrase.split()[0].rstrip(":,"), []).append((phrase, form, cast(FurnitureKind, kind)))
    return {first: tuple(sorted(those, key=lambda row: -len(row[0]))) for first, those in found.items()}


@lru_cache(maxsize=1)
def heading_words() -> frozenset[str]:
    """Words that stand in capitals before a dash and are no dateline's place: "UPDATE -"."""
    text = files("onrecord.lexicon").joinpath("furniture_capitals.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def picture_verbs() -> frozenset[str]:
    """Verbs, in the present tense, of what a caption says can be seen: "holds", "shake"."""
    text = files("onrecord.lexicon").joinpath("furniture_pictures.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def find_phrase_kind(paragraph: str) -> FurnitureKind | None:
    """The kind of furniture that a paragraph is by its words; None for most."""
    folded = " ".join(paragraph[:600].casefold().replace("’", "'").split()).lstrip("•▶►»>*-–— [(\"'")
    first = _WORD.match(folded)
    for phrase, form, kind in _phrases().get(first.group(), ()) if first else ():
        if not folded.startswith(phrase):
            continue
        rest = folded[len(phrase) :]
        if form == "line":
            if not _WORD.search(rest):
                return kind
        elif form == "label":
            if _LABEL_END.match(rest) and len(paragraph) < 400:
                return kind
        elif not rest[:1].isalnum() and len(paragraph) < 600 and len(folded.split()) <= MAX_WORDS:
            return kind
    return None


def is_bare_label(paragraph: str) -> bool:
    """Whether a paragraph is a heading such as "Read more:" that stands over a list of headlines."""
    folded = " ".join(paragraph[:60].casefold().replace("’", "'").split()).strip("•▶►»>*-–— [](\"':.")
    first = _WORD.match(folded)
    return first is not None and any(
        folded == phrase and kind == "read_more" for phrase, _, kind in _phrases().get(first.group(), ())
    )
