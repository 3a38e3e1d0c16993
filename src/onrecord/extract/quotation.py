"""Which characters stand inside double quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.record import Paragraph

# Opening and closing marks. A straight mark and '' open where nothing is open and close where something is.
MARK = re.compile(r"[“”„‟\"«»〝〞＂「」『』]|``|''")
OPENING = frozenset("“„‟«〝「『") | {"``"}
CLOSING = frozenset("”»〞」』")
BEFORE_OPENING = frozenset("([{—–-―/")
# A dash and one to five capitalised words up to the end of the line.
SIGNATURE = re.compile(
    r"[”\"]?[ \t\u00a0]{0,3}([―—–-])[ \t\u00a0]{0,3}([A-Z][\w.'’-]*(?:,?[ \t][A-Z][\w.'’-]*){0,4})[ \t\u00a0.]*(?:\n|$)"
)


def signature_after(text: str, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The dash and the name that sign a quotation, up to the end of its line: '― Ann Roe'."""
    match = SIGNATURE.match(text, end)
    return (match.span(1), match.span(2)) if match is not None else None


def find_quotations(text: str, paragraphs: Sequence[Paragraph]) -> tuple[tuple[int, int], ...]:
    """Offsets of what stands inside double quotation marks, the marks left out.

    A quotation that is never closed runs to the end of its paragraph (newspapers open each paragraph of a long one and
    close the last only); a closing mark with nothing open is passed over.
    """
    return tuple(q for paragraph in paragraphs for q in _quotations(text, paragraph.start, paragraph.end))


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in MARK.finditer(text, start, end):
        mark, first, last = match.group(), match.start(), match.end()
        if opened is None:
            if mark in CLOSING or (mark not in OPENING and _looks_closing(text, start, first, last, end)):
                continue
            opened = last
        elif (
            mark not in OPENING
            # German marks close with an English opener, and careless English ones do before a space.
            or (mark == "“" and (text[opened - 1] == "„" or _ends_words(text, first, last, end)))
        ):
            if opened < first:
                found.append((opened, first))
            opened = None
    if opened is not None and opened < end:
        found.append((opened, end))
    return found


def _ends_words(text: str, first: int, last: int, end: int) -> bool:
    """Whether a mark stands right after words and before white space or the end."""
    return not text[first - 1].isspace() and (last >= end or text[last].isspace())


def _looks_closing(text: str, start: int, first: int, last: int, end: int) -> bool:
    """Whether a mark that could be either closes: words before it, none after it."""
    before = first > start and not text[first - 1].isspace() and text[first - 1] not in BEFORE_OPENING
    return before and (last >= end or not text[last].isalnum())
