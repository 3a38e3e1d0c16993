"""What is to come, as a report tells it: what is told with marks of the future, and times after its publication.

This goes by the words of each sentence (see `onrecord.lexicon.future_words`), by the standing of statements, events and
parts in them, and by the times; what several of them tell is one line. An intent that has no date is only pointed to:
it stands in full among the intents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.lexicon.cues import EXPECTED
from onrecord.lexicon.future_words import (
    AGO,
    ANNOUNCING,
    ONCE_PLANNED,
    SUBORDINATE,
    TAKEN_BACK,
    FutureMark,
    depends,
    find_future_marks,
)
from onrecord.record import Event, Factuality, Record, Statement
from onrecord.render.view_dates import Dated, dates_ahead, long_before
from onrecord.render.view_events import MEETING
from onrecord.render.view_index import Index
from onrecord.render.view_types import Ahead
from onrecord.render.wording import say_when

_EXPECTING = tuple(sorted(EXPECTED))  # a lemma is the beginning of its forms, near enough for these
MEANT = "intent, see above"
_NO_CLAUSE = re.compile(r"\W*(?:how|whether|what|why|to)\b", re.IGNORECASE)
_UNDATED = "~"  # comes after all dates
PLANNED_DAYS, ANNOUNCED_DAYS = 180, 7  # a plan told of a time longer ago, or past words for it, are no news of it


@dataclass(slots=True)
class _Found:
    """What one sentence holds of what is to come."""

    marks: list[FutureMark] = field(default_factory=list)  # offsets are those of the document
    dates: list[Dated] = field(default_factory=list)
    prospects: list[tuple[int, str, str]] = field(default_factory=list)  # offset, standing, ref of the statement
    intents: list[tuple[int, str, str]] = field(default_factory=list)
    events: list[tuple[int, bool, Event]] = field(default_factory=list)  # offset, whether it is a line's worth

    def anchors(self) -> list[int]:
        """Where the words stand that tell of what is to come."""
        # An intent of the day of publication is dated by it: "faces a test on Tuesday when opponents try to …".
        alone = bool(self.intents) and not self.marks
        told = [date.span.start for date in self.dates if alone or date.by_itself or not date.current]
        return [
            *told,
            *(mark.start for mark in self.marks),
            *(offset for offset, _, _ in self.prospects),
            *(offset for offset, alone, _ in self.events if alone),
        ]


def find_ahead(record: Record, index: Index) -> list[Ahead]:
    """What is to come, each sentence once: dated in time order, then the others. Undated intents are not repeated."""
    found = _gather(record, index)
    out: list[tuple[str, int, int, Ahead]] = []
    seen: set[str] = set()
    for number, told in sorted(found.items()):
        sentence = record.sentences[number]
        days = sorted(_event_dates(record, index, number, told)) if not told.dates else []
        item = _item(record, index, number, told, [label for _, label in days]) if told.anchors() else None
        if item is None or (item.when is None and MEANT in item.tags):
            continue
        if item.sentence.words.casefold() not in seen:
            seen.add(item.sentence.words.casefold())
            key = min([*(date.key for date in told.dates), *(day for day, _ in days)], default=_UNDATED)
            key = key if item.when else _UNDATED
            out.append((key, 0, sentence.start, item))
    return [item for *_, item in sorted(out, key=lambda o: o[:3])]


def _gather(record: Record, index: Index) -> dict[int, _Found]:
    """What there is, by the number of the sentence."""
    found: dict[int, _Found] = defaultdict(_Found)
    text = record.document.text
    announced = _announced(record, index)
    for number, sentence in enumerate(record.sentences):
        for mark in find_future_marks(text[sentence.start : sentence.end]):
            here = mark._replace(start=mark.start + sentence.start, end=mark.end + sentence.start)
            if not here.reported or any(
                a <= here.start < b and _is_main(text, a, here.start) for a, b in announced[number]
            ):
                found[number].marks.append(here)
    for statement in record.statements:
        anchor = statement.cue or (statement.content[0] if statement.content else None)
        sentence_number = index.sentence_at(anchor.start) if anchor is not None else None
        if anchor is None or sentence_number is None:
            continue
        ref = index.refs[statement.id]
        if statement.attitude == "intent" and _holds(statement):
            speaker = index.speaker_name(statement) if statement.speaker is not None else None
            found[sentence_number].intents.append((anchor.start, f"intent of {speaker}" if speaker else "intent", ref))
        elif (is_future := _is_future(statement.factuality)) or _is_expectation(statement):
            status = statement.factuality.status.replace("_", " ") if is_future else "expected"
            found[sentence_number].prospects.append((anchor.start, status, ref))
    for event in index.events:
        for number, offset, alone in _coming(record, index, event):
            found[number].events.append((offset, alone, event))
    dates = dates_ahead(record, index)
    for number in sorted(found.keys() | dates.keys()):
        _settle(record, index, number, found[number], dates.get(number, []))
        if not found[number].anchors() and not found[number].intents:
            del found[number]
    return found


def _coming(record: Record, index: Index, event: Event) -> Iterator[tuple[int, int, bool]]:
    """Where an event, or somebody's part in it, is told as coming: sentence, offset, whether that alone makes a line.

    It does where the event is scheduled or has a day to come: "expected" is said of much that is no plan.
    """
    today, when = (record.document.published or "")[:10], event.when
    dated = bool(today) and when is not None and (when.start or when.end or "")[:10] > today
    told = [(m.start, m.factuality, True) for m in event.mentions]
    told += [(part.span.start, part.factuality, False) for part in event.roles if part.factuality is not None]
    for offset, factuality, itself in told:
        number = index.sentence_at(offset)
        proposed = factuality.status == "proposed" and factuality.polarity != "negative" and dated
        if number is not None and (proposed or _is_future(factuality)):
            yield number, offset, itself and (dated or factuality.status == "scheduled")


def _event_dates(record: Record, index: Index, number: int, told: _Found) -> Iterator[tuple[str, str]]:
    """Sort key and label of the days of a sentence's events, where other sentences give them."""
    today = (record.document.published or "")[:10]
    for _, _, event in told.events:
        when = event.when
        label = say_when(when) if when is not None else None
        if when is None or label is None or when.span is None or index.sentence_at(when.span.start) == number:
            continue
        bound = when.start or when.end or ""
        if today and bound[:10] >= today:
            yield bound, label


def _is_main(text: str, start: int, mark: int) -> bool:
    """Whether a mark stands in the main clause of what is said: no other begins between its start and the mark."""
    return SUBORDINATE.search(text, start + len("that ") * text.startswith("that ", start), mark) is None


def _settle(record: Record, index: Index, number: int, told: _Found, dates: list[Dated]) -> None:
    """Keep of a sentence what bears on what is to come, its words and dates taken together."""
    sentence = record.sentences[number]
    words = record.document.text[sentence.start : sentence.end]
    since = long_before(record, index, number) or 0
    told.marks = [
        mark
        for mark in told.marks
        if (since <= ANNOUNCED_DAYS and not AGO.search(words))
        or (not mark.reported and (mark.prospect != "intended" or since <= PLANNED_DAYS))
    ]
    if told.marks or told.prospects or told.intents:
        told.dates = [date for date in dates if date.current or date.by_itself or told.marks or told.intents]
    else:
        told.dates = [date for date in dates if date.by_itself]
    if ONCE_PLANNED.search(words):
        told.events = []
    if TAKEN_BACK.search(words) and not any(mark.prospect == "will" for mark in told.marks):
        told.marks, told.dates, told.prospects, told.events = [], [], [], []
    if not told.dates:
        told.marks = [mark for mark in told.marks if not mark.weak]


def _announced(record: Record, index: Index) -> dict[int, list[tuple[int, int]]]:
    """For each sentence the ranges that somebody announced, in which "would" stands for "will"."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for statement in record.statements:
        # Of direct words the "would" is the speaker's own, and so a condition.
        if statement.attitude != "speech" or statement.cue is None or statement.manner == "direct":
            continue
        if statement.factuality.polarity == "negative":
            continue
        if ANNOUNCING & set(statement.cue.quote.lower().split()):
            for part in statement.content:
                number = index.sentence_at(part.start)
                if number is not None:
                    found[number].append((part.start, part.end))
    return found


def _item(record: Record, index: Index, number: int, told: _Found, days: list[str]) -> Ahead:
    """The line of one sentence: the words said or meant where they hold all of it, else the sentence."""
    sentence = record.sentences[number]
    text, start, end = record.document.text, sentence.start, sentence.end
    words = text[start:end]
    tags: list[str] = []
    refs = [ref for _, _, ref in (*told.prospects, *told.intents)]
    source = _narrowest(record, index, number, told.anchors())
    if source is not None:
        start, end = _range(source)
        words = text[start:end].removeprefix("that ").rstrip(", ")
        speaker = index.speaker_name(source)
        if source.attitude == "intent":
            words = f"{speaker}: {words}"
        tags.append(f"says {speaker}" if source.attitude == "speech" else MEANT)
        refs.insert(0, index.refs[source.id])
    if told.marks and all(mark.prospect == "possible" for mark in told.marks):
        tags.append("possible")
    if not told.marks:
        tags += [status for _, status, _ in told.prospects]
    if source is None:
        tags += [tag for _, tag, _ in told.intents]
    if any(event.type == MEETING for _, _, event in told.events):
        tags.append("see meetings")
    refs += [index.refs[event.id] for _, _, event in told.events]
    if depends(words):
        tags.append("on a condition")
    dates = sorted((d for d in told.dates if start <= d.span.start < end), key=lambda d: (d.current, d.key))
    labels = [date.label for date in dates if not date.current or all(d.current for d in dates)]
    labels = [each for each in (*labels, *days) if not any(o != each and o.startswith(each) for o in labels)]
    return Ahead(
        ", ".join(dict.fromkeys(labels)) or None,
        index.place(start, words),
        tuple(dict.fromkeys(tags)),
        tuple(dict.fromkeys(refs)),
    )


def _narrowest(record: Record, index: Index, number: int, anchors: list[int]) -> Statement | None:
    """The statement or intent of somebody known that holds all anchors in the fewest words of a sentence."""
    sentence = record.sentences[number]
    found: list[tuple[int, int, Statement]] = []
    for statement in index.said_in(number):
        usable = statement.attitude == "intent" or (
            statement.attitude == "speech" and statement.factuality.status == "happened"
        )
        if not usable or statement.speaker is None or len(statement.content) != 1:
            continue
        start, end = _range(statement)
        if not (sentence.start <= start < end <= sentence.end and all(start <= a < end for a in anchors)):
            continue
        # What is said must have its subject before the first mark, or it cannot be understood without the sentence.
        led = any(c.isalpha() for c in record.document.text[start : min(anchors)])
        if statement.attitude == "intent" or (led and not _NO_CLAUSE.match(statement.content[0].quote)):
            found.append((end - start, start, statement))
    return min(found, key=lambda each: each[:2])[2] if found else None


def _range(statement: Statement) -> tuple[int, int]:
    """From where to where the words of a statement run; those of an intent from its cue on: "intends to sell"."""
    part, cue = statement.content[0], statement.cue
    leads = statement.attitude == "intent" and cue is not None and cue.end <= part.start
    return (cue.start if leads and cue is not None else part.start), part.end


def _is_future(factuality: Factuality) -> bool:
    """Whether it is told as coming. What may, would or should be is not: most of it is a manner of speaking."""
    settled = factuality.status in ("scheduled", "expected", "intended")
    return settled and factuality.time == "future" and factuality.polarity != "negative"


def _is_expectation(statement: Statement) -> bool:
    """Whether it is a thought about what will be: "were expected to attend"."""
    if statement.attitude != "thought" or statement.cue is None or statement.factuality.polarity == "negative":
        return False
    if statement.factuality.status in ("possible", "conditional"):
        return False
    if statement.factuality.time == "past" and statement.speaker is not None:  # "she expected him to come", once
        return False
    return any(word.startswith(_EXPECTING) for word in statement.cue.quote.lower().split())


def _holds(statement: Statement) -> bool:
    """Whether an intent still held when the report was written: inside reported speech the past tense tells nothing."""
    told = statement.factuality
    if told.polarity == "negative" or told.status in ("possible", "conditional"):
        return False
    return told.time != "past" or statement.reported_in is not None
