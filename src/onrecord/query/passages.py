"""The passage of a text that shows most of what was searched."""

from __future__ import annotations

from collections.abc import Sequence

LENGTH = 280  # characters, about two sentences
_LEAD = 60  # before the first mark


def find_passage(text: str, marks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where the passage with most marks starts and ends, the first of several; the text's beginning without marks.

    It begins and ends between words, and within one paragraph where that is long enough.
    """
    best = (0, 0)
    last = 0
    for first, (start, _) in enumerate(marks):
        last = max(last, first)
        while last + 1 < len(marks) and marks[last + 1][1] <= start + LENGTH - _LEAD:
            last += 1
        if last - first + 1 > best[0]:
            best = (last - first + 1, start)
    start = max(0, best[1] - _LEAD)
    paragraph = text.rfind("\n", start, best[1])
    if paragraph >= 0:
        start = paragraph + 1
    elif start > 0:
        space = text.find(" ", start, best[1])
        start = space + 1 if space >= 0 else best[1]
    end = min(len(text), start + LENGTH)
    if end < len(text):
        least = next((stop for begin, stop in marks if begin >= best[1]), start + 1)
        space = text.rfind(" ", least, end)
        end = space if space > least else max(end, least)
    line = text.find("\n", max(start, start + LENGTH // 2), end)
    if line >= 0:
        end = max(line, next((stop for begin, stop in marks if begin >= best[1]), 0))
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
