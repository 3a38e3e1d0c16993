"""Event words of a text and what they may stand for, on short texts of our own, parsed by the real model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.extract.event_candidates import find_event_drafts
from onrecord.extract.event_draft import EventDraft, WordScores
from tests.parsed import document_of, parse_of


def drafts_of(text: str) -> dict[str, EventDraft]:
    """The drafts of a text by their triggers' words."""
    drafts = find_event_drafts(document_of(text), parse_of(text), None)
    return {text[start:end]: draft for draft in drafts for start, end in [draft.trigger]}


@pytest.mark.parametrize(
    ("text", "trigger", "event_type"),
    [
        ("The two ministers held talks in Accra.", "held talks", "CONSULT"),
        ("Rebels attacked the base.", "attacked", "ASSAULT"),
        ("The attack on the base went on.", "attack", "ASSAULT"),
        ("Ghana lifted the sanctions.", "lifted", "CONCEDE"),
        ("Ghana vowed to attack Togo.", "vowed", "THREATEN"),
        ("Ghana is willing to release the prisoners.", "willing", "AGREE"),
        ("Ghana said that Togo must release the prisoners.", "said", "REQUEST"),
        ("The envoy had lunch with the king.", "had lunch", "CONSULT"),
        ("Workers went on strike in Accra.", "went on strike", "PROTEST"),
        ("A new round of talks began.", "talks", "CONSULT"),
    ],
)
def test_types(text: str, trigger: str, event_type: str) -> None:
    draft = drafts_of(text)[trigger]
    assert draft.senses[0].type == event_type


def test_a_light_verb_tells_the_standing_and_its_noun_names_the_event() -> None:
    text = "The minister did not hold talks with the rebels."
    draft = drafts_of(text)["hold talks"]
    tokens = parse_of(text).tokens
    assert (tokens[draft.head].text, tokens[draft.verb].text) == ("talks", "hold")


def test_what_is_undone_is_no_event_of_a_type_beside() -> None:
    drafts = drafts_of("Ghana lifted the blockade of Togo.")
    assert drafts["lifted"].senses
    assert drafts["blockade"].senses == ()


def test_to_be_called_something_is_no_call() -> None:
    draft = drafts_of("The premier was called a liar by Berg.")["called"]
    assert [sense.type for sense in draft.senses] == ["ACCUSE"]
    assert [part.role for part in draft.parts] == ["recipient", "actor"]


def test_every_verb_is_an_event_word_and_auxiliaries_are_none() -> None:
    drafts = drafts_of("The mayor has said that he was walking home.")
    assert set(drafts) == {"said", "walking"}
    assert all(draft.senses == () for draft in drafts.values())


def test_names_and_those_who_act_are_no_events() -> None:
    drafts = drafts_of("The opposition wants a seat in the Peace Corps.")
    assert not {"opposition", "Peace"} & set(drafts)


def test_scores_decide_of_words_outside_the_lexicon() -> None:
    text = "The rain fell on the quiet harbour."
    parse = parse_of(text)
    none = np.zeros(len(parse.tokens), dtype=np.float32)
    some = none.copy()
    some[next(t.i for t in parse.tokens if t.text == "rain")] = 0.9
    types = np.zeros((len(parse.tokens), 17), dtype=np.float32)

    def heads(event: np.ndarray[tuple[int], np.dtype[np.float32]]) -> set[str]:
        drafts = find_event_drafts(document_of(text), parse, WordScores(event, none, types))
        return {parse.tokens[draft.head].text for draft in drafts}

    assert heads(none) == set()
    assert heads(some) == {"rain"}


WORDS = st.sampled_from(
    ("Ghana", "Togo", "talks", "held", "attacked", "the", "rebels", "who", "with", "and", "by", "of", "to", "sanctions",
     "on", ",", ".", "–", "met", "said", "must", "\n\n", "lifted", "its", "ban", "against", "agreed", "send", "(AP)",
     "willing", "“", "”", "in", "a", "summit", "host", "attend", "Kenya's")
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=120))
def test_any_text_gives_drafts_inside_it(text: str) -> None:
    parse = parse_of(text)
    drafts = find_event_drafts(document_of(text), parse, None)
    starts = {token.start for token in parse.tokens}
    ends = {token.end for token in parse.tokens}
    for draft in drafts:
        assert draft.trigger[0] in starts
        assert draft.trigger[1] in ends
        assert draft.trigger[0] < draft.trigger[1]
        assert 0 <= draft.head < len(parse.tokens)
        assert 0 <= draft.verb < len(parse.tokens)
        for part in draft.parts:
            assert part.start in starts
            assert part.end in ends
            assert part.start <= parse.tokens[part.head].start < part.end
    assert [d.head for d in drafts] == sorted({d.head for d in drafts})
