"""Countries, dependencies and former states: by name, adjective, name of the people, capital, or seat of power."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

TerritoryForm = Literal["name", "adjective", "people", "capital"]
SeatKind = Literal["government", "parliament", "military", "ministry", "court", "monarchy"]


class Territory(NamedTuple):
    """A territory. `code` is ISO 3166-1 alpha-3 (XKX for Kosovo); a former state has ISO 3166-3's four letters."""

    code: str
    name: str
    capital: str | None


class Seat(NamedTuple):
    """A building or quarter that stands for those who sit there, as "the Kremlin" does."""

    name: str
    territory: Territory
    kind: SeatKind


class _Entry(NamedTuple):
    territory: Territory
    form: TerritoryForm


def find_territory(name: str) -> Territory | None:
    """The territory that a name stands for ("Ukraine", "the U.S.", "British", "Ukrainians", "Moscow").

    An article before the name and a possessive after it don't matter; small and capital letters do, except in a name
    all in capitals: "us" and "turkey" are none. What belongs to a union of states, as the E.U., is none either.
    """
    entry = _find(name)
    return entry.territory if entry is not None else None


def territory_form(name: str) -> TerritoryForm | None:
    """How a name stands for its territory; of several, the first of name, adjective, people, capital."""
    entry = _find(name)
    return entry.form if entry is not None else None


def find_seat(name: str) -> Seat | None:
    """The seat that a name stands for: "the Kremlin", "Downing Street", "White House"."""
    return _seats().get(_plain(name))


def seat_names() -> tuple[str, ...]:
    """All names of seats, as written without an article."""
    return tuple(_seats())


def is_people(name: str) -> bool:
    """Whether a word names people of a territory: "Ukrainians", "Swiss", "Briton"."""
    return _plain(name) in _peoples()


def territory_of_code(code: str) -> Territory | None:
    """The territory with an ISO code."""
    return _codes().get(code)


def _find(name: str) -> _Entry | None:
    plain = _plain(name)
    found = _table().get(plain)
    if found is None and len(plain) > 4 and plain.isupper():  # headlines; shorter ones may be anybody's initials
        found = _table().get(plain.title())
    return found


def _plain(name: str) -> str:
    words = " ".join(name.split())
    if words[:4] in ("the ", "The ", "THE "):
        words = words[4:]
    for mark in ("'s", "’s", "'", "’"):
        words = words.removesuffix(mark)
    return words


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[Territory, tuple[list[str], ...]], ...]:
    rows = []
    for line in files("onrecord.lexicon").joinpath("territories.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, name, capital, *cells = line.split("\t")
            rows.append((Territory(code, name, capital or None), tuple([w for w in c.split("|") if w] for c in cells)))
    return tuple(rows)


@lru_cache(maxsize=1)
def _table() -> dict[str, _Entry]:
    forms: tuple[TerritoryForm, ...] = ("name", "adjective", "people", "capital")
    table: dict[str, _Entry] = {}
    for column, form in enumerate(forms):  # all names go before all adjectives, and so on
        for territory, cells in _rows():
            for word in cells[column]:
                table.setdefault(word, _Entry(territory, form))
                table.setdefault(word.replace("'", "’"), _Entry(territory, form))
    return table


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(word for _, cells in _rows() for word in cells[2])


@lru_cache(maxsize=1)
def _codes() -> dict[str, Territory]:
    return {territory.code: territory for territory, _ in _rows()}


@lru_cache(maxsize=1)
def _seats() -> dict[str, Seat]:
    seats = {}
    for line in files("onrecord.lexicon").joinpath("territory_seats.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, code, kind = line.split("\t")
            seats[name] = Seat(name, _codes()[code], cast(SeatKind, kind))
    return seats
