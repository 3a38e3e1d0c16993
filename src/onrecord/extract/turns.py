"""Transcripts and interviews: whose words stand after "Q:", "THE PRESIDENT:" or "Jane Roe:".

One label proves little: "Key points:" looks the same. Labels are taken where the document has several, repeated or
answering one another, as only the turns of a conversation do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.lexicon.furniture import heading_words
from onrecord.record import Paragraph


class Turn(NamedTuple):
    """What one speaker says at one go: the span of the label without its colon, and that of the words."""

    label_start: int
    label_end: int
    start: int
    end: int


class _Label(NamedTuple):
    paragraph: int  # number in the sequence given
    start: int
    end: int
    words_start: int
    key: str  # the label as compared: "q", "the president", of a person the last name
    words: int  # after it in its paragraph, counted up to a limit
    capitals: bool


MAX_GAP = 3  # unlabelled paragraphs within a turn, where the document is not a transcript as a whole
MIN_WORDS = 4  # of the middle turn's first paragraph; lists and tables have fewer after a colon
SHORT_EXCHANGE = 12  # labels; in a longer one somebody speaks twice
TRANSCRIPT_SHARE = 0.2  # of paragraphs that bear a label, from the first one on

_LETTER = "A-ZÀ-ÖØ-Þ"
_BRACKETS = r"(?:\s?[(\[][^()\[\]\n]{1,60}[)\]])?"
_LABEL = re.compile(
    r"[\"“]?[*_]{0,2}(?:"  # a transcript within an article may open each turn with a quotation mark
    r"(?P<qa>[QA]|Question|QUESTION|Answer|ANSWER)[*_]{0,2}(?:[:.][*_]{0,2}(?=\s|$)|\s(?=[A-Z“\"'’(—–-])|(?<=Q)(?=[A-Z]))"
    rf"|(?P<capitals>[{_LETTER}][{_LETTER}0-9.'’-]*(?:\s[{_LETTER}][{_LETTER}.'’-]*){{0,6}}{_BRACKETS})[*_]{{0,2}}:[*_]{{0,2}}(?=\s|$)"
    rf"|(?P<name>[{_LETTER}][\w.'’-]*(?:\s(?:[{_LETTER}][\w.'’-]*|de|van|von|der|al|bin|el|la|of|the|and|for)){{0,6}}"
    rf"(?:,\s[{_LETTER}][\w.'’ -]{{1,40}})?{_BRACKETS})[*_]{{0,2}}:[*_]{{0,2}}(?=\s|$)"
    r")"
)
_OFFICE = re.compile(
    r"^the\s(?:(?:vice|prime|first|foreign)\s)?(?:president|minister|lady|secretary|chancellor|speaker|chair\w*|moderator|"
    r"secretary-general|king|queen|pope|ambassador|governor|mayor|spokes\w+|host|interviewer)$"
)
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|dr|sen|rep|gov|gen|amb|president|vice president|prime minister|foreign minister|minister|secretary|"
    r"senator|governor|general|ambassador|chancellor|moderator|reporter|host|interviewer|participant|speaker|voice|narrator|"
    r"anchor|commissioner|director|king|queen|crown prince|spokes\w+|audience member|unidentified \w+|journalist)\b"
)

_COMMON = frozenset(("the", "and", "who"))  # heading words that titles hold too


def find_turns(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Turn, ...]:
    """The turns of a transcript in order, none where the document is not one. Unlabelled paragraphs continue a turn."""
    labels = _likely(list(_find_labels(text, paragraphs)))
    if not labels or not _is_conversation(labels, text, len(paragraphs)):
        return ()
    whole = len(labels) >= TRANSCRIPT_SHARE * (len(paragraphs) - labels[0].paragraph)
    longest = MAX_GAP
    turns = []
    for n, label in enumerate(labels):
        last = label.paragraph
        if n + 1 < len(labels):
            gap = labels[n + 1].paragraph - label.paragraph - 1
            if whole or gap <= MAX_GAP:
                last += gap
                longest = max(longest, gap)
        elif len(labels) == 1:
            last = len(paragraphs) - 1
        elif whole:
            # No label tells where the last turn ends: it is not taken to be longer than the longest before it.
            last = min(len(paragraphs) - 1, last + longest)
        while last > label.paragraph and _is_stage_direction(text, paragraphs[last]):
            last -= 1
        start = _skip_space(text, label.words_start, paragraphs[last].end)
        if start < paragraphs[last].end:
            turns.append(Turn(label.start, label.end, start, paragraphs[last].end))
    return tuple(turns)


def _find_labels(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[_Label]:
    for i, p in enumerate(paragraphs):
        found = _LABEL.match(text, p.start, min(p.end, p.start + 160))
        if found is None:
            continue
        group = found.lastgroup or "name"
        words = found[group]
        key = re.sub(r"\s*[(\[].*", "", words).casefold().strip(" .")
        if group == "qa":
            key = key[0]
        elif not key or (
            _TITLE.match(key) is None
            and any(word.strip(".,") in heading_words() for word in key.split() if word not in _COMMON)
        ):
            continue
        if not _OFFICE.match(key):
            key = key.partition(",")[0].split()[-1]
        said = len(text[found.end() : min(p.end, found.end() + 200)].split())
        alone = found.end() == p.end
        yield _Label(
            i, found.start(group), found.end(group), found.end(), key, MIN_WORDS if alone else said, group == "capitals"
        )


def _likely(labels: Sequence[_Label]) -> list[_Label]:
    """Those labels that can be a speaker's, seen beside the others."""
    counts = Counter((label.key, label.capitals) for label in labels)
    answers = any(label.key == "q" for label in labels)
    return [
        label
        for label in labels
        # "A." begins lists as well: it is an answer only where there are questions. A headline may begin with a name
        # and a colon: in the first paragraph only a speaker who speaks again is taken.
        if (label.key != "a" or answers)
        and (label.paragraph > 0 or counts[label.key, label.capitals] > 1 or len(labels) == 1)
    ]


def _is_stage_direction(text: str, paragraph: Paragraph) -> bool:
    return text[paragraph.start] in "([" and text[paragraph.end - 1] in ")]"


def _is_conversation(labels: Sequence[_Label], text: str, paragraphs: int) -> bool:
    counts = Counter(label.key for label in labels)
    if sorted(label.words for label in labels)[len(labels) // 2] < MIN_WORDS:
        return False
    if counts["q"] >= 2 and len(counts) >= 2:
        return True
    speakers = [label for label in labels if label.key not in ("q", "a")]
    if len(labels) == 1:
        # An address: "THE PRESIDENT: Thank you …", and nobody else speaks.
        return bool(_OFFICE.match(labels[0].key)) and labels[0].capitals and labels[0].paragraph < paragraphs - 1
    if len({label.key for label in speakers}) < 2:
        return counts["q"] >= 1 and len(counts) >= 2 and len(labels) >= 3
    repeated = sum(n for n in counts.values() if n > 1)
    if len(labels) >= 4 and repeated >= 0.6 * len(labels) and len(counts) <= 0.6 * len(labels) + 1:
        return True
    # A short exchange, each once: the labels are in capitals and name people whom the text names too, or give titles.
    if len(labels) > SHORT_EXCHANGE:
        return False
    adjacent = any(b.paragraph - a.paragraph <= 2 and a.key != b.key for a, b in pairwise(labels))
    return adjacent and all(
        label.capitals and (_has_title(label, text) or _is_named(label, text)) for label in speakers
    )


def _has_title(label: _Label, text: str) -> bool:
    return _TITLE.match(text[label.start : label.end].casefold()) is not None


def _is_named(label: _Label, text: str) -> bool:
    """Whether the last word of a label in capitals stands elsewhere in the text as a name does."""
    return re.search(rf"(?<!\w){re.escape(label.key.title())}(?!\w)", text) is not None


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
