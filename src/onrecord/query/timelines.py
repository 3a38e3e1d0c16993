"""Statements and events about somebody or something, in time order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, func, select

from onrecord.query.answers import Answer
from onrecord.query.clocks import Clocks, Period, resolve_clocks, resolve_period
from onrecord.query.empties import answer
from onrecord.query.findings import Happening, Moment, Saying
from onrecord.query.happenings_picked import Days, pick_happenings
from onrecord.query.happenings_picked import Filters as EventFilters
from onrecord.query.loading import load_happenings, load_sayings
from onrecord.query.names import Meant, resolve_names
from onrecord.query.statements import Filters, pick_sayings
from onrecord.query.words import Words, holds_words, parse_words
from onrecord.record import Span
from onrecord.store import schema
from onrecord.store.keeping import Store
from onrecord.store.name_keys import name_key

TIMELINE_LIMIT = 100
# Of words, the events of so many reports are looked at, those published last.
_REPORTS = 300


def timeline(
    store: Store, about: str, *, by: str = "auto", since: str | None = None, until: str | None = None,
    as_of: str | None = None, known_at: str | None = None, all_revisions: bool = False,
    limit: int | None = TIMELINE_LIMIT,
) -> Answer[Moment]:  # fmt: skip
    """What somebody said and took part in, or what was said and happened about words: the latest, in time order.

    What several reports tell alike (the same words of the same speaker; an event of the same type, day and
    participants) is one line, with the number of outlets. about: a name or words. by: `actor`, `words`, or `auto`: a
    name if the database knows it. since, until: days of what is told. limit: of lines; None for all. See `said` for
    the clocks.
    """
    clocks, period = resolve_clocks(as_of, known_at, all_revisions), resolve_period(since, until)
    asked = f"timeline of {about}" + period.words() + clocks.words()
    with store.reading() as connection:
        meant = None if by == "words" else resolve_names(connection, about)
        # Twice as many of each as lines are wanted: some tell the same.
        most = None if limit is None else 2 * limit
        if meant is not None and (meant.keys or by == "actor"):
            sayings, happenings, more = _of_actor(connection, meant, period, clocks, most)
        else:
            meant = None
            sayings, happenings, more = _of_words(connection, parse_words(about), period, clocks, most)
        moments = sorted(
            [*_said(sayings, period), *_happened(happenings)], key=lambda moment: (moment.day or "", moment.id)
        )
        rows = tuple(moments if limit is None else moments[-limit:] if limit else ())
        names = (meant,) if meant is not None else ()
        found = answer(connection, rows, Moment, asked, names, clocks, more=more or len(moments) > len(rows))
        if not rows and not names:
            nearest = answer(connection, rows, Moment, asked, (resolve_names(connection, about),), clocks).nearest
            return Answer((), Moment, asked, reports=found.reports, nearest=nearest)
        return found


def _of_actor(
    connection: Connection, meant: Meant, period: Period, clocks: Clocks, most: int | None
) -> tuple[Sequence[Saying], Sequence[Happening], bool]:
    if not meant.keys:
        return (), (), False
    said, _ = pick_sayings(connection, Filters(speakers=meant.keys), period, clocks, most)
    happened, _, _ = pick_happenings(
        connection, EventFilters(every=(meant,)), (Days(period.since, period.until),), clocks, most
    )
    return (
        load_sayings(connection, said.numbers), load_happenings(connection, happened.numbers, clocks),
        said.more or happened.more,
    )  # fmt: skip


def _of_words(
    connection: Connection, words: Words, period: Period, clocks: Clocks, most: int | None
) -> tuple[Sequence[Saying], Sequence[Happening], bool]:
    said, _ = pick_sayings(connection, Filters(words=words), period, clocks, most)
    document = schema.document
    dated = () if clocks.as_of is None else (document.c.published_day <= clocks.as_of,)
    reports = list(connection.execute(
        select(document.c.number).where(holds_words(connection, document, words), clocks.counts(document), *dated)
        .order_by(document.c.published_day.desc().nulls_last()).limit(_REPORTS + 1)
    ).scalars())  # fmt: skip
    numbers = _told_in(connection, reports[:_REPORTS], words, period, clocks)
    happenings = load_happenings(connection, numbers if most is None else numbers[:most], clocks)
    more = said.more or len(reports) > _REPORTS or (most is not None and len(numbers) > most)
    return load_sayings(connection, said.numbers), happenings, more


def _told_in(connection: Connection, reports: Sequence[int], words: Words, period: Period, clocks: Clocks) -> list[int]:
    """The events of reports whose sentence holds the words, the latest first."""
    document, event = schema.document.c, schema.event.c
    # Both databases count characters from 1 here, as code points.
    sentence = func.substr(document.text, event.sentence_start + 1, event.sentence_end - event.sentence_start)
    tells = _telling(words)
    told: list[tuple[str, int]] = []
    for standing in clocks.standing(schema.event):
        found = connection.execute(
            select(event.number, event.day, func.coalesce(sentence, event.trigger_quote).label("quote"))
            .join(schema.document, document.number == event.document_number)
            .where(event.document_number.in_(reports), standing, *period.covers(event.day))
        )
        told += [(row.day or "", row.number) for row in found if tells(row.quote)]
    return [number for _, number in sorted(told, reverse=True)]


def _telling(words: Words) -> Callable[[str], bool]:
    """Tells whether a sentence holds the words, or others that begin with them ("talk", "talks")."""

    def pattern(terms: Iterable[tuple[tuple[str, ...], bool]]) -> list[re.Pattern[str]]:
        keys = (name_key(" ".join(each)) for each, _ in terms)
        return [re.compile(" " + r"\S* ".join(map(re.escape, key.split()))) for key in keys]

    groups, without = [pattern(group) for group in words.groups], pattern(words.without)

    def tells(quote: str) -> bool:
        # Word by word: a key of a whole sentence would be cut off.
        told = "".join(f" {key}" for key in map(name_key, quote.split()) if key[0].isalnum())
        return any(all(each.search(told) for each in group) for group in groups) and not any(
            each.search(told) for each in without
        )

    return tells


def _said(sayings: Iterable[Saying], period: Period) -> list[Moment]:
    """Statements as lines; the same words of one speaker on one day are one."""
    alike: defaultdict[tuple[str, str, str], list[Saying]] = defaultdict(list)
    for each in sayings:
        words = name_key(" ".join(part.quote for part in each.said)) or each.id
        alike[name_key(each.speaker or ""), words, ""].append(each)
    moments = []
    for same in alike.values():
        first = min(same, key=lambda each: (each.report.published or "9", each.id))
        cue = first.cue.quote if first.cue else "according to"
        moments.append(Moment(
            _said_on(first), "statement", cue, first.speaker or "(not told)", first.status, _outlets(same), first.id,
            tuple(each.id for each in same if each is not first), _joined(first.said) or first.cited[0], first.report,
        ))  # fmt: skip
    return [each for each in moments if (period.since or "") <= (each.day or "") <= (period.until or "9999")]


def _said_on(saying: Saying) -> str | None:
    """The day on which something was said, where it is told to the day; else the day of the report."""
    time, published = saying.time, saying.report.published
    if time is not None and time.start is not None and time.precision in ("minute", "hour", "part_of_day", "day"):
        return time.start[:10]
    return None if published is None else published[:10]


def _happened(happenings: Iterable[Happening]) -> list[Moment]:
    """Events as lines; those of one type, day and the same participants are one."""
    alike: defaultdict[tuple[object, ...], list[Happening]] = defaultdict(list)
    for each in happenings:
        who = frozenset(name_key(taker.name) for taker in each.who)
        # Without two participants, the word tells them apart.
        alike[each.type, each.day, who, name_key(each.trigger.quote) if len(who) < 2 else ""].append(each)
    moments = []
    for same in alike.values():
        first = min(same, key=lambda each: (each.report.published or "9", each.id))
        statuses = dict.fromkeys(each.status for each in same)
        moments.append(Moment(
            first.day, "event", " ".join(filter(None, (first.type, first.mode))) or first.trigger.quote,
            ", ".join(dict.fromkeys(taker.name for taker in first.who)) or "(not told)", "; ".join(statuses),
            _outlets(same), first.id, tuple(each.id for each in same if each is not first), first.cited[0],
            first.report,
        ))  # fmt: skip
    return moments


def _outlets(same: Sequence[Saying | Happening]) -> int:
    return len({each.report.publisher or each.report.uri or each.report.document_id for each in same})


def _joined(parts: tuple[Span, ...]) -> Span | None:
    if not parts:
        return None
    return Span(parts[0].start, parts[-1].end, " … ".join(part.quote for part in parts))
