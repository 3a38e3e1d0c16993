"""Which events an answer shows: the filters as conditions, and the index to go along."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, func, select, true

from onrecord.query.answers import UNDATED_COUNTED
from onrecord.query.choices import Several, choose_values
from onrecord.query.clocks import Clocks
from onrecord.query.names import Meant
from onrecord.query.selecting import Picked, count_undated, pick, select_rows
from onrecord.store import schema
from onrecord.store.name_keys import name_key

_E, _R = schema.event, schema.event_role
UNDATED_REPORTS = 2_000  # so many reports without a date are looked at for events that are left out
_AT_ONCE = 500  # reports a question

Question = Select[int, str | None]


class Days(NamedTuple):
    """From a day to a day, both included, either may be open; and what else holds of events within."""

    since: str | None
    until: str | None
    also: ColumnElement[bool] | None = None

    def covers(self, day: ColumnElement[str | None]) -> Iterator[ColumnElement[bool]]:
        """The conditions on the column of the day."""
        if self.since is not None:
            yield day >= self.since
        if self.until is not None:
            yield day <= self.until


class Filters(NamedTuple):
    """What events are asked for. Of `places` and `publishers`, None: not asked for; empty: nothing is so called."""

    types: tuple[str, ...] = ()
    every: tuple[Meant, ...] = ()
    some: tuple[Meant, ...] = ()
    partners: tuple[str, ...] = ()
    places: tuple[str, ...] | None = None
    countries: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    publishers: tuple[str, ...] | None = None


class _Driver(NamedTuple):
    """A condition that an index begins with: on the event, or on a participant."""

    condition: ColumnElement[bool]
    of_participant: bool = False


def pick_happenings(
    connection: Connection, filters: Filters, ranges: tuple[Days, ...], clocks: Clocks, limit: int | None, *,
    newest_first: bool = True,
) -> tuple[Picked, int, bool]:  # fmt: skip
    """The events that an answer shows; how many are left out for want of a date, and whether there may be more."""
    somebody = tuple(dict.fromkeys(key for each in filters.some for key in each.keys))
    if () in (filters.places, filters.publishers, *(each.keys for each in filters.every)):
        return Picked((), False), 0, False
    if filters.some and not somebody:
        return Picked((), False), 0, False
    conditions = list(_conditions(filters, somebody))
    drivers = tuple(_drivers(filters, somebody))
    published = () if clocks.as_of is None else (_E.c.published_day <= clocks.as_of,)

    def questions() -> Iterator[Question]:
        for days in ranges:
            also = () if days.also is None else (days.also,)
            for number, standing in enumerate(clocks.standing(_E)):
                rest = (standing, *published, *also, *conditions)
                for driver in drivers:
                    # Participants' own index holds what stands now; of the few rows that stand no more, all are seen.
                    if driver.of_participant and number == 0:
                        yield _by_participant(driver.condition, days, clocks, rest)
                    elif number == 0:
                        yield select_rows(
                            _E, "day", standing, clocks, (driver.condition, *days.covers(_E.c.day), *rest)
                        )
                if number > 0:
                    yield select_rows(_E, "day", standing, clocks, (*days.covers(_E.c.day), *rest))

    picked = pick(connection, questions(), limit, newest_first=newest_first)
    if clocks.as_of is None:
        return picked, 0, False
    undated, at_least = _count_undated(connection, clocks, ranges, conditions)
    return picked, undated, at_least


def _by_participant(
    driver: ColumnElement[bool], days: Days, clocks: Clocks, rest: tuple[ColumnElement[bool], ...]
) -> Question:
    fitting = exists().where(_E.c.number == _R.c.event_number, *rest, clocks.shown(_E.c.document_number))
    return (
        select(_R.c.event_number, _R.c.day)
        .where(_R.c.known_to.is_(None), driver, *days.covers(_R.c.day), fitting.correlate(_R))
        .distinct()
    )


def _conditions(filters: Filters, somebody: tuple[str, ...]) -> Iterator[ColumnElement[bool]]:
    for column, values in (
        (_E.c.type, filters.types), (_E.c.where_country, filters.countries), (_E.c.status, filters.statuses),
        (_E.c.certainty, filters.certainties),
    ):  # fmt: skip
        if values:
            yield column.in_(values)
    for column, chosen in ((_E.c.where_key, filters.places), (_E.c.publisher_key, filters.publishers)):
        if chosen is not None:
            yield column.in_(chosen)
    for each in filters.every:
        yield _takes_part(_R.alias(), "name_key", each.keys)
    if somebody:
        yield _takes_part(_R.alias(), "name_key", somebody)
    if filters.partners:
        yield _takes_part(_R.alias(), "country", filters.partners)


def _takes_part(role: FromClause, column: str, values: tuple[str, ...]) -> ColumnElement[bool]:
    columns = role.c
    return exists().where(columns.event_number == _E.c.number, columns[column].in_(values)).correlate(_E)


def _drivers(filters: Filters, somebody: tuple[str, ...]) -> Iterator[_Driver]:
    """One condition for each value of the filter that selects most."""
    typed = _R.c.type.in_(filters.types) if filters.types else true()
    if filters.every or somebody:
        rarest = min(filters.every, key=lambda each: each.reports).keys if filters.every else somebody
        yield from (_Driver((_R.c.name_key == key) & typed, True) for key in rarest)
    elif filters.places is not None:
        yield from (_Driver(_E.c.where_key == key) for key in filters.places)
    elif filters.partners:
        yield from (_Driver((_R.c.country == code) & typed, True) for code in filters.partners)
    elif filters.countries:
        yield from (_Driver(_E.c.where_country == code) for code in filters.countries)
    elif filters.publishers is not None:
        yield from (_Driver(_E.c.publisher_key == key) for key in filters.publishers)
    elif filters.types:
        yield from (_Driver(_E.c.type == each) for each in filters.types)
    elif filters.statuses:
        yield from (_Driver(_E.c.status == each) for each in filters.statuses)
    else:
        yield _Driver(true())


def _count_undated(
    connection: Connection, clocks: Clocks, ranges: tuple[Days, ...], conditions: list[ColumnElement[bool]]
) -> tuple[int, bool]:
    document = schema.document
    undated = select(document.c.number).where(document.c.published_day.is_(None)).limit(UNDATED_REPORTS + 1)
    reports = list(connection.execute(undated.order_by(document.c.number)).scalars())
    count = 0
    for start, days, standing in product(range(0, len(reports), _AT_ONCE), ranges, clocks.standing(_E)):
        also = () if days.also is None else (days.also,)
        some = select(_E.c.number, _E.c.day).where(
            _E.c.document_number.in_(reports[start : start + _AT_ONCE]), standing, *also, *conditions,
            *days.covers(func.coalesce(_E.c.day, days.since or days.until)),
        )  # fmt: skip
        # What else is asked for has indexes too, which lead to many more rows.
        count += count_undated(connection, (some.with_hint(_E, "INDEXED BY ix_event_document", "sqlite"),))
    return count, len(reports) > UNDATED_REPORTS or count >= UNDATED_COUNTED


def choose_places(connection: Connection, place: str | None) -> tuple[str, ...] | None:
    """Keys of places that a name stands for: itself, else those that hold all its words."""
    if place is None:
        return None
    key = name_key(place)
    known = select(_E.c.number).where(_E.c.known_to.is_(None), _E.c.where_key == key).limit(1)
    if key and connection.execute(known).first() is not None:
        return (key,)
    return choose_values(connection, _E, "where_key", place)


def choose_publishers(connection: Connection, publisher: Several) -> tuple[str, ...] | None:
    """Keys of outlets whose names hold all words of what is asked for."""
    return None if publisher is None else choose_values(connection, schema.document, "publisher_key", publisher)
