"""Findings in words: the day, what is told, the words it rests on, and where they stand."""

from __future__ import annotations

from functools import singledispatch
from typing import NamedTuple

from onrecord.query.findings import Dependence, Happening, Match, Moment, Office, Report, Saying, Time
from onrecord.record import Span, When
from onrecord.render.wording import say_country, say_when, show_text


class Told(NamedTuple):
    """A finding for people. `marks` are offsets in `words` of what was searched."""

    id: str
    day: str
    what: str
    words: str
    marks: tuple[tuple[int, int], ...]
    cited: tuple[Span, ...]
    report: Report

    @property
    def source(self) -> str:
        """Where it stands: outlet, day, title or address, characters, id."""
        places = ", ".join(f"{span.start}-{span.end}" for span in self.cited)
        own = () if self.id == self.report.document_id else (self.id,)
        return ", ".join([*say_report(self.report), f"characters {places}", *own])


def say_report(report: Report) -> list[str]:
    """A report by its outlet, day, and title or address; its own id comes last."""
    told = [report.publisher, (report.published or "undated")[:10], report.title or report.uri]
    if report.revision > 1:
        told.append(f"revision {report.revision}")
    return [show_text(each) for each in (*told, report.document_id) if each]


@singledispatch
def tell(finding: object) -> Told:
    """What people are shown of a finding."""
    raise TypeError(f"no words for {type(finding).__name__}")


@tell.register
def _(saying: Saying) -> Told:
    office = ", ".join(filter(None, (saying.role, saying.organization, _country(saying.country, saying.organization))))
    what = show_text(saying.speaker or "(speaker not told)") + (f" ({show_text(office)})" if office else "")
    if saying.addressee:
        what += f" to {show_text(saying.addressee)}"
    if saying.via:
        what += f", by way of {show_text(', '.join(saying.via))}"
    cue = f": {show_text(saying.cue.quote)}" if saying.cue else ""
    # What is as usual goes without saying.
    usual = {(saying.authority, "named"), (saying.attitude, "speech"), (saying.status, "happened")}
    what += "".join(f" [{say_status(told)}]" for told, as_usual in sorted(usual) if told != as_usual) + cue
    return Told(saying.id, _day(saying.report), what, _joined(saying.cited), (), saying.cited, saying.report)


@tell.register
def _(event: Happening) -> Told:
    kind = " ".join(filter(None, (event.type, event.mode))) or f"“{show_text(event.trigger.quote)}”"
    names = {taker.name: taker for taker in event.who}
    who = ", ".join(
        show_text(name) + (f" ({taker.role})" if taker.role != "participant" else "") for name, taker in names.items()
    )
    what = f"{kind} [{say_status(event.status)}]" + (f": {who}" if who else "")
    if event.place or event.country:
        place = ", ".join(filter(None, (event.place, _country(event.country, event.place))))
        what += f"; in {show_text(place)}"
    if event.topic:
        what += f"; on {show_text(event.topic)}"
    if event.told_by:
        what += f"; told by {show_text(event.told_by)}"
    day = say_time(event.time) or event.day or "undated"
    return Told(event.id, day, what, _joined(event.cited), (), event.cited, event.report)


@tell.register
def _(dependence: Dependence) -> Told:
    holder = show_text(dependence.holder) if dependence.holder else "(the report)"
    what = f"{holder} [{dependence.relation}{', counterfactual' if dependence.counterfactual else ''}]"
    words = f"“{show_text(dependence.condition.quote)}”"
    if dependence.outcome:
        negated = "not: " if dependence.negated_outcome else ""
        words += f" → {negated}“{show_text(dependence.outcome.quote)}”"
    return Told(dependence.id, _day(dependence.report), what, words, (), dependence.cited, dependence.report)


@tell.register
def _(match: Match) -> Told:
    what = match.kind + (f": {show_text(match.speaker)}" if match.speaker else "")
    words, marks = _marked(match.passage, match.marks)
    return Told(match.id, _day(match.report), what, words, marks, match.cited, match.report)


@tell.register
def _(moment: Moment) -> Told:
    sources = f"{moment.sources} source{'' if moment.sources == 1 else 's'}"
    what = f"{show_text(moment.who)}: {show_text(moment.what)} [{moment.status.replace('_', ' ')}; {sources}]"
    return Told(moment.id, moment.day or "undated", what, _joined(moment.cited), (), moment.cited, moment.report)


@tell.register
def _(office: Office) -> Told:
    status = "" if office.status == "current" else f"{office.status} "
    place = ", ".join(filter(None, (office.organization, _country(office.country, office.organization))))
    what = f"{status}{show_text(office.title)}" + (f", {show_text(place)}" if place else "")
    what += f" [{office.reports} report{'' if office.reports == 1 else 's'}]"
    days = " to ".join(dict.fromkeys(day for day in (office.first_day, office.last_day) if day)) or "undated"
    return Told(office.report.document_id, days, what, _joined(office.cited), (), office.cited, office.report)


def say_status(status: str) -> str:
    """A status as people write it."""
    return status.replace("_", " ")


def say_time(time: Time | None) -> str | None:
    """The time told, its last day included."""
    if time is None:
        return None
    return say_when(When(time.start, time.end, time.precision, "stated", None, None))  # type: ignore[arg-type]


def _day(report: Report) -> str:
    return (report.published or "undated")[:10]


def _country(code: str | None, beside: str | None) -> str | None:
    """The country's name, unless it stands there already."""
    name = None if code is None else say_country(code)
    return None if name is None or (beside is not None and name.casefold() in beside.casefold()) else name


def _joined(spans: tuple[Span, ...]) -> str:
    return show_text(" … ".join(span.quote for span in spans))


def _marked(passage: Span, marks: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The passage on one line, with the marks where they are then."""
    pieces: list[tuple[str, bool]] = []
    last = 0
    for start, end in ((one - passage.start, two - passage.start) for one, two in marks):
        pieces += [(passage.quote[last:start], False), (passage.quote[start:end], True)]
        last = end
    pieces.append((passage.quote[last:], False))
    words, shifted = "", []
    for piece, marked in pieces:
        shown = show_text(piece)
        lead = " " if piece[:1].isspace() and words and not words.endswith(" ") else ""
        trail = " " if piece[-1:].isspace() and shown else ""
        if marked:
            shifted.append((len(words), len(words) + len(shown)))
        words += lead + shown + trail
    return words.rstrip(), tuple(shifted)
