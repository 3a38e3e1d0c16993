"""What a page carries beside its report: notices, credits, captions, bylines, prompts, and datelines, which are read.

It runs before the parse, on the words alone. Whole paragraphs are set aside, and furniture at a paragraph's edge is cut
off; in the middle of a paragraph nothing is touched. A sentence of the report that is lost here is lost for good, while
a prompt that is left in does little harm: every rule therefore asks for the form of the notice, not for a word of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.furniture_dateline import Dateline, find_dateline
from onrecord.extract.furniture_notes import is_author_life, is_caption_sentence
from onrecord.extract.furniture_notices import Notice, find_notice
from onrecord.ids import finding_id
from onrecord.lexicon.agencies import find_agency
from onrecord.lexicon.furniture import find_phrase_kind, is_bare_label
from onrecord.record import Document, FirstPublished, Furniture, FurnitureKind, Origin, Paragraph

VERSION = "1"
ORIGIN = Origin("furniture", VERSION, "none")

WHOLE_LIMIT = 600  # characters; no notice is longer, and few paragraphs of a report are all notice
TAIL_LIMIT = 450
MAX_CUTS = 12  # sentences and brackets that a notice may hold
OPENING_PARAGRAPHS = 4  # a headline, a summary and a byline may come before the dateline
CLOSING_PARAGRAPHS = 4
HEADLINES = 4  # under a heading like "Related:"
QUOTE_WORDS = (6, 60)  # of a pull quote; fewer words repeat by chance

# Marks and words without which the end of a paragraph is not looked at any closer.
_TAIL_SIGN = re.compile(
    r"[@©/]|\bphoto|\bimage|contributed|reporting|editing|edited|writing|written|appeared|published|reprinted"
    r"|rights reserved|copyright|follow|read |watch|subscri|sign up|click|contact|\)\W{0,2}$"
    r"|\b(?:I['’]m|this is) |(?:st|nd|rd|th) gra|, \w+\W?$"
    r"|[—–-]\s?[\w ]{2,24}\W{0,2}$",
    re.IGNORECASE,
)
# Where a sentence may begin; not after an initial or a title, which end in a full stop too.
_CUT = re.compile(
    r"(?<![\s.(][A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bSen\.)(?<!\bRep\.)(?<!\bGen\.)"
    r"(?<=[.!?…\"”’)\]])\s+(?=\S)|\s+(?=[(\[])"
)
_WORD = re.compile(r"\w+")
_SIGNED = re.compile(r"[\"”’]\s*[-–—―]+\s*(?:[A-Z][\w.'’-]*,?\s?){1,6}$")


@dataclass(frozen=True, slots=True)
class FurnitureReading:
    """What was set aside, what it told, and the paragraphs that are left, with the numbers they had."""

    furniture: tuple[Furniture, ...]
    first_published_by: FirstPublished | None
    dateline: Dateline | None
    running: tuple[Paragraph, ...]


def find_furniture(document: Document, paragraphs: Sequence[Paragraph]) -> FurnitureReading:
    """Set aside what is not part of the report. `paragraphs` as `find_paragraphs` gives them."""
    text = document.text
    found: list[tuple[FurnitureKind, int, int]] = []
    datelines: list[Dateline] = []
    first: list[FirstPublished] = []
    running: list[Paragraph] = []
    repeated = _find_repeated(text, paragraphs)
    opening = OPENING_PARAGRAPHS
    headlines = 0
    pictured = False  # the paragraph before was the credit of a picture
    for p in paragraphs:
        edge = p.number < OPENING_PARAGRAPHS or p.number >= len(paragraphs) - CLOSING_PARAGRAPHS
        words = text[p.start : min(p.end, p.start + WHOLE_LIMIT + 1)]
        notice = _find_whole(document, p, words, at_edge=edge)
        if notice is None and p.number >= max(1, len(paragraphs) - CLOSING_PARAGRAPHS):
            last = p.number == len(paragraphs) - 1
            notice = Notice("byline") if is_author_life(text, p.start, p.end, last=last) else None
        if notice is None and headlines and len(words) < 160 and words[-1] not in '.”"':
            notice = Notice("read_more")
            headlines -= 1
        elif notice is None and pictured and is_caption_sentence(words):
            notice = Notice("caption")
        elif notice is None and p.number in repeated:
            notice = Notice("pull_quote")
        else:
            headlines = HEADLINES if notice and is_bare_label(words) else 0
        # On top of a report an agency's name is no picture's: what follows is the lead.
        pictured = notice is not None and (
            notice.kind == "credit" or (notice.kind == "agency_credit" and p.number >= OPENING_PARAGRAPHS)
        )
        if notice is not None:
            found.append((notice.kind, p.start, p.end))
            first += _first_published(document, notice, p.start, p.end)
            continue
        start, end = p.start, p.end
        dateline = find_dateline(document, start, end, opening=opening > 0)
        if dateline is not None:
            datelines.append(dateline)
            found.append(("dateline", start, _trimmed_end(text, start, dateline.end)))
            start = _trimmed_start(text, dateline.end, end)
            opening = 0
        elif opening:
            opening -= 1
        for cut, tail_end, notice in _find_tails(text, start, end, at_edge=edge):
            found.append((notice.kind, cut, tail_end))
            first += _first_published(document, notice, cut, tail_end)
            end = _trimmed_end(text, start, cut)
        if start < end:
            running.append(Paragraph(start, end, p.number))
    dateline = datelines[0] if datelines else None
    return FurnitureReading(
        tuple(
            Furniture(finding_id(document.id, "furniture", start, end), kind, document.cite(start, end), ORIGIN)
            for kind, start, end in sorted(found, key=lambda row: row[1])
        ),
        _choose_first(document, first, dateline),
        dateline,
        tuple(running),
    )


def _find_whole(document: Document, paragraph: Paragraph, words: str, *, at_edge: bool) -> Notice | None:
    """What a whole paragraph is, where it is furniture."""
    if not any(document.text[i].isalnum() for i in range(paragraph.start, paragraph.end)):
        return Notice("navigation")
    if len(words) > WHOLE_LIMIT:
        return None
    notice = find_notice(words, whole=True, at_edge=at_edge)
    if notice is not None:
        return notice
    kind = find_phrase_kind(words)
    if kind is not None:
        return Notice(kind)
    byline = document.byline
    if at_edge and byline and (words == byline or (words.startswith(byline) and words[len(byline) :][:4] == " is ")):
        return Notice("byline")
    return None


def _find_tails(text: str, start: int, end: int, *, at_edge: bool) -> Iterator[tuple[int, int, Notice]]:
    """Notices at the end of a paragraph, the last first."""
    while True:
        floor = max(start, end - TAIL_LIMIT)
        tail = text[floor:end]
        if not _TAIL_SIGN.search(tail):
            return
        cuts = [floor + found.end() for found in _CUT.finditer(tail)]
        # The nearest cut first: a longer tail could take prose with it.
        for cut in reversed(cuts[-MAX_CUTS:]):
            words = text[cut:end]
            notice = find_notice(words, whole=False, at_edge=at_edge)
            if notice is None and (kind := find_phrase_kind(words)):
                notice = Notice(kind)
            if notice is not None:
                break
        else:
            return
        whole_caption = notice.picture and end - start <= TAIL_LIMIT
        if whole_caption:
            yield start, end, replace(notice, kind="caption")
            return
        yield cut, end, notice
        end = _trimmed_end(text, start, cut)


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _trimmed_start(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _first_published(document: Document, notice: Notice, start: int, end: int) -> list[FirstPublished]:
    if notice.publisher is None:
        return []
    return [FirstPublished(notice.publisher, notice.title, document.cite(start, end))]


def _choose_first(
    document: Document, notices: Sequence[FirstPublished], dateline: Dateline | None
) -> FirstPublished | None:
    """A notice with a title says most, then one that names a publisher, then the dateline's agency."""
    found = sorted(notices, key=lambda notice: notice.title is None)
    if dateline is not None and dateline.agency is not None:
        end = _trimmed_end(document.text, dateline.start, dateline.end)
        found.append(FirstPublished(dateline.agency, None, document.cite(dateline.start, end)))
    own = find_agency(document.publisher) if document.publisher else None
    names = {(own.name if own else document.publisher or "").casefold()}
    return next((one for one in found if one.publisher.casefold() not in names), None)


def _find_repeated(text: str, paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Numbers of the paragraphs whose words stand verbatim inside a longer paragraph; never the first, the headline."""
    candidates: dict[tuple[str, ...], list[tuple[int, list[str]]]] = {}
    key_words = QUOTE_WORDS[0]
    for p in paragraphs[1:]:
        if p.end - p.start > 12 * QUOTE_WORDS[1]:
            continue
        words = _words(_SIGNED.sub("", text[p.start : p.end]))
        if key_words <= len(words) <= QUOTE_WORDS[1]:
            those = candidates.setdefault(tuple(words[:key_words]), [])
            # Each word is then compared a bounded number of times, whatever the text repeats.
            if len(those) < 4:
                those.append((p.number, words))
    if not candidates:
        return frozenset()
    firsts = {key[0] for key in candidates}
    found = set()
    for p in paragraphs:
        words = _words(text[p.start : p.end])
        for i, word in enumerate(words):
            if word not in firsts:
                continue
            for number, quoted in candidates.get(tuple(words[i : i + key_words]), ()):
                if number != p.number and len(quoted) < len(words) and words[i : i + len(quoted)] == quoted:
                    found.add(number)
    return frozenset(found)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
