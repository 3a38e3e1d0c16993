"""Words that tell who acts: titles, offices, nouns for persons, bodies and documents, and given names."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

Gender = Literal["m", "f"]


@cache
def actor_words(kind: str) -> frozenset[str]:
    """The words of one class of actor_words.txt, lower case."""
    return _blocks("actor_words.txt").get(kind, frozenset())


@lru_cache(maxsize=1)
def _offices() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for kind, words in _blocks("actor_words.txt").items():
        if kind.startswith("office "):
            sector = kind.split()[1]
            for word in words:
                found.setdefault(word, None if sector == "-" else sector)
    return found


def is_office(word: str) -> bool:
    """Whether a noun (its lemma) names an office or position."""
    return word in _offices()


def office_sector(word: str) -> str | None:
    """PLOVER's sector of an office's holder, where the office alone decides it."""
    return _offices().get(word)


def is_honorific(text: str) -> bool:
    """Whether a word is a form of address before a name: "Mr.", "Dame"."""
    word = text.lower()
    return any(word in actor_words(kind) for kind in ("honorific", "honorific_m", "honorific_f"))


@lru_cache(maxsize=1)
def _sectors() -> dict[str, str]:
    blocks = _blocks("actor_words.txt")
    return {word: kind.split()[1] for kind in blocks if kind.startswith("sector ") for word in blocks[kind]}


def sector_of(word: str) -> str | None:
    """PLOVER's sector of a body in whose name a word stands."""
    return _sectors().get(word)


def gender_of(given_name: str) -> Gender | None:
    """The sex that most bearers of a given name have, where one is frequent enough to be listed."""
    names = _blocks("given_names.txt")
    word = given_name.casefold()
    if word in names["m"]:
        return "m"
    return "f" if word in names["f"] else None


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, str]:
    return dict(pair.split("=") for pair in _blocks("given_names.txt")["nickname"])


def is_same_given_name(a: str, b: str) -> bool:
    """Whether two given names may be one person's: alike, an initial, or a short form."""
    a, b = a.casefold().rstrip("."), b.casefold().rstrip(".")
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    short = _nicknames()
    return short.get(a, a) == short.get(b, b)


def is_party(name: str) -> bool:
    """Whether a body's name, in full, is one of a political party."""
    body = find_body(name)
    return (body.name if body is not None else name).endswith(("Party", "Democrats"))


@cache
def _blocks(name: str) -> dict[str, frozenset[str]]:
    blocks: dict[str, set[str]] = {}
    current = ""
    for line in files("onrecord.lexicon").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif line and not line.startswith("#"):
            blocks.setdefault(current, set()).update(word.replace("_", " ") for word in line.split())
    return {kind: frozenset(words) for kind, words in blocks.items()}


class Body(NamedTuple):
    """A well-known body: its full name, PLOVER's sector and its country (ISO 3166-1 alpha-3) where it has one."""

    name: str
    sector: str
    country: str | None


def find_body(name: str) -> Body | None:
    """The well-known body of a name, full or short, without article or possessive."""
    return _bodies().get(name)


def body_names() -> tuple[str, ...]:
    """All names of well-known bodies, full and short."""
    return tuple(_bodies())


@lru_cache(maxsize=1)
def _bodies() -> dict[str, Body]:
    found: dict[str, Body] = {}
    for line in files("onrecord.lexicon").joinpath("organizations.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, others, sector, country = line.split("\t")
            body = Body(name, sector, None if country == "-" else country)
            for label in (name, *others.split("|")):
                if label != "-":
                    found.setdefault(label, body)
    return found
