"""Turns: the labels of transcripts and interviews, and what looks like them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.paragraphs import find_paragraphs
from onrecord.extract.turns import find_turns


def turns(text: str) -> list[tuple[str, str]]:
    found = find_turns(text, find_paragraphs(text))
    return [(text[t.label_start : t.label_end], text[t.start : t.end]) for t in found]


def test_questions_and_answers() -> None:
    text = (
        "The minister spoke with our paper about the treaty.\n"
        "Q: When will the treaty be signed?\nA: In the spring, if parliament agrees.\nWe have no other plan.\n"
        "Q: And if it does not?\nA: Then we begin again."
    )
    assert turns(text) == [
        ("Q", "When will the treaty be signed?"),
        ("A", "In the spring, if parliament agrees.\nWe have no other plan."),
        ("Q", "And if it does not?"),
        ("A", "Then we begin again."),
    ]


def test_questions_without_a_mark_in_a_briefing() -> None:
    text = (
        "THE PRESIDENT: Good morning, everyone. We had a useful night.\nQ Mr. President, was there a deal?\n"
        "THE PRESIDENT: There was no deal yet.\nMR. ROE: Last question, please.\nQ When do you meet again?\n"
        "THE PRESIDENT: (Laughter.) When they call."
    )
    assert [label for label, _ in turns(text)] == [
        "THE PRESIDENT",
        "Q",
        "THE PRESIDENT",
        "MR. ROE",
        "Q",
        "THE PRESIDENT",
    ]
    assert turns(text)[1][1] == "Mr. President, was there a deal?"


def test_names_that_repeat() -> None:
    text = (
        "Jane Roe: Why did you leave the talks so early?\nAnders Holm: Because nothing was said there.\n"
        "Roe: And will you return to them?\nHolm: I was never asked to."
    )
    assert [label for label, _ in turns(text)] == ["Jane Roe", "Anders Holm", "Roe", "Holm"]


def test_an_exchange_in_a_report() -> None:
    text = (
        "Holm: I Was Never Asked.\nThe Danish envoy Anders Holm spoke with the host Jane Roe on Sunday.\n"
        "ROE: Will you return to the talks next week?\n(BEGIN VIDEO CLIP)\nHOLM: I was never asked to return.\n"
        "Mr. Holm left the studio soon after.\nThe talks go on.\nThey are to end in May.\nNobody knows.\n"
        "The vote is in June.\nThe budget comes after it.\nThe envoy is to retire then.\nHe is sixty."
    )
    assert turns(text) == [
        ("ROE", "Will you return to the talks next week?"),
        ("HOLM", "I was never asked to return."),
    ]


def test_an_address_with_one_label() -> None:
    text = "Remarks in Riga\nTHE PRIME MINISTER: Thank you all for coming.\nThis is a good day.\nWe begin."
    assert turns(text) == [("THE PRIME MINISTER", "Thank you all for coming.\nThis is a good day.\nWe begin.")]


@pytest.mark.parametrize(
    "text",
    [
        "NY Daily News: Paris mourns its dead today.\nThe city was quiet.",
        "Key points: the treaty is signed.\nWhat is next: a vote in the spring.\nThe source: two diplomats in Riga.",
        "Claim: The line will cost nothing at all.\nFact: It will cost a billion.\nClaim: All is done.\nFact: No.",
        "Latvia: 12\nEstonia: 14\nLatvia: 13\nEstonia: 15\nLithuania: 12",
        "A: the first point of the list.\nB: the second point of the list.",
        "Latvia: the vote was put off again.\nEstonia: the talks are to go on.\nPoland: no change was seen.",
        "The minister said: we go on as before.\nThe envoy said: we do not go on.",
    ],
)
def test_headings_and_lists_are_no_turns(text: str) -> None:
    assert turns(text) == []


PIECES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="\r"), max_size=12),
        st.sampled_from(
            ["\n", "\nQ: ", "\nA: ", "\nTHE PRESIDENT: ", "\nROE:", "\nJane Roe (aside): ", "some words said here"]
        ),
    ),
    max_size=25,
).map("".join)


@given(PIECES)
@settings(max_examples=1000, deadline=None)
def test_turns_stand_in_order_inside_the_paragraphs(text: str) -> None:
    paragraphs = find_paragraphs(text)
    starts = {p.start for p in paragraphs}
    previous = 0
    for turn in find_turns(text, paragraphs):
        assert previous <= turn.label_start < turn.label_end <= turn.start < turn.end <= len(text)
        assert turn.end in {p.end for p in paragraphs}
        assert any(start <= turn.label_start <= start + 4 for start in starts)
        previous = turn.end


@pytest.mark.parametrize(
    "text", ["Q: a b c d\nA: a b c d\n" * 30_000, "A B C D " * 50_000, "(" * 200_000, "ROE:\n" * 50_000]
)
def test_time_is_linear(text: str) -> None:
    paragraphs = find_paragraphs(text)
    began = time.process_time()
    find_turns(text, paragraphs)
    assert time.process_time() - began < 30  # of the processor; what grows faster than the text takes far longer
