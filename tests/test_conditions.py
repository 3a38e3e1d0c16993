"""What depends on what: the sides of each relation, its look-alikes that are none, holders, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.conditions import find_conditions
from onrecord.extract.paragraphs import find_paragraphs
from onrecord.ids import finding_id
from onrecord.language import parse_text
from onrecord.lexicon.condition_words import load_condition_words, names_event
from onrecord.options import Options
from onrecord.pipeline import process
from onrecord.record import Condition, Event, EventMention, Factuality, Item, Origin, Record
from tests.condition_cases import FIRST
from tests.condition_cases_more import MORE, NONE
from tests.conftest import FULL
from tests.parsed import document_of, find, parse_of


def conditions_of(text: str) -> tuple[Condition, ...]:
    """The conditions of a text that nobody in particular tells."""
    return find_conditions(document_of(text), parse_of(text), (), ())


# Text, relation, cue, condition, outcome.
@pytest.mark.parametrize(("text", "relation", "cue", "condition", "outcome"), FIRST + MORE)
def test_sides_of_a_condition(text: str, relation: str, cue: str, condition: str, outcome: str | None) -> None:
    found = conditions_of(text)
    assert [(c.relation, c.cue.quote, c.condition.quote, c.outcome and c.outcome.quote) for c in found] == [
        (relation, cue, condition, outcome)
    ]


@pytest.mark.parametrize("text", NONE)
def test_look_alikes_are_no_conditions(text: str) -> None:
    assert [(c.relation, c.condition.quote) for c in conditions_of(text)] == []


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("There will be no talks unless the shelling stops.", True),
        ("The rebels will not talk until the siege is lifted.", True),
        ("The firm refuses to pay unless the court orders it.", True),
        ("Nobody will be released unless the ransom is paid.", True),
        ("The strike will go on unless the wages are paid.", False),
        ("The port will close if the workers do not return.", False),
        ("The council cannot act without a vote.", True),
        ("The raid would prevent any talks.", False),
    ],
)
def test_denied_outcome(text: str, negated: bool) -> None:
    (found,) = conditions_of(text)
    assert found.negated_outcome is negated


@pytest.mark.parametrize(
    ("text", "unreal"),
    [
        ("The dam would have held if the gates had been shut.", True),
        ("Had the gates been shut, the dam would have held.", True),
        ("The dam could have held if the gates had been shut.", True),
        ("The dam would hold if the gates were shut.", False),
        ("Should the gates be shut, the dam will hold.", False),
        ("If the gates are shut, the dam will have to hold.", False),
    ],
)
def test_what_did_not_come_about(text: str, unreal: bool) -> None:
    (found,) = conditions_of(text)
    assert found.counterfactual is unreal


TOLD = """\
Ines Calvo, the mayor, said on Monday that the port would close if the cranes stopped. The town will flood if the dam \
breaks.

“We have paid twice,” Tomas Wilk told reporters. “If they ask for more,” he said, “we will leave the pact.”

“We will not sign,” Ines Calvo said, “unless the audit is over.”
"""


@pytest.fixture(scope="module")
def told() -> tuple[Record, tuple[Condition, ...]]:
    record = process(Item(TOLD), Options(published="2025-03-04", language="en"))
    assert isinstance(record, Record)
    parse = parse_text(record.document, find_paragraphs(TOLD))
    return record, find_conditions(record.document, parse, record.statements, record.events)


def test_holder_is_who_says_so(told: tuple[Record, tuple[Condition, ...]]) -> None:
    record, found = told
    speakers = {s.id: s.speaker_span.quote if s.speaker_span is not None else None for s in record.statements}
    assert [(c.condition.quote, speakers[c.holder] if c.holder is not None else None) for c in found] == [
        ("the cranes stopped", "Ines Calvo, the mayor,"),
        ("the dam breaks", None),
        ("they ask for more", "he"),
        ("the audit is over", "Ines Calvo"),
    ]


def test_words_of_the_author_stay_out(told: tuple[Record, tuple[Condition, ...]]) -> None:
    _, found = told
    assert [c.outcome.quote if c.outcome is not None else None for c in found] == [
        "the port would close", "The town will flood", "we will leave the pact", "We will not sign",
    ]  # fmt: skip


def test_ids_rest_on_the_cue_and_findings_tell_their_origin() -> None:
    text = "The port will close if the cranes stop."
    (found,) = conditions_of(text)
    assert found.id == finding_id(document_of(text).id, "condition", *find(text, "if"))
    assert found.origin == Origin("conditions", "1", parse_of(text).model)


def _event(text: str, identifier: str, *words: str) -> Event:
    document = document_of(text)
    standing = Factuality("conditional", "unknown", "positive", "future")
    spans = [document.cite(*find(text, w)) for w in words]
    mentions = tuple(EventMention(s.start, s.end, s.quote, standing, None) for s in spans)
    origin = Origin("events", "1", "")
    return Event(identifier, None, None, (), spans[0], mentions, (), (), None, None, standing, None, origin)


def test_events_are_linked_by_any_mention_inside_a_side() -> None:
    text = "The raid was feared. The envoys will walk out if the assault begins, and the press will write of a war."
    events = (_event(text, "e1", "raid", "assault"), _event(text, "e2", "walk out"), _event(text, "e3", "war"))
    (found,) = find_conditions(document_of(text), parse_of(text), (), events)
    assert (found.condition_events, found.outcome_events) == (("e1",), ("e2",))


def test_an_event_that_no_list_knows_makes_a_side() -> None:
    text = "The jamboree would require persuading the scouts."
    assert conditions_of(text) == ()
    (found,) = find_conditions(document_of(text), parse_of(text), (), (_event(text, "e1", "jamboree"),))
    assert (found.relation, found.outcome_events) == ("requires", ("e1",))


def test_several_conditions_come_in_the_order_of_their_cues() -> None:
    text = (
        "If the dam holds, the town will stay. Unless it rains, the fair will open. No truce will last without talks."
    )
    assert [c.relation for c in conditions_of(text)] == ["if", "unless", "requires"]


def test_nouns_of_events_and_of_things() -> None:
    assert all(names_event(noun) for noun in ("negotiation", "withdrawal", "strike", "war", "settlement", "invasion"))
    assert not any(names_event(noun) for noun in ("station", "king", "parliament", "train", "commission", "evening"))


def test_no_word_names_both_an_event_and_a_thing() -> None:
    words = load_condition_words()
    assert not words["events"] & words["things"]


PIECES = [
    "If", "if", "only if", "even if", "unless", "until", "as long as", "provided that", "in the event of", "in case",
    "assuming", "should", "Had", "were", "once", "only after", "must", "before", "not", "without", "no", "requires",
    "depends on", "a precondition for", "takes", "to prevent", "from", "by", "the more", "the less", "the talks",
    "a strike", "she", "the mayor", "fails", "will", "would have", "leave", "leaving", "said", "he said", "that", "and",
    ",", ".", "?", "”", "“", "—", "\n\n", "[", ")", "👩\u200d👧", "e\u0301", "\u200b", "שלום", "on condition that",
]  # fmt: skip


@settings(max_examples=5000 if FULL else 150)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)))
def test_any_text_gives_exact_spans(text: str) -> None:
    document = document_of(text)
    found = find_conditions(document, parse_text(document, find_paragraphs(text)), (), ())
    cues = [(c.cue.start, c.cue.end) for c in found]
    assert cues == sorted(set(cues))
    for condition in found:
        spans = [condition.condition, condition.cue, *([condition.outcome] if condition.outcome is not None else [])]
        assert all(0 <= s.start < s.end <= len(text) and text[s.start : s.end] == s.quote for s in spans)
        assert all(any(c.isalnum() for c in s.quote) for s in spans)
