"""What is to come as an iCalendar (RFC 5545): an entry for each event that is told to start on the day or later.

An interval's end is exclusive here as there. What has no start ("by Friday") is no entry, and is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import BinaryIO, TypeAlias

from icalendar import Calendar, Event, vText

from onrecord.export.request import Exported, Request
from onrecord.export.shown import one_line
from onrecord.export.tables import events_with_roles
from onrecord.store.selecting import Cell, Selected, Values
from onrecord.version import VERSION

# By our status; events of other statuses (happened, denied …) are nothing to come.
STATUSES = {
    "scheduled": "CONFIRMED", "expected": "TENTATIVE", "intended": "TENTATIVE", "proposed": "TENTATIVE",
    "possible": "TENTATIVE", "conditional": "TENTATIVE", "called_off": "CANCELLED",
}  # fmt: skip
Interval: TypeAlias = tuple[date, date | None]

_TIMED = frozenset({"minute", "hour"})
_ADDRESS = re.compile(r"https?://[!-~]+")


def write_calendar(selected: Selected, request: Request, stream: BinaryIO, exported: Exported) -> None:
    """One calendar."""
    calendar = Calendar()
    calendar.add("prodid", f"-//OnRecord//OnRecord {VERSION}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"OnRecord: upcoming as of {request.today}")
    head, end, _ = calendar.to_ical().partition(b"END:VCALENDAR")
    stream.write(head)
    exported.count("entries", 0)
    for event, roles in events_with_roles(selected):
        if event["status"] not in STATUSES or event["when_precision"] is None:
            continue
        if _is_over(event, request.today):
            continue
        if event["when_start"] is None:
            exported.leave_out("upcoming events without a start")
            continue
        try:
            interval = _interval(event)
        except ValueError:
            exported.leave_out("upcoming events whose time is none")  # a correction may say anything
            continue
        stream.write(_entry(selected, event, roles, interval, request).to_ical())
        exported.count("entries")
    stream.write(end + b"\r\n")


def _is_over(event: Values, today: str) -> bool:
    """Whether what is told of lies before the day, as far as it says."""
    start, end = event["when_start"], event["when_end"]
    if isinstance(start, str) and start[:10] >= today:
        return False
    return not isinstance(end, str) or end[:10] <= today


def _entry(
    selected: Selected, event: Values, roles: Sequence[Values], interval: Interval, request: Request
) -> Event:  # fmt: skip
    entry = Event()
    entry.add("uid", f"{event['id']}@onrecord")
    entry.add("dtstamp", datetime.fromisoformat(str(event["known_from"])).replace(microsecond=0))
    start, end = interval
    entry.add("dtstart", start)
    if end is not None:
        entry.add("dtend", end)
    entry.add("summary", _summary(event, roles, request))
    entry.add("description", _description(event, selected, request))
    entry.add("status", STATUSES[str(event["status"])])
    # It is others' appointment: it takes none of the reader's time.
    entry.add("transp", "TRANSPARENT")
    if event["where_name"] is not None:
        entry.add("location", one_line(", ".join(str(event[name]) for name in ("where_name", "where_country")
                                                 if event[name] is not None)))  # fmt: skip
    if event["where_lat"] is not None and event["where_lon"] is not None:
        entry.add("geo", (event["where_lat"], event["where_lon"]))
    uri = event["document_uri"]
    if isinstance(uri, str) and _ADDRESS.fullmatch(uri):
        entry.add("url", uri)
    if event["type"] is not None:
        entry.add("categories", [str(event["type"]), *str(event["contexts"] or "").split()])
    for name in ("status", "certainty", "polarity"):
        entry.add(f"x-onrecord-{name}", vText(str(event[name])))
    entry.add("x-onrecord-precision", vText(str(event["when_precision"])))
    entry.add("x-onrecord-document", vText(str(event["document_id"])))
    return entry


def _interval(event: Values) -> Interval:
    """Start and end, both days or both times; no end where none is told, or none that comes after the start."""
    timed = event["when_precision"] in _TIMED
    start = _moment(event["when_start"], timed=timed)
    end = None if event["when_end"] is None else _moment(event["when_end"], timed=timed)
    alike = type(end) is type(start) and getattr(end, "tzinfo", None) == getattr(start, "tzinfo", None)
    return start, end if end is not None and alike and end > start else None


def _moment(instant: Cell, *, timed: bool) -> date:
    """A day, or a time of day: in UTC where its offset is known, else wherever the reader is."""
    text = str(instant)
    if not timed or len(text) == 10:
        return date.fromisoformat(text[:10])
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is None else moment.astimezone(UTC)


def _summary(event: Values, roles: Sequence[Values], request: Request) -> str:
    names = list(dict.fromkeys(str(role["name"]) for role in roles))
    who = f": {', '.join(names[:6])}{' and others' if len(names) > 6 else ''}" if names else ""
    mark = {"scheduled": "", "called_off": "called off: "}.get(str(event["status"]), f"{event['status']}: ")
    return one_line(f"{mark}{request.show(str(event['trigger_quote']))}{who}")


def _description(event: Values, selected: Selected, request: Request) -> str:
    sentence = selected.words(event["document_number"], event["sentence_start"], event["sentence_end"])
    when = f"“{request.show(str(event['when_quote']))}”" if event["when_quote"] is not None else "no words"
    about = f"About: {request.show(str(event['topic']))}" if event["topic"] is not None else ""
    outlet = ", ".join(str(event[name]) for name in ("document_publisher", "document_published")
                       if event[name] is not None)  # fmt: skip
    lines = (
        f"“{request.show(sentence)}”" if sentence else "", about,
        f"“{request.show(str(event['trigger_quote']))}” at {event['trigger_start']}-{event['trigger_end']} "
        f"of {event['document_id']}; time told by {when}, to the {event['when_precision']}",
        f"Status {event['status']}, {event['certainty']}",
        str(event["document_title"] or ""), outlet, str(event["document_uri"] or ""),
    )  # fmt: skip
    return "\n".join(one_line(line) for line in lines if line)
