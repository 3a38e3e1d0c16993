"""Paragraphs: one-line, blank-line and hard-wrapped texts, and what must hold of any text."""

import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.paragraphs import find_paragraphs

FIRST = (
    "The foreign ministers of Norway and Finland met in Oslo on Tuesday to settle the terms of a joint patrol of their "
    "northern border, which both governments had put off for the better part of a year."
)
SECOND = (
    '"We have waited long enough," the Norwegian minister told reporters after the talks. "Now the work begins," and '
    "with it, she added, the harder question of who is to pay for the new posts."
)
THIRD = "No date was set for a second round."
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))


def words(text: str) -> list[str]:
    return [" ".join(text[p.start : p.end].split()) for p in find_paragraphs(text)]


def wrapped(paragraph: str, indent: str = "", width: int = 72) -> str:
    return textwrap.fill(paragraph, width, initial_indent=indent)


def test_one_line_is_one_paragraph() -> None:
    assert words("\n".join([FIRST, SECOND, THIRD])) == [FIRST, SECOND, THIRD]


def test_blank_lines_separate() -> None:
    assert words("\n\n".join([FIRST, SECOND, THIRD]) + "\n") == [FIRST, SECOND, THIRD]
    assert words("\n \t\n".join([FIRST, SECOND, THIRD])) == [FIRST, SECOND, THIRD]


def test_short_single_lines_are_not_wraps() -> None:
    lines = ["Key points:", "Taxes will rise.", "Talks go on.", "No vote was held.", "The envoy left."]
    assert words("\n".join(lines)) == lines


def test_wrapped_with_blank_lines() -> None:
    text = "\n\n".join(wrapped(p) for p in (FIRST, SECOND, THIRD))
    assert words(text) == [FIRST, SECOND, THIRD]


def test_wrapped_with_indents() -> None:
    text = "\n".join(wrapped(p, "    ") for p in (FIRST, SECOND, THIRD))
    assert words(text) == [FIRST, SECOND, THIRD]


def test_wrapped_with_neither() -> None:
    text = "\n".join(wrapped(p) for p in (FIRST, THIRD, SECOND, THIRD))
    assert words(text) == [FIRST, THIRD, SECOND, THIRD]


def test_other_separators() -> None:
    assert words(f"{FIRST}\u2029{SECOND}\u2028{THIRD}\x0c{FIRST}\x85{THIRD}") == [FIRST, SECOND, THIRD, FIRST, THIRD]


def test_marks_of_no_width_are_no_paragraph() -> None:
    assert words("\u200b\n\ufeff\n" + THIRD + "\u00a0\n \n") == [THIRD]
    assert find_paragraphs("") == find_paragraphs(" \n\t\n\u3000") == ()


LETTERS = st.one_of(st.characters(exclude_characters="\r"), st.sampled_from("\n \tab.\u2028\x0c\u200b"))


@given(st.text(LETTERS, max_size=300))
@settings(max_examples=500)
def test_paragraphs_hold_every_word_once_and_in_order(text: str) -> None:
    found = find_paragraphs(text)
    assert [p.number for p in found] == list(range(len(found)))
    previous = 0
    inside = []
    for p in found:
        assert previous <= p.start < p.end <= len(text)
        assert not text[p.start].isspace()
        assert not text[p.end - 1].isspace()
        inside += text[p.start : p.end].split()
        previous = p.end
    assert "".join(inside).translate(INVISIBLE) == "".join(text.split()).translate(INVISIBLE)


@pytest.mark.parametrize(
    "text", ["\n" * 3_000_000, "a" * 3_000_000, "a\n" * 200_000, " \n" * 1_000_000, ("b" * 70 + "\n") * 40_000]
)
def test_time_is_linear(text: str) -> None:
    began = time.process_time()
    find_paragraphs(text)
    assert time.process_time() - began < 30  # of the processor; what grows faster than the text takes far longer
