"""Events: drafts joined with actors, dates and places, each with its standing; the mentions of one event together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.actor_cast import Cast
from onrecord.extract.event_draft import EventDraft, WordScores
from onrecord.extract.event_mention import EventMentionDraft
from onrecord.extract.event_merging import merge_mentions
from onrecord.extract.event_presence import Presence
from onrecord.extract.event_setting import Settings
from onrecord.extract.event_standing import resolve_event_standing
from onrecord.extract.event_type import find_echoes, resolve_type
from onrecord.extract.event_voices import Tellers, Voices
from onrecord.ids import finding_id
from onrecord.language import Parse
from onrecord.lexicon.events import contexts_of
from onrecord.models.tagger import Tagger
from onrecord.record import (
    Actor,
    Document,
    Event,
    EventMention,
    Factuality,
    Origin,
    Participation,
    Place,
    Statement,
    Status,
    TimeExpression,
)

VERSION = "1"
# Of several standings of one event, or of one who takes part in it, the first of these is told.
STRENGTH: tuple[Status, ...] = (
    "happened", "ongoing", "called_off", "did_not_happen", "scheduled", "expected", "intended", "proposed", "possible",
    "conditional", "denied", "unknown",
)  # fmt: skip
PART_STRENGTH = ("host", "actor", "recipient", "participant")


def find_events(
    document: Document,
    parse: Parse,
    drafts: Sequence[EventDraft],
    actors: Sequence[Actor],
    statements: Sequence[Statement],
    times: Sequence[TimeExpression],
    places: Sequence[Place],
    scores: WordScores | None = None,
    tagger: Tagger | None = None,
) -> tuple[Event, ...]:
    """One event for each that a report tells of, in the order of their first mentions.

    `scores` are those of the trained heads of `tagger`; both are None where rules alone read.
    """
    cast = Cast(actors, parse)
    settings = Settings(parse, times, places)
    tellers = Tellers(statements)
    voices = Voices(document, parse, cast, actors, statements, tellers)
    echoes = find_echoes(parse, drafts)
    mentions = [
        _mention(document, parse, draft, voices, settings, tellers, scores)
        for draft in (replace(d, senses=()) if d.head in echoes else d for d in drafts)
    ]
    mentions.sort(key=lambda m: m.draft.trigger)
    model = parse.model if tagger is None else f"{parse.model}, {tagger.name}"
    origin = Origin("events", VERSION, model)
    groups = merge_mentions(parse, mentions, _present(parse, actors))
    presence = Presence(document, parse, cast)
    return tuple(_event(document, parse, group, tuple(presence.at(group)), origin) for group in groups)


def _present(parse: Parse, actors: Sequence[Actor]) -> dict[int, frozenset[str]]:
    """The ids of the actors that each sentence mentions."""
    found: dict[int, set[str]] = defaultdict(set)
    for actor in actors:
        for mention in actor.mentions:
            for token in parse.tokens_in(mention.start, mention.end)[:1]:
                found[token.sentence].add(actor.id)
    return {sentence: frozenset(ids) for sentence, ids in found.items()}


def _mention(
    document: Document,
    parse: Parse,
    draft: EventDraft,
    voices: Voices,
    settings: Settings,
    tellers: Tellers,
    scores: WordScores | None,
) -> EventMentionDraft:
    """A draft with its actors, type, standing, date, place and topic."""
    when = settings.when(draft)
    teller = tellers.of(*draft.trigger)
    told_by = parse.head_of(teller.cue.start, teller.cue.end) if teller is not None and teller.cue is not None else None
    value = float(scores.value[draft.head]) if scores is not None else None
    factuality = resolve_event_standing(
        document, parse, draft.verb, draft.head, value=value, when=when, told_by=told_by.i if told_by else None
    )
    roles: list[Participation] = []
    for part in voices.in_order(draft.parts):
        actor = voices.find(part)
        if actor is not None and not any(role.actor == actor.id for role in roles):
            own = factuality
            if part.standing is not None:
                own = resolve_event_standing(document, parse, part.standing, part.standing, when=when)
            roles.append(Participation(actor.id, part.role, own, document.cite(part.start, part.end)))
    roles.sort(key=lambda role: role.span.start)
    where, topic = settings.where(draft), settings.topic(document, draft)
    sense = resolve_type(draft, scores, told=bool(when or where or topic))
    return EventMentionDraft(
        draft, parse.tokens[draft.head].sentence, sense.type if sense else None, sense.mode if sense else None,
        tuple(roles), topic if draft.senses else (), when, where, factuality, teller.id if teller is not None else None,
    )  # fmt: skip


def _event(
    document: Document,
    parse: Parse,
    group: Sequence[EventMentionDraft],
    placed: Sequence[Participation],
    origin: Origin,
) -> Event:
    """The event of a group of mentions, the first of which names it; `placed` are those told to be at its venue."""
    first = group[0]
    chosen = _strongest(group)
    topics = dict.fromkeys(span for mention in group for span in mention.topic)
    return Event(
        id=finding_id(document.id, "event", *first.draft.trigger),
        type=first.type,
        mode=next((m.mode for m in group if m.mode is not None), None),
        contexts=_contexts(parse, group) if first.type is not None else (),
        trigger=document.cite(*first.draft.trigger),
        mentions=tuple(
            EventMention(span.start, span.end, span.quote, mention.factuality, mention.reported_in)
            for mention in group
            for span in [document.cite(*mention.draft.trigger)]
        ),
        roles=tuple(_roles([*(role for mention in group for role in mention.roles), *placed])),
        topic=tuple(topics),
        when=next((m.when for m in group if m.when is not None), None),
        where=next((m.where for m in group if m.where is not None), None),
        factuality=chosen.factuality,
        reported_in=chosen.reported_in,
        origin=origin,
    )


def _strongest(group: Sequence[EventMentionDraft]) -> EventMentionDraft:
    """The strongest mention that the report itself tells, else the latest."""
    own = [mention for mention in group if mention.reported_in is None]
    return min(own, key=lambda m: STRENGTH.index(m.factuality.status)) if own else group[-1]


def _roles(found: Sequence[Participation]) -> Iterator[Participation]:
    """Each actor once, with the most telling of its roles and the strongest of its standings, in text order."""
    parts: dict[str, list[Participation]] = {}
    for role in found:
        parts.setdefault(role.actor, []).append(role)
    for same in parts.values():
        told = min(same, key=lambda r: (STRENGTH.index(_status(r.factuality)), PART_STRENGTH.index(r.role)))
        yield replace(told, role=min((r.role for r in same), key=PART_STRENGTH.index))


def _status(factuality: Factuality | None) -> Status:
    return factuality.status if factuality is not None else "unknown"


def _contexts(parse: Parse, group: Sequence[EventMentionDraft]) -> tuple[str, ...]:
    """PLOVER's contexts, by the words of the sentences that tell of the event."""
    return contexts_of(word.lemma for mention in group for word in parse.sentence_words(mention.sentence))
