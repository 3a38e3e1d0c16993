"""Territories: names, adjectives, peoples, capitals, seats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicon.territories import (
    find_seat,
    find_territory,
    is_people,
    territory_form,
    territory_of_code,
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ukraine", "UKR"), ("the United States", "USA"), ("U.S.", "USA"), ("US", "USA"), ("the U.K.", "GBR"),
        ("British", "GBR"), ("Britons", "GBR"), ("Ukrainians", "UKR"), ("Moscow", "RUS"), ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Germany's", "DEU"), ("Germany’s", "DEU"), ("Danish", "DNK"), ("Swiss", "CHE"), ("Kosovo", "XKX"),
        ("Kosovars", "XKX"), ("Soviet Union", "SUHH"), ("Yugoslav", "YUCS"), ("East Germany", "DDDE"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"), ("Ivory Coast", "CIV"), ("Cote d'Ivoire", None), ("Côte d’Ivoire", "CIV"),
        ("Holland", "NLD"),
        ("UKRAINE", "UKR"), ("North Korean", "PRK"), ("South Koreans", "KOR"), ("Hong Kong", "HKG"),
        ("Congo", "COD"),
        ("New Zealanders", "NZL"), ("Filipino", "PHL"), ("St. Lucia", "LCA"), ("Saudi", "SAU"), ("Emirati", "ARE"),
    ],
)  # fmt: skip
def test_names_give_codes(name: str, code: str | None) -> None:
    found = find_territory(name)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    "name", ["us", "turkey", "E.U.", "European Union", "European", "", "the", "Georgetown", "Ruritania"]
)
def test_no_territory(name: str) -> None:
    assert find_territory(name) is None


@pytest.mark.parametrize(
    ("name", "form"),
    [("Norway", "name"), ("Norwegian", "adjective"), ("Norwegians", "people"), ("Oslo", "capital"), ("Oz", None),
     ("Singapore", "name"), ("Luxembourg", "name")],
)  # fmt: skip
def test_forms(name: str, form: str | None) -> None:
    assert territory_form(name) == form


def test_seats_are_apart_from_territories() -> None:
    seat = find_seat("the Kremlin")
    assert seat is not None
    assert (seat.territory.code, seat.kind) == ("RUS", "government")
    assert find_territory("the Kremlin") is None
    assert find_seat("Moscow") is None


def test_peoples() -> None:
    assert is_people("the Russians")
    assert is_people("Dutch")
    assert not is_people("Danish")


def test_every_code_is_found_by_its_own_name() -> None:
    for code in ("USA", "GBR", "FRA", "XKX", "SUHH", "TWN", "PSE"):
        territory = territory_of_code(code)
        assert territory is not None
        assert find_territory(territory.name) == territory


@given(st.text(max_size=40))
def test_any_text_is_looked_up_without_a_crash(name: str) -> None:
    found = find_territory(name)
    assert found is None or territory_of_code(found.code) == found
