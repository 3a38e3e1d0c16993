"""The brief: a record as plain text that an analyst would keep.

Lines are at most `WIDTH` characters, whatever the terminal, so that the same record gives the same bytes everywhere.
`[¶4]` is the fourth paragraph of the text, furniture counted.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from onrecord.record import Attitude, Record
from onrecord.render.view import view_of
from onrecord.render.view_types import (
    Ahead,
    Deed,
    Dependence,
    Entry,
    Meeting,
    Place,
    Section,
    Unresolved,
    View,
    Voice,
    Who,
    count_deeds,
    count_section,
    count_who,
    fold_places,
    mark_deed,
    name_attending,
    name_other,
    others_by_kind,
    say_deed,
    say_paragraph,
    say_set_aside,
    say_setting,
    say_tellings,
)

WIDTH = 100  # characters
HEADINGS: dict[Attitude, str] = {"speech": "STATEMENTS", "intent": "INTENTS", "thought": "THOUGHTS AND EXPECTATIONS"}


def render_brief(record: Record, *, all_events: bool = False) -> str:
    """The record as plain text: headline and source, who, events, statements, conditions, what is to come, what was
    left unresolved. Events outside PLOVER's types are shown with `all_events`.
    """
    return "\n".join(_lines(view_of(record, all_events=all_events))) + "\n"


def _lines(view: View) -> Iterator[str]:
    yield from _wrapped(_headline(view), "", "")
    yield from _wrapped(" · ".join(view.source), "", "")
    yield from _heading("WHO", len(view.who) + len(view.others))
    for who in view.who:
        yield from _wrapped(_who(who), "  ", "      ")
    for kind, others in others_by_kind(view.others):
        yield from _wrapped(f"also mentioned, {kind}: " + "; ".join(map(name_other, others)), "  ", "      ")
    if view.meetings:
        yield from _heading("MEETINGS", len(view.meetings))
        for meeting in view.meetings:
            yield from _meeting(meeting)
    if view.deeds:
        yield from _heading("OTHER EVENTS", count_deeds(view))
        for group in view.deeds:
            yield from _wrapped(group.name, "  ", "      ")
            for deed in group.deeds:
                yield from _wrapped(_deed(deed), "    ", "        ")
    for section in view.sections:
        if section.voices or section.open or section.attitude == "speech":
            yield from _section(section)
    if view.dependences:
        yield from _heading("CONDITIONS", len(view.dependences))
        for dependence in view.dependences:
            yield from _wrapped(_dependence(dependence), "  ", "      ")
    yield from _heading("WHAT IS TO COME", len(view.ahead))
    for ahead in view.ahead:
        yield from _wrapped(_ahead(ahead), "  ", "      ")
    yield from _heading("LEFT UNRESOLVED", sum(group.count for group in view.unresolved))
    for unresolved in view.unresolved:
        yield from _wrapped(_unresolved(unresolved), "  ", "      ")
    if view.set_aside:
        yield ""
        yield from _wrapped(f"Set aside as no part of the report: {say_set_aside(view)}", "", "  ")


def _headline(view: View) -> str:
    if view.headline_basis == "none":
        return "(no text)"
    return f"(no headline) {view.headline}" if view.headline_basis == "opening" else view.headline


def _heading(words: str, count: int) -> Iterator[str]:
    yield ""
    yield f"{words} ({count})" if count else f"{words}: none found"


def _who(who: Who) -> str:
    return f"{_named(who.name, who.about)} ({count_who(who)})"


def _named(name: str, about: Iterable[str]) -> str:
    told = "; ".join(about)
    return f"{name} — {told}" if told else name


def _section(section: Section) -> Iterator[str]:
    yield from _heading(HEADINGS[section.attitude], count_section(section))
    for voice in section.voices:
        yield from _voice(voice)
    if section.open:
        yield from _wrapped("speaker not given or not clear", "  ", "      ")
        for entry in section.open:
            yield from _entry(entry, "    ", entry.speaker)


def _voice(voice: Voice) -> Iterator[str]:
    yield from _wrapped(_named(voice.name, voice.about), "  ", "      ")
    for entry in voice.entries:
        yield from _entry(entry, "    ", None)
    if voice.carried:
        told = "; ".join(
            f"by {teller} {_paragraph(place)}" if teller else _paragraph(place) for _, place, teller in voice.carried
        )
        yield from _wrapped(f"as reported {told}", "    ", "        ")


def _entry(entry: Entry, indent: str, speaker: str | None) -> Iterator[str]:
    parts = [_paragraph(entry.place)]
    if entry.standing is not None:
        parts.append(f"[{entry.standing}]")
    if speaker is not None:
        parts.append(f"{speaker}:" if not entry.lead else speaker)
    parts += [words for words in (entry.lead, entry.words) if words]
    if entry.marks:
        parts.append(f"({'; '.join(entry.marks)})")
    yield from _wrapped(" ".join(parts), indent, " " * (len(indent) + len(parts[0]) + 1))
    for inner in entry.nested:
        yield from _entry(inner, indent + "  > ", inner.speaker or "(speaker not clear)")


def _meeting(meeting: Meeting) -> Iterator[str]:
    parts = [say_setting(meeting), _paragraph(meeting.place)]
    if meeting.standing is not None:
        parts.append(f"[{meeting.standing}]")
    parts.append(meeting.place.words)
    if meeting.teller is not None:
        parts.append(f"({meeting.teller})")
    yield from _wrapped(" ".join(parts), "  ", "      ")
    for standing, names in meeting.attendance:
        yield from _wrapped(f"{standing}: {name_attending(names)}", "    ", "        ")
    if meeting.topic:
        yield from _wrapped(f"about: {'; '.join(meeting.topic)}", "    ", "        ")
    if meeting.tellings:
        yield from _wrapped(f"also told: {say_tellings(meeting.tellings)}", "    ", "        ")


def _deed(deed: Deed) -> str:
    parts = [_paragraph(deed.place)]
    if deed.standing is not None:
        parts.append(f"[{deed.standing}]")
    parts.append(say_deed(deed))
    if marks := mark_deed(deed):
        parts.append(f"({'; '.join(marks)})")
    return " ".join(parts)


def _dependence(dependence: Dependence) -> str:
    marks = f" ({'; '.join(dependence.marks)})" if dependence.marks else ""
    return f"{_paragraph(dependence.place)} {dependence.words}{marks}"


def _ahead(ahead: Ahead) -> str:
    tags = f" ({'; '.join(ahead.tags)})" if ahead.tags else ""
    return f"{ahead.when or 'not dated'} {_paragraph(ahead.sentence)} {ahead.sentence.words}{tags}"


def _unresolved(group: Unresolved) -> str:
    words = f"{group.code} ×{group.count}: {group.detail}"
    if group.places:
        words += ": " + "; ".join(
            f"“{told}” ×{len(places)} ({', '.join(dict.fromkeys(map(_paragraph, places)))})"
            if len(places) > 1
            else f"{_paragraph(places[0])} “{told}”"
            for told, places in fold_places(group.places)
        )
    return words


def _paragraph(place: Place) -> str:
    return f"[{say_paragraph(place)}]"


def _wrapped(words: str, first: str, later: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)
