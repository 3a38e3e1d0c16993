"""Actors of a short text, for the tests of actors."""

from __future__ import annotations

from onrecord.extract.actors import find_actors
from onrecord.extract.paragraphs import find_paragraphs
from onrecord.ids import document_id, text_hash
from onrecord.language import Parse, parse_text
from onrecord.record import Actor, Document


def read(text: str, *speakers: str) -> tuple[Document, Parse, tuple[Actor, ...]]:
    """The actors of a text; each of `speakers` is the source of a statement wherever it first stands."""
    document = Document(
        document_id(None, None, text), None, "text/plain", None, None, None, None, None, "en", text, text_hash(text)
    )
    parse = parse_text(document, find_paragraphs(text))
    spans = []
    at = 0
    for words in speakers:
        at = text.index(words, at)
        spans.append((at, at + len(words)))
        at += len(words)
    return document, parse, find_actors(document, parse, spans)


def actors_of(text: str, *speakers: str) -> dict[str, Actor]:
    found = read(text, *speakers)[2]
    assert len({a.name for a in found}) == len(found), "one actor for each name"
    return {actor.name: actor for actor in found}


def quotes(actor: Actor, form: str | None = None) -> list[str]:
    return [m.quote for m in actor.mentions if form in (None, m.form)]
