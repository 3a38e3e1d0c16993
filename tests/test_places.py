"""Places: the table, which of several is meant, and what is none."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.furniture import find_furniture
from onrecord.extract.paragraphs import find_paragraphs
from onrecord.extract.places import find_places
from onrecord.language import parse_text
from onrecord.lexicon.places import find_gazetteer_places, fold_name, is_world_region, resolve_state
from onrecord.record import Place
from tests.parsed import document_of, parse_of


def places(text: str) -> list[Place]:
    return list(find_places(document_of(text), parse_of(text)))


def only(text: str, words: str) -> Place:
    found = [place for place in places(text) if place.span.quote == words]
    assert found, f"{words} not among {[p.span.quote for p in places(text)]}"
    return found[0]


def test_a_town_has_country_point_and_id() -> None:
    place = only("The ministers met in Brussels on Wednesday evening.", "Brussels")
    assert (place.country, place.geonames_id, place.approximate) == ("BEL", 2800866, False)
    assert place.lat == pytest.approx(50.85, abs=0.01)
    assert place.lon == pytest.approx(4.35, abs=0.01)


def test_a_country_has_no_point() -> None:
    place = only("The envoy flew to Ukraine on Monday.", "Ukraine")
    assert (place.name, place.country, place.lat, place.geonames_id) == ("Ukraine", "UKR", None, None)


def test_a_country_goes_by_its_usual_name() -> None:
    place = only("Talks between Norway and the U.S. broke down on Monday.", "U.S.")
    assert (place.name, place.country) == ("United States", "USA")


def test_a_region_has_the_centre_of_its_towns() -> None:
    place = only("The premier of Bavaria spoke in Munich on Friday.", "Bavaria")
    assert (place.country, place.approximate, place.geonames_id) == ("DEU", True, None)
    assert 47 < (place.lat or 0) < 51


def test_a_part_of_the_world_has_no_country() -> None:
    text = "Leaders of the Western Balkans asked Europe for more money."
    assert [(p.span.quote, p.country, p.lat) for p in places(text)] == [
        ("Western Balkans", None, None),
        ("Europe", None, None),
    ]


def test_a_capital_as_a_government_is_still_a_place() -> None:
    assert only("Moscow rejected the plan, diplomats said.", "Moscow").country == "RUS"


@pytest.mark.parametrize(
    ("text", "words", "country", "admin1"),
    [
        ("The senator spoke in Paris, Texas, on Monday.", "Paris", "USA", "Texas"),
        ("The minister spoke in Paris on Monday.", "Paris", "FRA", None),
        ("The vote in Manchester, N.H., was close.", "Manchester", "USA", "New Hampshire"),
        ("He flew to Vienna, Va., and then to Boston.", "Vienna", "USA", "Virginia"),
        ("New Hampshire votes on Tuesday. She spoke in Manchester and Concord.", "Manchester", "USA", "New Hampshire"),
        ("British police searched a house in Manchester.", "Manchester", "GBR", "England"),
        ("She was born in Birmingham, and ran for the Senate in Alabama.", "Birmingham", "USA", "Alabama"),
        ("He landed in St. Petersburg, Russia, on Sunday.", "St. Petersburg", "RUS", None),
        ("He landed in St. Petersburg, Fla., on Sunday.", "St. Petersburg", "USA", "Florida"),
        ("Voters in Georgia, Ohio and Florida chose him.", "Georgia", "USA", "Georgia"),
        ("Russian troops left Georgia, said the minister in Tbilisi.", "Georgia", "GEO", None),
        ("The council sat in Buffalo, New York, for a day.", "New York", "USA", "New York"),
        ("She flew from London to New York on Friday.", "New York", "USA", "New York"),
    ],
)
def test_same_names_are_told_apart(text: str, words: str, country: str, admin1: str | None) -> None:
    place = only(text, words)
    assert (place.country, place.admin1) == (country, admin1)


def test_new_york_is_a_town_unless_the_text_says_state() -> None:
    assert only("She flew from London to New York on Friday.", "New York").geonames_id == 5128581
    assert only("The council sat in Buffalo, New York, for a day.", "New York").approximate
    assert only("The bill passed New York's legislature on Friday.", "New York").approximate
    assert only("The law holds in Washington state alone.", "Washington").approximate
    assert only("The envoy returned to Washington on Friday.", "Washington").geonames_id == 4140963


def test_a_list_of_towns_is_no_qualification() -> None:
    assert only("He flew to Boston, New York and Chicago in a week.", "Boston").admin1 == "Massachusetts"


def test_the_dateline_tells_same_names_apart() -> None:
    text = "MANCHESTER, N.H. — The candidate spoke in Concord before a small crowd."
    document = document_of(text)
    reading = find_furniture(document, find_paragraphs(text))
    found = find_places(document, parse_text(document, reading.running), reading.dateline)
    assert [(p.span.quote, p.admin1) for p in found] == [("Concord", "New Hampshire")]


@pytest.mark.parametrize(
    "text",
    [
        "Jesse Jackson won the vote, and Jackson said so himself.",
        "Ukrainian and European officials agreed on the British plan.",
        "Mr. London told the judge that he had never met her.",
        "She wrote for The Atlantic last year.",
        "The report in USA Today was denied by both sides.",
        "Waiting lists at the VA are longer than ever.",
    ],
)
def test_people_adjectives_and_papers_are_no_places(text: str) -> None:
    assert places(text) == []


def test_a_possessive_is_no_part_of_the_name() -> None:
    assert [p.span.quote for p in places("The talks concern Poland’s border and Poland's army.")] == [
        "Poland",
        "Poland",
    ]


def test_a_town_that_no_table_has_takes_its_state_from_the_text() -> None:
    place = only("The flood was worst in Ostrander, Nebraska, on Sunday.", "Ostrander")
    assert (place.country, place.admin1, place.lat) == ("USA", "Nebraska", None)


def test_the_table() -> None:
    assert find_gazetteer_places("Kiev")[0].name == "Kyiv"
    assert find_gazetteer_places("Kiev")[0].other_name
    assert find_gazetteer_places("são paulo") == find_gazetteer_places("Sao Paulo")
    assert {p.country for p in find_gazetteer_places("Punjab")} == {"IND", "PAK"}
    assert find_gazetteer_places("Nowhere at All") == find_gazetteer_places("") == ()
    assert is_world_region("Western Balkans")
    assert not is_world_region("Serbia")
    assert (resolve_state("Pa."), resolve_state("W. Va."), resolve_state("Norway")) == (
        "Pennsylvania",
        "West Virginia",
        None,
    )


@given(st.text(max_size=30))
def test_any_name_can_be_folded_and_looked_up(name: str) -> None:
    assert fold_name(name.upper()) == fold_name(name.upper().lower())
    assert fold_name(f" {name} ") == fold_name(name)
    for place in find_gazetteer_places(name):
        assert len(place.country) == 3
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180


WORDS = st.lists(
    st.sampled_from(
        ["Paris", "Texas", ",", "in", "Georgia", "the", "’s", "New", "York", "state", "of", "Mr.", "(", "N.H.", "and",
         "Europe", "\n\n", "Jackson", "said", ".", "USA", "Today", "مكة", "😀", "County", "\u200b", "St.", "Republic"]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@given(WORDS)
@settings(max_examples=60)
def test_places_stand_in_order_and_quote_the_text(text: str) -> None:
    previous = 0
    for place in places(text):
        assert previous <= place.span.start
        assert text[place.span.start : place.span.end] == place.span.quote
        assert not place.span.quote.startswith(("the ", " "))
        previous = place.span.end


def test_the_table_loads_fast() -> None:
    from onrecord.lexicon import places as module

    module._table.cache_clear()
    began = time.process_time()
    module._table()
    assert time.process_time() - began < 5  # of the processor: 0.08 s on an idle machine
