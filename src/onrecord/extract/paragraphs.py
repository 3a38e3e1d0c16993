"""Blocks of running text: what a paragraph is, decided for each document by how it breaks its lines.

Web articles put one paragraph on a line, with or without a blank line after it; mail, wires and PDF break the lines of
a paragraph at a fixed width. The second kind is recognised by its joints, the places where one line follows another
with no blank line between: there the next word would not have fitted, or the next line goes on in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.record import Paragraph

# Line feed, the Unicode line separators, and those control characters that old files use for them.
_LINE = re.compile("[^\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
# White space, and marks of no width that web pages leave at the edges.
_BLANK = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + "\u200b\u2060\ufeff"
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_LIST_ITEM = re.compile(r"(?:[-*•‣–—]|\(?\d{1,3}[.)])\s")

MIN_JOINTS = 3  # fewer say nothing: a heading above its text, an address
MAX_WRAP = 110  # columns; a longer line was not broken by hand or by a mail program
MIN_WRAP = 35  # newspaper columns as PDF gives them
FULL_SHARE = 0.8  # of joints where the next word would not have fitted
LOWER_SHARE = 0.4  # of joints followed by lower case: English prose has 0.6 to 0.8, one-line paragraphs near 0
SLACK = 0.9  # of the width: if the next word fits even so, a full stop before it ends a paragraph (PDF lines vary)


class _Line(NamedTuple):
    """A line without the white space at its edges."""

    start: int
    end: int
    indent: int  # columns of white space before it
    after_blank: bool


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The blocks of running text in order, numbered from 0, with no white space at their edges and none empty."""
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    starts = [i for i, line in enumerate(lines) if i == 0 or _opens(text, lines[i - 1], line, width)]
    ends = [*starts[1:], len(lines)]
    return tuple(
        Paragraph(lines[first].start, lines[end - 1].end, number)
        for number, (first, end) in enumerate(zip(starts, ends, strict=bool(starts)))
    )


def _lines(text: str) -> Iterator[_Line]:
    last_break = 0
    for found in _LINE.finditer(text):
        words = found.group()
        bare = words.lstrip(_BLANK)
        if not bare:
            continue
        indent = len(words) - len(bare)
        start = found.start() + indent
        end = start + len(bare.rstrip(_BLANK))
        # Between two lines with no blank one there is one line break only.
        yield _Line(start, end, indent, _is_blank_gap(text, last_break, found.start()))
        last_break = found.end()


def _is_blank_gap(text: str, start: int, end: int) -> bool:
    return end - start > 1 or text[start:end] in ("\x0c", "\u2029")


def _wrap_width(text: str, lines: Sequence[_Line]) -> int | None:
    """The width in columns at which lines are broken, or None where a line is a paragraph."""
    joints = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    if len(joints) < MIN_JOINTS:
        return None
    lengths = sorted(a.end - a.start + a.indent for a, _ in joints)
    # One line in twenty may be longer: an address that could not be broken.
    width = lengths[(len(lengths) - 1) * 19 // 20]
    if not MIN_WRAP <= width <= MAX_WRAP:
        return None
    full = sum(_is_full(text, a, b, width) for a, b in joints)
    lower = sum(text[b.start].islower() for _, b in joints)
    if lower >= LOWER_SHARE * len(joints) or (full >= FULL_SHARE * len(joints) and lower):
        return width
    return None


def _is_full(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the following line would not have fitted."""
    limit = min(following.end, following.start + width)
    space = text.find(" ", following.start, limit)
    word = (space if space >= 0 else limit) - following.start
    return line.indent + line.end - line.start + 1 + word > width


def _opens(text: str, before: _Line, line: _Line, width: int | None) -> bool:
    """Whether a line begins a new paragraph."""
    if line.after_blank or width is None:
        return True
    if line.indent > before.indent and (line.indent - before.indent > 1 or text[line.start - 1] == "\t"):
        return True
    tail = text[max(before.start, before.end - 8) : before.end]
    if not _SENTENCE_END.search(tail):
        return False
    if _LIST_ITEM.match(text, line.start):
        return True
    return not text[line.start].islower() and not _is_full(text, before, line, int(SLACK * width))
