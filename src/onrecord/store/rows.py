"""Record -> rows of the tables: the one function that both saving and checking go by."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from onrecord.ids import canonical_json, text_hash
from onrecord.record import (
    Actor,
    Condition,
    Document,
    Event,
    Factuality,
    Origin,
    Place,
    Record,
    Role,
    Span,
    Statement,
    When,
    Where,
)
from onrecord.store.name_keys import name_key

Value: TypeAlias = str | int | float | bool | bytes | None
Row: TypeAlias = dict[str, Value]

LONGEST_ADDRESS = 600  # characters; PostgreSQL's indexes hold 2,700 bytes
GAP = " … "  # between the parts of what is not told in one piece


class Part(NamedTuple):
    """A row that belongs to a finding's: a mention, a role, a link of the chain …"""

    table: str
    row: Row


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding's row and those of its parts; without what the database alone knows: numbers, and since when."""

    table: str
    row: Row
    parts: tuple[Part, ...] = ()


class Alias(NamedTuple):
    """A name by which an actor is called; all for comparison."""

    key: str
    actor_key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of one record."""

    document: Row
    reading: Row
    findings: tuple[Finding, ...]


def rows_of(record: Record) -> Rows:
    """The rows of a record. Pure: the same record gives the same rows."""
    return Rows(row_of_document(record.document), _reading_row(record), tuple(_RowsOfFindings(record).findings()))


def aliases_of(finding: Finding) -> tuple[Alias, ...]:
    """The names that an actor's row brings to the table `name`; none for one who is not named."""
    row = finding.row
    if finding.table != "actor" or row["kind"] == "unnamed":
        return ()
    own, kind = str(row["name_key"]), str(row["kind"])
    called = keys_of(own, kind) | {
        name_key(str(part.row["mention_quote"]))
        for part in finding.parts
        if part.table == "mention" and part.row["form"] == "name"
    }
    return tuple(Alias(key, own, kind) for key in sorted(called))


def keys_of(own: str, kind: str) -> set[str]:
    """By which keys an actor goes for its name alone: a person by the surname as well, whether a report does or not."""
    return {own, *own.split()[-1:]} if kind == "person" else {own}


def row_of_document(document: Document) -> Row:
    """A document's own row."""
    first = document.first_published_by
    return {
        "id": document.id, "uri": document.uri, "publisher": document.publisher,
        "publisher_key": _key(document.publisher), "title": document.title, "byline": document.byline,
        "media_type": document.media_type, "language": document.language, "published": document.published,
        "published_basis": document.published_basis, "published_day": _day(document.published),
        "text": document.text, "text_hash": document.text_hash,
        "first_published_by": None if first is None else first.publisher,
        "lineage": _lineage(document),
    }  # fmt: skip


def _lineage(document: Document) -> str:
    """What the revisions of one address share: the address; of one too long for an index, its start and hash."""
    if document.uri is None or len(document.uri) <= LONGEST_ADDRESS:
        return document.uri or document.id
    return f"{document.uri[:LONGEST_ADDRESS]}…{text_hash(document.uri)}"


def _reading_row(record: Record) -> Row:
    made = record.produced_by
    return {
        "onrecord": made.onrecord, "options_hash": made.options_hash, "actors": len(record.actors),
        "statements": len(record.statements), "events": len(record.events), "conditions": len(record.conditions),
        "places": len(record.places),
    }  # fmt: skip


class _RowsOfFindings:
    """The findings of one record as rows, with what they copy from each other at hand."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actors = {actor.id: actor for actor in record.actors}
        self.speakers = {each.id: each.speaker for each in record.statements}
        self.sentence_starts = [sentence.start for sentence in record.sentences]
        published = record.document.published
        self.published: Row = {
            "publisher_key": _key(record.document.publisher), "published_day": _day(published),
        }  # fmt: skip

    def findings(self) -> Iterator[Finding]:
        """All of them, by table and in the record's order."""
        for position, actor in enumerate(self.record.actors):
            yield self._actor(position, actor)
        for position, statement in enumerate(self.record.statements):
            yield self._statement(position, statement)
        for position, event in enumerate(self.record.events):
            # Two event words of three are neither political nor dated ("invented", "conference").
            if event.type is not None or event.when is not None:
                yield self._event(position, event)
        for position, condition in enumerate(self.record.conditions):
            yield self._condition(position, condition)
        for position, place in enumerate(self.record.places):
            yield self._place(position, place)

    def _actor(self, position: int, actor: Actor) -> Finding:
        key = name_key(actor.name)
        row: Row = {
            "id": actor.id, "position": position, "kind": actor.kind, "name": actor.name, "name_key": key,
            "country": actor.country, "sector": actor.sector,
            "identifiers": canonical_json(dict(actor.identifiers)) if actor.identifiers else None,
            "mentions": len(actor.mentions), **self.published, **_origin(actor.origin),
        }  # fmt: skip
        roles = (
            Part("actor_role", {
                "position": number, "name_key": key, "title": role.title, "title_key": name_key(role.title),
                "organization_id": role.organization, "organization": self._name(role.organization),
                "organization_key": _key(self._name(role.organization)), "country": role.country,
                "status": role.status, **_span("role", role.span), "published_day": self.published["published_day"],
            })
            for number, role in enumerate(actor.roles)
        )  # fmt: skip
        mentions = (
            Part("mention", {
                "position": number, "mention_start": each.start, "mention_end": each.end, "mention_quote": each.quote,
                "form": each.form,
            })
            for number, each in enumerate(actor.mentions)
        )  # fmt: skip
        return Finding("actor", row, (*roles, *mentions))

    def _statement(self, position: int, statement: Statement) -> Finding:
        speaker = self.actors.get(statement.speaker or "")
        role = _first_role(speaker)
        organization = None if role is None else self._name(role.organization)
        addressee = self._name(statement.addressee)
        anchor = statement.cue or (statement.content[0] if statement.content else statement.speaker_span)
        row: Row = {
            "id": statement.id, "position": position, "speaker_id": statement.speaker,
            **_span("speaker", statement.speaker_span), "speaker_name": speaker.name if speaker else None,
            "speaker_key": _key(speaker.name) if speaker else None, "speaker_kind": speaker.kind if speaker else None,
            "speaker_country": _country(speaker), "speaker_sector": speaker.sector if speaker else None,
            "speaker_role": role.title if role else None, "speaker_role_key": _key(role.title) if role else None,
            "speaker_organization": organization, "speaker_organization_key": _key(organization),
            "authority": statement.authority, "attitude": statement.attitude, "manner": statement.manner,
            **_span("cue", statement.cue), **_joined("content", statement.content),
            "content": GAP.join(part.quote for part in statement.content),
            "addressee_id": statement.addressee, "addressee_name": addressee, "addressee_key": _key(addressee),
            **self._when(statement.when), **_where(statement.where), **_factuality(statement.factuality),
            "reported_in": statement.reported_in, **self._sentence(anchor), **self.published,
            **_origin(statement.origin),
        }  # fmt: skip
        contents = statement.content if len(statement.content) > 1 else ()
        parts = (
            *(
                Part("statement_content", {"position": number, **_span("content", part)})
                for number, part in enumerate(contents)
            ),
            *(
                Part("via", {
                    "position": number, "actor_id": link.actor, "name": self._name(link.actor) or link.span.quote,
                    "name_key": name_key(self._name(link.actor) or link.span.quote), "kind": self._kind(link.actor),
                    **_span("via", link.span),
                })
                for number, link in enumerate(statement.via)
            ),
        )  # fmt: skip
        return Finding("statement", row, parts)

    def _event(self, position: int, event: Event) -> Finding:
        when = self._when(event.when)
        row: Row = {
            "id": event.id, "position": position, "type": event.type, "mode": event.mode,
            "contexts": " ".join(event.contexts) or None, **_span("trigger", event.trigger),
            **_joined("topic", event.topic), "topic": GAP.join(part.quote for part in event.topic) or None,
            **when, **_where(event.where), **_factuality(event.factuality), "reported_in": event.reported_in,
            "mentions": len(event.mentions), **self._sentence(event.trigger), **self.published,
            **_origin(event.origin),
        }  # fmt: skip
        mentions = (
            Part("event_mention", {
                "position": number, "mention_start": each.start, "mention_end": each.end, "mention_quote": each.quote,
                **_factuality(each.factuality), "reported_in": each.reported_in,
            })
            for number, each in enumerate(() if _says_all(event) else event.mentions)
        )  # fmt: skip
        roles = []
        for number, taken in enumerate(event.roles):
            actor = self.actors.get(taken.actor)
            office = _first_role(actor)
            name = actor.name if actor else taken.span.quote
            roles.append(Part("event_role", {
                "position": number, "role": taken.role, "actor_id": taken.actor, "name": name,
                "name_key": name_key(name), "kind": self._kind(taken.actor), "country": _country(actor),
                "sector": actor.sector if actor else None, "title": office.title if office else None,
                "organization": self._name(office.organization) if office else None,
                **_factuality(taken.factuality), **_span("role", taken.span), "type": event.type, "day": when["day"],
            }))  # fmt: skip
        return Finding("event", row, (*mentions, *roles))

    def _condition(self, position: int, condition: Condition) -> Finding:
        holder = self.actors.get(self.speakers.get(condition.holder or "") or "")
        row: Row = {
            "id": condition.id, "position": position, "relation": condition.relation,
            **_span("condition", condition.condition), **_span("outcome", condition.outcome),
            **_span("cue", condition.cue), "negated_outcome": condition.negated_outcome,
            "counterfactual": condition.counterfactual, "holder_id": condition.holder,
            "holder_name": holder.name if holder else None, "holder_key": _key(holder.name) if holder else None,
            "holder_country": _country(holder), **self._sentence(condition.cue), **self.published,
            **_origin(condition.origin),
        }  # fmt: skip
        events = (
            Part("condition_event", {"part": part, "position": number, "event_id": event})
            for part, ids in (("condition", condition.condition_events), ("outcome", condition.outcome_events))
            for number, event in enumerate(ids)
        )
        return Finding("condition", row, tuple(events))

    def _place(self, position: int, place: Place) -> Finding:
        return Finding("place", {
            "id": place.id, "position": position, **_span("place", place.span), "name": place.name,
            "name_key": name_key(place.name), "country": place.country, "admin1": place.admin1, "lat": place.lat,
            "lon": place.lon, "geonames_id": place.geonames_id, "approximate": place.approximate,
            **_origin(place.origin),
        })  # fmt: skip

    def _name(self, actor_id: str | None) -> str | None:
        actor = self.actors.get(actor_id or "")
        return None if actor is None else actor.name

    def _kind(self, actor_id: str) -> str:
        actor = self.actors.get(actor_id)
        return "unnamed" if actor is None else actor.kind

    def _when(self, when: When | None) -> Row:
        if when is None:
            return {
                "when_start": None, "when_end": None, "when_precision": None, "when_basis": None, "when_timex": None,
                "when_span_start": None, "when_span_end": None, "when_quote": None,
                "day": self.published["published_day"],
            }  # fmt: skip
        span = when.span
        return {
            "when_start": when.start, "when_end": when.end, "when_precision": when.precision, "when_basis": when.basis,
            "when_timex": when.timex, "when_span_start": span.start if span else None,
            "when_span_end": span.end if span else None, "when_quote": span.quote if span else None,
            "day": _day(when.start) or self.published["published_day"],
        }  # fmt: skip

    def _sentence(self, anchor: Span | None) -> Row:
        number = bisect_right(self.sentence_starts, anchor.start) - 1 if anchor is not None else -1
        if number < 0:
            return {"sentence_start": None, "sentence_end": None}
        sentence = self.record.sentences[number]
        return {"sentence_start": sentence.start, "sentence_end": sentence.end}


def _says_all(event: Event) -> bool:
    """Whether an event's only mention says nothing that the event itself does not."""
    if len(event.mentions) != 1:
        return False
    (only,), told = event.mentions, event.factuality
    return (
        (only.start, only.end) == (event.trigger.start, event.trigger.end)
        and only.reported_in == event.reported_in
        and _factuality(only.factuality) == _factuality(told)
    )


def _first_role(actor: Actor | None) -> Role | None:
    """The office by which an actor goes: the first that is current, else the first."""
    if actor is None or not actor.roles:
        return None
    return next((role for role in actor.roles if role.status == "current"), actor.roles[0])


def _country(actor: Actor | None) -> str | None:
    if actor is None:
        return None
    role = _first_role(actor)
    return actor.country or (role.country if role else None)


def _key(name: str | None) -> str | None:
    return None if name is None else name_key(name)


def _day(instant: str | None) -> str | None:
    return None if instant is None else instant[:10]


def _span(name: str, span: Span | None) -> Row:
    if span is None:
        return {f"{name}_start": None, f"{name}_end": None, f"{name}_quote": None}
    return {f"{name}_start": span.start, f"{name}_end": span.end, f"{name}_quote": span.quote}


def _joined(name: str, spans: Sequence[Span]) -> Row:
    """Where the first of several parts starts and where the last ends."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    return {f"{name}_start": min(starts, default=None), f"{name}_end": max(ends, default=None)}


def _where(where: Where | None) -> Row:
    if where is None:
        return {
            "where_name": None, "where_key": None, "where_country": None, "where_admin1": None, "where_lat": None,
            "where_lon": None, "where_geonames_id": None, **_span("where", None),
        }  # fmt: skip
    return {
        "where_name": where.name, "where_key": name_key(where.name), "where_country": where.country,
        "where_admin1": where.admin1, "where_lat": where.lat, "where_lon": where.lon,
        "where_geonames_id": where.geonames_id, **_span("where", where.span),
    }  # fmt: skip


def _factuality(told: Factuality | None) -> Row:
    if told is None:
        return {"status": None, "certainty": None, "polarity": None, "time": None}
    return {"status": told.status, "certainty": told.certainty, "polarity": told.polarity, "time": told.time}


def _origin(origin: Origin) -> Row:
    return {"extractor": origin.extractor, "extractor_version": origin.version}
