"""Who takes part in events, construction by construction, on short texts of our own, parsed by the real model."""

from __future__ import annotations

import pytest

from onrecord.extract.actor_cast import Cast
from onrecord.extract.actors import find_actors
from onrecord.extract.event_candidates import find_event_drafts
from onrecord.extract.event_draft import EventDraft, participants_of
from tests.parsed import document_of, parse_of


def draft_of(text: str, word: str) -> EventDraft:
    """The draft whose head is the first token with these letters that has one."""
    parse = parse_of(text)
    drafts = find_event_drafts(document_of(text), parse, None)
    return next(draft for draft in drafts if parse.tokens[draft.head].text == word)


def parts_of(text: str, word: str) -> list[tuple[str, str]]:
    """The parts of that draft: role and words, in text order."""
    return [(part.role, text[part.start : part.end]) for part in draft_of(text, word).parts]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param(
            "Kenyan soldiers attacked the rebels on Monday.", "attacked",
            [("actor", "Kenyan soldiers"), ("recipient", "the rebels")], id="active",
        ),
        pytest.param(
            "The rebels were attacked by Kenyan soldiers.", "attacked",
            [("recipient", "The rebels"), ("actor", "Kenyan soldiers")], id="passive",
        ),
        pytest.param(
            "Ghana agreed to send food to Togo.", "send", [("actor", "Ghana"), ("recipient", "Togo")], id="control",
        ),
        pytest.param(
            "The minister is set to meet the rebels.", "meet",
            [("participant", "The minister"), ("participant", "the rebels")], id="raising",
        ),
        pytest.param(
            "Ghana urged Togo to release the prisoners.", "release",
            [("actor", "Togo"), ("recipient", "the prisoners")], id="object control",
        ),
        pytest.param(
            "Police arrested and beat the reporters.", "arrested",
            [("actor", "Police"), ("recipient", "the reporters")], id="shared object",
        ),
        pytest.param(
            "Police arrested farmers, teachers and the mayor.", "arrested",
            [("actor", "Police"), ("recipient", "farmers"), ("recipient", "teachers"), ("recipient", "the mayor")],
            id="conjuncts",
        ),
        pytest.param(
            "The rebels who attacked the soldiers fled.", "attacked",
            [("actor", "The rebels"), ("recipient", "the soldiers")], id="relative",
        ),
        pytest.param(
            "The farmers attacked by the rebels fled.", "attacked",
            [("recipient", "The farmers"), ("actor", "the rebels")], id="reduced relative",
        ),
        pytest.param(
            "Ghana accused Togo of attacking the farmers.", "attacking",
            [("actor", "Togo"), ("recipient", "the farmers")], id="gerund of the accused",
        ),
        pytest.param(
            "Talks between Ghana and Togo began.", "Talks",
            [("participant", "Ghana"), ("participant", "Togo")], id="between",
        ),
        pytest.param(
            "The minister held talks with the rebels.", "talks",
            [("participant", "The minister"), ("participant", "the rebels")], id="light verb",
        ),
        pytest.param(
            "Russia's attack on Ukraine shocked the world.", "attack",
            [("actor", "Russia"), ("recipient", "Ukraine")], id="possessive",
        ),
        pytest.param(
            "The Kenyan attack on the rebels failed.", "attack",
            [("actor", "Kenyan"), ("recipient", "the rebels")], id="nationality",
        ),
        pytest.param(
            "Ghana imposed sanctions against Togo.", "sanctions",
            [("actor", "Ghana"), ("recipient", "Togo")], id="against",
        ),
        pytest.param(
            "Ghana condemned the Togolese court's ruling.", "condemned",
            [("actor", "Ghana"), ("recipient", "the Togolese court")], id="owner of a thing",
        ),
        pytest.param(
            "Kenyan and Ghanaian forces attacked the rebels.", "attacked",
            [("actor", "Kenyan"), ("actor", "Ghanaian"), ("recipient", "the rebels")], id="shared nationalities",
        ),
        pytest.param(
            "Missiles fired by Kenya hit the rebels.", "hit", [("actor", "Kenya"), ("recipient", "the rebels")],
            id="missiles fired by",
        ),
        pytest.param(
            "Ghana lifted its blockade of Togo.", "lifted", [("actor", "Ghana"), ("recipient", "Togo")],
            id="the doer's own",
        ),
        pytest.param(
            "Ghana sent soldiers to Togo.", "sent", [("actor", "Ghana"), ("recipient", "Togo")], id="sent are no aim",
        ),
        pytest.param(
            "The minister faced criticism from the farmers.", "criticism",
            [("recipient", "The minister"), ("actor", "the farmers")], id="undergone",
        ),
        pytest.param(
            "The leaders met on Monday.", "met", [("participant", "The leaders")], id="reciprocal plural",
        ),
        pytest.param(
            "The president hosted the king for talks.", "talks",
            [("participant", "The president"), ("participant", "the king")], id="hosted for talks",
        ),
        pytest.param(
            "The president received the king.", "received", [("host", "The president"), ("participant", "the king")],
            id="received",
        ),
        pytest.param(
            "Kenya's deliveries of weapons to Ghana went on.", "deliveries",
            [("actor", "Kenya"), ("recipient", "Ghana")], id="deliveries",
        ),
        pytest.param(
            "Ghana will host a summit with Togo.", "summit",
            [("host", "Ghana"), ("participant", "Togo")], id="host",
        ),
        pytest.param(
            "Forty people shot and killed by police were farmers.", "shot",
            [("recipient", "Forty people"), ("actor", "police")], id="first of two participles",
        ),
        pytest.param(
            "He was the fourth person shot and killed by an officer.", "killed",
            [("recipient", "He"), ("actor", "an officer")], id="told of the subject",
        ),
        pytest.param(
            "The minister came under criticism from the farmers.", "criticism",
            [("recipient", "The minister"), ("actor", "the farmers")], id="came under",
        ),
        pytest.param(
            "Berg called on Lund to apologize to Ruiz for accusing him of theft.", "apologize",
            [("actor", "Lund"), ("recipient", "Ruiz")], id="called on to",
        ),
        pytest.param(
            "Berg called on Lund to apologize to Ruiz for accusing him of theft.", "accusing",
            [("actor", "Lund"), ("recipient", "him")], id="apologize for accusing",
        ),
        pytest.param(
            "Berg cited derogatory comments that Lund had made about Ruiz.", "derogatory",
            [("actor", "Lund"), ("recipient", "Ruiz")], id="comments that another made",
        ),
        pytest.param(
            "Berg incites violence and is a liar who has pledged to ban all Kenyans.", "ban",
            [("actor", "Berg"), ("recipient", "all Kenyans")], id="is one who",
        ),
        pytest.param(
            "Ruiz said that the farmers are to blame.", "blame",
            [("actor", "Ruiz"), ("recipient", "the farmers")], id="are to blame",
        ),
        pytest.param(
            "Ruiz had the financial backing of Mr. Berg.", "backing",
            [("recipient", "Ruiz"), ("actor", "Mr. Berg")], id="backing of",
        ),
        pytest.param(
            "African nations turned to the army for assistance.", "assistance",
            [("recipient", "African nations"), ("actor", "the army")], id="asked for help",
        ),
    ],
)  # fmt: skip
def test_parts(text: str, word: str, expected: list[tuple[str, str]]) -> None:
    assert parts_of(text, word) == expected


def test_who_attends_stands_as_the_attending_does() -> None:
    text = "The envoy declined to attend the summit in Accra."
    draft = draft_of(text, "summit")
    attending = [part for part in draft.parts if text[part.start : part.end] == "The envoy"]
    assert [part.role for part in attending] == ["participant"]
    assert attending[0].standing is not None
    assert parse_of(text).tokens[attending[0].standing].text == "attend"


@pytest.mark.parametrize(
    ("text", "word", "verb", "expected"),
    [
        ("The envoy will speak at the conference in Accra.", "conference", "speak", ["The envoy"]),
        ("The minister is to address leaders during a meeting.", "meeting", "address", ["The minister", "leaders"]),
        ("Lund told a meeting of farmers that ice melts.", "meeting", "told", ["Lund"]),
    ],
)
def test_who_speaks_at_a_meeting_is_there(text: str, word: str, verb: str, expected: list[str]) -> None:
    tokens = parse_of(text).tokens
    parts = [part for part in draft_of(text, word).parts if part.standing is not None]
    assert [text[part.start : part.end] for part in parts] == expected
    assert {(part.role, tokens[part.standing or 0].text) for part in parts} == {("participant", verb)}


def test_a_thing_takes_no_part_and_a_setting_none() -> None:
    assert parts_of("Ghana rejected the bill in parliament.", "rejected")[0] == ("actor", "Ghana")
    assert ("recipient", "the bill") not in parts_of("Ghana rejected the bill.", "rejected")
    assert parts_of("In Togo, police arrested the mayor.", "arrested") == [
        ("actor", "police"),
        ("recipient", "the mayor"),
    ]


def test_participants_have_actors_and_speakers_are_as_before() -> None:
    text = "Kenyan jets bombed the villagers of Darfa. The fishermen said that they saw the raid."
    document, parse = document_of(text), parse_of(text)
    before = find_actors(document, parse)
    drafts = find_event_drafts(document, parse, None)
    after = find_actors(document, parse, (), participants_of(drafts))
    cast = Cast(after, parse)
    bombed = next(d for d in drafts if parse.tokens[d.head].text == "bombed")
    found = {part.role: cast.find(part.start, part.end) for part in bombed.parts}
    assert found["actor"] is not None
    assert (found["actor"].kind, found["actor"].country) == ("country", "KEN")
    assert found["recipient"] is not None
    assert found["recipient"].kind == "group"
    assert {actor.name for actor in before} <= {actor.name for actor in after}


def test_a_capital_that_is_accused_is_its_country() -> None:
    text = "Ghana accused Moscow of spying."
    document, parse = document_of(text), parse_of(text)
    parts = participants_of(find_event_drafts(document, parse, None))
    assert {actor.country for actor in find_actors(document, parse, (), parts)} == {"GHA", "RUS"}
