"""What happened, who met whom, and what is to come."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, and_

from onrecord.query.answers import Answer
from onrecord.query.choices import Several, as_tuple, resolve_choices, resolve_countries
from onrecord.query.clocks import Clocks, Period, resolve_clocks, resolve_day, resolve_period
from onrecord.query.empties import answer
from onrecord.query.findings import Happening
from onrecord.query.happenings_picked import (
    Days,
    Filters,
    choose_places,
    choose_publishers,
    pick_happenings,
)
from onrecord.query.loading import load_happenings
from onrecord.query.names import resolve_names
from onrecord.query.selecting import DEFAULT_LIMIT
from onrecord.store import schema
from onrecord.store.keeping import Store

# What may still come, of the statuses of the record format.
AHEAD = ("scheduled", "expected", "intended", "proposed", "possible", "conditional")
# A time that began before a day may go on after it. Those of up to a month are looked for in the days before; longer
# ones begin on few days.
_LONG = ("weekend", "week", "month", "season", "quarter", "half", "year")
_MONTH = 31


def events(
    store: Store, *, type: Several = None, with_all: Several = None, with_any: Several = None,  # noqa: A002
    with_country: Several = None, place: str | None = None, country: Several = None, status: Several = None,
    certainty: Several = None, publisher: Several = None, since: str | None = None, until: str | None = None,
    as_of: str | None = None, known_at: str | None = None, all_revisions: bool = False,
    limit: int | None = DEFAULT_LIMIT,
) -> Answer[Happening]:  # fmt: skip
    """What happened, is planned, feared or denied; the latest first.

    type: of PLOVER's sixteen. with_all: names, all of whom take part; with_any: any of whom; with_country: somebody
    of that country takes part. place: its name; country: of the place. status, certainty: values of the record format.
    publisher: words of the outlet's name. since, until: days of the event (where no time is told, of the report), both
    included. as_of: nothing published later; known_at: nothing saved, corrected or judged later. limit: None for all.
    Raises UsageError where a value makes no sense.
    """
    types = resolve_choices("type", type)
    return _ask(
        store, "events", types, with_all, with_any, with_country, place, country, status, certainty, publisher,
        resolve_period(since, until), resolve_clocks(as_of, known_at, all_revisions), limit,
    )  # fmt: skip


def meetings(
    store: Store, *, with_all: Several = None, with_any: Several = None, with_country: Several = None,
    place: str | None = None, country: Several = None, status: Several = None, certainty: Several = None,
    publisher: Several = None, since: str | None = None, until: str | None = None, as_of: str | None = None,
    known_at: str | None = None, all_revisions: bool = False, limit: int | None = DEFAULT_LIMIT,
) -> Answer[Happening]:  # fmt: skip
    """Who met or spoke with whom (PLOVER's CONSULT); the latest first. See `events`."""
    return _ask(
        store, "meetings", ("CONSULT",), with_all, with_any, with_country, place, country, status, certainty,
        publisher, resolve_period(since, until), resolve_clocks(as_of, known_at, all_revisions), limit,
    )  # fmt: skip


def upcoming(
    store: Store, *, as_of: str | None = None, type: Several = None, with_all: Several = None,  # noqa: A002
    with_any: Several = None, with_country: Several = None, place: str | None = None, country: Several = None,
    status: Several = AHEAD, publisher: Several = None, until: str | None = None, known_at: str | None = None,
    all_revisions: bool = False, limit: int | None = DEFAULT_LIMIT,
) -> Answer[Happening]:  # fmt: skip
    """What is scheduled, expected or possible from a day on, as known that day; the next first.

    as_of: the day; today where it is not given. Only events with a time of their own that ends after it; nothing that
    was published later. See `events` for the others.
    """
    day = date.today().isoformat() if as_of is None else resolve_day(as_of)
    types, statuses = resolve_choices("type", type), resolve_choices("status", status)
    clocks = resolve_clocks(day, known_at, all_revisions)
    return _ask(
        store, "what is to come", types, with_all, with_any, with_country, place, country, statuses, None, publisher,
        resolve_period(None, until), clocks, limit, ahead=day,
    )  # fmt: skip


def _ask(
    store: Store, what: str, types: tuple[str, ...], with_all: Several, with_any: Several, with_country: Several,
    place: str | None, country: Several, status: Several, certainty: Several, publisher: Several, period: Period,
    clocks: Clocks, limit: int | None, *, ahead: str | None = None,
) -> Answer[Happening]:  # fmt: skip
    countries, partners = resolve_countries(country), resolve_countries(with_country)
    statuses, certainties = resolve_choices("status", status), resolve_choices("certainty", certainty)
    told = {
        "type": types if what != "meetings" else (), "with": as_tuple(with_all), "with any of": as_tuple(with_any),
        "with somebody of": partners, "in": (place,) if place else (), "in country": countries,
        "status": statuses if statuses != AHEAD else (), "certainty": certainties, "publisher": as_tuple(publisher),
    }  # fmt: skip
    asked = ", ".join(
        f"{name} {(' and ' if name == 'with' else ' or ').join(values)}" for name, values in told.items() if values
    )
    asked = what + (f" {asked}" if asked else "") + period.words() + clocks.words()
    with store.reading() as connection:
        every = tuple(resolve_names(connection, each) for each in as_tuple(with_all))
        some = tuple(resolve_names(connection, each) for each in as_tuple(with_any))
        filters = Filters(
            types, every, some, partners, choose_places(connection, place), countries, statuses, certainties,
            choose_publishers(connection, publisher),
        )  # fmt: skip
        days = _days(ahead, period)
        picked, undated, at_least = pick_happenings(
            connection, filters, days, clocks, limit, newest_first=ahead is None
        )
        rows = load_happenings(connection, picked.numbers, clocks)
        return answer(
            connection, rows, Happening, asked, (*every, *some), clocks, more=picked.more, undated=undated,
            undated_at_least=at_least,
        )  # fmt: skip


def _days(ahead: str | None, period: Period) -> tuple[Days, ...]:
    """The days that count: those of the period, or all that end after a day, in three ranges."""
    if ahead is None:
        return (Days(period.since, period.until),)
    event, day = schema.event.c, date.fromisoformat(ahead)
    before, month = (day - timedelta(days=1)).isoformat(), (day - timedelta(days=_MONTH)).isoformat()
    going_on = and_(event.when_precision.in_(_LONG), event.when_end > ahead)
    starts = sorted(_starts(day, month))
    return (
        Days(starts[0], min(starts[-1], period.until or before), and_(going_on, event.day.in_(starts))),
        Days(month, min(before, period.until or before), going_on),
        Days(ahead, period.until, event.when_precision.is_not(None)),
    )


def _starts(day: date, before: str) -> set[str]:
    """First days, earlier than a day, of the years, halves, quarters and seasons that may go on on another."""
    months = ((day.year - back, month) for back in (0, 1) for month in (1, 3, 4, 6, 7, 9, 10, 12))
    return {first for year, month in months if (first := f"{year:04}-{month:02}-01") < before}


def latest_meetings(connection: Connection, keys: tuple[str, ...], clocks: Clocks, limit: int) -> tuple[Happening, ...]:
    """The latest meetings of an actor whose names are known."""
    from onrecord.query.names import Meant

    filters = Filters(types=("CONSULT",), every=(Meant("", keys, (), 0),))
    picked, _, _ = pick_happenings(connection, filters, (Days(None, clocks.as_of),), clocks, limit)
    return load_happenings(connection, picked.numbers, clocks)
