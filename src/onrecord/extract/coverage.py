"""Which stretches of a text are taken, found in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

Offsets = tuple[int, int]


class Coverage:
    """Stretches of a text, kept in order. They may touch, and overlap no further than `longest` reaches."""

    def __init__(self, spans: Iterable[Offsets] = ()) -> None:
        self._spans = sorted(spans)
        self._longest = max((end - start for start, end in self._spans), default=0)

    def add(self, span: Offsets) -> None:
        """Take a stretch."""
        insort(self._spans, span)
        self._longest = max(self._longest, span[1] - span[0])

    def over(self, start: int, end: int) -> Iterator[Offsets]:
        """The stretches that share a character with `[start, end)`, in order."""
        at = bisect_left(self._spans, (start - self._longest, 0))
        while at < len(self._spans) and self._spans[at][0] < end:
            if self._spans[at][1] > start:
                yield self._spans[at]
            at += 1

    def meets(self, start: int, end: int) -> bool:
        """Whether some stretch shares a character with `[start, end)`."""
        return next(self.over(start, end), None) is not None
