"""Who is meant by pronouns, nouns and short names."""

from __future__ import annotations

import pytest

from onrecord.extract.actor_cast import Cast
from tests.cast import actors_of, quotes, read


def test_pronouns_follow_sex_and_subject() -> None:
    text = "Anna Berg met Peter Holm on Friday. She said the talks were useful. He said nothing."
    found = actors_of(text, "She", "He")
    assert quotes(found["Anna Berg"], "pronoun") == ["She"]
    assert quotes(found["Peter Holm"], "pronoun") == ["He"]


def test_his_lawyer_is_not_her_lawyer() -> None:
    text = "Cheryl Stone, a lawyer for Paul Reed, spoke. Mark Hill left, but his lawyer said nothing."
    found = actors_of(text, "his lawyer")
    assert "his lawyer" not in quotes(found["Cheryl Stone"])


def test_a_relative_pronoun_goes_to_what_is_named_before_it() -> None:
    found = actors_of("She thanked Peter Holm, who said the talks would go on.", "who")
    assert quotes(found["Peter Holm"], "pronoun") == ["who"]


def test_first_person_is_left_alone() -> None:
    assert quotes(actors_of("“I will go,” said Anna Berg.", "I", "Anna Berg")["Anna Berg"]) == ["Anna Berg"]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Karl Ellis met Peter Holm on Monday. As for Holm, he said little.", "he", "Peter Holm"),
        ("Peter Holm wants to convince Karl Ellis that he has nothing to fear.", "he", "Karl Ellis"),
        ("Anna Berg left early. Asked whether she had resigned, Laura Hale smiled.", "she", "Laura Hale"),
        ("Karl Ellis spoke first. Despite Peter Holm’s fall in the polls, he will stand again.", "he", "Peter Holm"),
        ("Karl Ellis said that Peter Holm lied when he spoke.", "he", "Peter Holm"),
    ],
)
def test_pronouns_by_the_build_of_the_sentence(text: str, pronoun: str, name: str) -> None:
    document, parse, found = read(text)
    start = document.text.index(f" {pronoun} ") + 1
    actor = Cast(found, parse).find(start, start + len(pronoun))
    assert actor is not None
    assert actor.name == name


def test_pronouns_of_nobody_named_are_left_open() -> None:
    found = actors_of("Peter Holm visited the mill. A worker stepped forward, and he shouted.", "he")
    assert quotes(found["Peter Holm"], "pronoun") == []
    found = actors_of("Novak Foods Corp. grew. It is believed that prices will fall.", "It")
    assert quotes(found["Novak Foods Corp."], "pronoun") == []


def test_a_surname_counts_wherever_it_stands() -> None:
    found = actors_of("Officers arrested Omar Tarek on Friday.\n\nTarek had fled. A court will hear Tarek soon.")
    assert len(quotes(found["Omar Tarek"], "name")) == 3


def test_a_couple_shares_its_family_name() -> None:
    found = actors_of("Their parents, Robert and Laura Lindqvist, came too.")
    assert quotes(found["Robert Lindqvist"], "name") == ["Robert"]
    found = actors_of("Laura Hale came. Later Laura and Peter Holm sang.")
    assert "Laura Holm" not in found


def test_a_description_takes_up_the_last_subject() -> None:
    found = actors_of(
        "Karl Ellis spoke in Bergen on Sunday. The retired surgeon said he would stand.", "The retired surgeon"
    )
    assert quotes(found["Karl Ellis"]) == ["Karl Ellis", "The retired surgeon", "he"]


def test_a_group_made_before_is_taken_up_though_a_company_is_nearer() -> None:
    text = "A group of investors offered $2 billion. Larkin Corp. was glad. The group said it would wait."
    found = actors_of(text, "A group of investors", "The group")
    assert "The group" in quotes(found["group of investors"])


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Anna Berg praised Peter Holm and thanked him at length.", "him", "Peter Holm"),
        ("Peter Holm met Karl Ellis after his speech to the miners.", "his", "Peter Holm"),
        ("In her speech on Friday, Anna Berg named no one.", "her", "Anna Berg"),
        ("Peter Holm called himself a friend of the miners.", "himself", "Peter Holm"),
        ("Kenya sent its envoy home.", "its", "Kenya"),
        ("The Democrats left. They closed the door.", "They", "Democrats"),
    ],
)
def test_pronouns_in_every_part_of_the_sentence(text: str, pronoun: str, name: str) -> None:
    found = actors_of(text)
    assert pronoun in quotes(found[name], "pronoun")


def test_it_stands_for_no_actor_where_it_stands_for_a_state_of_things() -> None:
    found = actors_of("Kenya closed the road. It seems that nobody noticed. It is late.")
    assert quotes(found["Kenya"], "pronoun") == []


def test_its_chairman_is_that_of_the_body_before() -> None:
    found = actors_of("The European Commission offered help. Its president, Helga Lind, spoke on Friday.")
    assert found["Helga Lind"].roles[0].organization == found["European Commission"].id


def test_descriptions_of_a_firm_go_to_the_firm_that_the_report_is_about() -> None:
    found = actors_of(
        "Dovrak Energy Inc. said it arranged credit with Lorne National Bank, a unit of Lorne Corp. "
        "The Dallas oil and gas concern said that the money would be used at once. "
        "The rest can be used for drilling, the company said.",
        "Dovrak Energy Inc.", "The Dallas oil and gas concern", "the company",
    )  # fmt: skip
    firm = found["Dovrak Energy Inc."]
    assert [m.quote for m in firm.mentions if m.form == "nominal"] == ["The Dallas oil and gas concern", "the company"]
    assert "company" not in found


def test_a_noun_that_ends_one_name_takes_it_up() -> None:
    found = actors_of("The Islamic Tavrian Academy wants to move. The academy said it had no room.", "The academy")
    assert quotes(found["Islamic Tavrian Academy"], "nominal") == ["The academy"]


def test_a_described_firm_is_left_open_among_many() -> None:
    found = actors_of(
        "Dealers were glum. Corvan Steel fell 2 pence, Corvan Steel said. Hask Petroleum fell. "
        "Lorne Gas rose. Lorne Gas rose again on Friday. The multinational shoe retailer said nothing.",
        "Corvan Steel", "The multinational shoe retailer",
    )  # fmt: skip
    assert "The multinational shoe retailer" not in quotes(found["Corvan Steel"])


def test_a_witness_is_not_the_next_who_is_named() -> None:
    found = actors_of("A tall witness says it rained. Karl Sull says it did not.", "A tall witness", "Karl Sull")
    assert quotes(found["Karl Sull"]) == ["Karl Sull"]


def test_what_is_one_persons_own_is_one_actor() -> None:
    found = actors_of(
        "Ruth Palen said nothing. Her attorney said that it was late. An attorney for Palen, Mark Dowal, said that she "
        "was ill. Palen's lawyer has said so before. The Palen campaign agreed. Palen's team said no more.",
        "Ruth Palen", "Her attorney", "Mark Dowal", "Palen's lawyer", "The Palen campaign", "Palen's team",
    )  # fmt: skip
    assert set(quotes(found["Mark Dowal"])) >= {"Her attorney", "Mark Dowal", "Palen's lawyer"}
    assert "Palen's team" in quotes(found["Palen campaign"])


def test_the_leader_of_a_country_is_its_only_person_before() -> None:
    found = actors_of(
        "Iraq's Samir Hassan cast himself as a hero.\n\nSecretary of State James Bakker spoke on Sunday. "
        "The Iraqi leader said that he would stay.",
        "The Iraqi leader",
    )  # fmt: skip
    assert "The Iraqi leader" in quotes(found["Samir Hassan"])


def test_a_nominee_is_the_last_subject_once_and_again() -> None:
    found = actors_of(
        "Karl Sull questioned the judges on Monday. The Republican presidential nominee doubted that they were fair "
        "to him. Lena Holt, a judge, kept silent. The Republican nominee and his aides said little.",
        "The Republican presidential nominee",
    )  # fmt: skip
    assert quotes(found["Karl Sull"], "nominal") == ["The Republican presidential nominee", "The Republican nominee"]


def test_who_was_quoted_last_speaks_on_though_another_is_named_more() -> None:
    found = actors_of(
        "Ruth Palen spoke. Palen ran in May. Palen won in June. Palen lost. Palen met voters on Monday.\n\n"
        "Orsolya Kmett said Palen doesn't show consistency in her concern.\n\n“It's not enough,” she said.\n\n"
        "She added that it was late.",
        "Orsolya Kmett", "she", "She",
    )  # fmt: skip
    assert quotes(found["Orsolya Kmett"], "pronoun") == ["she", "She"]
