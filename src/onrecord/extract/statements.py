"""Statements: drafts joined with actors and times."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from onrecord.extract.actor_cast import Cast
from onrecord.extract.coverage import Coverage
from onrecord.extract.draft import Draft, Offsets
from onrecord.extract.quotation import find_quotations
from onrecord.extract.statement_chain import authority_of, find_addressee, find_chain
from onrecord.extract.statement_standing import attitude_of, resolve_standing, saying_verb
from onrecord.ids import finding_id
from onrecord.language import Parse, Token
from onrecord.models.tagger import Tagger
from onrecord.record import Actor, Document, Manner, Origin, Place, Span, Statement, TimeExpression, When, Where

VERSION = "1"
REACH_IN_FORCE = 1  # paragraphs from a speaker's last statement to a quotation that nobody introduces
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLIMBED = frozenset(
    {"prep", "pobj", "npadvmod", "advmod", "nmod", "amod", "compound", "nummod", "det", "poss", "pcomp"}
)


def find_statements(
    document: Document,
    parse: Parse,
    drafts: Sequence[Draft],
    actors: Sequence[Actor],
    times: Sequence[TimeExpression],
    places: Sequence[Place],
    tagger: Tagger | None,
) -> tuple[Statement, ...]:
    """One statement for each draft, in their order, with speaker, authority, standing, time and place."""
    cast = Cast(actors, parse)
    settings = _Settings(parse, times, places)
    quotations = Coverage(find_quotations(document.text, parse.paragraphs))
    model = parse.model if tagger is None else f"{parse.model}, {tagger.name}"
    origin = Origin("statements", VERSION, model)
    ids = {draft.anchor: finding_id(document.id, "statement", *draft.anchor) for draft in drafts}
    carriers = _carriers(drafts)
    out: list[Statement] = []
    seen: set[str] = set()
    in_force: tuple[Actor, int] | None = None
    paragraphs = [paragraph.start for paragraph in parse.paragraphs]
    alone = _alone(actors, quotations, paragraphs)
    for draft in drafts:
        identifier = ids[draft.anchor]
        if identifier in seen:  # two drafts on one cue: the first holds
            continue
        seen.add(identifier)
        speaker = cast.find(*draft.source) if draft.source is not None else None
        paragraph = bisect_right(paragraphs, draft.content[0][0])
        if draft.maker == "quotation" and draft.source is None:
            speaker = alone.get(paragraph)
            if speaker is None and in_force is not None and paragraph - in_force[1] <= REACH_IN_FORCE:
                speaker = in_force[0]
        attitude = attitude_of(parse, draft.cue)
        source = document.cite(*draft.source) if draft.source is not None else None
        statement = Statement(
            id=identifier,
            speaker=speaker.id if speaker is not None else None,
            speaker_span=source,
            authority=authority_of(speaker, source.quote if source is not None else None),
            via=find_chain(document, parse, cast, draft.source, draft.cue, draft.content),
            attitude=attitude,
            manner=manner_of(parse, draft.content, quotations),
            cue=document.cite(*draft.cue) if draft.cue is not None else None,
            content=tuple(document.cite(*part) for part in draft.content),
            addressee=_id(find_addressee(parse, cast, draft.cue)),
            when=settings.when(draft),
            where=settings.where(draft),
            factuality=resolve_standing(document, parse, draft.cue, attitude),
            reported_in=ids.get(carriers[draft.anchor]) if draft.anchor in carriers else None,
            origin=origin,
        )
        out.append(statement)
        if speaker is not None and draft.carrier is None and attitude == "speech":
            in_force = speaker, paragraph
    return tuple(out)


def _alone(actors: Sequence[Actor], quotations: Coverage, paragraphs: Sequence[int]) -> dict[int, Actor]:
    """For each paragraph that names one person only outside of quotation marks, that one: "Salas nodded. '…'"."""
    named: defaultdict[int, dict[str, Actor]] = defaultdict(dict)
    for actor in actors:
        for mention in actor.mentions if actor.kind == "person" else ():
            if not quotations.meets(mention.start, mention.end):
                named[bisect_right(paragraphs, mention.start)][actor.id] = actor
    return {paragraph: next(iter(found.values())) for paragraph, found in named.items() if len(found) == 1}


def _id(actor: Actor | None) -> str | None:
    return actor.id if actor is not None else None


def _carriers(drafts: Sequence[Draft]) -> dict[Offsets, Offsets]:
    """For each statement the one that tells it: as drafted, else the smallest whose content holds its cue."""
    found: dict[Offsets, Offsets] = {d.anchor: d.carrier for d in drafts if d.carrier is not None}
    holder = {part: d.anchor for d in drafts for part in d.content}
    contents = Coverage(holder)
    for draft in drafts:
        if draft.cue is None or draft.anchor in found:
            continue
        start, end = draft.cue
        around = [(b - a, holder[a, b]) for a, b in contents.over(start, end)
                  if a <= start and end <= b and holder[a, b] != draft.anchor]  # fmt: skip
        if around:
            found[draft.anchor] = min(around)[1]
    return found


def manner_of(parse: Parse, content: Sequence[Offsets], quotations: Coverage) -> Manner:
    """Direct where whole clauses stand inside quotation marks, mixed where some words do, else indirect."""
    words = [t for part in content for t in parse.tokens_in(*part) if t.pos not in ("PUNCT", "SPACE")]
    quoted = [t for t in words if any(a <= t.start and t.end <= b for a, b in quotations.over(t.start, t.end))]
    if not quoted:
        return "indirect"
    if len(quoted) < len(words):
        return "mixed"
    clause = any(t.tag in FINITE for t in words) or any(t.dep == "ROOT" and t.tag == "VB" for t in words)
    return "direct" if clause else "mixed"


class _Settings:
    """The times and places of a report by their sentence, to find when and where a statement was made."""

    def __init__(self, parse: Parse, times: Sequence[TimeExpression], places: Sequence[Place]) -> None:
        self._parse = parse
        self._times: dict[int, list[TimeExpression]] = defaultdict(list)
        self._places: dict[int, list[Place]] = defaultdict(list)
        for time in times:
            token = parse.token_at(time.span.start)
            if token is not None and time.when is not None:
                self._times[token.sentence].append(time)
        for place in places:
            token = parse.head_of(place.span.start, place.span.end)
            if token is not None and token.dep == "pobj" and parse.tokens[token.head].lemma in ("in", "at"):
                self._places[token.sentence].append(place)

    def when(self, draft: Draft) -> When | None:
        """When it was said: the time that hangs on the cue."""
        verb = self._verb(draft)
        if verb is None:
            return None
        return next((t.when for t in self._times[verb.sentence] if self._belongs(t.span, draft, verb)), None)

    def where(self, draft: Draft) -> Where | None:
        """Where it was said: the place that hangs on the cue by a preposition."""
        verb = self._verb(draft)
        if verb is None:
            return None
        for place in self._places[verb.sentence]:
            if self._belongs(place.span, draft, verb):
                point = (place.country, place.admin1, place.lat, place.lon, place.geonames_id)
                return Where(place.name, place.span, *point)
        return None

    def _verb(self, draft: Draft) -> Token | None:
        return saying_verb(self._parse, draft.cue) if draft.cue is not None else None

    def _belongs(self, span: Span, draft: Draft, verb: Token) -> bool:
        """Whether a time or place hangs on the cue, and lies outside of the content and the source."""
        inner = (*draft.content, draft.source) if draft.source is not None else draft.content
        if any(a < span.end and span.start < b for a, b in inner):
            return False
        if draft.cue is not None and draft.cue[0] <= span.start < draft.cue[1]:
            return True
        node = self._parse.head_of(span.start, span.end)
        while node is not None and node.dep in CLIMBED and node.head != node.i:
            node = self._parse.tokens[node.head]
        return node is not None and node.i == verb.i
