"""Every central type: what `onrecord/1` holds, as frozen objects.

Field names and meanings are those of the record format (docs/record-format.md). `document.text` is the only coordinate
system: offsets are half-open `[start, end)` in code points of it, and `Document.cite` is the only maker of spans.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import Literal

from onrecord.errors import BrokenInvariant

FORMAT = "onrecord/1"

ActorKind = Literal["person", "organization", "country", "group", "unnamed", "document"]
MentionForm = Literal["name", "title", "nominal", "pronoun"]
RoleStatus = Literal["current", "former", "elect", "designate", "acting", "candidate"]
Authority = Literal["named", "unnamed", "collective", "document", "outlet"]
Attitude = Literal["speech", "thought", "intent"]
Manner = Literal["direct", "mixed", "indirect"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative", "unknown"]
Tense = Literal["past", "present", "future"]
Status = Literal[
    "happened", "ongoing", "scheduled", "expected", "intended", "proposed", "possible", "conditional",
    "did_not_happen", "denied", "called_off", "unknown",
]  # fmt: skip
Precision = Literal[
    "minute", "hour", "part_of_day", "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade",
    "century",
]  # fmt: skip
Basis = Literal["stated", "relative", "assumed"]
PublishedBasis = Literal["given", "metadata", "text"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Participant = Literal["actor", "recipient", "host", "participant"]
Relation = Literal["requires", "if", "unless", "until", "provided", "prevents", "proportional"]
FurnitureKind = Literal[
    "syndication_notice", "agency_credit", "dateline", "byline", "reporting_credit", "copyright", "caption", "credit",
    "read_more", "prompt", "pull_quote", "contact", "navigation",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document: `document.text[start:end] == quote` always holds."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class FirstPublished:
    """Who published the report first, as its syndication notice or agency credit says."""

    publisher: str
    title: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One report as it was read. Its id hashes address, publisher and text."""

    id: str
    uri: str | None
    media_type: str
    title: str | None
    byline: str | None
    publisher: str | None
    published: str | None  # ISO 8601 date, or timestamp with offset
    published_basis: PublishedBasis | None
    language: str | None
    text: str
    text_hash: str
    first_published_by: FirstPublished | None = None

    def cite(self, start: int, end: int) -> Span:
        """The words from `start` to `end`; raises BrokenInvariant where they are none or not in the text."""
        if not 0 <= start < end <= len(self.text):
            raise BrokenInvariant(f"span {start}-{end} is outside the text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Origin:
    """How a finding was made: which extractor, in which version, on which language model."""

    extractor: str
    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words that are not part of the report; nothing is extracted from them."""

    id: str
    kind: FurnitureKind
    span: Span
    origin: Origin


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the number of its paragraph, from 0."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class When:
    """An interval `[start, end)`, never more precise than the words; either bound may be open (None)."""

    start: str | None
    end: str | None
    precision: Precision
    basis: Basis
    timex: str | None
    span: Span | None  # None only where basis is "assumed"


@dataclass(frozen=True, slots=True)
class Where:
    """A place as the setting of a finding."""

    name: str
    span: Span
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class Factuality:
    """How sure something is told: FactBank's certainty and polarity, its time, and the status they give."""

    status: Status
    certainty: Certainty
    polarity: Polarity
    time: Tense
    cues: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an actor."""

    start: int
    end: int
    quote: str
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Role:
    """An office or position: of a person, in an organization (an actor's id) or a country (ISO 3166-1 alpha-3)."""

    title: str
    organization: str | None
    country: str | None
    status: RoleStatus
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, speaks or is spoken of: one for each real one in the text, local to the document."""

    id: str
    kind: ActorKind
    name: str
    country: str | None
    sector: str | None  # PLOVER's actor sectors: GOV, MIL, LEG, IGO, NGO, MED, BUS, ...
    roles: tuple[Role, ...]
    mentions: tuple[Mention, ...]
    origin: Origin
    identifiers: tuple[tuple[str, str], ...] = ()  # pairs of scheme and value, e.g. ("wikidata", "Q57792")


@dataclass(frozen=True, slots=True)
class Via:
    """One link of the chain behind a statement: "a draft … seen by The New York Times"."""

    actor: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said, thought or meant to do what, and on whose authority."""

    id: str
    speaker: str | None  # actor id
    speaker_span: Span | None
    authority: Authority
    via: tuple[Via, ...]
    attitude: Attitude
    manner: Manner
    cue: Span | None
    content: tuple[Span, ...]
    addressee: str | None  # actor id
    when: When | None
    where: Where | None
    factuality: Factuality
    reported_in: str | None  # statement id
    origin: Origin


@dataclass(frozen=True, slots=True)
class EventMention:
    """One mention of an event, with its own standing and teller."""

    start: int
    end: int
    quote: str
    factuality: Factuality
    reported_in: str | None


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor's part in an event, with its own standing: "were also expected to attend"."""

    actor: str
    role: Participant
    factuality: Factuality | None
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is planned, feared or denied, coded in PLOVER; `type` is None outside its sixteen."""

    id: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    trigger: Span
    mentions: tuple[EventMention, ...]
    roles: tuple[Participation, ...]
    topic: tuple[Span, ...]
    when: When | None
    where: Where | None
    factuality: Factuality
    reported_in: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Condition:
    """What is said to depend on what."""

    id: str
    relation: Relation
    condition: Span
    outcome: Span | None
    cue: Span
    condition_events: tuple[str, ...]
    outcome_events: tuple[str, ...]
    negated_outcome: bool
    counterfactual: bool
    holder: str | None  # statement id
    origin: Origin


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 expression. `value` is normalised where it could be; `when` its interval where it has one."""

    id: str
    span: Span
    timex_type: TimexType
    value: str | None
    mod: str | None
    quant: str | None
    freq: str | None
    when: When | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; `approximate` where the point is the centre of a region's towns."""

    id: str
    span: Span
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    approximate: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Note:
    """What the reader should know of the reading: something left open, or not done, and where."""

    code: str
    detail: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ProducedBy:
    """What made the record; nothing that changes from run to run."""

    onrecord: str
    options_hash: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that was found in one report."""

    produced_by: ProducedBy
    document: Document
    furniture: tuple[Furniture, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    conditions: tuple[Condition, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()

    def _repr_html_(self) -> str:
        """The marked-up text, for notebooks; found by name, for it is made above this module."""
        return str(import_module("onrecord.render.html").render_fragment(self))


@dataclass(frozen=True, slots=True)
class Item:
    """One report on its way in: what a source knows of it. Only `text` (main text, decoded) is certain."""

    text: str
    uri: str | None = None
    media_type: str = "text/plain"
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A report that was refused, and why: `code` for counting, `detail` for a person."""

    code: str
    detail: str
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text, and its number from 0 among all blocks of the text, those that are furniture included."""

    start: int
    end: int
    number: int = field(default=0)
