"""The times of a report that lie after its publication, or within which it was published, in words for people."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from onrecord.lexicon.future_words import ANNOUNCING, ONCE_PLANNED
from onrecord.record import Record, Span, When
from onrecord.render.view_index import Index
from onrecord.render.wording import say_when

# What stands before a time and says which side of it is meant.
_BEFORE = re.compile(
    r"\b(?P<by>by|no later than)|\b(?P<until>until|till)|\b(?P<before>before)|\b(?P<after>after)"
    r"|\b(?P<from>from|starting|beginning|effective)|\b(?P<around>around|about)",
    re.IGNORECASE,
)
_EDGE = re.compile(r"^\s*(?:on\s+|in\s+)?(?:the\s+)?(?:(?:end|close|beginning|start)\s+of\s+)?$", re.IGNORECASE)
_END = re.compile(r"\bend\b|\bclose\sof\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:later|end|rest|remainder|coming|tonight|this\s+(?:afternoon|evening))\b", re.IGNORECASE)
# A time that only tells which one is meant, or that is no time at all: "the Feb. 13 death", "Christmas trees",
# "a better tomorrow", "the 2017 model".
_NOT_SO_NEXT = re.compile(
    r"^\s(?!(?:and|or|but|in|on|at|to|for|of|by|with|from|when|where|which|who|that|as|if|because|while|before|after"
    r"|until|under|over|into|through|during|against|between|is|are|was|were|will|would|could|may|might|can|should|has"
    r"|have|had|begins?|starts?|ends?|opens?|takes?|comes?|grows?|nears?|approaches|next|night|morning|afternoon|evening"
    r"|the|an?|his|her|their|its|he|she|it|they|we|not|only|than|so|then|also|near|about|around)\b)[a-z0-9]"
)
_NAME_NEXT = re.compile(r"^\s[A-Z][a-z]")
_ADJECTIVE_BEFORE = re.compile(r"\b(?:an?|some|any|every|no|each)\s(?:\w+\s)?$", re.IGNORECASE)
_COUNTERFACTUAL = re.compile(r"\bif\b.*\b(?:were|would)\b|\bwere\sto\b|\bwould\b.*\bif\b", re.IGNORECASE)
_PROSPECT = re.compile(r"\b(?:will|shall|may|might|could|can|should|must)\b", re.IGNORECASE)
_TOLD_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(ANNOUNCING))}|spoke|speaking|interview)\b(?:\s\w+)?(?:\son)?(?:\s(?:late|early))?\s$",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(rf"^,?\s(?:[\w.,'’-]+\s){{0,5}}?(?:{'|'.join(sorted(ANNOUNCING))}|spoke)\b", re.IGNORECASE)
# Verbs that tell in the present of what the calendar holds: "opens on Friday", "is being released on Tuesday".
_ON_THE_CALENDAR = re.compile(
    r"\b(?:airs|arrives?|begins?|convenes?|debuts?|expires?|faces?|goes\s(?:on\ssale|into)|kicks?\soff|launches|leaves"
    r"|meets?|opens?|premieres?|resumes?|starts?|takes\s(?:effect|place)|travels?|visits?|votes?|being\s\w+ed)"
    r"(?:\s[\w’'-]+){0,5}\s$"
)
_WITHIN_DAY = ("minute", "hour", "part_of_day", "day")
REACH = 40  # characters before and after a time that bear on it
MAX_SENTENCE = 2000  # characters; in a longer one, a list or a table, words at its ends say nothing of each other


@dataclass(frozen=True, slots=True)
class Dated:
    """A time ahead. `key` sorts; `current`: the report was published within it, so that it does no more than date what
    is told as coming; `by_itself`: it tells of what is to come without other words.
    """

    span: Span
    key: str
    label: str
    current: bool
    by_itself: bool


def dates_ahead(record: Record, index: Index) -> dict[int, list[Dated]]:
    """By the number of their sentence, the times not over when the report was published."""
    found: dict[int, list[Dated]] = defaultdict(list)
    published = record.document.published
    if published is None:
        return found
    text = record.document.text
    for time in record.times:
        number = index.sentence_at(time.span.start)
        if time.when is None or number is None:
            continue
        sentence = record.sentences[number]
        words = text[sentence.start : sentence.end][:MAX_SENTENCE]
        dated = _dated(time.span, time.when, published, text, words)
        if dated is not None:
            found[number].append(dated)
    return found


def _dated(span: Span, when: When, published: str, text: str, words: str) -> Dated | None:
    first, last, today = when.start, when.end, published[:10]
    bound = first or last
    label = say_when(when)
    if bound is None or label is None or _COUNTERFACTUAL.search(words) or ONCE_PLANNED.search(words):
        return None
    side = _side(text, span)
    if not label.startswith(("from", "until")):
        label = _sided(side, label, when, ends=bool(_END.search(span.quote)))
    if bound[:10] > today:
        return Dated(span, bound, label, current=False, by_itself=_tells(text, span, words))
    if first is None or last is None or last[:10] < today or (last[:10] == today and when.precision in _WITHIN_DAY):
        return None
    if first[:10] == today and when.precision in _WITHIN_DAY and _told_then(text, span):
        return None
    if first[:10] == today and _ON_THE_CALENDAR.search(text[max(0, span.start - 2 * REACH) : span.start]):
        return Dated(span, today, label, current=True, by_itself=True)
    if first[:10] == today or _LATER.search(span.quote) or side in ("by", "until", "before"):
        return Dated(span, today, label, current=True, by_itself=False)
    running = when.precision in ("week", "weekend", "month") and span.quote.lower().startswith("this")
    return Dated(span, today, label, current=True, by_itself=False) if running else None


def _sided(side: str, label: str, when: When, *, ends: bool) -> str:
    """The label with its side, "by 2025-04", and only of what has an end in its words the day: "by 2025-04-30"."""
    _, _, last = (say_when(replace(when, start=None)) or "").partition("until ")
    if ends and last:
        return f"{side} {last}" if side else f"end of {label}"
    return f"{side} {label}" if side else label


def _side(text: str, span: Span) -> str:
    """The word before a time that says which side of it is meant: "by", "after"; empty where there is none."""
    before = text[max(0, span.start - REACH) : span.start]
    for found in _BEFORE.finditer(before):
        if _EDGE.match(before[found.end() :]):
            return found.lastgroup or ""
    return ""


def _tells(text: str, span: Span, words: str) -> bool:
    """Whether a time after publication speaks for itself, and is not part of a name or of what something is called."""
    before, after = text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]
    if _ADJECTIVE_BEFORE.search(before) or _NAME_NEXT.match(after):
        return False
    if words.rstrip("\"'”’“) ").endswith("?"):
        return False
    return not _NOT_SO_NEXT.match(after) or bool(_PROSPECT.search(words))


def _told_then(text: str, span: Span) -> bool:
    """Whether a time is that of an announcement: "said on Monday", "On Monday he announced"."""
    before, after = text[max(0, span.start - REACH) : span.start], text[span.end : span.end + 2 * REACH]
    if _TOLD_BEFORE.search(before):
        return True
    return bool(_TOLD_AFTER.match(after))


def long_before(record: Record, index: Index, number: int) -> int | None:
    """How many days before publication the latest past time of a sentence ended; None where it has none."""
    published, days = record.document.published, []
    for time in record.times if published is not None else ():
        end = time.when.end if time.when is not None else None
        if end is None or published is None or index.sentence_at(time.span.start) != number:
            continue
        try:
            gone = (date.fromisoformat(published[:10]) - date.fromisoformat(end[:10])).days
        except ValueError:  # a year that the calendar of the standard library does not have
            continue
        if gone >= 0:
            days.append(gone)
    return min(days, default=None)
