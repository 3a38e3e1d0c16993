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
from tests.conftest import FULL
from tests.parsed import document_of, find, parse_of


def conditions_of(text: str) -> tuple[Condition, ...]:
    """The conditions of a text that nobody in particular tells."""
    return find_conditions(document_of(text), parse_of(text), (), ())


# Text, relation, cue, condition, outcome.
FOUND = [
    # if
    ("If the levee breaks, the lower town will flood.", "if", "If", "the levee breaks", "the lower town will flood"),
    ("The lower town will flood if the levee breaks.", "if", "if", "the levee breaks", "The lower town will flood"),
    ("If elected, she will close the mine.", "if", "If", "elected", "she will close the mine"),
    (
        "He said that the fleet would sail if the storm passed.",
        "if",
        "if",
        "the storm passed",
        "the fleet would sail",
    ),
    (
        "If the offer is genuine, Ms. Orlova said, we shall take it.",
        "if",
        "If",
        "the offer is genuine",
        "we shall take it",
    ),
    (
        "The union threatened to walk out if the plant was sold.",
        "if",
        "if",
        "the plant was sold",
        "to walk out",
    ),
    (
        "The envoy, who speaks for nobody, would resign if the vote went against him.",
        "if",
        "if",
        "the vote went against him",
        "The envoy, who speaks for nobody, would resign",
    ),
    (
        "The party could lose its seats if Mr. Dahl stays on.",
        "if",
        "if",
        "Mr. Dahl stays on",
        "The party could lose its seats",
    ),
    ("If they ask for a truce, then tell them no.", "if", "If", "they ask for a truce", "then tell them no"),
    ("Should talks fail, the dockers will strike.", "if", "Should", "talks fail", "the dockers will strike"),
    (
        "Had the pilot known of the ice, he would have turned back.",
        "if",
        "Had",
        "the pilot known of the ice",
        "he would have turned back",
    ),
    (
        "Were the court to agree, the ban would fall.",
        "if",
        "Were",
        "the court to agree",
        "the ban would fall",
    ),
    (
        "In the event of an attack, the allies will respond.",
        "if",
        "In the event of",
        "an attack",
        "the allies will respond",
    ),
    (
        "The navy keeps two ships ready in case the strait is closed.",
        "if",
        "in case",
        "the strait is closed",
        "The navy keeps two ships ready",
    ),
    (
        "Assuming the vote passes, the tax will rise in May.",
        "if",
        "Assuming",
        "the vote passes",
        "the tax will rise in May",
    ),
    (
        "The navy will not be able to recruit the sailors it needs if it does not raise their pay.",
        "if",
        "if",
        "it does not raise their pay",
        "The navy will not be able to recruit the sailors it needs",
    ),
    (
        "However, the states will release the delegates if anybody asks them.",
        "if",
        "if",
        "anybody asks them",
        "the states will release the delegates",
    ),
    (
        "If the judge did not free him in May, then he will not free him now.",
        "if",
        "If",
        "the judge did not free him in May",
        "then he will not free him now",
    ),
    (
        "She believes that she will win if the turnout is high.",
        "if",
        "if",
        "the turnout is high",
        "she will win",
    ),
    (
        "The floods were likely to spread if the rain continued.",
        "if",
        "if",
        "the rain continued",
        "The floods were likely to spread",
    ),
    (
        "If there is ever a truce, it will not last.",
        "if",
        "If",
        "there is ever a truce",
        "it will not last",
    ),
    (
        "Had she kept the letter, as the rules required, she certainly would have been found out.",
        "if",
        "Had",
        "she kept the letter, as the rules required",
        "she certainly would have been found out",
    ),
    (
        "She promised to be a champion of the islands if elected president.",
        "if",
        "if",
        "elected president",
        "to be a champion of the islands",
    ),
    (
        "The envoy said if he were king, the tax would fall.",
        "if",
        "if",
        "he were king",
        "the tax would fall",
    ),
    # unless
    (
        "The strike will go on unless the wages are paid.",
        "unless",
        "unless",
        "the wages are paid",
        "The strike will go on",
    ),
    (
        "Unless the wages are paid, the strike will go on.",
        "unless",
        "Unless",
        "the wages are paid",
        "the strike will go on",
    ),
    (
        "There will be no talks unless the shelling stops.",
        "unless",
        "unless",
        "the shelling stops",
        "There will be no talks",
    ),
    ("Not unless a second ship is hit.", "unless", "unless", "a second ship is hit", None),
    # until
    (
        "The rebels will not negotiate until the siege is lifted.",
        "until",
        "until",
        "the siege is lifted",
        "The rebels will not negotiate",
    ),
    ("The bridge will stay shut until the autumn.", "until", "until", "the autumn", "The bridge will stay shut"),
    ("The court postponed the hearing until March.", "until", "until", "March", "The court postponed the hearing"),
    (
        "The schools are closed until the inspection is over.",
        "until",
        "until",
        "the inspection is over",
        "The schools are closed",
    ),
    (
        "Until the money arrives, nothing will be built.",
        "until",
        "Until",
        "the money arrives",
        "nothing will be built",
    ),
    # provided
    (
        "As long as nobody pays, the port stays closed.",
        "provided",
        "As long as",
        "nobody pays",
        "the port stays closed",
    ),
    (
        "The truce will hold so long as both armies keep away.",
        "provided",
        "so long as",
        "both armies keep away",
        "The truce will hold",
    ),
    (
        "He will come provided that the road is open.",
        "provided",
        "provided that",
        "the road is open",
        "He will come",
    ),
    (
        "The firm will stay on condition that the levy be dropped.",
        "provided",
        "on condition that",
        "the levy be dropped",
        "The firm will stay",
    ),
    # requires
    (
        "The valley will be flooded only if both states agree.",
        "requires",
        "only if",
        "both states agree",
        "The valley will be flooded",
    ),
    (
        "Any settlement would require persuading the farmers to leave.",
        "requires",
        "require",
        "persuading the farmers to leave",
        "Any settlement",
    ),
    (
        "And that, he has noted, requires renewed support for the coast guard.",
        "requires",
        "requires",
        "renewed support for the coast guard",
        "that",
    ),
    (
        "A lasting truce depends on the withdrawal of both armies.",
        "requires",
        "depends on",
        "the withdrawal of both armies",
        "A lasting truce",
    ),
    (
        "Any release would hinge on the approval of a judge.",
        "requires",
        "hinge on",
        "the approval of a judge",
        "Any release",
    ),
    (
        "The withdrawal of the troops is a precondition for talks.",
        "requires",
        "precondition for",
        "The withdrawal of the troops",
        "talks",
    ),
    (
        "The sale is contingent on the consent of the regulator.",
        "requires",
        "contingent on",
        "the consent of the regulator",
        "The sale",
    ),
    (
        "The approval of parliament is needed for a withdrawal.",
        "requires",
        "needed",
        "The approval of parliament",
        "a withdrawal",
    ),
    (
        "There can be no peace without a withdrawal of the troops.",
        "requires",
        "without",
        "a withdrawal of the troops",
        "There can be no peace",
    ),
    (
        "The council cannot act without a vote.",
        "requires",
        "without",
        "a vote",
        "The council cannot act",
    ),
    (
        "The troops must leave before talks can begin.",
        "requires",
        "before",
        "The troops must leave",
        "talks can begin",
    ),
    (
        "We will not sign before the audit is over.",
        "requires",
        "before",
        "the audit is over",
        "We will not sign",
    ),
    (
        "The parliament has to approve the budget before the loan can be paid.",
        "requires",
        "before",
        "The parliament has to approve the budget",
        "the loan can be paid",
    ),
    (
        "The rebels will talk only once the prisoners are free.",
        "requires",
        "only once",
        "the prisoners are free",
        "The rebels will talk",
    ),
    (
        "Once the last troops are home, elections will be held.",
        "requires",
        "Once",
        "the last troops are home",
        "elections will be held",
    ),
    (
        "The loan will be paid only after a vote.",
        "requires",
        "only after",
        "a vote",
        "The loan will be paid",
    ),
    (
        "The firm intends to build the plant once it wins the tender.",
        "requires",
        "once",
        "it wins the tender",
        "to build the plant",
    ),
    # prevents
    (
        "The union warned that a new round of cuts is expected to stop the yards from hiring.",
        "prevents",
        "stop",
        "a new round of cuts",
        "the yards from hiring",
    ),
    (
        "Closing the canal would prevent any new shipment.",
        "prevents",
        "prevent",
        "Closing the canal",
        "any new shipment",
    ),
    (
        "The allies spoke of setting up a naval force to deter another attack in the spring.",
        "prevents",
        "deter",
        "setting up a naval force",
        "another attack in the spring",
    ),
    (
        "The government raised wages to avert a strike.",
        "prevents",
        "avert",
        "raised wages",
        "a strike",
    ),
    (
        "The allies sent ships to keep the rebels from attacking the port.",
        "prevents",
        "keep",
        "sent ships",
        "the rebels from attacking the port",
    ),
    (
        "A new round of talks could avert war.",
        "prevents",
        "avert",
        "A new round of talks",
        "war",
    ),
    (
        "The invasion was prevented by the arrival of the fleet.",
        "prevents",
        "prevented",
        "the arrival of the fleet",
        "The invasion",
    ),
    # proportional
    (
        "The deeper the cuts go, the longer the slump will last.",
        "proportional",
        "The deeper",
        "The deeper the cuts go",
        "the longer the slump will last",
    ),
    (
        "She said that the more they borrow, the less they will build.",
        "proportional",
        "the more",
        "the more they borrow",
        "the less they will build",
    ),
    (
        "Aides say the more ships he takes to the strait, the more weight he will have.",
        "proportional",
        "the more",
        "the more ships he takes to the strait",
        "the more weight he will have",
    ),
    (
        "“The longer we wait, the higher the price,” said Mr. Dahl.",
        "proportional",
        "The longer",
        "The longer we wait",
        "the higher the price",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "relation", "cue", "condition", "outcome"), FOUND)
def test_sides_of_a_condition(text: str, relation: str, cue: str, condition: str, outcome: str | None) -> None:
    found = conditions_of(text)
    assert [(c.relation, c.cue.quote, c.condition.quote, c.outcome and c.outcome.quote) for c in found] == [
        (relation, cue, condition, outcome)
    ]


NONE = [
    # if for whether, as if, even if, remarks, and what was
    "They asked if the talks would go on.",
    "It is unclear if he will come.",
    "He did not know if the vessel had sunk.",
    "She opened the door to see if the guards were awake.",
    "The town looked as if it had never been bombed.",
    "Even if the vote fails, the tax will rise.",
    "He will pay, if not gladly.",
    "They will send ships if necessary.",
    "Few, if any, of the crew will return.",
    "If so, the port will close.",
    "What if the dam fails?",
    "If the minister was afraid, he did not show it.",
    "If you ask me, the plan is dead.",
    # should, had and were that open no clause of condition
    "Should the mayor resign?",
    "The mayor should resign.",
    "Never had the river been so high.",
    "Were the ministers in Oslo to talk?",
    # until: narration, opening hours, moments
    "He lived in the harbour until 1990.",
    "The shop is open from 9 until 5.",
    "Until recently, nobody knew the name.",
    "No woman had flown a mission until now.",
    "They waited until the rain stopped.",
    # as long as, provided, case, condition
    "The queue was as long as the bridge.",
    "The town provided food for the refugees.",
    "A clerk spoke on condition of anonymity.",
    "An aide spoke on the condition that he not be named.",
    "In the case of Mr. Dahl, the judge was lenient.",
    "The patient is in critical condition.",
    # once, before, without
    "The colonel once served in Cyprus.",
    "Once the war was over, he went home.",
    "He had left before the police came.",
    "She will speak before the vote.",
    "The vote took place two days before the feast.",
    "He left the room without saying a word.",
    "He did not leave without saying goodbye.",
    "The mayor can act without a vote.",
    # needing things, law, and no act on one side
    "Kenya needs new trains.",
    "The law requires drivers to wear belts.",
    "The mayor needs a holiday.",
    "The town depends on the river.",
    "The repairs required two weeks.",
    "A truce does not require a treaty.",
    # preventing by nobody and nothing, or of things
    "Fruit prevents cancer.",
    "He tried to prevent the sale.",
    "Efforts to prevent a war have begun.",
    "The senators blocked the bill.",
    "The police blocked the road.",
    "She stopped at the border.",
    "The agency will stop sending aid.",
    "The accusations could not keep him from winning.",
    "As long as there have been kings, there have been wars.",
    "The team will have until Friday at noon.",
    "Asked if there had been any fraud, the clerk suggested that the count had been fair.",
    "The tenants may stay as long as they like.",
    "The letters should have been opened before the trial.",
    "Was it luck, or if it was skill?",
    # comparatives that are no pair
    "The older man left, and the younger woman stayed.",
    "The larger ships sank, the smaller boats did not.",
    "The price is higher than ever, the minister said.",
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
