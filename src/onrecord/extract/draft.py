"""A statement on the way: what was found of it as offsets, before actors are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Offsets = tuple[int, int]
Maker = Literal["tagger", "reported", "quotation", "turn"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as offsets. `score` is how sure its maker is, 0 to 1; `carrier` the cue or first content of the
    statement that this one is told in, or None.
    """

    cue: Offsets | None
    content: tuple[Offsets, ...]
    source: Offsets | None
    score: float
    maker: Maker
    carrier: Offsets | None = None

    @property
    def anchor(self) -> Offsets:
        """What its id hangs on: the cue, else the first content."""
        return self.cue if self.cue is not None else self.content[0]

    @property
    def claims(self) -> tuple[Offsets, ...]:
        """The words that are this statement's: its content and its cue."""
        return self.content if self.cue is None else (*self.content, self.cue)


def sources_of(drafts: Iterable[Draft]) -> tuple[Offsets, ...]:
    """The spans that name speakers, for the reader of actors."""
    return tuple(draft.source for draft in drafts if draft.source is not None)


def minus(piece: Offsets, hole: Offsets) -> list[Offsets]:
    """What is left of a piece without a hole, single characters left out."""
    if hole[1] <= piece[0] or piece[1] <= hole[0]:
        return [piece]
    return [part for part in ((piece[0], hole[0]), (hole[1], piece[1])) if part[1] - part[0] > 1]


def joined(pieces: Sequence[Offsets]) -> tuple[Offsets, ...]:
    """Pieces in order, those that overlap, touch or have one character between them as one."""
    out: list[Offsets] = []
    for start, end in sorted(pieces):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
