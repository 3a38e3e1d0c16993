"""What is to come: what is told as coming is found and dated; what was, might be or is a manner of speaking is not."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicon.future_words import find_future_marks
from onrecord.render.brief import render_brief
from onrecord.render.view import view_of
from onrecord.render.view_types import Ahead
from tests.rendered import REPORT, record_of


def ahead(text: str, published: str | None = "2025-03-04") -> list[Ahead]:
    return list(view_of(record_of(text, published)).ahead)


@pytest.mark.parametrize(
    ("sentence", "prospect"),
    [
        ("The ministry will open two consulates.", "will"),
        ("The council won’t meet in Lisbon.", "will"),
        ("She'll travel to Vienna.", "will"),
        ("The two states are going to reopen the border.", "will"),
        ("The leaders are to meet in Lisbon.", "scheduled"),
        ("The envoy is due to arrive at noon.", "scheduled"),
        ("A vote is scheduled for Friday.", "scheduled"),
        ("The talks are expected to resume.", "expected"),
        ("He expects the parliament to ratify the pact.", "expected"),
        ("The parties plan to form a coalition.", "intended"),
        ("Austria plans a naval exercise.", "intended"),
        ("The goal is to deploy the force.", "intended"),
        ("Both sides agreed on Monday to exchange prisoners.", "intended"),
        ("The premier has promised to lift the ban.", "intended"),
        ("Premier Vows To Lift Ban", "intended"),
        ("The fleet could sail within a few days.", "possible"),
        ("The visit comes two days before the vote.", "scheduled"),
    ],
)
def test_marks_of_the_future(sentence: str, prospect: str) -> None:
    assert [mark.prospect for mark in find_future_marks(sentence)] == [prospect]


@pytest.mark.parametrize(
    "sentence",
    [
        "You will see why.",
        "This will be seen as a turning point.",
        "Nothing will save the pact.",
        "It should be obvious by now.",
        "The rise can be credited to the new law.",
        "The answer might be seen as evasive.",
        "They lack the will to act.",
        "Will Ashby sang.",
        "The first step is to wait.",
        "The pact is to blame.",
        "It is unclear whether the vote will be held.",
        "If the pact fails, the ministry will fall.",
        "There are fears that the army will strike.",
        "Will the envoy be there?",
        "The crew is going to great lengths.",
        "The city adopted a new plan to fight floods.",
        "He agreed to a short interview.",
        "They were expected to attend.",
        "The mayor did not unveil plans to pay for it.",
        "Bad things are going to happen.",
    ],
)
def test_remarks_and_what_was_are_no_marks(sentence: str) -> None:
    assert [mark for mark in find_future_marks(sentence) if not mark.reported] == []


@given(st.text())
def test_marks_lie_in_the_sentence_in_order(sentence: str) -> None:
    marks = find_future_marks(sentence + " will go and is to meet ")
    assert marks == sorted(marks)
    assert all(0 <= mark.start < mark.end <= len(sentence) + 25 for mark in marks)


@pytest.mark.parametrize(
    "piece", ["will ", "would be ", "plans to ", "expects a ", "is not to ", "whether ", "agreed a b c ", "if it were "]
)
def test_a_long_sentence_takes_time_as_its_length(piece: str) -> None:
    started = time.process_time()
    find_future_marks(piece * 20_000)
    assert time.process_time() - started < 60  # of the processor


def test_what_is_announced_stands_with_who_says_it() -> None:
    items = ahead("Ines Calvo, the mayor, said the city will reopen the harbour.\n")
    assert [(item.when, item.sentence.words, item.tags) for item in items] == [
        (None, "the city will reopen the harbour", ("says Ines Calvo",))
    ]


def test_would_counts_in_what_was_announced_and_not_in_a_condition() -> None:
    assert [item.sentence.words for item in ahead("Ines Calvo said the city would sell two ferries.\n")] == [
        "the city would sell two ferries"
    ]
    assert ahead("Ines Calvo said the city would sell two ferries if the port were shut.\n") == []
    assert ahead("The city would sell two ferries.\n") == []
    assert ahead("Ines Calvo said: “I would sell two ferries.”\n") == []


def test_a_day_ahead_dates_what_is_told_with_it_and_dated_comes_first() -> None:
    items = ahead("The ministers will gather again soon.\n\nThe envoy will arrive on Friday.\n")
    assert [(item.when, item.sentence.paragraph) for item in items] == [("2025-03-07", 2), (None, 1)]


def test_what_will_not_be_counts_where_it_has_a_day() -> None:
    assert [item.when for item in ahead("The mayor will not open the port on Friday.\n")] == ["2025-03-07"]


def test_the_side_of_a_day_is_told() -> None:
    items = ahead("The ferries must be sold by March 20. The port will stay shut until April.\n")
    assert [item.when for item in items] == ["by 2025-03-20", "until 2025-04"]


def test_the_day_of_the_announcement_is_not_that_of_what_is_announced() -> None:
    items = ahead("Ines Calvo said on Tuesday that the city will reopen the harbour.\n")
    assert [item.when for item in items] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The stall sold apples and Christmas trees from Tyrol.",
        "The council had been scheduled to meet on March 20.",
        "The plan to halve the debt by 2030 has been abandoned.",
        "The girls hoped for a brighter tomorrow.",
        "Was the vote on Friday?",
        "If the bridge were shut, trade would fall by a third by 2030.",
        "Ines Calvo wondered how many would come.",
        "I think the mayor is going to win.",
        "The mayor will not open the port.",
        "In 2011 the city promised to sell the ferries.",
    ],
)
def test_dates_and_plans_that_tell_of_nothing_to_come(text: str) -> None:
    assert ahead(text + "\n") == []


def test_an_intent_without_a_date_is_told_once() -> None:
    undated = record_of(REPORT.replace(" on Friday", ""))
    assert render_brief(replace(undated, events=())).count("two ships") == 1
    assert not [item for item in view_of(undated).ahead if "two ships" in item.sentence.words]
    text = REPORT.replace("Austria wants", "Mr. Brandl wants")
    dated = [item for item in view_of(record_of(text)).ahead if "two ships" in item.sentence.words]
    assert [(item.when, item.sentence.words, item.tags) for item in dated] == [
        ("2025-03-07", "Tomas Brandl: wants to send two ships to Lisbon on Friday", ("intent, see above",))
    ]


def test_the_same_words_are_told_once() -> None:
    text = "The city will reopen the harbour.\n\nThe old harbour had been shut.\n\nThe city will reopen the harbour.\n"
    assert len(ahead(text)) == 1
