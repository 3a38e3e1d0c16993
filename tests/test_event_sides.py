"""Who takes no part in an event though he is named beside it, and who does though the grammar hides it."""

from __future__ import annotations

import pytest

from onrecord import read
from tests.test_event_parts import parts_of


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param(
            "Lund assailed Ruiz for supporting the farmers.", "supporting",
            [("actor", "Ruiz"), ("recipient", "the farmers")], id="blamed for doing",
        ),
        pytest.param(
            "The union criticized Lund for failing to defend the farmers.", "defend",
            [("actor", "Lund"), ("recipient", "the farmers")], id="blamed for failing to do",
        ),
        pytest.param(
            "The campaign is approaching delegates to endorse Berg.", "endorse",
            [("actor", "delegates"), ("recipient", "Berg")], id="approached to do",
        ),
        pytest.param(
            "The envoy would not recommend jailing the rebels.", "jailing", [("recipient", "the rebels")],
            id="recommended that others do",
        ),
        pytest.param(
            "Farm minister assailed.", "assailed", [("recipient", "Farm minister")], id="passive of a headline",
        ),
        pytest.param(
            "The farmers want the mayor supported.", "supported", [("recipient", "the mayor")], id="wanted done",
        ),
        pytest.param(
            "Ole Berg, the head of the Bank of Togo, who denounced the rebels, resigned.", "denounced",
            [("actor", "Ole Berg"), ("recipient", "the rebels")], id="who needs a person",
        ),
        pytest.param(
            "The council condemned the anti-Kenyan speech of Ole Berg.", "condemned",
            [("actor", "The council"), ("recipient", "Ole Berg")], id="against whom a speech is",
        ),
        pytest.param(
            "The senator mocked Berg's Jewish faith.", "mocked",
            [("actor", "The senator"), ("recipient", "Berg")], id="creed",
        ),
        pytest.param(
            "Lund announced his endorsement of Ruiz for president.", "endorsement",
            [("actor", "Lund"), ("recipient", "Ruiz")], id="for an office",
        ),
        pytest.param(
            "Police charged the American swimmer with theft.", "charged",
            [("actor", "Police"), ("recipient", "the American swimmer")], id="one who does, of a nation",
        ),
        pytest.param(
            "Police arrested the joggers.", "arrested", [("actor", "Police"), ("recipient", "the joggers")],
            id="many who do",
        ),
        pytest.param(
            "The court barred the farmers from a host of programs.", "barred",
            [("actor", "The court"), ("recipient", "the farmers")], id="the barred before that from which",
        ),
        pytest.param(
            "The mayor rejected the offer because the bank was closed.", "rejected",
            [("actor", "The mayor")], id="cause is no aim",
        ),
        pytest.param(
            "The mayor will support whomever the party names.", "support", [("actor", "The mayor")],
            id="whomever another names",
        ),
        pytest.param(
            "The union will not end its strike until the company pays.", "end",
            [("actor", "The union"), ("recipient", "the company")], id="till another yields",
        ),
        pytest.param(
            "Berg complained that the system fails the farmers.", "complained", [("actor", "Berg")],
            id="victims of what is complained of",
        ),
        pytest.param(
            "Lund pledged that the army would help the farmers.", "pledged",
            [("actor", "Lund"), ("recipient", "the farmers")], id="pledged of others",
        ),
        pytest.param(
            "Lund thanked the cook for feeding the rebels.", "thanked", [("actor", "Lund")],
            id="for what somebody is thanked",
        ),
        pytest.param(
            "The Darfa attacks shocked Lund.", "attacks", [], id="where an attack was",
        ),
        pytest.param(
            "Lund discussed the Mali hotel attack.", "attack", [], id="whose hotel was attacked",
        ),
        pytest.param(
            "Kenyan forces resumed the Russian bombing.", "bombing", [("actor", "Russian")], id="who bombs",
        ),
        pytest.param(
            "Lund recalled the Armenian genocide.", "genocide", [("recipient", "Armenian")], id="who suffered",
        ),
        pytest.param(
            "Lund recalled the Martin Berg shooting.", "shooting", [("recipient", "Martin Berg")],
            id="a person that suffered",
        ),
        pytest.param(
            "The widow of a slain Kenyan soldier wept.", "slain", [("recipient", "a slain Kenyan soldier")],
            id="who is slain",
        ),
        pytest.param(
            "The Geneva talks ended.", "talks", [], id="where talks are",
        ),
        pytest.param(
            "The OPEC talks ended.", "talks", [("participant", "OPEC")], id="a body that talks",
        ),
        pytest.param(
            "Lund rose with the support of the farmers.", "support",
            [("recipient", "Lund"), ("actor", "the farmers")], id="with whose support",
        ),
        pytest.param(
            "Berg rejected the endorsement of the rebels.", "endorsement",
            [("recipient", "Berg"), ("actor", "the rebels")], id="whose endorsement is rejected",
        ),
        pytest.param(
            "Lund drew criticism from the union - and praise from the farmers.", "praise",
            [("recipient", "Lund"), ("actor", "the farmers")], id="drew one and the other",
        ),
        pytest.param(
            "The ministry survived Berg's demands.", "demands",
            [("recipient", "The ministry"), ("actor", "Berg")], id="whose demands are borne",
        ),
        pytest.param(
            "The panel investigated the attack on the mayor.", "investigated", [("actor", "The panel")],
            id="victims of what is looked into",
        ),
        pytest.param(
            "The attacks in Darfa shocked Lund.", "attacks", [], id="in which town an attack was",
        ),
        pytest.param(
            "The attacks in Ghana shocked Lund.", "attacks", [("recipient", "Ghana")],
            id="in which state an attack was",
        ),
        pytest.param(
            "The siege in Accra shocked Lund.", "siege", [("recipient", "Accra")], id="which town is besieged",
        ),
        pytest.param(
            "The Lund lawsuit dragged on.", "lawsuit", [], id="either side of a lawsuit",
        ),
        pytest.param(
            "The governor has 31 endorsements.", "endorsements", [("recipient", "The governor")],
            id="has endorsements",
        ),
        pytest.param(
            "The court dismissed cases alleging fraud.", "alleging", [], id="cases of others",
        ),
        pytest.param(
            "Lund issued a report accusing Ghana.", "accusing", [("actor", "Lund"), ("recipient", "Ghana")],
            id="a report of his own",
        ),
        pytest.param(
            "An inquiry led by the judges found nothing.", "inquiry", [("actor", "the judges")], id="led by",
        ),
        pytest.param(
            "Lund denounced the migrant crisis.", "denounced", [("actor", "Lund")], id="people as a kind of thing",
        ),
        pytest.param(
            "Lund boycotted the Democratic National Convention.", "boycotted", [("actor", "Lund")],
            id="an occasion with a name",
        ),
        pytest.param(
            "The committee met to pick a nominee.", "met", [("participant", "The committee")],
            id="what a meeting is for",
        ),
        pytest.param(
            "Lund called Ruiz to congratulate him.", "congratulate", [("actor", "Lund"), ("recipient", "him")],
            id="called in order to",
        ),
        pytest.param(
            "Lund offered to debate Ruiz in Accra.", "offered", [("actor", "Lund"), ("recipient", "Ruiz")],
            id="where a promised act is",
        ),
        pytest.param(
            "Berg formed a coalition with Lund.", "formed", [("actor", "Berg"), ("recipient", "Lund")],
            id="what is founded",
        ),
        pytest.param(
            "The company was promised tax relief.", "promised", [("recipient", "The company")], id="was promised",
        ),
        pytest.param(
            "Police arrested the farmers but not the teachers.", "arrested",
            [("actor", "Police"), ("recipient", "the farmers")], id="but not",
        ),
        pytest.param(
            "Mr. Berg resigned as chairman.", "resigned", [("actor", "Mr. Berg")], id="as what somebody resigned",
        ),
    ],
)  # fmt: skip
def test_sides(text: str, word: str, expected: list[tuple[str, str]]) -> None:
    assert parts_of(text, word) == expected


def roles_of(text: str, word: str) -> set[tuple[str, str]]:
    """The roles of the event whose trigger is a word, with the actors' names."""
    record = read(text, published="2024-05-01", language="en")
    names = {actor.id: actor.name for actor in record.actors}
    event = next(event for event in record.events if event.trigger.quote == word)
    return {(role.role, names[role.actor]) for role in event.roles}


def test_i_in_a_quotation_is_the_speaker() -> None:
    text = 'Ole Berg spoke on Monday. "I support the farmers of this valley," Berg said.'
    assert roles_of(text, "support") == {("actor", "Ole Berg"), ("recipient", "farmers of this valley")}


def test_he_in_a_quotation_is_not_the_speaker() -> None:
    text = 'Ole Berg spoke on Monday. "He attacked the farmers of this valley," Berg said.'
    assert roles_of(text, "attacked") == {("recipient", "farmers of this valley")}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "Ole Berg praised Tom Lund, but Berg denounced Ben Ruiz, accusing him of theft.", "accusing",
            {("actor", "Ole Berg"), ("recipient", "Ben Ruiz")},
        ),
        (
            "Ole Berg spoke to Tom Lund on Monday. Berg attacked Lund, accusing him of theft.", "accusing",
            {("actor", "Ole Berg"), ("recipient", "Tom Lund")},
        ),
        (
            "Tom Lund criticized Ole Berg over his attack on the union.", "attack",
            {("actor", "Ole Berg"), ("recipient", "union")},
        ),
    ],
)  # fmt: skip
def test_a_pronoun_is_not_who_acts_on_it(text: str, word: str, expected: set[tuple[str, str]]) -> None:
    assert roles_of(text, word) == expected


def test_what_two_people_do_is_two_events() -> None:
    text = "Ole Berg announced his endorsement of Tom Lund. Ben Ruiz announced his own endorsement of Lund on Friday."
    record = read(text, published="2024-05-01", language="en")
    names = {actor.id: actor.name for actor in record.actors}
    told = [{names[role.actor] for role in event.roles} for event in record.events if "endorse" in event.trigger.quote]
    assert told == [{"Ole Berg", "Tom Lund"}, {"Ben Ruiz", "Tom Lund"}]
