"""`onrecord events`, `meetings`, `upcoming`, `timeline`. What they do is imported only when they run."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.asking_answers import ask, limit_of
from onrecord.cli.asking_options import (
    DEFAULT_DATABASE,
    AllRevisions,
    AnswerFormat,
    Asked,
    AsOf,
    Certain,
    EventCountry,
    EventSince,
    EventUntil,
    Form,
    Kind,
    KnownAt,
    Limit,
    Outlet,
    PlaceName,
    Standing,
    TimelineBy,
    With,
    WithAny,
    WithCountry,
)


def events(
    type: Kind = None,  # noqa: A002
    with_all: With = None,
    with_any: WithAny = None,
    with_country: WithCountry = None,
    place: PlaceName = None,
    country: EventCountry = None,
    status: Standing = None,
    certainty: Certain = None,
    publisher: Outlet = None,
    since: EventSince = None,
    until: EventUntil = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    all_revisions: AllRevisions = False,
    limit: Limit = 50,
    form: Form = AnswerFormat.TABLE,
    database: Asked = DEFAULT_DATABASE,
) -> int:
    """What happened, is planned, feared or denied; the latest first.

    An event whose time is not told is taken to be of the day of its report.

    Examples: onrecord events --type PROTEST --country Georgia --since 2024-11-01;
    onrecord events --with Rutte --with Zelenskiy --status happened; onrecord events --type THREATEN --format csv
    """
    return ask(database, form.value, lambda store: store.events(
        type=type, with_all=with_all, with_any=with_any, with_country=with_country, place=place, country=country,
        status=status, certainty=certainty, publisher=publisher, since=since, until=until, as_of=as_of,
        known_at=known_at, all_revisions=all_revisions, limit=limit_of(limit),
    ))  # fmt: skip


def meetings(
    with_all: With = None,
    with_any: WithAny = None,
    with_country: WithCountry = None,
    place: PlaceName = None,
    country: EventCountry = None,
    status: Standing = None,
    certainty: Certain = None,
    publisher: Outlet = None,
    since: EventSince = None,
    until: EventUntil = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    all_revisions: AllRevisions = False,
    limit: Limit = 50,
    form: Form = AnswerFormat.TABLE,
    database: Asked = DEFAULT_DATABASE,
) -> int:
    """Who met or spoke with whom: events of PLOVER's type CONSULT; the latest first.

    Examples: onrecord meetings --with Macron --with Zelenskiy; onrecord meetings --place Brussels --since 2024-12-01;
    onrecord meetings --with-any Rutte --with-any Kallas --status happened
    """
    return ask(database, form.value, lambda store: store.meetings(
        with_all=with_all, with_any=with_any, with_country=with_country, place=place, country=country, status=status,
        certainty=certainty, publisher=publisher, since=since, until=until, as_of=as_of, known_at=known_at,
        all_revisions=all_revisions, limit=limit_of(limit),
    ))  # fmt: skip


def upcoming(
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="From this day on, and as known on it: nothing published later. Today where it is not given.",
        ),
    ] = None,
    type: Kind = None,  # noqa: A002
    with_all: With = None,
    with_any: WithAny = None,
    with_country: WithCountry = None,
    place: PlaceName = None,
    country: EventCountry = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="Only these; else scheduled, expected, intended, proposed, possible, conditional. Again for others.",
        ),
    ] = None,
    publisher: Outlet = None,
    until: EventUntil = None,
    known_at: KnownAt = None,
    all_revisions: AllRevisions = False,
    limit: Limit = 50,
    form: Form = AnswerFormat.TABLE,
    database: Asked = DEFAULT_DATABASE,
) -> int:
    """What is scheduled, expected or possible from a day on, as known that day; the next first.

    Only events whose time is told, and which are not over on that day.

    Examples: onrecord upcoming --as-of 2024-12-18; onrecord upcoming --status scheduled --until 2025-01-31;
    onrecord upcoming --with "European Council" --format markdown
    """
    from onrecord.query.happenings import AHEAD

    return ask(database, form.value, lambda store: store.upcoming(
        as_of=as_of, type=type, with_all=with_all, with_any=with_any, with_country=with_country, place=place,
        country=country, status=status or AHEAD, publisher=publisher, until=until, known_at=known_at,
        all_revisions=all_revisions, limit=limit_of(limit),
    ))  # fmt: skip


def timeline(
    about: Annotated[
        str,
        typer.Argument(
            metavar="ACTOR|WORDS",
            help="A name that the database knows, else words as those of search.",
            show_default=False,
        ),
    ],
    by: Annotated[TimelineBy, typer.Option("--by", help="Whether it is a name or words.")] = TimelineBy.AUTO,
    since: EventSince = None,
    until: EventUntil = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    all_revisions: AllRevisions = False,
    limit: Limit = 100,
    form: Form = AnswerFormat.TABLE,
    database: Asked = DEFAULT_DATABASE,
) -> int:
    """Statements and events in time order, a line each, with their status and the number of outlets that tell them.

    The same words of the same speaker are one line, and so are events of the same type, day and participants.

    Examples: onrecord timeline "Kaja Kallas"; onrecord timeline "patrol ships" --since 2024-12-01 --until 2024-12-31
    """
    return ask(database, form.value, lambda store: store.timeline(
        about, by=by.value, since=since, until=until, as_of=as_of, known_at=known_at, all_revisions=all_revisions,
        limit=limit_of(limit),
    ))  # fmt: skip
