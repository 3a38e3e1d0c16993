"""How long each question takes: `python -m bench.asking [--database FILE] [--rounds N]`.

Every question of `onrecord.query` is asked with many arguments: frequent and rare names, words and outlets, narrow and
wide periods; then the same as of a day, and as known at an instant. What is timed is the call as a program makes it,
names matched, rows loaded and objects made; not the start of Python.

Warm: an open store, each question asked once before. Cold: a new connection, so that SQLite has nothing in its cache,
after the kernel was told to drop what it holds of the file (`posix_fadvise`); what the disk itself or the host
of a virtual machine keeps cannot be dropped from here. Beside the time that passes stands that of the processor: where
others use the machine, it tells what an idle one would need.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, Select, func, select

from bench.filling import DATABASE
from bench.multiplying import WORDS, invented
from onrecord.query.asking import Store, open_store
from onrecord.store import schema

FILTERED, FULL_TEXT = 50.0, 150.0  # milliseconds, what 95 of 100 warm questions are to stay under
ROUNDS = 3  # how often each question is asked warm
COLD = 5  # arguments of each kind of question that are asked cold
RANKS = (0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000)
DAYS = (("2016-03-01", "2016-03-31"), ("2019-01-01", "2020-12-31"), ("2024-06-10", "2024-06-12"))

Ask = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one set of arguments."""

    kind: str
    told: str  # the arguments
    aim: float  # milliseconds
    ask: Callable[[Store], object]


@dataclass(frozen=True, slots=True)
class Timed:
    """A question's times in milliseconds; worked: those of the processor, warm; rows: how many it gave."""

    kind: str
    told: str
    aim: float
    warm: tuple[float, ...]
    worked: tuple[float, ...]
    cold: float | None
    rows: int


def questions_of(store: Store) -> tuple[Question, ...]:
    """All questions, with arguments that fit the database; without clocks and with each."""
    with store.reading() as connection:
        known, last = _instants(connection)
        plain = tuple(_questions(_Known(connection)))
    clocks: tuple[tuple[str, dict[str, str]], ...] = (
        ("", {}), (", as of", {"as_of": "2021-06-30"}), (", known at", {"known_at": known}),
    )  # fmt: skip
    asked = []
    for kind, aim, method, args, named in plain:
        for suffix, clock in clocks:
            if kind == "show" and "as_of" in clock:
                continue  # a finding is one, whatever the day
            told = f"{' '.join(map(str, args))} {named or ''}".strip()
            asked.append(
                Question(
                    kind + suffix,
                    told,
                    aim,
                    partial(_ask, method, args, {**named, **(dict.fromkeys(clock, last) if kind == "show" else clock)}),
                )
            )
    return tuple(asked)


def _ask(method: str, args: tuple[str, ...], named: dict[str, object], store: Store) -> object:
    ask: Ask = getattr(store, method)
    return ask(*args, **named)


class _Known:
    """What the database holds, to ask for."""

    def __init__(self, connection: Connection) -> None:
        name, document, event = schema.name.c, schema.document.c, schema.event.c
        people = select(name.key).where(name.kind == "person", name.key == name.actor_key, name.key.like("% %"))
        counted = list(connection.execute(people.order_by(name.actors.desc(), name.key)).scalars())
        self.people = [counted[rank] for rank in RANKS if rank < len(counted)] + counted[-2:]
        bodies = select(name.key).where(name.kind == "organization", name.key == name.actor_key)
        counted = list(connection.execute(bodies.order_by(name.actors.desc(), name.key).limit(2000)).scalars())
        self.bodies = [counted[rank] for rank in RANKS if rank < len(counted)]
        outlets = select(document.publisher).group_by(document.publisher).order_by(func.count().desc())
        counted = [str(each) for each in connection.execute(outlets).scalars()]
        self.outlets = [counted[rank] for rank in RANKS if rank < len(counted)]
        places = select(event.where_name).where(event.where_key.is_not(None), event.known_to.is_(None))
        places = places.group_by(event.where_name).order_by(func.count().desc())
        self.places = [str(each) for each in connection.execute(places.limit(8)).scalars()]
        self.ids = [
            str(connection.execute(select(table.c.id).where(table.c.number >= number).limit(1)).scalar_one())
            for table in (schema.document, schema.statement, schema.event)
            for last in connection.execute(select(func.max(table.c.number))).scalars()
            for number in range(1, last, max(1, last // 8))
        ]
        self.pairs = [tuple(pair) for pair in connection.execute(_pairs())]


def _pairs() -> Select[tuple[str, str]]:
    one, two = schema.event_role.alias(), schema.event_role.alias()
    return (
        select(one.c.name, two.c.name)
        .join(two, (one.c.event_number == two.c.event_number) & (one.c.position < two.c.position))
        .where(one.c.type == "CONSULT", one.c.event_number.in_(range(1000, 2000)), one.c.name_key != two.c.name_key)
        .distinct().limit(8)
    )  # fmt: skip


def _words(ranks: Sequence[int], lengths: Sequence[int] = (5, 6, 8)) -> list[str]:
    """Words of the made reports, by rank of frequency among those of their length."""
    return [invented(length, WORDS, "word")[rank] for length in lengths for rank in ranks]


def _instants(connection: Connection) -> tuple[str, str]:
    """The instants at which half of the reports, and all of them, had been saved."""
    document = schema.document.c
    last = connection.execute(select(func.max(document.number))).scalar_one()
    half = connection.execute(select(document.saved_at).where(document.number == last // 2)).scalar_one()
    return half, connection.execute(select(document.saved_at).where(document.number == last)).scalar_one()


_Plain = tuple[str, float, str, tuple[str, ...], dict[str, object]]


def _questions(known: _Known) -> Iterator[_Plain]:
    """Kind, aim, method, arguments."""

    def filtered(kind: str, method: str, *args: str, **named: object) -> _Plain:
        return kind, FILTERED, method, args, named

    def full_text(kind: str, method: str, *args: str, **named: object) -> _Plain:
        return kind, FULL_TEXT, method, args, named

    real = ("president", "minister", "drones", "ceasefire", "satellite", "strike", "the", "government")
    words = [*_words((0, 3, 20, 150, 1000, 2900)), *real]
    common, middle, rare = _words((0, 1)), _words((15, 40)), _words((700, 1500))
    for word in words:
        yield full_text("search, a word", "search", word)
        yield full_text("timeline of words", "timeline", word, by="words")
        yield full_text("conditions, words", "conditions", word)
        yield full_text("said, words", "said", word)
    for one, two in [*zip(common, middle, strict=True), *zip(middle, rare, strict=True), ("prime", "minister")]:
        yield full_text("search, two words", "search", f"{one} {two}")
        yield full_text("search, either", "search", f"{one} OR {two}")
    for phrase in ("foreign minister", "prime minister", "end of the month", "according to", "central bank of Chile",
                   "declined to comment", *(f"main goods {word}" for word in rare[:2])):  # fmt: skip
        yield full_text("search, a phrase", "search", f'"{phrase}"')
    for prefix in ("pres", "govern", "min", "s", *(word[:3] for word in middle), *(word[:5] for word in rare)):
        yield full_text("search, a prefix", "search", f"{prefix}*")
    for word, (since, until) in zip(common + middle, DAYS * 4, strict=True):
        yield full_text("search in a period", "search", word, since=since, until=until)
    for person in known.people:
        yield filtered("said, speaker", "said", speaker=person)
        yield filtered("said, surname", "said", speaker=person.split()[-1])
        yield filtered("said, misspelt", "said", speaker=person[:-3] + person[-2] + person[-3] + person[-1])
        yield full_text("said, speaker and words", "said", middle[0], speaker=person)
        yield filtered("said, speaker, period", "said", speaker=person, since="2019-01-01", until="2020-12-31")
        yield filtered("events, with", "events", with_all=person)
        yield filtered("meetings, with", "meetings", with_all=person)
        yield filtered("timeline of a name", "timeline", person)
        yield filtered("actor", "actor", person)
        yield filtered("conditions, holder", "conditions", holder=person)
    for body in known.bodies:
        yield filtered("said, organization", "said", organization=body)
    for role in ("minister", "foreign minister", "president", "spokesman", "governor", "engineer"):
        yield filtered("said, role", "said", role=role)
        yield filtered("said, role, country", "said", role=role, country="Chile")
    for country in ("Ukraine", "NOR", "Chile", "Poland", "Fiji"):
        yield filtered("said, country", "said", country=country)
        yield filtered("events, country", "events", country=country)
        yield filtered("events, with country", "events", with_country=country)
        yield filtered("conditions, country", "conditions", country=country)
    for authority in ("named", "unnamed", "document", "collective"):
        yield filtered("said, authority", "said", authority=authority)
        yield filtered("said, authority, outlet", "said", authority=authority, publisher=known.outlets[2])
    yield filtered("said, manner", "said", manner="direct")
    yield filtered("said, attitude", "said", attitude=("thought", "intent"))
    for outlet in known.outlets:
        yield filtered("said, outlet", "said", publisher=outlet)
        yield filtered("events, outlet", "events", publisher=outlet)
        yield filtered("sources, an outlet", "sources", publisher=outlet)
    for since, until in DAYS:
        yield filtered("said, period", "said", since=since, until=until)
        yield filtered("events, period", "events", since=since, until=until)
        yield filtered("sources, period", "sources", since=since, until=until)
        yield filtered("events, type, period", "events", type="ASSAULT", since=since, until=until)
    yield filtered("sources", "sources")
    for kind in ("CONSULT", "ASSAULT", "AGREE", "PROTEST", "AID"):
        yield filtered("events, type", "events", type=kind)
        yield filtered("upcoming", "upcoming", type=kind)
    for status in ("scheduled", "denied", "called_off", "expected"):
        yield filtered("events, status", "events", status=status)
        yield filtered("events, type, status", "events", type="CONSULT", status=status)
        yield filtered("events, status, certainty", "events", status=status, certainty="possible")
    for place in known.places:
        yield filtered("events, place", "events", place=place)
        yield filtered("meetings, place", "meetings", place=place)
    for pair in known.pairs:
        yield filtered("meetings, with all of", "meetings", with_all=pair)
        yield filtered("meetings, with any of", "meetings", with_any=pair)
    yield filtered("meetings", "meetings")
    yield filtered("upcoming", "upcoming")
    for person in known.people[:6]:
        yield filtered("upcoming", "upcoming", with_any=person)
    for relation in ("if", "unless", "until"):
        yield filtered("conditions, relation", "conditions", relation=relation)
    for each in known.ids:
        yield filtered("show", "show", each)


def drop_pages(path: Path) -> None:
    """Have the kernel let go of what it holds of a file, as far as it can be told to."""
    if not hasattr(os, "posix_fadvise"):
        return
    for name in (path, path.with_name(path.name + "-wal")):
        if name.exists():
            with name.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def ask_all(path: Path, rounds: int = ROUNDS, cold: int = COLD, only: str = "") -> tuple[Timed, ...]:
    """Ask everything: so many times warm, and so many of each kind cold, from its first arguments to its last."""
    timed = []
    with open_store(path, read_only=True) as store:
        asked = [each for each in questions_of(store) if only in each.kind]
        for question in asked:
            answer = question.ask(store)
            warm, worked = zip(*(_milliseconds(store, question) for _ in range(rounds)), strict=True)
            rows = len(answer) if isinstance(answer, Sequence) else 1
            timed.append(Timed(question.kind, question.told, question.aim, warm, worked, None, rows))
        for kind in dict.fromkeys(each.kind for each in asked):
            places = [place for place, each in enumerate(asked) if each.kind == kind]
            for place in places[:: max(1, len(places) // cold)][:cold] if cold else ():
                timed[place] = replace(timed[place], cold=_cold(store, path, asked[place]))
    return tuple(timed)


def _cold(store: Store, path: Path, question: Question) -> float:
    store.engine.dispose()  # the next question opens a new connection, with an empty cache
    drop_pages(path)
    return _milliseconds(store, question)[0]


def _milliseconds(store: Store, question: Question) -> tuple[float, float]:
    """What passed, and what the processor worked."""
    passed, worked = time.perf_counter(), time.process_time()
    question.ask(store)
    return 1000 * (time.perf_counter() - passed), 1000 * (time.process_time() - worked)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


_COLUMNS = (
    "", "asked", "warm, median", "95 %", "processor, median", "95 %", "cold, median", "95 %", "aim", "warm within",
    "processor within",
)  # fmt: skip


def tables_of(timed: Sequence[Timed]) -> tuple[Table, ...]:
    """By question, and altogether."""
    by_kind: dict[str, list[Timed]] = {}
    for each in timed:
        by_kind.setdefault(each.kind, []).append(each)
    table = _table("Questions: milliseconds", by_kind)
    whole = {
        name: some
        for name, aim in (("filtered", FILTERED), ("full text", FULL_TEXT))
        if (some := [each for each in timed if each.aim == aim])
    }
    return table, _table("Altogether: milliseconds", whole)


def _table(title: str, rows: dict[str, list[Timed]]) -> Table:
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(_COLUMNS):
        table.add_column(column, justify="right" if number else "left")
    for name, some in rows.items():
        warm = [time for each in some for time in each.warm]
        worked = [time for each in some for time in each.worked]
        cold = [each.cold for each in some if each.cold is not None]
        figures = [percentile(values, share) for values in (warm, worked, cold) if values for share in (0.5, 0.95)]
        aim = some[0].aim
        within = (f"{sum(time <= aim for time in times) / len(times):.0%}" for times in (warm, worked))
        told = [f"{figure:.1f}" for figure in figures] + ([] if cold else ["", ""])
        table.add_row(name, str(len(some)), *told, f"{aim:.0f}", *within)
    return table


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--database", type=Path, default=DATABASE, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="how often each is asked warm")
    parser.add_argument("--only", default="", metavar="WORDS", help="only kinds of questions with these words")
    parser.add_argument("--cold", type=int, default=COLD, metavar="N", help="so many arguments of each kind cold")
    parser.add_argument("--slow", type=int, default=0, metavar="N", help="list so many of the slowest")
    given = parser.parse_args()
    timed = ask_all(given.database, given.rounds, given.cold, given.only)
    console = Console(width=150)
    for table in tables_of(timed):
        console.print(table)
    for each in sorted(timed, key=lambda each: -min(each.worked))[: given.slow]:
        told = f"{min(each.worked):8.1f} ms  {each.rows:5} rows  {each.kind}: {each.told}"
        console.print(told, highlight=False)
    save_times(timed, given.database)


def save_times(timed: Sequence[Timed], database: Path) -> None:
    """Keep each beside the database, as JSON."""
    target = database.with_suffix(".times.json")
    target.write_text(json.dumps([asdict(each) for each in timed], indent=1), "utf-8")


if __name__ == "__main__":
    main()
