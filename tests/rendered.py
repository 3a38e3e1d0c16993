"""Reports for the tests of the renderers, in our own words and about nobody, and their records as read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import onrecord
from onrecord.record import (
    Condition,
    Event,
    EventMention,
    Factuality,
    Origin,
    Participant,
    Participation,
    Polarity,
    Record,
    Relation,
    Span,
    Status,
    Tense,
    When,
    Where,
)

REPORT = """\
HARBOUR PACT NEARS AS MINISTERS GATHER

LISBON, March 4 (Reuters) - Ines Calvo, the Portuguese foreign minister, met Foreign Minister Tomas Brandl of \
Austria on Tuesday to discuss the harbour pact.

“We will not sign before the audit is out,” Ms. Calvo told reporters on Tuesday. “Then we shall see.”

Mr. Brandl said that Ms. Calvo had warned of delays. Former President Oskar Lind of Sweden declined to comment.

According to a draft of the pact seen by The River Post, the two states will call for shared patrols. Austria wants \
to send two ships to Lisbon on Friday.

One diplomat, who asked not to be named, called the plan “window dressing.” Ministers are expected to say next week \
whether the talks go on.

Reporting by Jon Arbo; Editing by Lia Sand
"""

HOSTILE = """\
Ines Calvo, the mayor, said on Monday: “</script><script>alert(1)</script> & <img src=x onerror=alert(2)> \
[x](javascript:1)”

The mayor of <b>Lisbon</b> told `rm -rf` **reporters** that "a < b && c > d" &amp; so on.\x1b[31m She wants to leave.
"""


SUMMIT = """\
Ines Calvo, the mayor, received Tomas Brandl of Austria in Lisbon on Monday to discuss the harbour pact. Oskar Lind of \
Sweden was expected to join the meeting; Lena Aro did not attend.

Mr. Brandl said that the talks had been called off, and that Sweden had attacked two ships in the bay.

Ms. Calvo demanded an audit from Austria. She will visit Vienna on Friday. The two states discussed a joint patrol.

“No talks unless the ships leave,” Ms. Calvo said. If the <b>pact</b> fails, the port will close.
"""
_ORIGIN = Origin("by hand", "1", "none")
_AHEAD = ("scheduled", "expected", "intended", "proposed", "possible", "conditional")


def standing(status: Status, time: Tense | None = None, polarity: Polarity | None = None) -> Factuality:
    """A factuality of a status, its other fields those that usually go with it."""
    denied = status in ("did_not_happen", "denied", "called_off")
    certain = status in ("happened", "ongoing", "scheduled") or denied
    return Factuality(
        status,
        "certain" if certain else "probable",
        polarity or ("negative" if denied else "positive"),
        time or ("future" if status in _AHEAD else "past"),
    )


def span_in(record: Record, words: str, nth: int = 0) -> Span:
    """Some words of a record's text, where they stand for the nth time."""
    at = -1
    for _ in range(nth + 1):
        at = record.document.text.index(words, at + 1)
    return record.document.cite(at, at + len(words))


def event_in(
    record: Record,
    trigger: str,
    kind: str | None,
    status: Status = "happened",
    *,
    parts: Sequence[tuple[str, Participant, str, Status | None]] = (),
    also: Sequence[tuple[str, Status, str | None]] = (),
    topic: Sequence[str] = (),
    when: str | None = None,
    where: str | None = None,
    teller: str | None = None,
) -> Event:
    """An event by hand. parts: name of an actor, role, the words for it, its own status; also: further mentions."""
    ids = {actor.name: actor.id for actor in record.actors}
    first = span_in(record, trigger)
    mentions = [(first, standing(status), teller)]
    mentions += [(span_in(record, words), standing(told), by) for words, told, by in also]
    return Event(
        f"event {trigger}", kind, None, (), first,
        tuple(EventMention(s.start, s.end, s.quote, told, by) for s, told, by in mentions),
        tuple(
            Participation(ids[name], role, standing(own) if own is not None else None, span_in(record, words))
            for name, role, words, own in parts
        ),
        tuple(span_in(record, words) for words in topic),
        When(when, None, "day", "relative", when, first) if when is not None else None,
        Where(where, span_in(record, where)) if where is not None else None,
        standing(status), teller, _ORIGIN,
    )  # fmt: skip


def condition_in(
    record: Record,
    relation: Relation,
    cue: str,
    condition: str,
    outcome: str | None,
    *,
    negated: bool = False,
    counterfactual: bool = False,
    holder: str | None = None,
    events: Sequence[Event] = (),
) -> Condition:
    """A condition by hand."""
    return Condition(
        f"condition {cue}", relation, span_in(record, condition),
        span_in(record, outcome) if outcome is not None else None, span_in(record, cue),
        tuple(event.id for event in events), (), negated, counterfactual, holder, _ORIGIN,
    )  # fmt: skip


def with_findings(record: Record, *findings: Event | Condition) -> Record:
    """The record with these events and conditions and no others."""
    return replace(
        record,
        events=tuple(each for each in findings if isinstance(each, Event)),
        conditions=tuple(each for each in findings if isinstance(each, Condition)),
    )


@lru_cache(maxsize=200)
def record_of(text: str, published: str | None = "2025-03-04") -> Record:
    """The record of a report, as the program reads it."""
    return onrecord.read(text, published=published, language="en")
