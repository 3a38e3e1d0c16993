"""What people see of a record, decided once, so that the brief, Markdown and the page show one finding alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from onrecord.record import Document, Record
from onrecord.render.view_ahead import find_ahead
from onrecord.render.view_conditions import find_dependences
from onrecord.render.view_events import find_deeds, find_meetings
from onrecord.render.view_index import Index
from onrecord.render.view_types import HeadlineBasis, Place, Unresolved, View, Who
from onrecord.render.wording import show_text

MAX_HEADLINE = 150  # characters; the first paragraph is no headline where it has more
MANY_WORDS = 8  # of what is left unresolved no more are shown
MANY_MENTIONS = 3  # from so many on an actor is shown by itself, even if it has no role and says nothing


def view_of(record: Record, *, all_events: bool = False) -> View:
    """The record as people see it; events outside PLOVER's types only with `all_events`."""
    index = Index(record, all_events)
    headline, basis = _headline(record)
    who = sorted(map(index.who, record.actors), key=lambda w: (-w.statements, -len(w.mentions), _first(w)))
    matters = {w.ref: w for w in who if w.statements or len(w.mentions) >= MANY_MENTIONS or index.has_role(w.ref)}
    return View(
        headline,
        basis,
        tuple(_source(record.document)),
        tuple(matters.values()),
        tuple(w for w in who if w.ref not in matters),
        tuple(find_meetings(record, index)),
        tuple(find_deeds(record, index)),
        tuple(index.section(attitude) for attitude in ("speech", "intent", "thought")),
        tuple(find_dependences(record, index)),
        tuple(find_ahead(record, index)),
        tuple(_unresolved(record, index)),
        tuple(_counted(show_text(f.kind.replace("_", " ")) for f in record.furniture)),
    )


def _first(who: Who) -> int:
    return who.mentions[0].start if who.mentions else 0


def _counted(words: Iterable[str]) -> list[tuple[str, int]]:
    counts: dict[str, int] = defaultdict(int)
    for word in words:
        counts[word] += 1
    return list(counts.items())


def _headline(record: Record) -> tuple[str, HeadlineBasis]:
    document = record.document
    if document.title is not None and document.title.strip():
        return show_text(document.title), "title"
    notice = document.first_published_by
    if notice is not None and notice.title is not None and notice.title.strip():
        return show_text(notice.title), "notice"
    if not record.sentences:
        return "", "none"
    first = record.sentences[0]
    block = [s for s in record.sentences[:3] if s.paragraph == first.paragraph]
    words = show_text(document.text[first.start : block[-1].end])
    alone = record.sentences[-1].paragraph > first.paragraph and len(words) <= MAX_HEADLINE and " " in words
    if alone and len(block) < 3 and not re.search(r"[.,;:…][\"'”’»)\]]*$", words):
        return words, "first_line"
    return show_text(document.text[first.start : first.end]), "opening"


def _source(document: Document) -> Iterator[str]:
    """Where the report is from: publisher, date and how it is known, byline, first publisher, address or file."""
    bases = {"given": "date given", "metadata": "date from its metadata", "text": "date from its text"}
    if document.publisher is not None:
        yield show_text(document.publisher)
    if document.published is not None:
        basis = document.published_basis
        yield show_text(document.published.replace("T", " ")) + (f" ({bases[basis]})" if basis is not None else "")
    else:
        yield "date not known"
    if document.byline is not None:
        byline = show_text(document.byline)
        yield byline if byline.lower().startswith("by ") else f"by {byline}"
    if document.first_published_by is not None:
        yield f"first published by {show_text(document.first_published_by.publisher)}"
    if document.uri is not None:
        # Of a file the name alone: a brief that is passed on should not tell how somebody's folders are called.
        yield show_text(document.uri if "://" in document.uri else re.split(r"[/\\]", document.uri)[-1])


def _shortened(words: str) -> str:
    """The first words of what is shown in full elsewhere."""
    found = words.split()
    return words if len(found) <= MANY_WORDS else " ".join(found[:MANY_WORDS]) + " …"


def _unresolved(record: Record, index: Index) -> Iterator[Unresolved]:
    groups: dict[tuple[str, str], list[Place | None]] = defaultdict(list)
    for note in record.notes:
        place = index.place(note.span.start, _shortened(note.span.quote)) if note.span is not None else None
        groups[note.code, note.detail].append(place)
    for (code, detail), places in groups.items():
        yield Unresolved(show_text(code), show_text(detail), len(places), tuple(p for p in places if p is not None))
