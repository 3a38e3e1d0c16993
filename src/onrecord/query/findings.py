"""What answers are made of: one frozen object for each finding, with the report and the characters it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Span


@dataclass(frozen=True, slots=True)
class Report:
    """The report that a finding comes from. `published` is as the report has it; `revision` counts from 1."""

    document_id: str
    publisher: str | None
    published: str | None
    title: str | None
    uri: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class Time:
    """The time told: `[start, end)`, either of which may be open, and the words that tell it."""

    start: str | None
    end: str | None
    precision: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes part in an event. `status` only where it is the participant's own."""

    name: str
    role: str
    kind: str
    country: str | None
    title: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Saying:
    """Who said what. `said` are the exact words, in their parts; `via` the chain behind them."""

    id: str
    speaker: str | None
    speaker_kind: str | None
    role: str | None
    organization: str | None
    country: str | None
    authority: str
    attitude: str
    manner: str
    cue: Span | None
    said: tuple[Span, ...]
    addressee: str | None
    via: tuple[str, ...]
    time: Time | None
    place: str | None
    status: str
    certainty: str
    polarity: str
    sentence: Span | None
    report: Report

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words that the finding rests on."""
        return self.said or ((self.cue,) if self.cue else ())


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in one report: what, who, when, where, how sure, and by whom it is told (None: by the report)."""

    id: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    trigger: Span
    who: tuple[Taker, ...]
    topic: str | None
    day: str | None
    time: Time | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    status: str
    certainty: str
    polarity: str
    told_by: str | None
    sentence: Span | None
    report: Report

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words that the finding rests on: its sentence, else its trigger."""
        return (self.sentence or self.trigger,)


@dataclass(frozen=True, slots=True)
class Dependence:
    """What is said to depend on what, and by whom (`holder` is None where the report itself says so)."""

    id: str
    relation: str
    condition: Span
    outcome: Span | None
    cue: Span
    negated_outcome: bool
    counterfactual: bool
    holder: str | None
    country: str | None
    sentence: Span | None
    report: Report

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words that the finding rests on."""
        parts = (self.condition, self.outcome) if self.outcome else (self.condition,)
        return tuple(sorted(parts, key=lambda part: part.start))


@dataclass(frozen=True, slots=True)
class Match:
    """Where words that were searched stand: a passage, and `marks`, the offsets in the text of what was looked for."""

    id: str
    kind: str  # report or statement
    speaker: str | None
    passage: Span
    marks: tuple[tuple[int, int], ...]
    rank: int
    report: Report

    @property
    def cited(self) -> tuple[Span, ...]:
        """The passage."""
        return (self.passage,)


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline. `sources` counts the outlets that tell it; `others` are the other findings that do."""

    day: str | None
    kind: str  # statement or event
    what: str
    who: str
    status: str
    sources: int
    id: str
    others: tuple[str, ...]
    quote: Span
    report: Report

    @property
    def cited(self) -> tuple[Span, ...]:
        """The words that the line rests on."""
        return (self.quote,)


@dataclass(frozen=True, slots=True)
class Reliance:
    """On whose authority an outlet's statements are told, in numbers of statements."""

    publisher: str | None
    reports: int
    statements: int
    named: int
    unnamed: int
    collective: int
    document: int
    outlet: int

    @property
    def unnamed_share(self) -> float | None:
        """Statements of unnamed sources among all; None where there are none."""
        return self.unnamed / self.statements if self.statements else None


@dataclass(frozen=True, slots=True)
class Office:
    """A role as reports tell it: from the first to the last day of publication, in how many of those looked at."""

    title: str
    organization: str | None
    country: str | None
    status: str
    first_day: str | None
    last_day: str | None
    reports: int
    quote: Span
    report: Report

    @property
    def cited(self) -> tuple[Span, ...]:
        """The newest words that tell it."""
        return (self.quote,)


@dataclass(frozen=True, slots=True)
class Alias:
    """A name under which somebody is told of, and in how many reports."""

    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class Company:
    """With whom somebody takes part in events, in how many of those looked at."""

    name: str
    events: int
