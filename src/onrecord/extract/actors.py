"""Actors: who acts and speaks in a report, each once, with every mention and office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.actor_figure import Figure, Scene
from onrecord.extract.actor_joining import join_descriptions
from onrecord.extract.actor_merging import merge_names
from onrecord.extract.actor_names import find_names
from onrecord.extract.actor_nominals import Nominals
from onrecord.extract.actor_pronouns import PLURAL, SINGULAR, THING, Pronouns
from onrecord.extract.actor_roles import find_roles
from onrecord.extract.quotation import find_quotations
from onrecord.ids import finding_id
from onrecord.language import Parse, Token
from onrecord.record import Actor, Document, Mention, MentionForm, Origin, Role

VERSION = "1"
SEEMING = frozenset(("seem", "appear", "happen", "turn", "look", "sound", "take", "matter", "rain"))
FIRST_AND_SECOND = frozenset(("i", "we", "you", "me", "us", "my", "our", "your", "mine", "ours", "yours"))


def find_actors(
    document: Document,
    parse: Parse,
    speakers: Sequence[tuple[int, int]] = (),
    participants: Sequence[tuple[int, int]] = (),
) -> tuple[Actor, ...]:
    """The actors of a report, in the order of their first mention.

    `speakers` are the character spans that name the sources of statements, `participants` those of who takes part in
    events: for these, nouns and pronouns too are given an actor wherever it can be told; a noun that names nobody
    known makes one of its own.
    """
    heads = _heads(parse, speakers)
    speaking = frozenset(heads)
    others = _heads(parse, participants)
    heads = others | heads
    taking_part = frozenset(others)
    names = find_names(parse)
    scene = merge_names(parse, names, speaking, taking_part)
    quoted = _quoted(document, parse)
    find_roles(parse, scene, names, quoted)
    nominals = Nominals(parse, scene, names)
    nominals.resolve_offices()
    acting = {token.i: (token.start, token.end) for token in nominals.find_acting(quoted)}
    for i, (start, end) in sorted((acting | heads).items()):  # in text order, for what "the envoy" takes up
        if i in taking_part - speaking and nominals.resolve_land(parse.tokens[i], start, end) is not None:
            continue
        if parse.tokens[i].pos != "PRON":
            nominals.resolve(parse.tokens[i], start, end)
            for other in _joined(parse, i, end):
                nominals.resolve(other, other.start, other.end)
    nominals.resolve_bodies()
    pronouns = Pronouns(parse, scene, nominals, speaking, quoted)
    for token in _pronouns(parse, heads, quoted):
        if pronouns.resolve(token) is None and token.i in heads:
            nominals.resolve_pronoun(token)
    join_descriptions(parse, scene, names, speaking)
    _own_roles(parse, scene)
    return tuple(_freeze(document, parse, scene))


def _own_roles(parse: Parse, scene: Scene) -> None:
    """Tell whose office "its chairman" is, once it is known what "its" stands for."""
    for figure in scene.figures:
        for k, role in enumerate(figure.roles):
            if role.organization is None and role.country is None:
                first = parse.token_at(role.start)
                owner = scene.at.get(first.i) if first is not None and first.tag == "PRP$" else None
                if owner is not None and owner.kind == "organization":
                    figure.roles[k] = replace(role, organization=owner)
                elif owner is not None and owner.kind == "country":
                    figure.roles[k] = replace(role, country=owner.country)


def _heads(parse: Parse, speakers: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The head token of each speaker's span, in text order."""
    found: dict[int, tuple[int, int]] = {}
    for start, end in sorted(speakers):
        head = parse.head_of(start, end)
        if head is not None:
            found.setdefault(head.i, (start, end))
    return found


def _joined(parse: Parse, i: int, end: int) -> Iterator[Token]:
    """The nouns that a speaker's span joins to its head by "and": "ministers and envoys of the river states"."""
    for k in parse.children[i]:
        token = parse.tokens[k]
        if token.dep == "conj" and token.pos == "NOUN" and token.start < end:
            yield token
            yield from _joined(parse, k, end)


def _pronouns(parse: Parse, heads: dict[int, tuple[int, int]], quoted: frozenset[int]) -> Iterator[Token]:
    """The pronouns to resolve: those that speak, and those of persons in the report's own text."""
    for token in parse.tokens:
        if token.pos != "PRON" or token.text.lower() in FIRST_AND_SECOND:
            continue
        word = token.text.lower()
        # "It" that is, or that something is done to, is mostly a state of things.
        verb = parse.tokens[token.head]
        subject = token.dep in ("nsubj", "nsubjpass") and verb.pos == "VERB"
        acts = word != "it" or (subject and verb.lemma not in SEEMING)
        if token.i in heads or (word in SINGULAR | PLURAL | THING and acts and token.i not in quoted):
            yield token


def _quoted(document: Document, parse: Parse) -> frozenset[int]:
    """The tokens inside quotation marks."""
    return frozenset(
        token.i
        for start, end in find_quotations(document.text, parse.paragraphs)
        for token in parse.tokens_in(start, end)
    )


def _freeze(document: Document, parse: Parse, scene: Scene) -> Iterator[Actor]:
    origin = Origin("actors", VERSION, parse.model)
    figures = sorted(scene.mentioned, key=lambda f: min(f.references))
    ids: dict[int, str] = {}
    for figure in figures:
        figure.references.sort()
        first = figure.references[0]
        ids[id(figure)] = finding_id(document.id, "actor", first.start, first.end)
    for figure in figures:
        yield Actor(
            ids[id(figure)], figure.kind, figure.name, figure.country, figure.sector,
            tuple(_roles(document, figure, ids)),
            tuple(_mention(document, r.start, r.end, r.form) for r in figure.references), origin,
        )  # fmt: skip


def _mention(document: Document, start: int, end: int, form: MentionForm) -> Mention:
    span = document.cite(start, end)
    return Mention(span.start, span.end, span.quote, form)


def _roles(document: Document, figure: Figure, ids: dict[int, str]) -> Iterator[Role]:
    seen = set()
    for role in sorted(figure.roles, key=lambda r: r.start):
        organization = ids.get(id(role.organization)) if role.organization is not None else None
        what = (role.title.casefold(), organization, role.country, role.status)
        if what not in seen:
            seen.add(what)
            span = document.cite(role.start, role.end)
            yield Role(role.title, organization, role.country, role.status, span)
