"""Whether something was said, will be said, or was not said: the table in statement_standing."""

import pytest

from onrecord.extract.statement_standing import attitude_of, resolve_standing
from tests.parsed import document_of, find, parse_of

CASES = [
    ("The minister said that talks had failed.", "said", "happened", "past"),
    ("The minister says talks have failed.", "says", "happened", "present"),
    ("The minister has argued that talks are pointless.", "has argued", "happened", "past"),
    ("The minister will call for a truce on Friday.", "will call for", "expected", "future"),
    ("The minister is expected to say that talks go on.", "is expected to say", "expected", "future"),
    ("The envoy is likely to call for new sanctions.", "is likely to call for", "expected", "future"),
    ("She is scheduled to announce a budget on Monday.", "is scheduled to announce", "scheduled", "future"),
    ("She plans to announce a budget on Monday.", "plans to announce", "intended", "future"),
    ("He might say that the deal is dead.", "might say", "possible", "future"),
    ("He declined to comment on the raid.", "declined to comment", "did_not_happen", "past"),
    ("The palace did not say when the talks would start.", "did not say", "did_not_happen", "past"),
    ("The palace has not said who will attend.", "has not said", "did_not_happen", "past"),
    ("He never said that the deal was dead.", "never said", "did_not_happen", "past"),
]


@pytest.mark.parametrize(("text", "cue", "status", "time"), CASES)
def test_standing_of_a_saying(text: str, cue: str, status: str, time: str) -> None:
    parse = parse_of(text)
    offsets = find(text, cue)
    standing = resolve_standing(document_of(text), parse, offsets, attitude_of(parse, offsets))
    assert (standing.status, standing.time) == (status, time)
    assert all(text[c.start : c.end] == c.quote for c in standing.cues)
    assert bool(standing.cues) == (status != "happened")


@pytest.mark.parametrize(
    ("text", "cue", "attitude"),
    [
        ("He wants to persuade the allies.", "wants", "intent"),
        ("They hope to reach a deal.", "hope", "intent"),
        ("She believes that the truce will hold.", "believes", "thought"),
        ("Officials fear a new attack.", "fear", "thought"),
        ("She told reporters that the truce would hold.", "told", "speech"),
        ("According to the draft, troops will leave.", "According to", "speech"),
        ("His warning that prices will rise went unheard.", "warning", "speech"),
        ("The union is determined to strike.", "is determined", "intent"),
    ],
)
def test_attitude(text: str, cue: str, attitude: str) -> None:
    assert attitude_of(parse_of(text), find(text, cue)) == attitude


def test_a_wish_stands_as_a_fact() -> None:
    text = "They want to convince the president."
    parse = parse_of(text)
    assert resolve_standing(document_of(text), parse, find(text, "want"), "intent").status == "happened"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Neither the firm nor the union gave a reason for the delay.", "did_not_happen"),
        ("No minister said that the talks had failed.", "did_not_happen"),
        ("He could not resist pointing out that the bridge was late.", "happened"),
        ("The envoy has yet to explain why the talks failed.", "did_not_happen"),
        ("She will be unable to accuse the audience of bias.", "did_not_happen"),
        ("If the moderator says that time is up, he will leave.", "conditional"),
        ("Though tired, the moderator said that time was up.", "happened"),
    ],
)
def test_negated_and_supposed_sayings(text: str, status: str) -> None:
    verbs = ("gave", "said", "pointing", "explain", "accuse", "says")
    verb = next(v for v in verbs if f" {v} " in text)
    cue = (text.index(f" {verb} ") + 1, text.index(f" {verb} ") + 1 + len(verb))
    assert resolve_standing(document_of(text), parse_of(text), cue, "speech").status == status
