"""Small records made by hand for the tests of asking: who said what, met whom, what depends on what; all invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.ids import document_id, finding_id, text_hash
from onrecord.record import (
    Actor,
    ActorKind,
    Attitude,
    Authority,
    Certainty,
    Condition,
    Document,
    Event,
    EventMention,
    Factuality,
    Manner,
    Mention,
    Origin,
    Participation,
    Precision,
    ProducedBy,
    Record,
    Relation,
    Role,
    Sentence,
    Span,
    Statement,
    Status,
    When,
    Where,
)

ORIGIN = Origin("by_hand", "1", "none")


@dataclass(frozen=True)
class Who:
    """An actor."""

    name: str
    kind: ActorKind = "person"
    country: str | None = None
    role: str | None = None
    organization: str | None = None


@dataclass(frozen=True)
class Said:
    """A statement: the sentence is “{words},” {speaker} said."""

    speaker: Who | None
    words: str
    authority: Authority = "named"
    attitude: Attitude = "speech"
    manner: Manner = "direct"


@dataclass(frozen=True)
class Met:
    """An event: the sentence is {who} and {who} {trigger} in {place}."""

    who: Sequence[Who]
    trigger: str = "met"
    type: str | None = "CONSULT"
    status: Status = "happened"
    certainty: Certainty = "certain"
    start: str | None = None
    end: str | None = None
    precision: Precision = "day"
    place: str | None = None
    country: str | None = None


@dataclass(frozen=True)
class Depends:
    """A condition: the sentence is {outcome} {cue} {condition}, {holder} said."""

    condition: str
    outcome: str | None = None
    holder: Who | None = None
    relation: Relation = "if"
    cue: str = "if"


Part = Said | Met | Depends


def report(
    *parts: Part, published: str | None = "2025-03-10", publisher: str | None = "River Post",
    title: str | None = "A report", uri: str | None = None,
) -> Record:  # fmt: skip
    """The record of a report with a sentence for each part, in paragraphs of their own."""
    return _Report(parts, published, publisher, title, uri).record()


@dataclass
class _Report:
    parts: Sequence[Part]
    published: str | None
    publisher: str | None
    title: str | None
    uri: str | None
    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    mentions: dict[Who, list[Mention]] = field(default_factory=dict)

    def record(self) -> Record:
        spans = [self.write(number, part) for number, part in enumerate(self.parts)]
        self.document = Document(
            document_id(self.uri, self.publisher, self.text), self.uri, "text/plain", self.title, None, self.publisher,
            self.published, "given" if self.published else None, "en", self.text, text_hash(self.text),
        )  # fmt: skip
        statements, events, conditions = [], [], []
        for part, told in zip(self.parts, spans, strict=True):
            if isinstance(part, Said):
                statements.append(self.said(part, told))
            elif isinstance(part, Met):
                events.append(self.met(part, told))
            else:
                statement = self.holding(part, told)
                if statement is not None:
                    statements.append(statement)
                conditions.append(self.depends(part, told, statement))
        return Record(
            ProducedBy("0.1", "0123456789abcdef"), self.document, sentences=tuple(self.sentences),
            actors=tuple(self.actor(who) for who in self.mentions), statements=tuple(statements),
            events=tuple(events), conditions=tuple(conditions),
        )  # fmt: skip

    def write(self, number: int, part: Part) -> dict[str, Span]:
        """Write a part's sentence; gives its spans by name."""
        pieces: list[tuple[str, str]] = []
        if isinstance(part, Said):
            if part.manner == "direct":
                pieces = [("", "“"), ("words", part.words), ("", ",” ")]
            else:
                pieces = [("words", part.words), ("", ", ")]
            pieces += [("speaker", part.speaker.name), ("", " ")] if part.speaker else []
            pieces += [("cue", "said"), ("", ".")]
        elif isinstance(part, Met):
            for place, who in enumerate(part.who):
                pieces += [("", " and " if place else ""), (f"who{place}", who.name)]
            pieces += [("", " " if part.who else ""), ("trigger", part.trigger)]
            pieces += [("", " in "), ("place", part.place)] if part.place else []
            pieces += [("", " on "), ("when", part.start)] if part.start else []
            pieces.append(("", "."))
        else:
            pieces = [("outcome", part.outcome), ("", " ")] if part.outcome else []
            pieces += [("cue", part.cue), ("", " "), ("condition", part.condition)]
            pieces += [("", ", "), ("speaker", part.holder.name), ("", " "), ("said", "said")] if part.holder else []
            pieces.append(("", "."))
        self.text += "\n\n" if number else ""
        start, spans = len(self.text), {}
        for name, words in pieces:
            if name:
                spans[name] = Span(len(self.text), len(self.text) + len(words), words)
            self.text += words
        self.sentences.append(Sentence(start, len(self.text), number))
        one = None if isinstance(part, Met) else part.speaker if isinstance(part, Said) else part.holder
        people: Sequence[Who | None] = part.who if isinstance(part, Met) else (one,)
        for place, each in enumerate(people):
            span = spans.get(f"who{place}") or spans.get("speaker")
            if each is not None and span is not None:
                self.mention(each, span)
        return spans

    def mention(self, who: Who, span: Span) -> None:
        form = "nominal" if who.kind == "unnamed" else "name"
        self.mentions.setdefault(who, []).append(Mention(span.start, span.end, span.quote, form))  # type: ignore[arg-type]

    def id(self, kind: str, span: Span | Mention) -> str:
        return finding_id(self.document.id, kind, span.start, span.end)

    def actor_id(self, who: Who) -> str:
        return self.id("actor", self.mentions[who][0])

    def actor(self, who: Who) -> Actor:
        first = self.mentions[who][0]
        organization = next((self.actor_id(each) for each in self.mentions if each.name == who.organization), None)
        roles: tuple[Role, ...] = ()
        if who.role is not None:
            roles = (Role(who.role, organization, None, "current", Span(first.start, first.end, first.quote)),)
        return Actor(
            self.actor_id(who), who.kind, who.name, who.country, None, roles, tuple(self.mentions[who]), ORIGIN
        )

    def said(self, part: Said, told: dict[str, Span]) -> Statement:
        return Statement(
            self.id("statement", told["cue"]), self.actor_id(part.speaker) if part.speaker else None,
            told.get("speaker"), part.authority, (), part.attitude, part.manner, told["cue"], (told["words"],), None,
            None, None, Factuality("happened", "certain", "positive", "past"), None, ORIGIN,
        )  # fmt: skip

    def holding(self, part: Depends, told: dict[str, Span]) -> Statement | None:
        if part.holder is None:
            return None
        content = self.document.cite(told.get("outcome", told["cue"]).start, told["condition"].end)
        said = Said(part.holder, content.quote, manner="indirect")
        return replace(self.said(said, {**told, "cue": told["said"], "words": content}))

    def met(self, part: Met, told: dict[str, Span]) -> Event:
        factuality = Factuality(part.status, part.certainty, "positive", "past")
        trigger = told["trigger"]
        when = None
        if part.start is not None:
            when = When(part.start, part.end, part.precision, "stated", part.start, told["when"])
        where = None
        if part.place is not None:
            where = Where(part.place, told["place"], part.country, None, 50.0, 4.0, None)
        roles = tuple(
            Participation(self.actor_id(who), "participant", None, told[f"who{place}"])
            for place, who in enumerate(part.who)
        )
        return Event(
            self.id("event", trigger), part.type, None, (), trigger,
            (EventMention(trigger.start, trigger.end, trigger.quote, factuality, None),), roles, (), when, where,
            factuality, None, ORIGIN,
        )  # fmt: skip

    def depends(self, part: Depends, told: dict[str, Span], holder: Statement | None) -> Condition:
        return Condition(
            self.id("condition", told["cue"]), part.relation, told["condition"], told.get("outcome"), told["cue"],
            (), (), False, False, None if holder is None else holder.id, ORIGIN,
        )  # fmt: skip
