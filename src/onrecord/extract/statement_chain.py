"""On whose authority a statement is told: its authority, the chain behind it, and who was told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.extract.actor_cast import Cast
from onrecord.extract.draft import Draft, Offsets
from onrecord.extract.statement_standing import saying_verb
from onrecord.language import Parse, Token
from onrecord.lexicon.cues import OBTAINED, SAYING_TO, TELLING
from onrecord.record import Actor, Authority, Document, Via

AUTHORITIES: dict[str, Authority] = {
    "person": "named",
    "organization": "named",
    "country": "named",
    "group": "collective",
    "unnamed": "unnamed",
    "document": "document",
}


def authority_of(speaker: Actor | None, words: str | None) -> Authority:
    """How a statement is vouched for; one that names no speaker, or none that could be found, is unnamed."""
    if speaker is None:
        return "unnamed" if words is None else "named" if words[:1].isupper() and " " in words else "unnamed"
    if speaker.sector == "MED" and speaker.kind == "organization":
        return "outlet"
    return AUTHORITIES[speaker.kind]


def find_chain(
    document: Document,
    parse: Parse,
    cast: Cast,
    source: Offsets | None,
    cue: Offsets | None,
    content: tuple[Offsets, ...],
) -> tuple[Via, ...]:
    """Who obtained or passed on the words: "seen by The New York Times", "told Reuters", "quoted by Tass"."""
    anchor = parse.head_of(*(source or cue or content[0]))
    if anchor is None:
        return ()
    found: dict[str, Via] = {}
    for word in parse.sentence_words(anchor.sentence):
        if word.pos == "VERB" and word.lemma in OBTAINED and not _within(word, content):
            agent = _agent(parse, word)
            if agent is None:
                continue
            start, end = _name_of(parse, agent)
            actor = cast.find(start, end)
            if actor is not None and actor.kind == "organization":
                found.setdefault(actor.id, Via(actor.id, document.cite(start, end)))
    told = _told(parse, cast, cue)
    if told is not None:
        actor, span = told
        if actor.kind == "organization" and actor.sector == "MED":
            found.setdefault(actor.id, Via(actor.id, document.cite(*span)))
    return tuple(found.values())


def find_addressee(parse: Parse, cast: Cast, cue: Offsets | None) -> Actor | None:
    """Who was told, by the object of a verb of telling or by "to" after another."""
    told = _told(parse, cast, cue)
    return told[0] if told is not None else None


def find_hearers(parse: Parse, drafts: Iterable[Draft]) -> tuple[Offsets, ...]:
    """The spans that name who is told, for the reader of actors."""
    return tuple(_name_of(parse, target) for draft in drafts for target in _targets(parse, draft.cue))


def _told(parse: Parse, cast: Cast, cue: Offsets | None) -> tuple[Actor, Offsets] | None:
    for target in _targets(parse, cue):
        span = _name_of(parse, target)
        actor = cast.find(*span)
        if actor is not None and (actor.kind != "country" or target.dep != "pobj"):
            return actor, span
    return None


def _targets(parse: Parse, cue: Offsets | None) -> Iterator[Token]:
    """The object of a verb of telling, that of "to" after another verb, and who "was told" something."""
    verb = saying_verb(parse, cue) if cue is not None else None
    if verb is None or verb.pos != "VERB" or verb.lemma in ("accord", "according"):
        return
    for i in parse.children[verb.i]:
        child = parse.tokens[i]
        told = child.dep in ("dobj", "dative") or (child.dep == "nsubjpass" and verb.tag == "VBN")
        if told and verb.lemma in TELLING and child.pos in ("PROPN", "NOUN", "PRON"):
            yield child
        elif child.dep in ("prep", "dative") and child.lemma == "to" and verb.lemma in SAYING_TO:
            yield from (parse.tokens[k] for k in parse.children[i] if parse.tokens[k].dep == "pobj")


def _agent(parse: Parse, verb: Token) -> Token | None:
    """The "by" phrase of a passive verb."""
    for i in parse.children[verb.i]:
        if parse.tokens[i].dep == "agent" or (parse.tokens[i].dep == "prep" and parse.tokens[i].lemma == "by"):
            return next((parse.tokens[k] for k in parse.children[i] if parse.tokens[k].dep == "pobj"), None)
    return None


def _name_of(parse: Parse, head: Token) -> Offsets:
    """The words of a name around its head: the compounds and the article before it."""
    first = head.i
    for i in parse.children[head.i]:
        if parse.tokens[i].dep in ("compound", "det", "amod", "nmod", "poss", "nummod") and i < first:
            first = min(first, parse.tokens[i].left)
    return parse.tokens[first].start, head.end


def _within(word: Token, content: tuple[Offsets, ...]) -> bool:
    return any(a <= word.start < b for a, b in content)
