"""Rules beside the tagger: reported speech in the parse, tidy spans, quotations nobody introduces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.coverage import Coverage
from onrecord.extract.draft import Draft
from onrecord.extract.drafts import find_drafts, tidy
from onrecord.extract.mending import mend
from onrecord.extract.reported import find_reported
from onrecord.extract.turns import Turn
from tests.parsed import document_of, find, parse_of


def reported(text: str) -> list[tuple[str, str, str]]:
    found = find_reported(parse_of(text), 0, len(text))
    return [
        (text[slice(*d.source)], text[slice(*d.cue)], text[slice(*d.content[0])])
        for d in found
        if d.source is not None and d.cue is not None
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister said that the talks had failed.", "The minister", "said", "the talks had failed"),
        ("Leaders will call for an urgent delivery of arms.", "Leaders", "will call for", "an urgent delivery of arms"),
        ("The envoy has warned of a wider war.", "The envoy", "has warned of", "a wider war"),
    ],
)
def test_reported_speech(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in reported(text)


def test_no_statement_without_a_speaker() -> None:
    assert reported("I say that you are wrong.") == []
    assert reported("It rained on Monday in the capital.") == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" that it rained, ", "that it rained"),
        ("“We left,”", "“We left,”"),
        ("“We left", "We left"),
        ("We left.”", "We left"),
        ("the talks failed.", "the talks failed"),
        ("in the U.S.", "in the U.S."),
    ],
)
def test_tidy_keeps_the_words(text: str, kept: str) -> None:
    span = tidy(text, 0, len(text))
    assert span is not None
    assert text[slice(*span)] == kept


@given(st.text(alphabet="ab ,.;“”\"'—\n", max_size=30))
def test_tidy_never_loses_a_letter(text: str) -> None:
    span = tidy(text, 0, len(text))
    letters = [i for i, c in enumerate(text) if c.isalnum()]
    if span is None:
        assert not letters
    else:
        assert all(span[0] <= i < span[1] for i in letters)


def test_a_quotation_that_nobody_introduces_is_a_draft_of_its_own() -> None:
    text = "The hall fell silent.\n\n“We have waited for ten years and will not wait longer.”\n\nThe vote is on Monday."
    drafts = find_drafts(document_of(text), parse_of(text), (), None)
    assert [(d.cue, d.maker) for d in drafts] == [(None, "quotation")]
    assert text[slice(*drafts[0].content[0])] == "“We have waited for ten years and will not wait longer.”"


def test_a_term_in_quotation_marks_is_no_statement() -> None:
    text = "The so-called “grain corridor” was closed in July."
    assert find_drafts(document_of(text), parse_of(text), (), None) == ()


def test_turns_are_statements_and_carry_what_is_told_in_them() -> None:
    text = "Q: Who told you?\n\nA: Well, the envoy said that the talks had failed."
    first, second = find(text, "Who told you?"), find(text, "Well, the envoy said that the talks had failed.")
    turns = (Turn(0, 1, *first), Turn(*find(text, "A"), *second))
    drafts = find_drafts(document_of(text), parse_of(text), turns, None)
    spoken = [d for d in drafts if d.maker == "turn"]
    assert [text[slice(*d.content[0])] for d in spoken] == ["Who told you?", text[slice(*second)]]
    told = [d for d in drafts if d.maker == "reported"]
    assert [d.carrier for d in told] == [spoken[1].anchor]


def test_who_is_expected_to_come_expects_nothing() -> None:
    text = "Chancellor Olga Brandt of Ruritania and two ministers were also expected to attend the meeting."
    parse = parse_of(text)
    cue = (text.index("were"), text.index(" to attend"))
    wrong = Draft(cue, ((text.index("to attend"), len(text) - 1),), (0, text.index(" of Rur")), 0.9, "tagger")
    mended = mend(parse, wrong, Coverage())
    assert mended is not None and mended.source is None
    assert text[slice(*mended.content[0])].startswith("Chancellor Olga Brandt")


def test_likely_to_call_for_has_its_subject() -> None:
    text = "The leaders are also likely to call for a new fund."
    found = list(find_reported(parse_of(text), 0, len(text)))
    assert [text[slice(*d.source)] for d in found if d.source] == ["The leaders"]
    assert [text[slice(*d.content[0])] for d in found] == ["a new fund"]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Kenya’s promise to send police officers still stands.", "Kenya", "promise", "to send police officers"),
        ("A claim by Ruritania that its guards fired was false.", "Ruritania", "claim", "its guards fired"),
        ("Austria had offered to host the talks.", "Austria", "had offered", "to host the talks"),
        ("The judge told her to stay away.", "The judge", "told", "to stay away"),
    ],
)
def test_reported_by_noun_and_infinitive(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in reported(text)


def test_a_holder_by_pronoun_is_no_source() -> None:
    assert reported("His promise to send police officers still stands.") == []


def test_what_is_expected_to_be_said_has_its_speaker() -> None:
    text = "President Olga Brandt is expected to say that the base stays."
    parse = parse_of(text)
    cue = (text.index("is exp"), text.index(" say"))
    tagged = Draft(cue, ((0, text.index(" is")), (text.index("say"), len(text) - 1)), None, 0.9, "tagger")
    mended = mend(parse, tagged, Coverage())
    assert mended is not None and mended.source is not None and mended.cue is not None
    assert text[slice(*mended.source)] == "President Olga Brandt"
    assert text[slice(*mended.cue)] == "is expected to say"
    assert [text[slice(*part)] for part in mended.content] == ["the base stays"]
