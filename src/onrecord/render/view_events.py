"""Events as people see them: meetings with who takes part in what way, and who else did what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from onrecord.lexicon.events import TYPES
from onrecord.record import Event, EventMention, Participant, Participation, Record
from onrecord.render.view_index import Index
from onrecord.render.view_types import Deed, Deeds, Meeting, Telling
from onrecord.render.wording import say_attendance, say_event_standing, say_when, show_text

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
MOST_WORDS = 10  # of an event's clause
# Where a clause may be left without losing what the event is about; a comma within figures is no end.
_CLAUSE_END = re.compile(
    r"[;:?!—–()\n]|\.(?=\W|$)|,(?!\d)|\s-\s|\s(?:but|while|because|although|though|which|who|unless|if|since)\b"
)
_LOOSE_END = re.compile(r"(?:\s+(?:a|an|and|as|at|by|for|from|in|of|on|or|that|the|to|with))+$", re.IGNORECASE)


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
                tuple(dict.fromkeys(show_text(part.quote) for part in event.topic)),
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
    """The words of an event's clause from its trigger on, up to where somebody who acts is named ("attacked by X")."""
    trigger = event.trigger
    number = index.sentence_at(trigger.start)
    end = record.sentences[number].end if number is not None else trigger.end
    acting = [p.span.start for p in event.roles if p.role in ("actor", "host") and p.span.start >= trigger.end]
    end = max(trigger.end, min([end, *acting]))
    stop = _CLAUSE_END.search(record.document.text, trigger.end, end)
    words = show_text(record.document.text[trigger.start : stop.start() if stop is not None else end])
    named = len(show_text(trigger.quote).split())
    kept = words.split()
    if len(kept) > max(MOST_WORDS, named):
        return _LOOSE_END.sub("", " ".join(kept[: max(MOST_WORDS, named)])) + " …"
    return _LOOSE_END.sub("", words) if len(kept) > named else words


def _deed(record: Record, index: Index, event: Event) -> Deed:
    words = clause_words(record, index, event)
    # Whom the clause names itself need not be named again.
    whom = [name for name in _names(event, index, "recipient") if name.split()[-1].casefold() not in words.casefold()]
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
        ", ".join(_names(event, index, "actor", "host", "participant")),
        words,
        ", ".join(whom),
        say_event_standing(event.factuality),
        tuple(marks),
        tuple(_tellings(event, index)),
    )


def _names(event: Event, index: Index, *roles: Participant) -> list[str]:
    """Who has one of some roles, each once, with how it stands where that differs from the event itself."""
    names: dict[str, None] = {}
    for part in event.roles:
        if part.role in roles:
            name = _name(part, index)
            apart = part.factuality is not None and part.factuality.status != event.factuality.status
            if apart and part.factuality is not None and (standing := say_event_standing(part.factuality)) is not None:
                name = f"{name} ({standing})"
            names[name] = None
    return list(names)


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
