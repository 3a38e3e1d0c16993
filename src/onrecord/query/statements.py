"""Who said what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple, get_args

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, true

from onrecord.query.answers import UNDATED_COUNTED, Answer
from onrecord.query.choices import Several, as_tuple, choose_values, resolve_choices, resolve_countries
from onrecord.query.clocks import Clocks, Period, resolve_clocks, resolve_period
from onrecord.query.empties import answer
from onrecord.query.findings import Saying
from onrecord.query.loading import load_sayings
from onrecord.query.names import Meant, resolve_names
from onrecord.query.selecting import DEFAULT_LIMIT, Picked, count_undated, pick, select_rows
from onrecord.query.words import Words, holds_words, is_frequent, parse_words
from onrecord.record import Authority
from onrecord.store import schema
from onrecord.store.keeping import Store

AUTHORITIES: tuple[str, ...] = get_args(Authority)

_T = schema.statement
_C = _T.c


def said(
    store: Store, words: str | None = None, *, speaker: Several = None, role: Several = None, country: Several = None,
    organization: Several = None, authority: Several = None, attitude: Several = None, manner: Several = None,
    publisher: Several = None, since: str | None = None, until: str | None = None, as_of: str | None = None,
    known_at: str | None = None, all_revisions: bool = False, limit: int | None = DEFAULT_LIMIT,
) -> Answer[Saying]:  # fmt: skip
    """Who said what, the newest report first.

    words: in what is said: words, "a phrase", pre*, -without, OR. speaker: names, also by surname alone or slightly
    misspelt. role: words of the speaker's office. country: the speaker's, as ISO code or English name. organization:
    the one that the speaker holds office in, or that speaks itself. authority, attitude, manner: values of the record
    format. publisher: words of the outlet's name. Of several values of one filter any will do; filters hold together.
    since, until: days of publication, both included. as_of: nothing published later; known_at: nothing saved,
    corrected or judged later. limit: None for all. Raises UsageError where a value makes no sense.
    """
    clocks, period = resolve_clocks(as_of, known_at, all_revisions), resolve_period(since, until)
    authorities = resolve_choices("authority", authority)
    attitudes, manners = resolve_choices("attitude", attitude), resolve_choices("manner", manner)
    countries = resolve_countries(country)
    searched = None if words is None else parse_words(words)
    told = {
        "by": as_tuple(speaker), "role": as_tuple(role), "of": as_tuple(organization), "country": countries,
        "authority": authorities, "attitude": attitudes, "manner": manners, "publisher": as_tuple(publisher),
        "words": (words,) if words else (),
    }  # fmt: skip
    asked = ", ".join(f"{name} {' or '.join(values)}" for name, values in told.items() if values)
    asked = "statements" + (f" {asked}" if asked else "") + period.words() + clocks.words()
    with store.reading() as connection:
        meant = tuple(resolve_names(connection, each) for each in as_tuple(speaker))
        bodies = tuple(resolve_names(connection, each) for each in as_tuple(organization))
        filters = Filters(
            _keys(meant), _keys(bodies), _chosen(connection, "speaker_role_key", role), countries,
            _chosen(connection, "publisher_key", publisher), authorities, attitudes, manners, searched,
        )  # fmt: skip
        picked, undated = pick_sayings(connection, filters, period, clocks, limit)
        rows = load_sayings(connection, picked.numbers)
        return answer(
            connection, rows, Saying, asked, (*meant, *bodies), clocks, more=picked.more, undated=undated,
            undated_at_least=undated >= UNDATED_COUNTED,
        )  # fmt: skip


class Filters(NamedTuple):
    """Of each, None: not asked for; empty: asked for, and nothing in the database is so called."""

    speakers: tuple[str, ...] | None = None
    organizations: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None
    countries: tuple[str, ...] = ()
    publishers: tuple[str, ...] | None = None
    authorities: tuple[str, ...] = ()
    attitudes: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()
    words: Words | None = None


def pick_sayings(
    connection: Connection, filters: Filters, period: Period, clocks: Clocks, limit: int | None, *,
    newest_first: bool = True,
) -> tuple[Picked, int]:  # fmt: skip
    """The statements that an answer shows, and how many are left out for want of a date."""
    conditions = _conditions(connection, filters)
    until = min(filter(None, (clocks.as_of, period.until)), default=None)
    dated = tuple(Period(period.since, until).covers(_C.published_day))
    if (
        filters.words is not None and connection.dialect.name == "sqlite"
        and (_selects(filters) or not is_frequent(connection, _T, filters.words))
    ):  # fmt: skip
        drivers: tuple[tuple[ColumnElement[bool], str], ...] = ((true(), ""),)
    else:
        drivers = tuple(_drivers(filters)) or ((true(), ""),)

    def questions(days: tuple[ColumnElement[bool], ...]) -> Iterator[Select[int, str | None]]:
        for (driver, name), standing in product(drivers, clocks.standing(_T)):
            rest = (condition for field, condition in conditions if field != name)
            yield select_rows(_T, "published_day", standing, clocks, (driver, *days, *rest))

    if () in (filters.speakers, filters.organizations, filters.roles, filters.publishers):
        return Picked((), False), 0
    picked = pick(connection, questions(dated), limit, newest_first=newest_first)
    undated = count_undated(connection, questions((_C.published_day.is_(None),))) if dated else 0
    return picked, undated


def _conditions(connection: Connection, filters: Filters) -> list[tuple[str, ColumnElement[bool]]]:
    """All that is asked for, with the filter's name."""
    conditions: list[tuple[str, ColumnElement[bool]]] = []
    for name, column, values in (
        ("speakers", _C.speaker_key, filters.speakers), ("roles", _C.speaker_role_key, filters.roles),
        ("countries", _C.speaker_country, filters.countries or None),
        ("publishers", _C.publisher_key, filters.publishers),
        ("authorities", _C.authority, filters.authorities or None),
        ("attitudes", _C.attitude, filters.attitudes or None), ("manners", _C.manner, filters.manners or None),
    ):  # fmt: skip
        if values is not None:
            conditions.append((name, column.in_(values)))
    if filters.organizations is not None:
        keys = filters.organizations
        conditions.append(("organizations", or_(_C.speaker_organization_key.in_(keys), _C.speaker_key.in_(keys))))
    if filters.words is not None:
        conditions.append(("words", holds_words(connection, _T, filters.words, few=_selects(filters))))
    return conditions


def _selects(filters: Filters) -> bool:
    """Whether a filter leaves few statements."""
    return not (filters.speakers is None and filters.organizations is None and filters.roles is None)


def _drivers(filters: Filters) -> Iterator[tuple[ColumnElement[bool], str]]:
    """One condition for each value of the filter that selects most, by whose index the rows are gone through."""
    if filters.speakers is not None:
        yield from ((_C.speaker_key == key, "speakers") for key in filters.speakers)
    elif filters.organizations is not None:
        for key in filters.organizations:
            yield _C.speaker_organization_key == key, "organizations"
            yield _C.speaker_key == key, "organizations"
    elif filters.roles is not None:
        yield from ((_C.speaker_role_key == key, "roles") for key in filters.roles)
    elif filters.countries:
        yield from ((_C.speaker_country == code, "countries") for code in filters.countries)
    elif filters.publishers is not None:
        # The index has the authority between outlet and day.
        authorities = filters.authorities or AUTHORITIES
        for outlet, authority in product(filters.publishers, authorities):
            yield and_(_C.publisher_key == outlet, _C.authority == authority), "publishers"
    elif filters.authorities:
        yield from ((_C.authority == authority, "authorities") for authority in filters.authorities)


def _keys(meant: tuple[Meant, ...]) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(key for each in meant for key in each.keys)) if meant else None


def _chosen(connection: Connection, column: str, given: Several) -> tuple[str, ...] | None:
    return None if given is None else choose_values(connection, _T, column, given)
