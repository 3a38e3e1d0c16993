"""Which of the places of one name is meant: by what follows its comma, by the report's other places, and by size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from onrecord.extract.place_candidates import Candidate, find_country, is_landform
from onrecord.language import Parse
from onrecord.lexicon.places import (
    GazetteerPlace,
    find_gazetteer_places,
    is_world_region,
    resolve_state,
)
from onrecord.lexicon.territories import find_territory

# Weights beside the logarithm of the population: a country or state that the report names is worth more than a tenfold
# difference in size, and a capital more than a town five times as large.
COUNTRY_NAMED = 1.2
MOST_NAMED = 0.3
STATE_NAMED = 1.5
CAPITAL = 0.7
OTHER_NAME = 0.8
STATE_OR_TOWN = (
    3.0  # a state before its namesakes, but for New York and Washington: towns, unless a word says otherwise
)

UNAMBIGUOUS = 10  # times the population of the next place of that name
VERY_LARGE = 5_000_000  # people
KNOWN_TOWN = 100_000  # people; a smaller one needs the report to name its country or state


@dataclass(frozen=True, slots=True)
class Referent:
    """What a name stands for; all None but the name for a place that no table has."""

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often a report names each country and each state or region, and the words of people's names."""

    countries: Counter[str]
    states: Counter[tuple[str, str]]
    people: frozenset[str]
    houses: frozenset[str]  # the first words of longer names of organizations

    def bonus(self, place: GazetteerPlace) -> float:
        """What the report's other places add to a place's score."""
        score = 0.0
        if self.countries[place.country]:
            score += COUNTRY_NAMED
            if self.countries[place.country] == max(self.countries.values()):
                score += MOST_NAMED
        if place.admin1 and self.states[place.country, place.admin1] and place.kind != "state":
            score += STATE_NAMED
        return score


def gather_evidence(parse: Parse, candidates: Sequence[Candidate], dateline: str | None) -> Evidence:
    """What the report says of its countries without doubt: names, nationalities, states, large towns, dateline."""
    countries: Counter[str] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    for entity in parse.entities:
        if entity.label == "NORP":
            people = find_territory(parse.tokens[entity.first].text)
            if people is not None:
                countries[people.code] += 1
    for candidate in candidates:
        names = [candidate.name] if candidate.qualifier is None else [candidate.name, candidate.qualifier]
        for name in names:
            _count(name, countries, states)
    for name in (dateline or "").split(","):
        _count(name.strip(" .").title() if name.isupper() and len(name) > 4 else name.strip(), countries, states)
    return Evidence(countries, states, _name_words(parse, "PERSON"), _name_words(parse, "ORG"))


def _count(name: str, countries: Counter[str], states: Counter[tuple[str, str]]) -> None:
    found = find_gazetteer_places(resolve_state(name) or name)
    territory = find_country(name)
    if territory is not None:
        if not any(place.approximate for place in found):  # Georgia says nothing of itself
            countries[territory.code] += 1
        return
    regions = [place for place in found if place.approximate]
    if len(regions) == 1 and regions[0] is found[0]:
        countries[regions[0].country] += 1
        states[regions[0].country, regions[0].name] += 1
    elif found and _is_unambiguous(found):
        countries[found[0].country] += 1


def _is_unambiguous(found: Sequence[GazetteerPlace]) -> bool:
    rivals = [place for place in found if place.country != found[0].country and not place.other_name]
    largest = max((place.population for place in rivals), default=0)
    return found[0].population >= KNOWN_TOWN and found[0].population > UNAMBIGUOUS * largest


def _name_words(parse: Parse, label: str) -> frozenset[str]:
    """Words of names that have at least two: "Jackson" is a person where "Jesse Jackson" is named.

    Of organizations the first word only: "Delta" is a firm where "Delta Air Lines" is, and "Ohio" is Ohio nonetheless.
    """
    words: set[str] = set()
    for entity in parse.entities:
        if entity.label == label and entity.last > entity.first:
            last = entity.last if label == "PERSON" else entity.first
            words.update(t.text for t in parse.tokens[entity.first : last + 1] if t.pos == "PROPN")
    return frozenset(words)


def resolve_place(candidate: Candidate, evidence: Evidence) -> Referent | None:
    """The place that a name stands for here, or None where it is rather no place."""
    name = candidate.name
    if _is_person(candidate, evidence) or (candidate.label == "ORG" and name in evidence.houses):
        return None
    if candidate.qualifier is not None:
        qualified = _resolve_qualified(name, candidate.qualifier, listed=candidate.listed)
        if qualified is not None:
            return qualified
    if candidate.county:
        return Referent(f"{name} County") if candidate.label == "GPE" else None
    territory = find_country(name)
    state = resolve_state(name)
    # Two letters alone are anything: "the VA". After a town they are its qualifier, and told by that.
    if state is not None and territory is None and ("." in name or len(name) > 2 or candidate.before_comma):
        return _first_state(state)
    if territory is not None and not _is_state_here(name, territory.code, evidence):
        return Referent(territory.name, territory.code)
    if is_world_region(name):
        return Referent(name)
    found = [place for place in find_gazetteer_places(name) if _is_likely(place, candidate, evidence)]
    if found:
        best = max(found, key=lambda place: (_score(place, candidate, evidence), place.population))
        return _referent(best, name)
    return _unknown(candidate, evidence)


def _is_person(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a single word is part of a person's name in this report, and nothing here makes it a place."""
    if " " in candidate.name or candidate.name not in evidence.people:
        return False
    return not candidate.locative and candidate.qualifier is None and candidate.before_comma is None


def _is_state_here(name: str, code: str, evidence: Evidence) -> bool:
    """Whether a country's name is that of a state here: Georgia, by what else the report names."""
    states = [place for place in find_gazetteer_places(name) if place.approximate and place.country != code]
    if not states or evidence.countries[code]:
        return False
    country = states[0].country
    beside = sum(1 for c, _ in evidence.states if c == country)
    abroad = sum(1 for c in evidence.countries if c != country)
    return evidence.countries[country] > 0 and beside >= abroad


def _resolve_qualified(name: str, qualifier: str, *, listed: bool) -> Referent | None:
    """The town of a state or country that the text gives, known or not."""
    territory = find_country(qualifier)
    country = territory.code if territory is not None else None
    state = resolve_state(qualifier) or qualifier
    regions = [place for place in find_gazetteer_places(state) if place.approximate]
    towns = [place for place in find_gazetteer_places(name) if not place.approximate]
    for place in towns:
        inside = any((place.country, place.admin1) == (region.country, region.name) for region in regions)
        if inside or place.country == country:
            # "Boston, New York and Chicago" is a list, though the state of New York has a Boston too.
            return None if listed and place is not towns[0] else _referent(place, name)
    if listed or find_country(name) is not None or is_world_region(name):
        return None
    if regions and (country is None or not towns):
        return Referent(name, regions[0].country, regions[0].name)
    # Neighbours may stand side by side: "Paris, Germany" says nothing of a Paris in Germany.
    return Referent(name, country) if country is not None and not towns else None


def _first_state(name: str) -> Referent | None:
    for place in find_gazetteer_places(name):
        if place.approximate:
            return _referent(place, name)
    return None


def _is_likely(place: GazetteerPlace, candidate: Candidate, evidence: Evidence) -> bool:
    if place.other_name and candidate.label == "FAC":  # "the White House" is Casablanca in no report
        return False
    if place.approximate or place.kind == "capital":
        return True
    named = evidence.countries[place.country] > 0
    if place.other_name and not named and place.population < 10 * KNOWN_TOWN:
        return False
    if place.population >= KNOWN_TOWN or (named and candidate.locative):
        return True
    return named and candidate.label == "GPE" and candidate.name not in evidence.houses


def _score(place: GazetteerPlace, candidate: Candidate, evidence: Evidence) -> float:
    score = log10(max(place.population, 1000)) + evidence.bonus(place)
    if place.kind == "capital":
        score += CAPITAL
    if place.other_name:
        score -= OTHER_NAME
    if place.kind == "state":
        by_word = candidate.state_word or _is_qualifier(place, candidate)
        score += -STATE_OR_TOWN if _has_large_town(place.name) and not by_word else STATE_OR_TOWN
    return score


def _is_qualifier(state: GazetteerPlace, candidate: Candidate) -> bool:
    """Whether a state follows one of its towns: "Buffalo, New York"."""
    towns = find_gazetteer_places(candidate.before_comma) if candidate.before_comma else ()
    return any(town.country == state.country and town.admin1 == state.name for town in towns)


def _has_large_town(state: str) -> bool:
    """Whether a town of a state's name is at least as well known: New York and Washington."""
    return any(
        place.population >= (VERY_LARGE if place.other_name else KNOWN_TOWN)
        for place in find_gazetteer_places(state)
        if not place.approximate and place.country == "USA"
    )


def _referent(place: GazetteerPlace, name: str) -> Referent:
    return Referent(
        place.name if place.approximate else name, place.country, place.admin1, place.lat, place.lon, place.geonames_id,
        place.approximate,
    )  # fmt: skip


def _unknown(candidate: Candidate, evidence: Evidence) -> Referent | None:
    """A place that no table has: seas and rivers, and what stands as a place and was found to be one."""
    name = candidate.name
    if candidate.label in ("LOC", "GPE") and is_landform(name):
        return Referent(name)
    named_otherwise = name in evidence.people or name in evidence.houses
    if candidate.label != "GPE" or not candidate.locative or not candidate.bare or named_otherwise:
        return None
    return Referent(name) if sum(map(str.isalpha, name)) > 3 and not name.isupper() else None
