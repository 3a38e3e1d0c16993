"""Documents and parses for tests: real ones, made by the real language model."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from onrecord.extract.paragraphs import find_paragraphs
from onrecord.ids import document_id, text_hash
from onrecord.language import Parse, parse_text
from onrecord.record import Document


def document_of(text: str, published: str | None = "2024-12-18") -> Document:
    """A plain document with a date."""
    basis: Literal["given"] | None = "given" if published is not None else None
    return Document(
        document_id(None, None, text),
        None,
        "text/plain",
        None,
        None,
        None,
        published,
        basis,
        "en",
        text,
        text_hash(text),
    )


@lru_cache(maxsize=500)
def parse_of(text: str) -> Parse:
    """The parse of a text, kept for the run."""
    return parse_text(document_of(text), find_paragraphs(text))


def find(text: str, words: str) -> tuple[int, int]:
    """Where some words first stand in a text."""
    start = text.index(words)
    return start, start + len(words)
