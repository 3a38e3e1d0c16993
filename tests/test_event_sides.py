"""Who takes no part in an event though he is named beside it, and who does though the grammar hides it."""

from __future__ import annotations

import pytest

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
            "The council condemned anti-Kenyan speech from Ole Berg.", "condemned",
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
            "Mr. Berg resigned as chairman.", "resigned", [("actor", "Mr. Berg")], id="as what somebody resigned",
        ),
    ],
)  # fmt: skip
def test_sides(text: str, word: str, expected: list[tuple[str, str]]) -> None:
    assert parts_of(text, word) == expected
