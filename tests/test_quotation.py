"""Quotation marks of many styles, and what they enclose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.paragraphs import find_paragraphs
from onrecord.extract.quotation import find_quotations


def quoted(text: str) -> list[str]:
    return [text[a:b] for a, b in find_quotations(text, find_paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We are ready,” she said.", ["We are ready,"]),
        ('"We are ready," she said. "Ask them."', ["We are ready,", "Ask them."]),
        ("He called it „ein Fehler“ twice.", ["ein Fehler"]),
        ("Il a dit « non » hier.", [" non "]),
        ("``No deal,'' he said.", ["No deal,"]),
        ("彼は「はい」と言った。", ["はい"]),
        ("“It runs on\n\n“and closes here.”\n\nAfter.", ["It runs on", "and closes here."]),
        ("A stray” mark closes nothing.", []),
        ('The 6" pipe burst.', []),
        ("No marks at all.", []),
        ("“”", []),
    ],
)
def test_what_stands_inside_quotation_marks(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    assert quoted("“One goes on.\n\nTwo is not quoted.") == ["One goes on."]


@given(st.text(alphabet="ab “”\"«»„'`\n.", max_size=80))
def test_quotations_lie_in_order_and_inside_one_paragraph(text: str) -> None:
    paragraphs = find_paragraphs(text)
    end = 0
    for a, b in find_quotations(text, paragraphs):
        assert end <= a < b
        assert any(p.start <= a and b <= p.end for p in paragraphs)
        end = b
