"""The record beside the text on the page: the view's pieces as lists, each linked to its words."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.record import Place as NamedPlace
from onrecord.record import Record, Span
from onrecord.render.brief import HEADINGS
from onrecord.render.marks import place_refs
from onrecord.render.view_types import (
    Deed,
    Entry,
    Meeting,
    Place,
    Section,
    Telling,
    View,
    Voice,
    Who,
    count_deeds,
    count_section,
    count_who,
    fold_places,
    say_deed,
    say_paragraph,
    say_setting,
)
from onrecord.render.wording import say_country, say_when, show_text

_KINDS = {"s": "statement", "e": "event"}
MAX_LINKS = 12  # mentions linked for one actor or place before the rest is folded away


def render_panel(record: Record, view: View, anchors: Mapping[str, str]) -> str:
    """The record as HTML. `anchors` gives the address of a finding's words by its short name and offset ("s3:120")."""
    return "\n".join(_Panel(record, view, anchors).lines())


class _Panel:
    def __init__(self, record: Record, view: View, anchors: Mapping[str, str]) -> None:
        self._record = record
        self._view = view
        self._anchors = anchors
        self._paragraphs = _paragraphs(record)

    def lines(self) -> Iterator[str]:
        view = self._view
        yield from _section(f"Meetings ({len(view.meetings)})", "e", self._meetings())
        yield from _section(f"Other events ({count_deeds(view)})", "e", self._deeds())
        for section in view.sections:
            if section.voices or section.open or section.attitude == "speech":
                heading = HEADINGS[section.attitude].capitalize()
                yield from _section(f"{heading} ({count_section(section)})", "s", self._voices(section))
        yield from _section(f"Conditions ({len(view.dependences)})", "c", self._dependences())
        yield from _section(f"What is to come ({len(view.ahead)})", "", self._ahead())
        yield from _section(f"Who ({len(view.who) + len(view.others)})", "a", self._who())
        unresolved = sum(group.count for group in view.unresolved)
        yield from _section(f"Left unresolved ({unresolved})", "", self._unresolved())
        yield from _section(f"Times ({len(self._record.times)})", "t", self._times())
        yield from _section(f"Places ({len(set(place_refs(self._record)))})", "p", self._places())
        yield from _section(f"Set aside ({len(self._record.furniture)})", "f", self._furniture())

    def _meetings(self) -> Iterator[str]:
        yield "<ul>"
        for meeting in self._view.meetings:
            parts = [f"<strong>{_escape(say_setting(meeting))}</strong>", self._link(meeting.ref, meeting.place)]
            parts += [_standing(meeting.standing), f"<bdi>{_escape(meeting.place.words)}</bdi>", _soft(meeting.teller)]
            rows = [f"<li>{_escape(standing)}: {self._attending(names)}</li>" for standing, names in meeting.attendance]
            if meeting.topic:
                rows.append(f"<li>about: <bdi>{_escape('; '.join(meeting.topic))}</bdi></li>")
            if meeting.tellings:
                rows.append(f"<li>also told: {self._tellings(meeting)}</li>")
            inner = f"<ul>{''.join(rows)}</ul>" if rows else ""
            yield f'<li id="{meeting.ref}">{" ".join(filter(None, parts))}{inner}</li>'
        yield "</ul>"

    def _attending(self, names: Iterable[tuple[str, str]]) -> str:
        return ", ".join(
            f'<a href="#{ref}" data-f="{ref}"><bdi>{_escape(name)}</bdi></a>' if ref else f"<bdi>{_escape(name)}</bdi>"
            for ref, name in names
        )

    def _tellings(self, event: Meeting | Deed) -> str:
        return ", ".join(self._telling(event.ref, telling) for telling in event.tellings)

    def _telling(self, ref: str, telling: Telling) -> str:
        told = "; ".join(part for part in (telling.standing, telling.teller) if part)
        words = f"“<bdi>{_escape(telling.place.words)}</bdi>”"
        return " ".join(filter(None, (self._link(ref, telling.place), words, _soft(told))))

    def _deeds(self) -> Iterator[str]:
        for group in self._view.deeds:
            yield f"<h3>{_escape(group.name)}</h3><ul>"
            for deed in group.deeds:
                parts = [self._link(deed.ref, deed.place), _standing(deed.standing)]
                parts += [f"<bdi>{_escape(say_deed(deed))}</bdi>", _soft("; ".join(deed.marks))]
                also = f' <span class="soft">also {self._tellings(deed)}</span>' if deed.tellings else ""
                yield f'<li id="{deed.ref}">{" ".join(filter(None, parts))}{also}</li>'
            yield "</ul>"

    def _dependences(self) -> Iterator[str]:
        yield "<ul>"
        for each in self._view.dependences:
            parts = [
                self._link(each.ref, each.place),
                f"<bdi>{_escape(each.words)}</bdi>",
                _soft("; ".join(each.marks)),
            ]
            parts += [f'<a href="#{ref}" data-f="{ref}">event</a>' for ref in each.events]
            yield f'<li id="{each.ref}">{" ".join(filter(None, parts))}</li>'
        yield "</ul>"

    def _voices(self, section: Section) -> Iterator[str]:
        for voice in section.voices:
            yield f"<h3>{_named(voice)}</h3><ul>"
            for entry in voice.entries:
                yield self._entry(entry, None)
            if voice.carried:
                told = "; ".join(
                    f"{f'by {_escape(teller)} ' if teller else ''}"
                    f'<a href="#{ref}" data-f="{ref}">{say_paragraph(place)}</a>'
                    for ref, place, teller in voice.carried
                )
                yield f'<li class="soft">as reported {told}</li>'
            yield "</ul>"
        if section.open:
            yield "<h3>speaker not given or not clear</h3><ul>"
            for entry in section.open:
                yield self._entry(entry, entry.speaker)
            yield "</ul>"

    def _entry(self, entry: Entry, speaker: str | None) -> str:
        parts = [self._link(entry.ref, entry.place)]
        if entry.standing is not None:
            parts.append(f'<span class="standing">{_escape(entry.standing)}</span>')
        if speaker is not None:
            parts.append(_escape(speaker if entry.lead else f"{speaker}:"))
        if entry.lead:
            parts.append(f'<span class="cue">{_escape(entry.lead)}</span>')
        parts.append(f"<bdi>{_escape(entry.words)}</bdi>")
        if entry.marks:
            parts.append(f'<span class="soft">({_escape("; ".join(entry.marks))})</span>')
        nested = "".join(self._entry(inner, inner.speaker or "(speaker not clear)") for inner in entry.nested)
        return f'<li id="{entry.ref}">{" ".join(parts)}{f"<ul>{nested}</ul>" if nested else ""}</li>'

    def _who(self) -> Iterator[str]:
        yield "<ul>"
        for who in (*self._view.who, *self._view.others):
            links = _folded([self._link(who.ref, mention) for mention in who.mentions])
            yield f'<li id="{who.ref}">{_named(who)} <span class="soft">({count_who(who)})</span> {links}</li>'
        yield "</ul>"

    def _ahead(self) -> Iterator[str]:
        yield "<ul>"
        for ahead in self._view.ahead:
            links = " ".join(f'<a href="#{ref}" data-f="{ref}">{_KINDS[ref[0]]}</a>' for ref in ahead.refs)
            tags = f' <span class="soft">({_escape("; ".join(ahead.tags))})</span>' if ahead.tags else ""
            when = _escape(ahead.when or "not dated")
            words = f"<bdi>{_escape(ahead.sentence.words)}</bdi>"
            yield f"<li><strong>{when}</strong> {say_paragraph(ahead.sentence)} {words}{tags} {links}</li>"
        yield "</ul>"

    def _unresolved(self) -> Iterator[str]:
        yield "<ul>"
        for group in self._view.unresolved:
            places = "; ".join(
                f"{', '.join(dict.fromkeys(map(say_paragraph, same)))} “<bdi>{_escape(told)}</bdi>”"
                f"{f' ×{len(same)}' if len(same) > 1 else ''}"
                for told, same in fold_places(group.places)
            )
            words = f"{_escape(group.code)} ×{group.count}: {_escape(group.detail)}"
            yield f"<li>{words}{f': {places}' if places else ''}</li>"
        yield "</ul>"

    def _times(self) -> Iterator[str]:
        yield "<ul>"
        for i, time in enumerate(self._record.times, 1):
            label = say_when(time.when) if time.when is not None else None
            told = _escape(show_text(label or time.value or "not resolved"))
            link = self._span_link(f"t{i}", time.span)
            yield f'<li id="t{i}">{link} <bdi>{_escape(show_text(time.span.quote))}</bdi>: {told}</li>'
        yield "</ul>"

    def _places(self) -> Iterator[str]:
        groups: dict[str, list[NamedPlace]] = defaultdict(list)
        for place, ref in zip(self._record.places, place_refs(self._record), strict=True):
            groups[ref].append(place)
        yield "<ul>"
        for ref, places in groups.items():
            first = places[0]
            country = say_country(first.country) if first.country is not None else None
            told = f' <span class="soft">({_escape(country)})</span>' if country and country != first.name else ""
            links = _folded([self._span_link(ref, place.span) for place in places])
            yield f'<li id="{ref}"><bdi>{_escape(show_text(first.name))}</bdi>{told} {links}</li>'
        yield "</ul>"

    def _furniture(self) -> Iterator[str]:
        yield "<ul>"
        for i, each in enumerate(self._record.furniture, 1):
            kind = _escape(each.kind.replace("_", " "))
            words = f"<bdi>{_escape(show_text(each.span.quote))}</bdi>"
            yield f'<li id="f{i}">{self._span_link(f"f{i}", each.span, kind)}: {words}</li>'
        yield "</ul>"

    def _span_link(self, ref: str, span: Span, words: str | None = None) -> str:
        number = self._paragraphs.get(span.start)
        return self._link(ref, Place(span.start, number, ""), words)

    def _link(self, ref: str, place: Place, words: str | None = None) -> str:
        told = words or say_paragraph(place)
        address = self._anchors.get(f"{ref}:{place.start}")
        return told if address is None else f'<a href="{address}" data-f="{ref}">{told}</a>'


def _section(heading: str, kind: str, lines: Iterable[str]) -> Iterator[str]:
    inner = "".join(lines)
    yield f"<section{f' class=of-{kind}' if kind else ''}><h2>{heading}</h2>"
    yield (inner if inner not in ("", "<ul></ul>") else '<p class="soft">none found</p>') + "</section>"


def _standing(words: str | None) -> str:
    return f'<span class="standing">{_escape(words)}</span>' if words else ""


def _soft(words: str | None) -> str:
    return f'<span class="soft">({_escape(words)})</span>' if words else ""


def _named(who: Who | Voice) -> str:
    about = f' <span class="about">— {_escape("; ".join(who.about))}</span>' if who.about else ""
    return f"<bdi>{_escape(who.name)}</bdi>{about}"


def _folded(links: list[str]) -> str:
    if len(links) <= MAX_LINKS:
        return " ".join(links)
    rest = " ".join(links[MAX_LINKS:])
    return f"{' '.join(links[:MAX_LINKS])} <details><summary>{len(links) - MAX_LINKS} more</summary>{rest}</details>"


def _paragraphs(record: Record) -> dict[int, int]:
    """The paragraph, from 1, of each time, place and piece of furniture that lies in a sentence, by its start."""
    spans = [time.span for time in record.times] + [place.span for place in record.places]
    starts = sorted({span.start for span in spans} | {each.span.start for each in record.furniture})
    found: dict[int, int] = {}
    at = 0
    for start in starts:
        while at < len(record.sentences) and record.sentences[at].end <= start:
            at += 1
        if at < len(record.sentences) and record.sentences[at].start <= start:
            found[start] = record.sentences[at].paragraph + 1
    return found


def _escape(text: str) -> str:
    return html.escape(text)
