"""Quotations that several drafts hold a part of: whose they are as a whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.coverage import Coverage
from onrecord.extract.draft import Draft, Offsets, joined, minus
from onrecord.extract.quotation import signature_after
from onrecord.language import Parse

# A quotation of fewer words is a term or a title; it may stand in two drafts' words as any other word does.
WORDS = 6
# Characters between a quotation's mark and a content that is taken to begin with it: a space, a bracket.
AT_THE_START = 3
# Share of a quotation that drafts must hold for it to be theirs, unless one begins with it.
HELD = 0.5


def give_whole(text: str, parse: Parse, drafts: Sequence[Draft], quotations: Coverage) -> list[Draft]:
    """The drafts, with each longer quotation given to the one that holds most of it, first to one in its paragraph.

    Nobody's words change hands within quotation marks. Drafts whose cue stands inside of a quotation are told by the
    one who is quoted: they own no quotation. One that is signed behind it is the signer's.
    """
    cues = sorted((draft.cue, number) for number, draft in enumerate(drafts) if draft.cue is not None)
    paragraphs = [paragraph.start for paragraph in parse.paragraphs]
    content = {number: list(draft.content) for number, draft in enumerate(drafts)}
    for quotation, shares in _shares(drafts, quotations).items():
        if len([t for t in parse.tokens_in(*quotation) if t.pos != "PUNCT"]) < WORDS:
            continue
        signature = signature_after(text, quotation[1])
        if signature is not None:
            owner = next((n for n in shares if drafts[n].cue == signature[0]), None)
        else:
            owner = _owner(drafts, shares, quotation, paragraphs)
            begins = any(a <= quotation[0] + AT_THE_START and quotation[0] < b for a, b in drafts[owner].content)
            if not begins and sum(shares.values()) < HELD * (quotation[1] - quotation[0]):
                continue
        first = bisect_left(cues, ((quotation[0], 0), -1))
        inside = {n for cue, n in cues[first : bisect_left(cues, ((quotation[1], 0), -1))] if cue[1] <= quotation[1]}
        for number in {*shares, *inside} - {owner}:
            content[number] = [part for piece in content[number] for part in minus(piece, quotation)]
        if owner is not None:
            content[owner].append(quotation)
    return [replace(draft, content=joined(content[number])) for number, draft in enumerate(drafts) if content[number]]


def _shares(drafts: Sequence[Draft], quotations: Coverage) -> dict[Offsets, dict[int, int]]:
    """For each quotation the drafts that hold characters of it, and how many; not those whose cue is inside of it."""
    held: defaultdict[Offsets, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, draft in enumerate(drafts):
        for start, end in draft.content:
            for a, b in quotations.over(start, end):
                if draft.cue is None or not a <= draft.cue[0] < b:
                    held[a, b][number] += min(end, b) - max(start, a)
    return {quotation: dict(shares) for quotation, shares in held.items()}


def _owner(drafts: Sequence[Draft], shares: dict[int, int], quotation: Offsets, paragraphs: Sequence[int]) -> int:
    """Of those with a cue in the quotation's paragraph, else of all, the draft that holds most."""
    own = bisect_right(paragraphs, quotation[0])
    near = {n for n in shares if (cue := drafts[n].cue) is not None and bisect_right(paragraphs, cue[0]) == own}
    return max(near or shares, key=lambda n: (shares[n], -n))
