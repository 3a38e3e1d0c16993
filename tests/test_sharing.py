"""Whose a quotation is when several drafts hold a part of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.coverage import Coverage
from onrecord.extract.draft import Draft, Offsets, minus
from onrecord.extract.quotation import find_quotations, signature_after
from onrecord.extract.sharing import give_whole
from tests.parsed import parse_of


def at(text: str, words: str) -> Offsets:
    start = text.index(words)
    return start, start + len(words)


def draft(text: str, cue: str, *content: str) -> Draft:
    return Draft(at(text, cue), tuple(at(text, part) for part in content), None, 0.9, "tagger")


def shared(text: str, *drafts: Draft) -> dict[str, list[str]]:
    parse = parse_of(text)
    found = give_whole(text, parse, drafts, Coverage(find_quotations(text, parse.paragraphs)))
    return {text[slice(*d.cue)]: [text[a:b] for a, b in d.content] for d in found if d.cue is not None}


def test_the_greater_holder_has_it_whole() -> None:
    text = "Berg scolded him: “The council never once asked what the bridge would cost,” she said at noon."
    found = shared(
        text, draft(text, "scolded", "The council"), draft(text, "said", "asked what the bridge would cost,")
    )
    assert found == {"said": ["The council never once asked what the bridge would cost,"]}


def test_a_cue_in_the_same_paragraph_goes_first() -> None:
    text = "“No,” Ek said.\n\n“We have waited for eleven long years for this tunnel to be dug,” he added."
    first = draft(text, "said", "No", "We have waited for eleven long years for this")
    found = shared(text, first, draft(text, "added", "tunnel"))
    assert found["added"] == ["We have waited for eleven long years for this tunnel to be dug,"]
    assert found["said"] == ["No"]


def test_what_begins_with_a_quotation_has_all_of_it() -> None:
    text = "According to Ek, “If it were left to her there would be no bridge, and nobody would ever miss it at all.”"
    found = shared(text, draft(text, "According to", "If it were"))
    assert found["According to"][0].endswith("miss it at all.")


def test_a_short_stretch_of_its_middle_proves_nothing() -> None:
    text = "“If it were left to her there would be no bridge, and nobody would ever miss it at all.” Ek denied it."
    assert shared(text, draft(text, "denied", "no bridge"))["denied"] == ["no bridge"]


def test_a_cue_inside_of_it_owns_nothing_of_it() -> None:
    text = "“My mother warned that the sea would take the house and nobody believed her,” Ek said."
    found = shared(
        text,
        draft(text, "warned", "the sea would take the house"),
        draft(text, "Ek said", "My mother warned that the sea would take the house and nobody believed her,"),
    )
    assert list(found) == ["Ek said"]


def test_a_signed_quotation_is_the_signers() -> None:
    text = "“The ferry is late on every day of the week.” ― Ann Roe\n“The bus never comes to us at all here.” ― Bo Ek"
    second = at(text, "― Bo")[0]
    wrong = Draft((second, second + 1), (at(text, "week"), at(text, "The bus never comes")), None, 0.9, "tagger")
    found = shared(text, wrong)
    assert found == {"―": ["The bus never comes to us at all here."]}
    signature = signature_after(text, text.index("”"))
    assert signature is not None and text[slice(*signature[1])] == "Ann Roe"


@given(st.tuples(st.integers(0, 30), st.integers(0, 30)), st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_minus_keeps_what_is_outside(piece: Offsets, hole: Offsets) -> None:
    left = {i for a, b in minus(piece, hole) for i in range(a, b)}
    whole, away = set(range(*piece)), set(range(*hole))
    assert left <= whole - away if hole[0] < hole[1] else left <= whole
    assert len((whole - away) - left) <= 2
