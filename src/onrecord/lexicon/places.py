"""Towns and regions of the world by name: a table made from GeoNames (CC BY 4.0; see places_LICENSE.txt).

The table is read when a name is first looked up, and a row is taken apart only when it is asked for: reading costs less
than a tenth of a second and memory for the lines alone.
"""

from __future__ import annotations

import gzip
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

GazetteerKind = Literal["town", "capital", "region", "state"]

# Letters that carry no combining mark to be dropped.
_LETTERS = str.maketrans("łøđıæœþð", "lodiaotd")
_SPACED = str.maketrans({"-": " ", "–": " ", ".": "", "'": "", "’": "", "‘": "", "`": "", "ʻ": "", "ʼ": "", ",": " "})


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A town or a region, with the population of all its towns where it is one.

    country: ISO 3166-1 alpha-3; admin1: the name of its state or region where known; other_name: whether it was found
    by a name that is not its main one.
    """

    name: str
    kind: GazetteerKind
    country: str
    admin1: str | None
    lat: float
    lon: float
    geonames_id: int | None
    population: int
    other_name: bool = False

    @property
    def approximate(self) -> bool:
        """Whether the point is the centre of a region's towns."""
        return self.kind in ("region", "state")


def fold_name(name: str) -> str:
    """A name as it is compared: small letters, no marks, "St." as "saint"."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    words = "".join(c for c in plain if not unicodedata.combining(c)).casefold().translate(_SPACED).split()
    return " ".join("saint" if word == "st" else word for word in words)


@lru_cache(maxsize=1)
def _table() -> tuple[list[str], list[str]]:
    """Rows, and lines of folded names with the numbers of their rows, sorted."""
    packed = files("onrecord.lexicon").joinpath("places.tsv.gz").read_bytes()
    rows, names = gzip.decompress(packed).decode("utf-8").split("\n\n")
    return rows.split("\n"), names.split("\n")


def find_gazetteer_places(name: str) -> tuple[GazetteerPlace, ...]:
    """All towns and regions of a name, the largest first; none for a name that the table lacks."""
    key = fold_name(name)
    return _places_of(key) if key else ()


@lru_cache(maxsize=4096)
def _places_of(key: str) -> tuple[GazetteerPlace, ...]:
    rows, names = _table()
    at = bisect_left(names, key + "\t")
    if at == len(names) or not names[at].startswith(key + "\t"):
        return ()
    numbers = names[at].split("\t")[1].split()
    found = [_place(rows[int(number.lstrip("~"))], other_name=number[0] == "~") for number in numbers]
    return tuple(sorted(found, key=lambda place: -place.population))


_KINDS = {"t": "town", "c": "capital", "r": "region", "s": "state"}


def _place(row: str, *, other_name: bool) -> GazetteerPlace:
    kind, name, country, admin1, lat, lon, geonames_id, population = row.split("\t")
    return GazetteerPlace(
        name, cast(GazetteerKind, _KINDS[kind]), country, admin1 or None, float(lat), float(lon),
        int(geonames_id) if geonames_id else None, int(population), other_name,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _world() -> frozenset[str]:
    text = files("onrecord.lexicon").joinpath("places_world.txt").read_text(encoding="utf-8")
    return frozenset(fold_name(line) for line in text.splitlines() if line and not line.startswith("#"))


def is_world_region(name: str) -> bool:
    """Whether a name is that of a part of the world beyond one country: "the Western Balkans", "Europe"."""
    return fold_name(name) in _world()


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    text = files("onrecord.lexicon").joinpath("places_states.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    return {abbreviation.replace(" ", ""): name for abbreviation, name in rows}


def resolve_state(abbreviation: str) -> str | None:
    """The full name of a state or province from its abbreviation after a town: "Pa." gives Pennsylvania."""
    words = abbreviation.replace(" ", "")
    return _states().get(words) or (_states().get(words + ".") if len(words) > 2 else None)


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    text = files("onrecord.lexicon").joinpath("places_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    return {kind: frozenset(word for k, word in rows if k == kind) for kind in {kind for kind, _ in rows}}


def place_words(kind: Literal["locative", "honorific", "direction", "generic", "landform"]) -> frozenset[str]:
    """Words beside the names of places; honorifics as they are written, the others in small letters."""
    return _words()[kind]
