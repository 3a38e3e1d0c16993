"""Names that are asked for -> names in the database: by aliases, parts of names, and small slips of spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.errors import UsageError
from onrecord.query.answers import Named
from onrecord.store import schema
from onrecord.store.name_keys import name_key

# How alike words must be to be a slip of each other, of 100 (rapidfuzz `ratio`): "zelenskiy" and "zelenskyy" have 89,
# "anderson" and "andersen" 87.5, "austria" and "australia" 87.5. Shorter words are too often other names.
SLIP = 88.0
SLIP_LETTERS = 6
# Words without any name of theirs may be further off ("kalas", "zelinsky"): nothing else can be meant.
LOOSE_SLIP = 80.0
LOOSE_SLIP_LETTERS = 4
NEAR = 60.0  # what is worth suggesting
# A short form ("kallas") of this share of those so called stands for one actor, and so does a report that has it alone.
OWN_SHARE = 0.8
MOST_KEYS = 40  # names that one name may be taken for, the most frequent first
_CANDIDATES = 20_000

_NAME = schema.name.c


class Meant(NamedTuple):
    """What a name is taken for: `keys` for comparison with the tables, the most frequent first, and how it is told."""

    asked: str
    keys: tuple[str, ...]
    names: tuple[str, ...]
    reports: int  # how often such names are in them

    def named(self) -> Named:
        """For the answer."""
        return Named(self.asked, self.names)


def resolve_names(connection: Connection, asked: str) -> Meant:
    """The names in the database that a name stands for; none where nothing comes near. Raises UsageError on blanks."""
    key = name_key(asked)
    if not key:
        raise UsageError("a name is needed, not blanks")
    found, kinds = _called(connection, [key])
    candidates = None
    if not kinds & {"country", "document"}:
        candidates = _candidates(connection, key)
        slips = [each for each in candidates if each != key and _is_close(key, each, SLIP, SLIP_LETTERS)]
        found.update(_called(connection, slips)[0])
    if not found and candidates is not None:
        slips = [each for each in candidates if _is_close(key, each, LOOSE_SLIP, LOOSE_SLIP_LETTERS)]
        found.update(_called(connection, slips)[0])
    found.update(_own_short_forms(connection, found))
    keys = tuple(each for each, _ in found.most_common(MOST_KEYS))
    return Meant(asked, keys, _spelled(connection, keys[:8]) + (("…",) if len(keys) > 8 else ()), found.total())


def nearest_names(connection: Connection, asked: str, most: int = 5) -> tuple[str, ...]:
    """Names in the database that come nearest to one that is not in it, the nearest first."""
    key = name_key(asked)
    actors: Counter[str] = Counter()
    for part in dict.fromkeys((key, *key.split())):
        # About as long, with the same first letter: a few of the names, picked out by the database.
        some = select(_NAME.key, _NAME.actors).where(
            _NAME.key >= part[0],
            _NAME.key < _after(part[0]),
            func.length(_NAME.key).between(len(part) - 2, len(part) + 2),
        )
        for row in connection.execute(some.limit(_CANDIDATES)):
            actors[row.key] += row.actors
    near = process.extract(key, list(actors), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=most * 4)
    keys = [each for each, _, _ in sorted(near, key=lambda one: (-round(one[1] / 10), -actors[one[0]], one[0]))]
    owners, _ = _called(connection, keys)
    ordered = sorted(owners, key=lambda owner: (-fuzz.WRatio(key, owner), -owners[owner], owner))
    return _spelled(connection, ordered[:most])


def _called(connection: Connection, keys: Iterable[str]) -> tuple[Counter[str], set[str]]:
    """Who is called so: actors' keys with the number of reports, and their kinds."""
    found: Counter[str] = Counter()
    kinds: set[str] = set()
    wanted = list(keys)
    for start in range(0, len(wanted), 500):
        some = select(_NAME.actor_key, _NAME.kind, _NAME.actors).where(_NAME.key.in_(wanted[start : start + 500]))
        for row in connection.execute(some):
            found[row.actor_key] += row.actors
            kinds.add(row.kind)
    return found, kinds


def _candidates(connection: Connection, key: str) -> tuple[str, ...]:
    """Names that may be this one with a slip.

    They begin with the same two letters, where slips are seldom, and are about as long; or have all of its first and
    last word. Of several words, the first may be spelled otherwise where the last is right ("Wolodymyr", "Volodymyr").
    """
    first, *others = key.split()
    head, slack = key[:2], 1 + len(key) // 8
    alike: ColumnElement[bool] = func.length(_NAME.key).between(len(key) - slack, len(key) + slack)
    if others:
        alike |= _NAME.key.like(f"{first} % {others[-1]}")
    some = select(_NAME.key).where(_NAME.key >= head, _NAME.key < _after(head), alike).distinct().limit(_CANDIDATES)
    found = list(connection.execute(some).scalars())
    if others:
        so_called = select(_NAME.actor_key).where(_NAME.key == others[-1]).limit(_CANDIDATES)
        found += connection.execute(so_called).scalars()
    return tuple(dict.fromkeys(found))


def _is_close(key: str, other: str, least: float, letters: int) -> bool:
    """Whether names are one but for a slip, or for words in the middle ("Ann B. Lee", "Ann Lee")."""
    words, others = key.split(), other.split()
    if len(words) != len(others):
        short, long = sorted((words, others), key=len)
        if len(short) < 2:
            return False
        rest = iter(long[1:-1])
        return short[0] == long[0] and short[-1] == long[-1] and all(word in rest for word in short[1:-1])
    return all(
        one == two or (min(len(one), len(two)) >= letters and fuzz.ratio(one, two) >= least)
        for one, two in zip(words, others, strict=True)
    )


def _own_short_forms(connection: Connection, found: Counter[str]) -> Counter[str]:
    """Names by which hardly anybody else is called: reports that have nothing fuller mean the same.

    "Kallas" alone is Kaja Kallas where, of those with a fuller name, nearly all that are called so are she.
    """
    own: Counter[str] = Counter()
    if not found:
        return own
    owners = [each for each, _ in found.most_common(MOST_KEYS)]
    short = select(_NAME.key).where(_NAME.actor_key.in_(owners), _NAME.key != _NAME.actor_key).distinct()
    shares: dict[str, list[int]] = {}
    for row in connection.execute(
        select(_NAME.key, _NAME.actor_key, func.sum(_NAME.actors).label("actors"))
        .where(_NAME.key.in_(short.limit(200)))
        .group_by(_NAME.key, _NAME.actor_key)
    ):
        share = shares.setdefault(row.key, [0, 0, 0])
        place = 2 if row.actor_key == row.key else 0 if row.actor_key in found else 1
        share[place] += row.actors
    for key, (mine, others, alone) in shares.items():
        if alone and mine / (mine + others or 1) >= OWN_SHARE:
            own[key] = alone
    return own


def _after(head: str) -> str:
    """The first text after all that begin with `head`."""
    return head[:-1] + chr(ord(head[-1]) + 1)


def _spelled(connection: Connection, keys: Iterable[str]) -> tuple[str, ...]:
    """Names as one of the reports writes them."""
    actor = schema.actor.c
    spelled = (
        connection.execute(select(actor.name).where(actor.name_key == key, actor.known_to.is_(None)).limit(1))
        .scalar_one_or_none() or key
        for key in keys
    )  # fmt: skip
    return tuple(dict.fromkeys(spelled))
