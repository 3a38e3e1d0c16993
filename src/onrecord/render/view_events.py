"""Events as people see them: meetings with who takes part in what way, and who else did what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from onrecord.lexicon.events import TYPES
from onrecord.record import Event, EventMention, Participation, Record
from onrecord.render.view_index import Index
from onrecord.render.view_types import Deed, Deeds, Meeting, Telling
from onrecord.render.wording import close_marks, say_attendance, say_event_standing, say_when, show_text

MEETING = "CONSULT"
TYPE_NAMES: Mapping[str, str] = {
    "AGREE": "agreements",
    "CONSULT": "meetings",
    "SUPPORT": "support",
    "CONCEDE": "concessions",
    "COOPERATE": "cooperation",
    "AID": "aid and deliveries",
    "RETREAT": "withdrawals and releases",
    "REQUEST": "demands and requests",
    "ACCUSE": "accusations and criticism",
    "REJECT": "refusals",
    "THREATEN": "threats and warnings",
    "PROTEST": "protests",
    "SANCTION": "sanctions and broken ties",
    "MOBILIZE": "forces made ready",
    "COERCE": "coercion and arrests",
    "ASSAULT": "attacks and violence",
}
OTHERS = "events of no type"
MOST_WORDS = 12  # of an event's clause
REACH = 60  # characters before an event's word that may lead to it
# Where a clause may be left without losing what the event is about; a comma within figures is no end.
_CLAUSE_END = re.compile(
    r"[;:?!—–()\n]|,(?!\d)|\.\W*$|\s-\s|\s(?:but|while|because|although|though|which|who|unless|if|since)\b"
)
# A noun's clause ends where its verb begins, unless that is the verb of another clause: "talks on Kyiv | would fail".
_VERB_NEXT = re.compile(r"\s(?:would|will|could|may|might|can|must|should|is|are|was|were|has|have|had)\b")
_CLAUSE_INSIDE = re.compile(r"\b(?:that|how|what|whether|why|when|where|as)\b|[“\"]")
# What stands before a noun: "any future deal", "a full summit meeting"; of a hyphenated word the first part.
_NOUN_BEGIN = re.compile(
    r"(?:\b(?:an?|the|any|another|no|some|new|this|further)\s(?:[\w’'-]+\s){0,3})?(?:\w+-)?$", re.IGNORECASE
)
_LOOSE_END = re.compile(r"(?:\s+(?:a|an|and|as|at|by|for|from|in|of|on|or|that|the|to|with))+$", re.IGNORECASE)
_ARTICLE = re.compile(r"^the\s", re.IGNORECASE)


def find_meetings(record: Record, index: Index) -> Iterator[Meeting]:
    """The meetings, in the order in which the report first names them."""
    for event in sorted(index.events, key=_order):
        if event.type == MEETING:
            yield Meeting(
                index.refs[event.id],
                index.place(event.trigger.start, clause_words(record, index, event)),
                say_when(event.when) if event.when is not None else None,
                show_text(event.where.name) if event.where is not None else None,
                say_event_standing(event.factuality),
                index.teller(event.reported_in),
                tuple(_attendance(event, index)),
                tuple(dict.fromkeys(close_marks(show_text(part.quote)) for part in event.topic)),
                tuple(_tellings(event, index)),
            )


def find_deeds(record: Record, index: Index) -> Iterator[Deeds]:
    """All events that are no meetings, by type in PLOVER's order, each type in text order."""
    for kind in (*TYPES, None):
        found = [_deed(record, index, e) for e in sorted(index.events, key=_order) if e.type == kind != MEETING]
        if found:
            yield Deeds(f"{TYPE_NAMES[kind]} ({kind})" if kind is not None else OTHERS, tuple(found))


def _order(event: Event) -> tuple[int, int]:
    return event.trigger.start, event.trigger.end


def clause_words(record: Record, index: Index, event: Event) -> str:
    """The words of an event's clause, from its trigger or what leads to it ("any future deal") on.

    They end where the clause does, or where somebody who acts is named ("attacked by X").
    """
    trigger, text = event.trigger, record.document.text
    number = index.sentence_at(trigger.start)
    start, end = trigger.start, trigger.end
    if number is not None:
        end = record.sentences[number].end
        named = [p.span.end for p in event.roles if p.span.end <= trigger.start]
        before = max([record.sentences[number].start, trigger.start - REACH, *named])
        begin = _NOUN_BEGIN.search(text, before, trigger.start)
        if begin is not None and _VERB_NEXT.search(text, begin.start(), trigger.start) is None:
            start = begin.start()
    acting = [p.span.start for p in event.roles if p.role in ("actor", "host") and p.span.start >= trigger.end]
    end = max(trigger.end, min([end, *acting]))
    stop = _CLAUSE_END.search(text, trigger.end, end)
    end = stop.start() if stop is not None else end
    verb = _VERB_NEXT.search(text, trigger.end, end)
    if verb is not None and _CLAUSE_INSIDE.search(text, trigger.end, verb.start()) is None:
        end = verb.start()
    kept = show_text(text[start:end]).split()
    most = max(MOST_WORDS, len(show_text(text[start : trigger.end]).split()))
    words = _ARTICLE.sub("", _LOOSE_END.sub("", " ".join(kept[:most]))) or show_text(trigger.quote)
    return close_marks(f"{words} …" if len(kept) > most else words)


def _deed(record: Record, index: Index, event: Event) -> Deed:
    words = clause_words(record, index, event)
    whom = [part for part in event.roles if part.role == "recipient" and not _is_named(part, index, words)]
    marks = []
    if event.when is not None and (when := say_when(event.when)) is not None:
        marks.append(when)
    if event.where is not None and event.where.name.casefold() not in words.casefold():
        marks.append(f"in {show_text(event.where.name)}")
    if (teller := index.teller(event.reported_in)) is not None:
        marks.append(teller)
    return Deed(
        index.refs[event.id],
        index.place(event.trigger.start, event.trigger.quote),
        _names(event, [part for part in event.roles if part.role != "recipient"], index),
        words,
        _names(event, whom, index),
        say_event_standing(event.factuality),
        tuple(marks),
        tuple(_tellings(event, index)),
    )


def _names(event: Event, parts: Iterable[Participation], index: Index) -> str:
    """Who takes part, each once, with how that stands where it differs from the event itself."""
    names: dict[str, str] = {}
    for part in parts:
        told = part.factuality
        standing = say_event_standing(told) if told is not None and told.status != event.factuality.status else None
        name = _name(part, index)
        names.setdefault(name, f"{name} ({standing})" if standing is not None else name)
    return ", ".join(names.values())


def _is_named(part: Participation, index: Index, words: str) -> bool:
    """Whether words name somebody already; a pronoun or a common noun is no name."""
    quote = show_text(part.span.quote)
    return _name(part, index).split()[-1].casefold() in words.casefold() or (quote[:1].isupper() and quote in words)


def _name(part: Participation, index: Index) -> str:
    actor = index.actors.get(part.actor)
    return show_text(actor.name if actor is not None else part.span.quote)


def _attendance(event: Event, index: Index) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Who takes part, by standing: those of the event's own first, each name once for each standing; hosts first."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    own = say_attendance(event.factuality)
    for part in sorted(event.roles, key=lambda p: (p.role != "host", p.span.start)):
        standing = say_attendance(part.factuality or event.factuality)
        name = _name(part, index)
        shown = f"{name} (host)" if part.role == "host" else name
        found.setdefault(standing, {}).setdefault(name, (index.refs.get(part.actor, ""), shown))
    for standing, names in sorted(found.items(), key=lambda item: item[0] != own):
        yield standing, tuple(names.values())


def _tellings(event: Event, index: Index) -> Iterator[Telling]:
    """The mentions beside the trigger; standing and teller only where they are not the event's own."""
    for mention in event.mentions:
        if mention.start < event.trigger.end and event.trigger.start < mention.end:
            continue
        standing = _mention_standing(mention) if mention.factuality.status != event.factuality.status else None
        teller = index.teller(mention.reported_in) if mention.reported_in != event.reported_in else None
        yield Telling(index.place(mention.start, mention.quote), standing, teller)


def _mention_standing(mention: EventMention) -> str:
    return say_event_standing(mention.factuality) or "happened"
