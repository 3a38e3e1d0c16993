"""A record's findings by their ids, and the pieces of the view that are made of them one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.record import Actor, Attitude, Event, Record, Span, Statement
from onrecord.render.view_types import Entry, Place, Section, Voice, Who
from onrecord.render.wording import (
    KINDS,
    lead_in,
    say_authority,
    say_country,
    say_role,
    say_standing,
    say_when,
    show_text,
    told_words,
)

SAME_WORDS = "in the same words"
MOST = 0.8  # of what the carrier says
FIRST_WORDS = 4


@dataclass(slots=True)
class Index:
    """The record's findings by their ids, and its sentences by offset."""

    record: Record
    all_events: bool = False
    actors: dict[str, Actor] = field(init=False)
    statements: dict[str, Statement] = field(init=False)
    events: tuple[Event, ...] = field(init=False)  # those shown
    refs: dict[str, str] = field(init=False)
    carriers: dict[str, str] = field(init=False)
    carried: dict[str, list[Statement]] = field(init=False)
    spoken: dict[str, int] = field(init=False)
    starts: list[int] = field(init=False)
    _said: dict[int, list[Statement]] = field(init=False)

    def __post_init__(self) -> None:
        record = self.record
        self.actors = {a.id: a for a in record.actors}
        self.statements = {s.id: s for s in record.statements}
        self.refs = {a.id: f"a{i}" for i, a in enumerate(record.actors, 1)}
        self.refs |= {s.id: f"s{i}" for i, s in enumerate(record.statements, 1)}
        self.refs |= {e.id: f"e{i}" for i, e in enumerate(record.events, 1)}
        self.events = tuple(e for e in record.events if self.all_events or e.type is not None)
        self.starts = [s.start for s in record.sentences]
        self.carriers = {}
        self.carried = defaultdict(list)
        self.spoken = defaultdict(int)
        for statement in record.statements:
            if statement.speaker is not None:
                self.spoken[statement.speaker] += 1
            carrier = statement.reported_in
            if carrier in self.statements and carrier is not None and not self._carries(statement.id, carrier):
                self.carriers[statement.id] = carrier
                self.carried[carrier].append(statement)
        self._said = defaultdict(list)
        for statement in record.statements:
            for number in dict.fromkeys(self.sentence_at(part.start) for part in statement.content):
                if number is not None:
                    self._said[number].append(statement)

    def said_in(self, sentence: int) -> list[Statement]:
        """The statements of which a part begins in a sentence, by its number."""
        return self._said.get(sentence, [])

    def _carries(self, outer: str, inner: str | None) -> bool:
        """Whether `inner` is `outer` or is carried by it: then it must not carry it in turn."""
        while inner is not None:
            if inner == outer:
                return True
            inner = self.carriers.get(inner)
        return False

    def sentence_at(self, offset: int) -> int | None:
        """The number of the sentence that holds an offset."""
        found = bisect_right(self.starts, offset) - 1
        return found if found >= 0 and offset < self.record.sentences[found].end else None

    def place(self, start: int, words: str) -> Place:
        """Words, with their paragraph."""
        found = self.sentence_at(start)
        return Place(start, None if found is None else self.record.sentences[found].paragraph + 1, show_text(words))

    def has_role(self, ref: str) -> bool:
        """Whether an actor, by its short name, holds or held any office."""
        return bool(self.record.actors[int(ref[1:]) - 1].roles)

    def who(self, actor: Actor) -> Who:
        """An actor as shown."""
        mentions = sorted(actor.mentions, key=lambda m: (m.start, m.end))
        return Who(
            self.refs[actor.id], actor.kind, show_text(actor.name), self.about(actor), self.spoken[actor.id],
            tuple(self.place(m.start, m.quote) for m in mentions),
        )  # fmt: skip

    def about(self, actor: Actor) -> tuple[str, ...]:
        """Roles, what kind of actor it is if no person, and its country where that does not yet tell."""
        out = list(dict.fromkeys(say_role(role, self.actors) for role in actor.roles))
        if KINDS[actor.kind]:
            out.append(KINDS[actor.kind])
        if actor.country is not None:
            country = say_country(actor.country)
            told = (actor.name, *out) if actor.kind != "country" else (actor.name,)
            if not any(country.casefold() in words.casefold() for words in told):
                out.append(country)
        return tuple(out)

    def section(self, attitude: Attitude) -> Section:
        """The statements of one attitude that no other carries, by speaker, in the order of their first words."""
        own = [s for s in self.record.statements if s.attitude == attitude]
        roots: dict[str, list[Entry]] = defaultdict(list)
        pointers: dict[str, list[tuple[str, Place, str | None]]] = defaultdict(list)
        unknown: list[Entry] = []
        for statement in own:
            speaker = self.actors.get(statement.speaker) if statement.speaker is not None else None
            carrier = self.carriers.get(statement.id)
            if carrier is not None:
                if speaker is not None and self.statements[carrier].speaker != speaker.id:
                    teller = self.speaker_name(self.statements[carrier])
                    place = self.place(_start(statement), _anchor_words(statement))
                    pointers[speaker.id].append((self.refs[statement.id], place, teller))
            elif speaker is None:
                unknown.append(self.entry(statement))
            else:
                roots[speaker.id].append(self.entry(statement))
        voices = [
            Voice(self.refs[a.id], show_text(a.name), self.about(a), tuple(roots[a.id]), tuple(pointers[a.id]))
            for a in self.record.actors
            if a.id in roots or a.id in pointers
        ]
        voices.sort(key=lambda v: (not v.entries, v.entries[0].place.start if v.entries else v.carried[0][1].start))
        if attitude != "speech" and not roots and not unknown:
            voices = []  # where others tell of them alone, they stand with the statements that carry them
        return Section(attitude, tuple(voices), tuple(unknown))

    def speaker_name(self, statement: Statement) -> str | None:
        """The name of the speaker, else the words that name it here."""
        actor = self.actors.get(statement.speaker) if statement.speaker is not None else None
        if actor is not None:
            return show_text(actor.name)
        return show_text(statement.speaker_span.quote) if statement.speaker_span is not None else None

    def teller(self, statement_id: str | None) -> str | None:
        """Who alone tells a finding: "says Ines Calvo", "meant by Austria"; None where the report itself does."""
        statement = self.statements.get(statement_id) if statement_id is not None else None
        if statement is None or (statement.attitude != "speech" and self.speaker_name(statement) is None):
            return None
        verb = {"speech": "says", "thought": "thinks", "intent": "meant by"}[statement.attitude]
        return f"{verb} {self.speaker_name(statement) or 'somebody unnamed'}"

    def entry(self, statement: Statement, carrier: Statement | None = None, shown: Sequence[Span] = ()) -> Entry:
        """A statement as shown, with those it carries.

        `shown` are the words that stand above it already: what lies in them is told by its first words, or, where it is
        about all that its carrier says, by the speaker alone.
        """
        document = self.record.document
        lead, lead_start, lead_end = lead_in(document, statement)
        words = told_words(document, statement)
        if carrier is not None and _lies_in(statement.content, shown):
            if _repeats(statement, carrier):
                lead, words = "", SAME_WORDS
            else:
                words = _first_words(words)
        else:
            shown = (*shown, *statement.content)
        return Entry(
            self.refs[statement.id],
            self.place(_start(statement), _anchor_words(statement)),
            self.speaker_name(statement),
            say_standing(statement.factuality, statement.attitude),
            lead,
            words,
            tuple(self._marks(statement, lead_start, lead_end)),
            tuple(self.entry(each, statement, shown) for each in self.carried.get(statement.id, ())),
        )

    def _marks(self, statement: Statement, lead_start: int, lead_end: int) -> Iterator[str]:
        speaker = self.actors.get(statement.speaker) if statement.speaker is not None else None
        authority = say_authority(statement, speaker)
        if authority is not None:
            yield authority
        hearer = self.actors.get(statement.addressee) if statement.addressee is not None else None
        if hearer is not None and not any(lead_start <= m.start < lead_end for m in hearer.mentions):
            yield f"to {show_text(hearer.name)}"
        if statement.when is not None:
            words = statement.when.span
            shown = words is not None and lead_start <= words.start < lead_end
            yield _dated(words.quote if words is not None and not shown else "", say_when(statement.when))
        if statement.where is not None and not lead_start <= statement.where.span.start < lead_end:
            yield f"in {show_text(statement.where.name)}"
        for via in statement.via:
            link = self.actors.get(via.actor)
            yield f"via {show_text(link.name if link is not None else via.span.quote)}"


def _dated(words: str, label: str | None) -> str:
    shown = show_text(words)
    if label is None or label == shown:
        return shown or "not dated"
    return f"{shown}: {label}" if shown else label


def _lies_in(parts: Sequence[Span], shown: Sequence[Span]) -> bool:
    return bool(parts) and all(any(s.start <= p.start and p.end <= s.end for s in shown) for p in parts)


def _repeats(statement: Statement, carrier: Statement) -> bool:
    """Whether a statement, with its speaker and cue, is about all that its carrier says."""
    own = [*statement.content, *(s for s in (statement.cue, statement.speaker_span) if s is not None)]
    start, end = min(s.start for s in own), max(s.end for s in own)
    within = sum(max(0, min(end, part.end) - max(start, part.start)) for part in carrier.content)
    return within >= MOST * sum(part.end - part.start for part in carrier.content)


def _first_words(words: str) -> str:
    """A few words, by which what stands above can be found there; all, where there are few."""
    found = words.split(" ")
    return words if len(found) <= 2 * FIRST_WORDS else " ".join(found[:FIRST_WORDS]) + " …"


def _start(statement: Statement) -> int:
    """Where the statement's words begin; those of its speaker where it has no others."""
    spans = statement.content or tuple(s for s in (statement.cue, statement.speaker_span) if s is not None)
    return spans[0].start if spans else 0


def _anchor_words(statement: Statement) -> str:
    anchor = statement.cue or (statement.content[0] if statement.content else None)
    return anchor.quote if anchor is not None else ""
