"""Conditions: what is said to depend on what, who says so, and which events stand on either side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from onrecord.extract.condition_clauses import find_clause
from onrecord.extract.condition_order import find_order
from onrecord.extract.condition_proportion import find_proportion
from onrecord.extract.condition_sides import Found, Side, helpers_of, is_negated
from onrecord.extract.condition_verbs import find_governed
from onrecord.extract.coverage import Coverage
from onrecord.ids import finding_id
from onrecord.language import Parse, Token
from onrecord.record import Condition, Document, Event, Origin, Span, Statement

VERSION = "1"
MOST = 0.6  # share of the words of both sides that the content of their statement holds
MARKS = frozenset("\"'“”‘’«»()[]{},;:.!?-–—…`")
PARTNERS = {"[": "]", "]": "[", "(": ")", ")": "("}
JOINING = frozenset({"and", "but", "or", "that", "then", "so"})


def find_conditions(
    document: Document, parse: Parse, statements: Sequence[Statement], events: Sequence[Event]
) -> tuple[Condition, ...]:
    """All conditions of a report, in the order of their cues, one for each cue.

    `events` serve to tell acts from things, and are linked to the sides in which a mention of them stands.
    """
    origin = Origin("conditions", VERSION, parse.model)
    mentions = {
        p: e.id for e in events for p in ((e.trigger.start, e.trigger.end), *((m.start, m.end) for m in e.mentions))
    }
    triggers = {t.i for start, end in mentions for t in parse.tokens_in(start, end)}
    holders = _Holders(statements)
    places = Coverage(mentions)
    out: dict[tuple[int, int], Condition] = {}
    for found in _find(parse, triggers):
        cue = (parse.tokens[found.cue[0]].start, parse.tokens[found.cue[1]].end)
        holder = holders.of(parse, cue, found)
        aside = holders.aside(holder)
        condition = _cite(document, parse, found.condition, aside)
        if condition is None or cue in out:
            continue
        outcome = _cite(document, parse, found.outcome, aside) if found.outcome is not None else None
        head = parse.tokens[found.outcome.head] if found.outcome is not None else None
        out[cue] = Condition(
            id=finding_id(document.id, "condition", *cue),
            relation=found.relation,
            condition=condition,
            outcome=outcome,
            cue=document.cite(*cue),
            condition_events=_inside(condition, places, mentions),
            outcome_events=_inside(outcome, places, mentions),
            negated_outcome=outcome is not None
            and head is not None
            and found.relation not in ("prevents", "proportional")
            and is_negated(parse, head, found.outcome),
            counterfactual=found.unreal
            or (head is not None and found.relation != "prevents" and _is_unreal(parse, head)),
            holder=holder.id if holder is not None else None,
            origin=origin,
        )
    return tuple(out[cue] for cue in sorted(out))


def _find(parse: Parse, triggers: Collection[int]) -> Iterator[Found]:
    """The conditions of all sentences, as words."""
    for first, end in parse.sentence_tokens:
        paired = list(find_proportion(parse, first, end))
        yield from paired
        for token in parse.tokens[first:end]:
            found = [*find_clause(parse, token), *find_order(parse, token, triggers)]
            yield from found or find_governed(parse, token, triggers)


def _is_unreal(parse: Parse, head: Token) -> bool:
    """Whether a clause tells of what would have been."""
    helpers = helpers_of(parse, head)
    return bool(helpers & {"would", "could", "might", "'d"}) and "have" in helpers


def _cite(document: Document, parse: Parse, side: Side, aside: Collection[tuple[int, int]]) -> Span | None:
    """The longest run of a side's words around its head, without the author's words and the marks around it."""
    kept = [
        i for i in side.words
        if not any(a < parse.tokens[i].end and parse.tokens[i].start < b for a, b in aside)
    ]  # fmt: skip
    runs: list[list[int]] = []
    for i in kept:
        if runs and all(parse.tokens[k].text in MARKS for k in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    if not runs:
        return None
    run = next((r for r in runs if side.head in r), max(runs, key=len))
    while run and _may_go(parse, run, 0):
        run = run[1:]
    while run and _may_go(parse, run, -1):
        run = run[:-1]
    if not run:
        return None
    return document.cite(parse.tokens[run[0]].start, parse.tokens[run[-1]].end)


def _may_go(parse: Parse, run: Sequence[int], at: int) -> bool:
    """Whether the first or last word of a run only joins or encloses it: a mark with no partner inside, an "and"."""
    token = parse.tokens[run[at]]
    if at == 0 and len(run) > 1 and token.tag in ("CC", "IN") and token.text.lower() in JOINING:
        return True
    if at == -1 and len(run) > 1 and token.tag == "CC":
        return True
    if any(c.isalnum() for c in token.text):
        return False
    partner = PARTNERS.get(token.text)
    inner = run[1:-1]
    return partner is None or not any(parse.tokens[i].text == partner for i in inner)


def _inside(span: Span | None, places: Coverage, mentions: dict[tuple[int, int], str]) -> tuple[str, ...]:
    """The events that a span mentions, in text order."""
    if span is None:
        return ()
    found = [mentions[p] for p in places.over(span.start, span.end) if span.start <= p[0] and p[1] <= span.end]
    return tuple(dict.fromkeys(found))


class _Holders:
    """The statements by their content: whose words a condition stands in."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._by_part: dict[tuple[int, int], list[Statement]] = {}
        for statement in statements:
            for part in statement.content:
                self._by_part.setdefault((part.start, part.end), []).append(statement)
        self._contents = Coverage(self._by_part)

    def of(self, parse: Parse, cue: tuple[int, int], found: Found) -> Statement | None:
        """The innermost statement that holds the cue and most of both sides."""
        around = [
            s for part in self._contents.over(*cue) for s in self._by_part[part]
            if part[0] <= cue[0] and cue[1] <= part[1]
        ]  # fmt: skip
        words = (*found.condition.words, *(found.outcome.words if found.outcome is not None else ()))
        held = [s for s in around if _share(parse, words, s) >= MOST]
        return min(held, key=lambda s: (sum(p.end - p.start for p in s.content), s.id), default=None)

    @staticmethod
    def aside(statement: Statement | None) -> tuple[tuple[int, int], ...]:
        """What stands between the words of a statement: its cue, its speaker, the author's words."""
        if statement is None:
            return ()
        spans = [s for s in (statement.cue, statement.speaker_span) if s is not None]
        gaps = [
            (a.end, b.start) for a, b in zip(statement.content, statement.content[1:], strict=False) if a.end < b.start
        ]
        return (*((s.start, s.end) for s in spans), *gaps)


def _share(parse: Parse, numbers: Sequence[int], statement: Statement) -> float:
    """How much of some words a statement's content holds."""
    words = [parse.tokens[i] for i in numbers]
    held = sum(any(p.start <= t.start and t.end <= p.end for p in statement.content) for t in words)
    return held / len(words) if words else 0.0
