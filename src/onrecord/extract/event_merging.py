"""Which mentions tell of one event: "met on Wednesday", "the meeting", "the Wednesday night dinner".

A noun with "the" takes up the best of the events before it; a verb or a noun with "a" opens a new one, unless it tells
again, in the same word, of the same people. Two that differ in day, town or those who take part stay two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log2

from onrecord.extract.event_mention import EventMentionDraft
from onrecord.language import Parse, Token
from onrecord.lexicon.events import is_meeting
from onrecord.record import When

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
# Words that tell one event from another of its kind.
ANOTHER = frozenset(
    {"another", "other", "second", "third", "separate", "new", "further", "later", "earlier", "next", "previous",
     "last", "again", "fresh", "similar", "more", "subsequent", "follow-up", "wider"}
)  # fmt: skip
# Nouns that can take up any event of their type, whatever the word that it was first told by.
GENERAL = {
    "CONSULT": frozenset({"meeting", "talk", "talks", "discussion", "gathering", "session", "encounter", "conversation",
                          "consultation", "visit", "trip", "call", "negotiation", "dialogue"}),
    "ASSAULT": frozenset({"attack", "assault", "violence", "strike", "incident", "killing", "fighting", "clash",
                          "raid"}),
    "AGREE": frozenset({"agreement", "deal", "accord", "pact", "treaty", "promise", "pledge"}),
    "PROTEST": frozenset({"protest", "demonstration", "rally", "unrest", "march", "strike"}),
    "SANCTION": frozenset({"sanction", "sanctions", "measure", "penalty", "embargo"}),
    "COERCE": frozenset({"arrest", "detention", "ban", "crackdown", "restriction", "raid", "seizure"}),
    "AID": frozenset({"aid", "assistance", "help", "delivery", "package", "support"}),
    "MOBILIZE": frozenset({"deployment", "mobilization", "build-up", "buildup"}),
    "RETREAT": frozenset({"withdrawal", "pullout", "cease-fire", "ceasefire", "truce", "release", "resignation"}),
    "ACCUSE": frozenset({"accusation", "charge", "allegation", "criticism", "lawsuit", "investigation", "inquiry"}),
    "REQUEST": frozenset({"request", "demand", "call", "appeal"}),
    "REJECT": frozenset({"rejection", "refusal"}),
    "THREATEN": frozenset({"threat", "warning", "ultimatum"}),
}  # fmt: skip
VISITS = frozenset({"visit", "trip", "tour", "travel", "arrive", "stop", "come", "go"})
CALLS = frozenset({"call", "phone", "telephone", "speak", "conversation", "talk"})
MAX_SENTENCES = 30  # from an event's last mention to one that takes it up
ENOUGH = 1.3  # score from which a mention takes up an event; by reading 40 reports with their merges
NEARNESS = 0.12  # taken off for each sentence between
PRESENT = 0.5  # added where the sentence names one who takes part
STRANGERS = 1.5  # taken off where others take part than were named before
UNREAL = 1.5  # where the event was but thought of
RETOLD = 0.7  # where only a speaker told of it, and now the report does
JOINED = 4  # words at most between two verbs that are joined and tell of one act
BARE = 6  # sentences at most from an event to a bare noun for it
OPEN = frozenset({"possible", "conditional", "unknown", "denied", "did_not_happen"})


@dataclass(slots=True)
class _Group:
    """The mentions of one event so far."""

    mentions: list[EventMentionDraft]
    actors: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def add(self, mention: EventMentionDraft, word: str) -> None:
        self.mentions.append(mention)
        self.actors |= mention.actors
        self.words.add(word)

    @property
    def whens(self) -> list[When]:
        return [m.when for m in self.mentions if m.when is not None]


def merge_mentions(
    parse: Parse, mentions: Sequence[EventMentionDraft], present: Mapping[int, frozenset[str]]
) -> tuple[tuple[EventMentionDraft, ...], ...]:
    """The mentions of each event together, in text order; those without a type stand alone.

    `present` holds the ids of the actors that each sentence mentions, by its number.
    """
    groups: list[_Group] = []
    by_type: dict[str, list[_Group]] = {}
    for mention in mentions:
        word = word_of(parse.tokens[mention.draft.head])
        here = present.get(mention.sentence, frozenset())
        # A word that is too weak by itself ("the meeting", of nobody in particular) may yet take up what was told.
        kinds = [mention.type] if mention.type is not None else [sense.type for sense in mention.draft.senses]
        for kind in dict.fromkeys(kinds):
            typed = replace(mention, type=kind)
            # What was told too long ago is left behind, so that time grows with the length of a report and no faster.
            recent = [g for g in by_type.get(kind, ()) if mention.sentence - g.mentions[-1].sentence <= MAX_SENTENCES]
            by_type[kind] = recent
            group = _taken_up(parse, typed, word, recent, here, weak=mention.type is None)
            if group is not None:
                group.add(typed, word)
                break
        else:
            group = _Group([])
            group.add(mention, word)
            groups.append(group)
            if mention.type is not None:
                by_type[mention.type].append(group)
    return tuple(tuple(group.mentions) for group in groups)


def word_of(token: Token) -> str:
    """What a verb and the noun made of it share, near enough: "meet", "meeting"; "attack", "attacked"."""
    lemma = token.lemma.lower()
    for ending in ("ings", "ing", "ments", "ment", "ations", "ation", "ions", "ion", "als", "al", "s", "e"):
        if lemma.endswith(ending) and len(lemma) - len(ending) >= 4:
            return lemma[: -len(ending)]
    return lemma


def _taken_up(
    parse: Parse, mention: EventMentionDraft, word: str, groups: Sequence[_Group], here: frozenset[str], *, weak: bool
) -> _Group | None:
    """The event before that a mention tells of again; None where it opens a new one."""
    head = parse.tokens[mention.draft.head]
    modifiers = [parse.tokens[i] for i in parse.children[head.i]]
    noun = head.pos in ("NOUN", "PROPN")
    if any(m.lemma.lower() in ANOTHER and m.dep in ("amod", "advmod", "det") for m in modifiers):
        return None
    definite = noun and _is_definite(parse, head, mention)
    if weak and not definite:
        return None
    best, best_score = None, ENOUGH
    for group in groups:
        score = _score(parse, mention, word, group, definite=definite)
        if score is not None and definite and here & group.actors:
            score += PRESENT
        if score is not None and score >= best_score:
            best, best_score = group, score
    return best


def _is_definite(parse: Parse, head: Token, mention: EventMentionDraft) -> bool:
    """Whether a noun means an event that is known: "the talks", "their meeting", "Wednesday's meeting"."""
    for i in parse.children[head.i]:
        child = parse.tokens[i]
        if child.i < head.i and (child.dep == "poss" or child.text.lower() in DEFINITE):
            return True
    # "European leaders' dinner", "Thursday talks": named by its day.
    return mention.when is not None and mention.when.span is not None and mention.when.span.start < head.start


def _score(parse: Parse, mention: EventMentionDraft, word: str, group: _Group, *, definite: bool) -> float | None:
    """How well a mention fits an event; None where it cannot be the same."""
    away = mention.sentence - group.mentions[-1].sentence
    if _differs(mention, group) or _is_of_others(mention, group):
        return None
    same_word = word in group.words
    shared = len(mention.actors & group.actors)
    if not definite:
        return ENOUGH + shared - NEARNESS * away if _is_told_again(parse, mention, word, group) else None
    if not same_word and not _general(parse, mention, group):
        return None
    score = 1.5 + (1.0 if same_word else 0.0) + min(shared, 2) + 0.5 * log2(len(group.mentions)) - NEARNESS * away
    # "Attend the dinner" brings in those who were not named before.
    attended = any(part.standing is not None for part in mention.draft.parts)
    if mention.actors and group.actors and not shared and not attended:
        score -= STRANGERS
    if all(m.factuality.status in OPEN for m in group.mentions):
        score -= UNREAL
    if mention.reported_in is None and all(m.reported_in is not None for m in group.mentions):
        score -= RETOLD
    if mention.when is not None and any(_overlap(mention.when, w) for w in group.whens):
        score += 1.0
    return score


def _is_told_again(parse: Parse, mention: EventMentionDraft, word: str, group: _Group) -> bool:
    """Whether a verb, or a noun without "the", tells of the same once more.

    That is so where two verbs are joined ("shot and killed"), or where it is the same word of the same people in the
    same parts; a bare noun that names nobody ("… called the shooting a crime") needs to be near.
    """
    head = parse.tokens[mention.draft.head]
    last = group.mentions[-1]
    joined = head.dep == "conj" and head.head == last.draft.head and head.pos == "VERB" and head.head >= head.i - JOINED
    if joined and mention.type not in ("CONSULT", "REQUEST"):
        return mention.actors <= last.actors or last.actors <= mention.actors
    if word not in group.words or mention.sentence == last.sentence:
        return False
    parts = {(role.actor, role.role) for role in mention.roles}
    told = {(role.actor, role.role) for m in group.mentions for role in m.roles}
    if mention.actors & group.actors:
        same = parts <= told or told <= parts
        return same and (len(parts & told) > 1 or len(parts | told) == 1 or head.pos == "NOUN")
    near = mention.sentence - last.sentence <= BARE
    return (
        head.tag == "NN"
        and not parts
        and near
        and not any(parse.tokens[i].lemma in ("a", "another", "no", "any") for i in parse.children[head.i])
    )


def _general(parse: Parse, mention: EventMentionDraft, group: _Group) -> bool:
    """Whether a noun can stand for an event that another word told of."""
    noun = parse.tokens[mention.draft.head].lemma.lower()
    assert mention.type is not None
    if noun not in GENERAL.get(mention.type, frozenset()) and not is_meeting(noun):
        return False
    if mention.type != "CONSULT":
        return True
    first = group.mentions[0]
    heads = {parse.tokens[m.draft.head].lemma.lower() for m in group.mentions}
    if noun in VISITS:
        return bool(heads & VISITS) or first.mode == "visit"
    if noun in ("call",):
        return bool(heads & CALLS) or first.mode == "phone"
    if first.mode in ("visit", "phone"):
        return False
    # A summit is no meeting of two: each takes up its own kind, "talks" and "meeting" either.
    return not (noun in ("summit", "conference") and not heads & {"summit", "conference"})


def _differs(mention: EventMentionDraft, group: _Group) -> bool:
    """Whether day or town tell a mention apart from an event."""
    if mention.when is not None and group.whens and not any(_overlap(mention.when, w) for w in group.whens):
        return True
    towns = {m.where.geonames_id for m in group.mentions if m.where is not None and m.where.geonames_id is not None}
    if mention.where is not None and mention.where.geonames_id is not None and towns:
        return mention.where.geonames_id not in towns
    return False


def _is_of_others(mention: EventMentionDraft, group: _Group) -> bool:
    """Whether those who do it tell a mention apart: "Berg's endorsement of Lund" and "her endorsement of Lund"."""
    doers = {role.actor for role in mention.roles if role.role == "actor"}
    theirs = {role.actor for m in group.mentions for role in m.roles if role.role == "actor"}
    return bool(doers and theirs) and not doers & theirs


def _overlap(a: When, b: When) -> bool:
    """Whether two dates may be the same; an open side reaches on."""
    if a.start is None or b.start is None:
        return a.end is None or b.end is None or a.end == b.end
    return (a.end is None or b.start < a.end) and (b.end is None or a.start < b.end)
