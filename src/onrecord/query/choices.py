"""What people write as a filter -> what the tables hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from sqlalchemy import ColumnElement, Connection, Table, select, true

from onrecord.errors import UsageError
from onrecord.lexicon.events import TYPES
from onrecord.lexicon.territories import find_territory, territory_of_code
from onrecord.query.words import folded_words
from onrecord.record import Attitude, Authority, Certainty, Manner, Relation, Status

CHOICES: dict[str, tuple[str, ...]] = {
    "authority": get_args(Authority), "attitude": get_args(Attitude), "manner": get_args(Manner),
    "status": get_args(Status), "certainty": get_args(Certainty), "relation": get_args(Relation), "type": TYPES,
}  # fmt: skip

Several = str | Sequence[str] | None


def as_tuple(given: Several) -> tuple[str, ...]:
    """One text or several, as several."""
    return () if given is None else (given,) if isinstance(given, str) else tuple(given)


def resolve_choices(field: str, given: Several) -> tuple[str, ...]:
    """Values of a field that has a closed list, whatever their case. Raises UsageError, naming the list."""
    known = {each.casefold(): each for each in CHOICES[field]}
    chosen = []
    for each in as_tuple(given):
        found = known.get(each.strip().casefold().replace(" ", "_").replace("-", "_"))
        if found is None:
            raise UsageError(f"{each!r} is no {field}; choose among {', '.join(CHOICES[field])}")
        chosen.append(found)
    return tuple(dict.fromkeys(chosen))


def resolve_countries(given: Several) -> tuple[str, ...]:
    """Codes of countries, from codes or names. Raises UsageError where a name is none."""
    return tuple(dict.fromkeys(_resolve_country(each) for each in as_tuple(given)))


def _resolve_country(given: str) -> str:
    text = given.strip()
    if territory_of_code(text.upper()) is not None:
        return text.upper()
    territory = find_territory(text) or find_territory(text.title())
    if territory is not None:
        return territory.code
    if len(text) == 3 and text.isalpha():
        return text.upper()  # a code that is not in the table is asked for as it is
    raise UsageError(f"{given!r} is no country; write its English name, or its ISO code as EST")


def choose_values(connection: Connection, table: Table, column: str, given: Several) -> tuple[str, ...]:
    """The values of an indexed column that hold all words of what is asked for, for each of several.

    "minister" finds "foreign minister", "min" does not. The distinct values are gone through by the index, one step
    each, however many rows have them.
    """
    wanted = [folded_words(each) for each in as_tuple(given)]
    if not wanted:
        return ()
    if not all(wanted):
        raise UsageError("a name is needed, not blanks")
    live = table.c.known_to.is_(None) if "known_to" in table.c else true()
    values = distinct_values(connection, table.c[column], live)
    return tuple(value for value in values if any(_holds(value.split(), words) for words in wanted))


def distinct_values(
    connection: Connection, column: ColumnElement[str | None], live: ColumnElement[bool]
) -> Iterator[str]:
    """The different values of a column that an index begins with."""
    least = select(column.label("value")).where(live, column.is_not(None)).order_by(column).limit(1)
    steps = select(least.subquery().c.value).cte("steps", recursive=True)
    following = (
        select(column).where(live, column > steps.c.value).order_by(column).limit(1).scalar_subquery().correlate(steps)
    )
    steps = steps.union_all(select(following).where(steps.c.value.is_not(None)))
    for (value,) in connection.execute(select(steps.c.value)):
        if value is not None:
            yield value


def _holds(words: Sequence[str], wanted: Iterable[str]) -> bool:
    return set(wanted) <= set(words)
