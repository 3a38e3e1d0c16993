"""The pieces of a record as people see it; the strings are ready to show, not yet escaped for any markup.

Paragraphs are numbered from 1, as people count; `start` is an offset in the document's text. `ref` is a finding's short
name in its record, by its place there: "s3" is the third statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.record import Attitude
from onrecord.render.wording import KINDS

HeadlineBasis = Literal["title", "notice", "first_line", "opening", "none"]

PLURALS = {
    "person": "people",
    "organization": "organizations",
    "country": "countries",
    "group": "groups",
    "unnamed": "unnamed sources",
    "document": "documents",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Words and where they stand: the paragraph, from 1, or None where the words belong to no sentence."""

    start: int
    paragraph: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Who:
    """An actor: what is known of it, how often it speaks, and its mentions in text order."""

    ref: str
    kind: str
    name: str
    about: tuple[str, ...]
    statements: int
    mentions: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement. `standing` is None where it is told as said; `lead` and `words` are read one after the other."""

    ref: str
    place: Place
    speaker: str | None
    standing: str | None
    lead: str
    words: str
    marks: tuple[str, ...]  # addressee, time, place, chain, authority
    nested: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker's statements; those that another statement carries stand there, and are only pointed to here."""

    ref: str
    name: str
    about: tuple[str, ...]
    entries: tuple[Entry, ...]
    carried: tuple[tuple[str, Place, str | None], ...] = ()  # ref, where, the speaker of the statement that carries it


@dataclass(frozen=True, slots=True)
class Section:
    """Speech, intents or thoughts, by speaker; `open` are those whose speaker is not known."""

    attitude: Attitude
    voices: tuple[Voice, ...]
    open: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention of an event: where, and how it stands and who tells it there, in the words of `Meeting`."""

    place: Place
    standing: str | None
    teller: str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting. `standing` is None where it simply happened; `teller` ("says Ines Calvo") where others tell it alone.

    `attendance` holds for each status in words those who have it, each with its short name; `tellings` are the mentions
    but the one at `place`.
    """

    ref: str
    place: Place
    when: str | None
    where: str | None
    standing: str | None
    teller: str | None
    attendance: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    topic: tuple[str, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """An event that is no meeting: who did what to whom; `words` are those of its clause, `whom` is not in them."""

    ref: str
    place: Place
    who: str
    words: str
    whom: str
    standing: str | None
    marks: tuple[str, ...]  # time, place, who tells it
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Deeds:
    """The events of one type, under its name in plain words."""

    name: str
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Dependence:
    """A condition as one sentence, the report's words between quotation marks, and the events on its sides."""

    ref: str
    place: Place
    words: str
    marks: tuple[str, ...]  # that it is counterfactual; who sets it
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A sentence that tells of what is to come: when, in words for people (None if not dated), and why it is here."""

    when: str | None
    sentence: Place
    tags: tuple[str, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """All notes of one code and detail."""

    code: str
    detail: str
    count: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A record as people see it."""

    headline: str
    headline_basis: HeadlineBasis
    source: tuple[str, ...]
    who: tuple[Who, ...]
    others: tuple[Who, ...]  # merely mentioned
    meetings: tuple[Meeting, ...]
    deeds: tuple[Deeds, ...]
    sections: tuple[Section, ...]
    dependences: tuple[Dependence, ...]
    ahead: tuple[Ahead, ...]
    unresolved: tuple[Unresolved, ...]
    set_aside: tuple[tuple[str, int], ...]  # kinds of furniture, counted


def count_entries(entries: Iterable[Entry]) -> int:
    """How many statements these are, with those they carry."""
    return sum(1 + count_entries(entry.nested) for entry in entries)


def count_section(section: Section) -> int:
    """How many statements a section holds, each counted where it is shown."""
    return count_entries(section.open) + sum(count_entries(voice.entries) for voice in section.voices)


def count_deeds(view: View) -> int:
    """How many events there are beside the meetings."""
    return sum(len(group.deeds) for group in view.deeds)


def say_setting(meeting: Meeting) -> str:
    """When and where a meeting is."""
    return ", ".join(part for part in (meeting.when or "not dated", meeting.where) if part)


def say_deed(deed: Deed) -> str:
    """Who did what to whom: "Ines Calvo → urged them to sign → Austria"."""
    return " → ".join(part for part in (deed.who, deed.words, deed.whom) if part)


def mark_deed(deed: Deed) -> tuple[str, ...]:
    """What stands behind a deed: time, place, teller, and where else it is told."""
    return (*deed.marks, f"also {say_tellings(deed.tellings)}") if deed.tellings else deed.marks


def name_attending(attending: Iterable[tuple[str, str]]) -> str:
    """The names of those who attend in one way."""
    return ", ".join(name for _, name in attending)


def say_tellings(tellings: Iterable[Telling]) -> str:
    """Where else an event is told: "¶2 “the talks”, ¶7 “met” (denied; says Ines Calvo)"."""
    out = []
    for telling in tellings:
        told = "; ".join(part for part in (telling.standing, telling.teller) if part)
        out.append(f"{say_paragraph(telling.place)} “{telling.place.words}”" + (f" ({told})" if told else ""))
    return ", ".join(out)


def others_by_kind(others: Sequence[Who]) -> tuple[tuple[str, tuple[Who, ...]], ...]:
    """The merely mentioned under the name of their kind, in the order of `KINDS`."""
    return tuple(
        (PLURALS[kind], found) for kind in KINDS if (found := tuple(each for each in others if each.kind == kind))
    )


def count_who(who: Who) -> str:
    """How often an actor speaks and is mentioned: "2 statements, 9 mentions"."""
    counts = [f"{who.statements} statement{'s' * (who.statements != 1)}"] if who.statements else []
    return ", ".join([*counts, f"{len(who.mentions)} mention{'s' * (len(who.mentions) != 1)}"])


def name_other(who: Who) -> str:
    """Of a merely mentioned actor the name, and what is known of it beyond its kind."""
    known = [words for words in who.about if words != KINDS[who.kind]]
    return f"{who.name} ({', '.join(known)})" if known else who.name


def say_paragraph(place: Place) -> str:
    """The paragraph's number: "¶4"."""
    return "¶–" if place.paragraph is None else f"¶{place.paragraph}"


def fold_places(places: Iterable[Place]) -> list[tuple[str, list[Place]]]:
    """The places of the same words together, in the order of the first: nine times "I" is one line."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.words.casefold(), []).append(place)
    return [(same[0].words, same) for same in found.values()]


def say_set_aside(view: View) -> str:
    """What was set aside as furniture: "caption ×2; byline"."""
    return "; ".join(kind if count == 1 else f"{kind} ×{count}" for kind, count in view.set_aside)
