"""What is said to depend on what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sqlalchemy import ColumnElement, Select, true

from onrecord.query.answers import UNDATED_COUNTED, Answer
from onrecord.query.choices import Several, as_tuple, resolve_choices, resolve_countries
from onrecord.query.clocks import Period, resolve_clocks, resolve_period
from onrecord.query.empties import answer
from onrecord.query.findings import Dependence
from onrecord.query.happenings_picked import choose_publishers
from onrecord.query.loading import load_dependences
from onrecord.query.names import resolve_names
from onrecord.query.selecting import DEFAULT_LIMIT, Picked, count_undated, pick, select_rows
from onrecord.query.words import holds_words, is_frequent, parse_words
from onrecord.store import schema
from onrecord.store.keeping import Store

_T = schema.condition
_C = _T.c


def conditions(
    store: Store, words: str | None = None, *, holder: Several = None, country: Several = None,
    relation: Several = None, publisher: Several = None, since: str | None = None, until: str | None = None,
    as_of: str | None = None, known_at: str | None = None, all_revisions: bool = False,
    limit: int | None = DEFAULT_LIMIT,
) -> Answer[Dependence]:  # fmt: skip
    """What is said to depend on what, the newest report first.

    words: in the condition or its outcome. holder: names of those who say so. country: theirs. relation: values of the
    record format (requires, if, unless …). The others are those of `said`.
    """
    clocks, period = resolve_clocks(as_of, known_at, all_revisions), resolve_period(since, until)
    relations, countries = resolve_choices("relation", relation), resolve_countries(country)
    searched = None if words is None else parse_words(words)
    told = {
        "by": as_tuple(holder), "country": countries, "relation": relations, "publisher": as_tuple(publisher),
        "words": (words,) if words else (),
    }  # fmt: skip
    asked = ", ".join(f"{name} {' or '.join(values)}" for name, values in told.items() if values)
    asked = "conditions" + (f" {asked}" if asked else "") + period.words() + clocks.words()
    with store.reading() as connection:
        meant = tuple(resolve_names(connection, each) for each in as_tuple(holder))
        holders = tuple(dict.fromkeys(key for each in meant for key in each.keys))
        publishers = choose_publishers(connection, publisher)
        filters: list[ColumnElement[bool]] = [
            column.in_(values) for column, values in (
                (_C.relation, relations), (_C.holder_country, countries), (_C.holder_key, holders),
                (_C.publisher_key, publishers),
            ) if values
        ]  # fmt: skip
        driven = searched is None or is_frequent(connection, _T, searched) or store.dialect == "postgresql"
        if searched is not None:
            filters.append(holds_words(connection, _T, searched))
        drivers: list[ColumnElement[bool]] = [true()]
        if driven and holders:
            drivers = [_C.holder_key == key for key in holders]
        elif driven and countries:
            drivers = [_C.holder_country == code for code in countries]
        until_day = min(filter(None, (clocks.as_of, period.until)), default=None)
        dated = tuple(Period(period.since, until_day).covers(_C.published_day))

        def questions(days: tuple[ColumnElement[bool], ...]) -> Iterator[Select[int, str | None]]:
            for driver, standing in product(drivers, clocks.standing(_T)):
                yield select_rows(_T, "published_day", standing, clocks, (driver, *days, *filters))

        if (meant and not holders) or publishers == ():
            picked, undated = Picked((), False), 0
        else:
            picked = pick(connection, questions(dated), limit)
            undated = count_undated(connection, questions((_C.published_day.is_(None),))) if dated else 0
        rows = load_dependences(connection, picked.numbers)
        return answer(
            connection, rows, Dependence, asked, meant, clocks, more=picked.more, undated=undated,
            undated_at_least=undated >= UNDATED_COUNTED,
        )  # fmt: skip
