"""The brief as Markdown (CommonMark), with the report's words escaped so that no markup in them takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record import Record
from onrecord.render.brief import HEADINGS
from onrecord.render.view import view_of
from onrecord.render.view_types import (
    Ahead,
    Deed,
    Dependence,
    Entry,
    Meeting,
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

# What opens or closes markup within a line. Words of the report never begin a line, so marks that work there alone
# ("1.", "-", "===") are let be.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|~#$@^=]|(?<=\w):(?=//)|(?<=www)\.|!(?=\[)", re.IGNORECASE)


def render_markdown(record: Record, *, all_events: bool = False) -> str:
    """The record as Markdown, with the content and order of the brief."""
    return "\n".join(_lines(view_of(record, all_events=all_events))) + "\n"


def escape_markdown(text: str) -> str:
    """Text as it stands within a line of Markdown."""
    return _MARKUP.sub(lambda found: "\\" + found.group(), text)


def _lines(view: View) -> Iterator[str]:
    yield f"# {escape_markdown(view.headline) or '(no text)'}"
    yield ""
    if view.headline_basis == "opening":
        yield "(no headline: the report's first sentence)  "
    yield escape_markdown(" · ".join(view.source))
    yield from _heading("Who", len(view.who) + len(view.others))
    for who in view.who:
        yield _who(who)
    for kind, others in others_by_kind(view.others):
        yield f"- also mentioned, {kind}: " + escape_markdown("; ".join(map(name_other, others)))
    if view.meetings:
        yield from _heading("Meetings", len(view.meetings))
        for meeting in view.meetings:
            yield from _meeting(meeting)
    if view.deeds:
        yield from _heading("Other events", count_deeds(view))
        for group in view.deeds:
            yield f"- {escape_markdown(group.name)}"
            for deed in group.deeds:
                yield _deed(deed)
    for section in view.sections:
        if section.voices or section.open or section.attitude == "speech":
            yield from _section(section)
    if view.dependences:
        yield from _heading("Conditions", len(view.dependences))
        for dependence in view.dependences:
            yield _dependence(dependence)
    yield from _heading("What is to come", len(view.ahead))
    for ahead in view.ahead:
        yield _ahead(ahead)
    yield from _heading("Left unresolved", sum(group.count for group in view.unresolved))
    for unresolved in view.unresolved:
        yield from _unresolved(unresolved)
    if view.set_aside:
        yield ""
        yield f"Set aside as no part of the report: {escape_markdown(say_set_aside(view))}"


def _heading(words: str, count: int) -> Iterator[str]:
    yield ""
    yield f"## {words} ({count})" if count else f"## {words}: none found"
    yield ""


def _who(who: Who) -> str:
    return f"- {_named(who.name, who.about)} ({count_who(who)})"


def _named(name: str, about: tuple[str, ...]) -> str:
    told = f" — {escape_markdown('; '.join(about))}" if about else ""
    return f"**{escape_markdown(name)}**{told}"


def _section(section: Section) -> Iterator[str]:
    yield from _heading(HEADINGS[section.attitude].capitalize(), count_section(section))
    for voice in section.voices:
        yield from _voice(voice)
    if section.open:
        yield "- speaker not given or not clear"
        for entry in section.open:
            yield from _entry(entry, "  ", entry.speaker)


def _voice(voice: Voice) -> Iterator[str]:
    yield f"- {_named(voice.name, voice.about)}"
    for entry in voice.entries:
        yield from _entry(entry, "  ", None)
    if voice.carried:
        told = "; ".join(
            f"by {escape_markdown(teller)} {say_paragraph(place)}" if teller else say_paragraph(place)
            for _, place, teller in voice.carried
        )
        yield f"  - as reported {told}"


def _entry(entry: Entry, indent: str, speaker: str | None) -> Iterator[str]:
    parts = [say_paragraph(entry.place)]
    if entry.standing is not None:
        parts.append(f"*({entry.standing})*")
    if speaker is not None:
        parts.append(escape_markdown(speaker if entry.lead else f"{speaker}:"))
    parts += [escape_markdown(words) for words in (entry.lead, entry.words) if words]
    if entry.marks:
        parts.append(f"({escape_markdown('; '.join(entry.marks))})")
    yield f"{indent}- {' '.join(parts)}"
    for inner in entry.nested:
        yield from _entry(inner, indent + "  ", inner.speaker or "(speaker not clear)")


def _meeting(meeting: Meeting) -> Iterator[str]:
    parts = [f"**{escape_markdown(say_setting(meeting))}**", say_paragraph(meeting.place)]
    if meeting.standing is not None:
        parts.append(f"*({meeting.standing})*")
    parts.append(escape_markdown(meeting.place.words))
    if meeting.teller is not None:
        parts.append(f"({escape_markdown(meeting.teller)})")
    yield f"- {' '.join(parts)}"
    for standing, names in meeting.attendance:
        yield f"  - {standing}: {escape_markdown(name_attending(names))}"
    if meeting.topic:
        yield f"  - about: {escape_markdown('; '.join(meeting.topic))}"
    if meeting.tellings:
        yield f"  - also told: {escape_markdown(say_tellings(meeting.tellings))}"


def _deed(deed: Deed) -> str:
    parts = [say_paragraph(deed.place)]
    if deed.standing is not None:
        parts.append(f"*({deed.standing})*")
    parts.append(escape_markdown(say_deed(deed)))
    if marks := mark_deed(deed):
        parts.append(f"({escape_markdown('; '.join(marks))})")
    return f"  - {' '.join(parts)}"


def _dependence(dependence: Dependence) -> str:
    marks = f" ({escape_markdown('; '.join(dependence.marks))})" if dependence.marks else ""
    return f"- {say_paragraph(dependence.place)} {escape_markdown(dependence.words)}{marks}"


def _ahead(ahead: Ahead) -> str:
    tags = f" ({escape_markdown('; '.join(ahead.tags))})" if ahead.tags else ""
    when = escape_markdown(ahead.when or "not dated")
    return f"- **{when}** {say_paragraph(ahead.sentence)} {escape_markdown(ahead.sentence.words)}{tags}"


def _unresolved(group: Unresolved) -> Iterator[str]:
    yield f"- {escape_markdown(group.code)} ×{group.count}: {escape_markdown(group.detail)}"
    for told, places in fold_places(group.places):
        numbers = ", ".join(dict.fromkeys(map(say_paragraph, places)))
        count = f" ×{len(places)}" if len(places) > 1 else ""
        yield f"  - {numbers} “{escape_markdown(told)}”{count}"
