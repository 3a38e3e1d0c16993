"""How sure an event is told: the table in event_standing, construction by construction."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.event_standing import contradicts, find_reading, resolve_event_standing, weigh_value
from onrecord.extract.event_standing_effects import EFFECTS, Reading
from onrecord.lexicon.standing_words import load_standing_words
from onrecord.record import Factuality, When
from tests.parsed import document_of, find, parse_of
from tests.standing_cases import CASES


def standing(
    text: str, word: str, light: str | None = None, value: float | None = None, when: When | None = None
) -> Factuality:
    """The standing of the event that `word` names, carried by the light verb `light` where there is one."""
    parse = parse_of(text)
    head = parse.head_of(*find(text, word))
    verb = parse.head_of(*find(text, light)) if light is not None else head
    assert head is not None
    assert verb is not None
    return resolve_event_standing(document_of(text), parse, verb.i, head.i, value=value, when=when)


# sentence, event word, status, certainty, polarity, time ("" where not telling), words that say so
@pytest.mark.parametrize(("text", "word", "status", "certainty", "polarity", "time", "cues"), CASES)
def test_standing_of_an_event(
    text: str, word: str, status: str, certainty: str, polarity: str, time: str, cues: list[str] | None
) -> None:
    found = standing(text, word)
    wanted = (status, certainty, polarity, time)
    given = (found.status, found.certainty, found.polarity, found.time)
    assert tuple(w and g for w, g in zip(wanted, given, strict=True)) == wanted, given
    assert all(text[c.start : c.end] == c.quote for c in found.cues)
    if cues is not None:
        assert [c.quote for c in found.cues] == cues


@pytest.mark.parametrize(
    ("text", "light", "word", "status", "polarity", "cues"),
    [
        ("The two leaders held talks in Doha.", "held", "talks", "happened", "positive", []),
        ("The two leaders will hold talks in Doha.", "hold", "talks", "expected", "positive", ["will"]),
        ("The two leaders did not hold talks.", "hold", "talks", "did_not_happen", "negative", ["not"]),
        ("The two leaders held no talks.", "held", "talks", "did_not_happen", "negative", ["no"]),
        ("The two leaders plan to hold talks.", "hold", "talks", "intended", "positive", ["plan"]),
        ("The two leaders will hold talks tomorrow.", "hold", "talks", "scheduled", "positive", ["will", "tomorrow"]),
    ],
)
def test_light_verb_carries_the_standing(
    text: str, light: str, word: str, status: str, polarity: str, cues: list[str]
) -> None:
    found = standing(text, word, light)
    assert (found.status, found.polarity, [c.quote for c in found.cues]) == (status, polarity, cues)


def _day(start: str, end: str, text: str, words: str) -> When:
    return When(start, end, "day", "relative", start, document_of(text).cite(*find(text, words)))


def test_a_date_to_come_makes_a_thing_scheduled() -> None:
    text = "A summit on Thursday is the next step."
    coming = _day("2024-12-19", "2024-12-20", text, "Thursday")
    over = _day("2024-12-12", "2024-12-13", text, "Thursday")
    assert standing(text, "summit", when=coming).status == "scheduled"
    assert standing(text, "summit", when=coming).time == "future"
    assert [c.quote for c in standing(text, "summit", when=coming).cues] == ["Thursday"]
    assert standing(text, "summit", when=over).status == "happened"


def test_a_date_to_come_does_not_move_what_is_told_as_past() -> None:
    text = "The ministers met on Thursday."
    coming = _day("2024-12-19", "2024-12-20", text, "Thursday")
    assert standing(text, "met", when=coming).status == "happened"


def test_a_teller_who_denies_is_heeded_where_the_parse_does_not_show_it() -> None:
    text = "The raid took place at night. The ministry denied it."
    parse = parse_of(text)
    raid, teller = parse.head_of(*find(text, "raid")), parse.head_of(*find(text, "denied"))
    assert raid is not None
    assert teller is not None
    alone = resolve_event_standing(document_of(text), parse, raid.i, raid.i)
    told = resolve_event_standing(document_of(text), parse, raid.i, raid.i, told_by=teller.i)
    assert (alone.status, told.status) == ("happened", "denied")
    assert [c.quote for c in told.cues] == ["denied"]


@pytest.mark.parametrize("name", ["brussels-2024-12-18.txt", "press-conference-2025-03-04.txt"])
def test_what_is_told_as_a_fact_is_neither_denied_nor_to_come(name: str) -> None:
    text = files("onrecord.samples").joinpath(name).read_text("utf-8")
    document, parse = document_of(text), parse_of(text)
    seen = set()
    for token in parse.tokens:
        for value in (None, 3.0, -3.0, 0.2):
            found = resolve_event_standing(document, parse, token.i, token.i, value=value)
            assert all(text[c.start : c.end] == c.quote for c in found.cues)
            if found.status in ("happened", "ongoing"):
                assert (found.polarity, found.time == "future") == ("positive", False)
                assert found.certainty != "unknown"
            if found.status in ("did_not_happen", "denied", "called_off"):
                assert found.polarity == "negative"
            seen.add(found.status)
    assert {"happened", "ongoing", "expected", "intended", "possible", "proposed", "did_not_happen"} <= seen


FACT, DENIED, PLANNED = Reading(3, 1), Reading(3, -1), Reading(2, 1, "intended")


@pytest.mark.parametrize(
    ("reading", "value", "weighed"),
    [
        (FACT, 3.0, FACT),
        (FACT, 1.5, Reading(2, 1)),  # less than certain, still told as a fact
        (FACT, -0.5, Reading(1, 1, "possible")),
        (FACT, -3.0, Reading(1, -1)),  # no cue, but the head is clear
        (DENIED, -2.9, DENIED),
        (DENIED, 2.0, Reading(0, -1)),  # they cancel each other out: the polarity is the cue's
        (DENIED, 3.0, Reading(1, 1, "possible")),
        (PLANNED, 3.0, Reading(3, 1, "intended")),
        (PLANNED, 0.0, Reading(1, 1, "intended")),
        (PLANNED, 30.0, Reading(3, 1, "intended")),  # no value goes beyond the scale
    ],
)
def test_value_of_the_head_is_weighed_with_the_cues(reading: Reading, value: float, weighed: Reading) -> None:
    assert weigh_value(reading, value) == weighed


@given(st.sampled_from([FACT, DENIED, PLANNED]), st.floats(-3, 3), st.floats(-3, 3))
def test_a_higher_value_never_makes_a_thing_less_certain(reading: Reading, one: float, other: float) -> None:
    low, high = (weigh_value(reading, value) for value in sorted((one, other)))
    assert low.size * low.sign <= high.size * high.sign


def test_a_contradiction_is_a_clear_no_against_a_yes() -> None:
    assert contradicts(DENIED, 1.5)
    assert contradicts(FACT, -1.0)
    assert not contradicts(FACT, -0.9)
    assert not contradicts(DENIED, -2.0)
    assert not contradicts(PLANNED, 0.2)


def test_the_reading_of_the_cues_can_be_had_alone() -> None:
    text = "The parties failed to reach a deal."
    parse = parse_of(text)
    word = parse.head_of(*find(text, "reach"))
    assert word is not None
    assert find_reading(parse, word.i, word.i) == DENIED
    assert standing(text, "reach", value=-2.0).certainty == "probable"
    assert standing(text, "reach", value=-2.0).status == "did_not_happen"


def test_every_class_of_the_word_table_has_an_effect_or_a_use() -> None:
    classes = {name for frames in load_standing_words().values() for name in frames.values()}
    assert classes - set(EFFECTS) == {"none", "text", "det", "kept", "measure", "act", "grows"}
