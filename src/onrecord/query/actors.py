"""Who somebody is, as the reports tell it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, func, select

from onrecord.query.answers import Answer, Profile
from onrecord.query.clocks import Clocks, Period, resolve_clocks
from onrecord.query.empties import answer
from onrecord.query.findings import Alias, Company, Happening, Office, Saying
from onrecord.query.happenings import latest_meetings
from onrecord.query.loading import load_sayings, report_columns, report_of
from onrecord.query.names import Meant, resolve_names
from onrecord.query.statements import Filters, pick_sayings
from onrecord.record import Span
from onrecord.store import schema
from onrecord.store.keeping import Store

T = TypeVar("T")

PART_LIMIT = 10
# So many of the newest rows are looked at for each name: somebody is told of in a hundred thousand reports.
_LOOKED_AT = 1_000


def actor(
    store: Store, name: str, *, as_of: str | None = None, known_at: str | None = None, all_revisions: bool = False,
    limit: int = PART_LIMIT,
) -> Profile:  # fmt: skip
    """Roles over time, names, latest statements, meetings, and with whom most.

    name: as of `said`. Roles and company are counted over the newest reports, up to a thousand rows of each name.
    limit: of each part. See `said` for the clocks.
    """
    clocks = resolve_clocks(as_of, known_at, all_revisions)
    with store.reading() as connection:
        meant = resolve_names(connection, name)
        asked = f"actor {name}" + clocks.words()

        def part(rows: tuple[T, ...], kind: type[T]) -> Answer[T]:
            return answer(connection, rows[:limit], kind, asked, (meant,), clocks, more=len(rows) > limit)

        picked, undated = (
            pick_sayings(connection, Filters(speakers=meant.keys), Period(), clocks, limit) if meant.keys else (None, 0)
        )
        sayings = load_sayings(connection, picked.numbers) if picked is not None else ()
        met = latest_meetings(connection, meant.keys, clocks, limit) if meant.keys else ()
        return Profile(
            meant.names[0] if meant.names else name, _kinds(connection, meant),
            part(_offices(connection, meant, clocks, limit + 1), Office), part(_aliases(connection, meant), Alias),
            answer(connection, sayings, Saying, asked, (meant,), clocks, undated=undated,
                   more=picked is not None and picked.more),
            answer(connection, met, Happening, asked, (meant,), clocks),
            part(_company(connection, meant, clocks), Company),
        )  # fmt: skip


def _kinds(connection: Connection, meant: Meant) -> tuple[str, ...]:
    name = schema.name.c
    count = func.sum(name.actors)
    found = select(name.kind).where(name.actor_key.in_(meant.keys), name.key == name.actor_key).group_by(name.kind)
    return tuple(connection.execute(found.order_by(count.desc())).scalars())


def _aliases(connection: Connection, meant: Meant) -> tuple[Alias, ...]:
    """The names, as the list of names counts them, over all that the database holds."""
    name = schema.name.c
    found = (
        select(name.key, func.sum(name.actors).label("reports"))
        .where(name.actor_key.in_(meant.keys)).group_by(name.key).order_by(func.sum(name.actors).desc(), name.key)
    )  # fmt: skip
    return tuple(Alias(row.key, int(row.reports)) for row in connection.execute(found))


def _offices(connection: Connection, meant: Meant, clocks: Clocks, most: int) -> tuple[Office, ...]:
    role, actors = schema.actor_role, schema.actor
    alike = (role.c.title_key, role.c.organization_key, role.c.country, role.c.status)
    found: dict[tuple[object, ...], list[_Told]] = {}
    for key in meant.keys:
        for number, standing in enumerate(clocks.standing(actors)):
            dated = () if clocks.as_of is None else (role.c.published_day <= clocks.as_of,)
            # Offices have an index over those that stand now; of the few that stand no more, all are seen.
            live = () if number else (role.c.known_to.is_(None),)
            newest = (
                select(role.c.published_day, role.c.actor_number, role.c.position, actors.c.document_number, *alike)
                .join(actors, actors.c.number == role.c.actor_number)
                .where(role.c.name_key == key, *live, *dated, standing, clocks.shown(actors.c.document_number))
                .order_by(role.c.published_day.desc().nulls_last()).limit(_LOOKED_AT)
            )  # fmt: skip
            for day, row, position, report, *same in connection.execute(newest):
                found.setdefault(tuple(same), []).append(_Told(day or "", row, position, report))
    latest = sorted(found.values(), key=lambda told: (max(told).day, len(told)), reverse=True)[:most]
    return tuple(_office(connection, told) for told in latest)


class _Told(NamedTuple):
    """A row that tells of an office: the day of its report, where it is, and its report."""

    day: str
    actor_number: int
    position: int
    document_number: int


def _office(connection: Connection, told: list[_Told]) -> Office:
    """An office by the newest words that tell it."""
    role, actors, document = schema.actor_role, schema.actor, schema.document
    newest, days = max(told), [each.day for each in told if each.day]
    row = connection.execute(
        select(role, *report_columns()).join(actors, actors.c.number == role.c.actor_number)
        .join(document, document.c.number == actors.c.document_number)
        .where(role.c.actor_number == newest.actor_number, role.c.position == newest.position)
    ).one()  # fmt: skip
    return Office(
        row.title, row.organization, row.country, row.status, min(days, default=None), max(days, default=None),
        len({each.document_number for each in told}), Span(row.role_start, row.role_end, row.role_quote),
        report_of(row),
    )  # fmt: skip


def _company(connection: Connection, meant: Meant, clocks: Clocks) -> tuple[Company, ...]:
    """Who takes part in the same events, most often first."""
    role, other, event = schema.event_role, schema.event_role.alias("other"), schema.event
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    own = set(meant.keys)
    for key in meant.keys:
        events: set[int] = set()
        for number, standing in enumerate(clocks.standing(event)):
            live = () if number else (role.c.known_to.is_(None),)
            dated = () if clocks.as_of is None else (event.c.published_day <= clocks.as_of,)
            events.update(connection.execute(
                select(role.c.event_number).join(event, event.c.number == role.c.event_number)
                .where(role.c.name_key == key, *live, standing, *dated, clocks.shown(event.c.document_number))
                .order_by(role.c.day.desc().nulls_last()).limit(_LOOKED_AT)
            ).scalars())  # fmt: skip
        ordered = sorted(events)
        for start in range(0, len(ordered), 500):
            found = select(other.c.name_key, other.c.name, other.c.event_number).where(
                other.c.event_number.in_(ordered[start : start + 500]), other.c.kind != "unnamed"
            )
            seen = {(row.name_key, row.event_number): row.name for row in connection.execute(found)}
            for (name, _), spelled in seen.items():
                if name not in own:
                    counts[name] += 1
                    names.setdefault(name, spelled)
    return tuple(
        Company(names[name], count) for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    )
