"""Actors: names, roles, nouns and pronouns, on short texts of our own, parsed by the real model."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.extract.actor_cast import Cast
from onrecord.extract.actors import find_actors
from onrecord.extract.paragraphs import find_paragraphs
from onrecord.ids import document_id, text_hash
from onrecord.language import parse_text
from onrecord.record import Document
from tests.cast import actors_of, quotes, read


def test_full_and_short_names_are_one_person() -> None:
    found = actors_of("Petra Lindqvist arrived early. Ms. Lindqvist spoke first, and Lindqvist’s aides took notes.")
    assert quotes(found["Petra Lindqvist"], "name") == ["Petra Lindqvist", "Ms. Lindqvist", "Lindqvist"]


def test_particles_stay_in_the_name() -> None:
    found = actors_of("The plan was presented by Ursula von der Leyen on Monday. Ms. von der Leyen took no questions.")
    assert quotes(found["Ursula von der Leyen"]) == ["Ursula von der Leyen", "Ms. von der Leyen"]


def test_a_family_is_kept_apart_by_title() -> None:
    text = "Robert Hale met Laura Hale in Geneva. Mr. Hale left at noon. Mrs. Hale stayed for dinner."
    found = actors_of(text)
    assert quotes(found["Robert Hale"]) == ["Robert Hale", "Mr. Hale"]
    assert quotes(found["Laura Hale"]) == ["Laura Hale", "Mrs. Hale"]


def test_initials_join_the_body_they_stand_for() -> None:
    text = (
        "Inspectors of the Northern Fisheries Commission (NFC) met. "
        "The NFC will report to the European Union. E.U. money pays for it."
    )
    found = actors_of(text)
    assert "NFC" in quotes(found["Northern Fisheries Commission"])
    assert quotes(found["European Union"]) == ["European Union", "E.U."]
    assert found["European Union"].sector == "IGO"


def test_a_capital_that_acts_is_its_country_and_else_is_none() -> None:
    found = actors_of("Russia moved troops. Moscow denied any plan to attack. He flew to Warsaw.", "Moscow")
    assert quotes(found["Russia"]) == ["Russia", "Moscow"]
    assert found["Russia"].country == "RUS"
    assert "Poland" not in found


def test_a_seat_that_speaks_is_its_country() -> None:
    found = actors_of("Russia has agreed to talk, the Kremlin said on Friday.", "the Kremlin")
    assert quotes(found["Russia"]) == ["Russia", "Kremlin"]


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("The talks failed, one European diplomat said.", "one European diplomat", "unnamed"),
        ("According to a draft of the treaty, duties will fall.", "a draft of the treaty", "document"),
        ("Many leaders said that they would come.", "Many leaders", "group"),
        ("The company said that it would pay.", "The company", "organization"),
    ],
)
def test_speakers_without_a_name(text: str, speaker: str, kind: str) -> None:
    document, parse, found = read(text, speaker)
    start = document.text.index(speaker)
    actor = Cast(found, parse).find(start, start + len(speaker))
    assert actor is not None
    assert actor.kind == kind


def test_two_pacs_are_two() -> None:
    speakers = ("A pro-Holm super PAC", "A pro-Berg super PAC")
    assert set(actors_of(f"{speakers[0]} said yes. {speakers[1]} said no.", *speakers)) >= {s[2:] for s in speakers}


def test_two_campaigns_are_two() -> None:
    text = "The Novak campaign said yes. The Petrov campaign said no."
    found = read(text, "The Novak campaign", "The Petrov campaign")[2]
    assert len([a for a in found if a.kind == "organization" and "campaign" in a.name]) == 2


def test_a_company_has_one_actor_for_all_its_names() -> None:
    found = actors_of(
        "Larkin Inc. posted a loss. Larkin shares fell. LARKIN said nothing. The company will sell a mill.", "LARKIN"
    )
    assert quotes(found["Larkin Inc."]) == ["Larkin Inc.", "Larkin", "LARKIN", "The company"]
    assert found["Larkin Inc."].kind == "organization"


def test_initials_are_what_the_text_says_they_are() -> None:
    found = actors_of("The Swedish River League, or FVL, met in Malmo. The FVL wants fewer dams.")
    assert quotes(found["Swedish River League"]) == ["The Swedish River League", "FVL", "FVL"]


def test_a_king_is_not_the_man_who_has_his_name_for_a_surname() -> None:
    found = actors_of("Omar Hussein leads the rebels. King Hussein flew home. Mr. Hussein stayed.")
    assert quotes(found["Omar Hussein"]) == ["Omar Hussein", "Mr. Hussein"]
    assert quotes(found["Hussein"]) == ["Hussein"]


def test_what_a_noun_is_of_stands_in_its_name() -> None:
    text = "The envoy to Kenya said yes. The envoy to Ghana said no. Nine in ten voters agreed."
    found = actors_of(text, "The envoy to Kenya", "The envoy to Ghana", "Nine in ten voters")
    assert {"envoy to Kenya", "envoy to Ghana", "Nine in ten voters"} <= set(found)
    assert found["Nine in ten voters"].kind == "group"


def test_both_of_two_joined_speakers_are_actors() -> None:
    found = actors_of("Miners and two envoys said that it would rain.", "Miners and two envoys")
    assert set(found) == {"Miners", "two envoys"}


@pytest.mark.parametrize(
    ("text", "junk"),
    [
        ("She won an Oscar and called it a Holm-style surprise.", {"Oscar", "Holm-style"}),
        ("The Nikkei rose and the DAX fell while Social Security was debated.", {"Nikkei", "DAX", "Social Security"}),
    ],
)
def test_prizes_indices_and_programmes_are_no_actors(text: str, junk: set[str]) -> None:
    assert not junk & set(actors_of(text))


def test_those_who_act_for_a_state_and_those_who_are_told_are_actors() -> None:
    found = actors_of("The envoy left at noon. Rebels fired on the bridge. Anna Berg told reporters so.")
    assert {name: actor.kind for name, actor in found.items()} == {
        "envoy": "unnamed",
        "Rebels": "group",
        "Anna Berg": "person",
        "reporters": "group",
    }


def test_those_who_are_met_are_actors() -> None:
    found = actors_of("Anna Berg met with miners and several envoys of Kenya. The plan was met with anger by members.")
    assert set(found) - {"Kenya"} == {"Anna Berg", "miners", "several envoys of Kenya"}


def test_what_is_named_after_its_noun_is_of_that_kind() -> None:
    found = actors_of("The mayor, Ole Berg, praised the newspaper Delo. Delo had praised him.", "Delo had")
    assert found["Ole Berg"].kind == "person"
    assert found["Ole Berg"].roles[0].title == "mayor"
    assert found["Delo"].kind == "organization"


def test_turns_of_a_transcript_name_their_speakers() -> None:
    text = "MINISTER HOLT: We will go.\n\nMS. VANCE: And then?\n\nMINISTER HOLT: We come back."
    found = actors_of(text)
    assert quotes(found["HOLT"], "name") == ["MINISTER HOLT", "MINISTER HOLT"]
    assert found["HOLT"].roles[0].title == "MINISTER"
    assert quotes(found["VANCE"], "name") == ["MS. VANCE"]


@pytest.mark.parametrize(
    ("text", "speaker", "country"),
    [
        ("Croatia’s army said that it had withdrawn.", "Croatia’s army", "HRV"),
        ("The customs service of Moldova said so.", "The customs service of Moldova", "MDA"),
        ("A Kenyan envoy said so.", "A Kenyan envoy", "KEN"),
    ],
)
def test_country_of_those_without_a_name(text: str, speaker: str, country: str) -> None:
    _, parse, found = read(text, speaker)
    actor = Cast(found, parse).find(0, len(speaker))
    assert actor is not None
    assert actor.country == country


def test_brussels_is_the_union_and_joined_capitals_act() -> None:
    found = actors_of("Warsaw and Prague signed the pact. Finland warned Brussels.")
    assert quotes(found["European Union"]) == ["Brussels"]
    assert {"POL", "CZE", "FIN"} <= {actor.country for actor in found.values()}


@pytest.mark.parametrize("text", ["von IAEA", "Mr. von IAEA said so", "IAEA von der Leyen said that she is IAEA ."])
def test_a_name_that_stands_in_another_makes_no_actor_without_a_mention(text: str) -> None:
    _, _, found = read(text, text.split(maxsplit=1)[0])
    assert all(actor.mentions for actor in found)


WORDS = st.sampled_from(
    ["Mr.", "Anna", "von", "der", "Leyen", "president", "of", "the", "France", "-", "elect", ",", "said", "she", "“",
     "”", "U.S.", "'s", "Jr.", "\n\n", "😀", "\0", "שלום", "Moscow", "(", "IAEA", ")", "who", "is", ".", "R-Utah", "é"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=30), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=4))
def test_any_text_gives_exact_spans(words: list[str], spans: list[tuple[int, int]]) -> None:
    text = " ".join(words)
    document = Document(
        document_id(None, None, text), None, "text/plain", None, None, None, None, None, "en", text, text_hash(text)
    )
    parse = parse_text(document, find_paragraphs(text))
    inside = [(a, min(a + n, len(text))) for a, n in spans if a < len(text)]
    found = find_actors(document, parse, inside)
    assert len({a.id for a in found}) == len(found)
    for actor in found:
        assert actor.name
        assert actor.mentions
        for mention in actor.mentions:
            assert text[mention.start : mention.end] == mention.quote
        for role in actor.roles:
            assert text[role.span.start : role.span.end] == role.span.quote
    cast = Cast(found, parse)
    for start, end in inside:
        cast.find(start, end)


def test_a_town_before_what_a_firm_is_is_no_actor() -> None:
    found = actors_of(
        "Orrin Savings & Loan Association took a charge in the third quarter.\n\n"
        "The Van Nuys, Calif., thrift had a profit a year ago. The company said it would not sell the unit.",
        "The Van Nuys, Calif., thrift", "The company",
    )  # fmt: skip
    assert "Van Nuys" not in found
    assert "The company" in quotes(found["Orrin Savings & Loan Association"])


def test_short_forms_that_only_the_whole_report_tells() -> None:
    found = actors_of(
        "Magda International Inc. lost money. Magda said it would cut jobs at 30%-owned Novak Foods Inc. "
        "The Tavrian News Service reported the loss. TNS reported a loss again. "
        "Martin Orlan resigned. Marty Orlan said he was tired.",
        "Magda", "TNS", "Marty Orlan",
    )  # fmt: skip
    assert "Magda" in quotes(found["Magda International Inc."])
    assert "Novak Foods Inc." in found
    assert "TNS" in quotes(found["Tavrian News Service"])
    assert "Marty Orlan" in quotes(found["Martin Orlan"])


def test_the_verb_of_a_headline_is_no_part_of_a_name() -> None:
    found = actors_of("Hillary Clinton Goes After Donald Trump As Rival.\n\nClinton spoke on Monday.")
    assert quotes(found["Hillary Clinton"]) == ["Hillary Clinton", "Clinton"]


def test_marks_and_quantities_are_no_actors() -> None:
    found = actors_of(
        "One tweet says it all. No leader said so. Capital requirements rose. Most people said they knew. "
        "People familiar with the plan said it was late.",
        "One", "No leader", "Capital requirements", "Most people", "People",
    )  # fmt: skip
    assert {(a.name, a.kind) for a in found.values()} == {
        ("Most people", "group"), ("People", "unnamed")
    }  # fmt: skip


def test_a_ship_is_not_the_man_it_is_called_after() -> None:
    found = actors_of(
        "A carrier -- the John F. Kennedy -- could sail. The Kennedy is to replace the carrier Dwight D. Eisenhower, "
        "which has been on patrol. The Obama aide agreed."
    )
    assert not {name for name in found if "Kennedy" in name or "Eisenhower" in name}
