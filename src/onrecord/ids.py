"""Canonical JSON and the content hash over it: the only place where ids are made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

Jsonable = str | int | float | bool | None | Sequence["Jsonable"] | Mapping[str, "Jsonable"]

ID_BYTES = 10  # 80 bits: a clash among a billion findings of one kind has a chance of about 4 in 10,000


def canonical_json(value: Jsonable) -> str:
    """One spelling for one value: sorted keys, no spaces, no escapes but those JSON demands."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def content_hash(value: Jsonable) -> str:
    """Hex SHA-256 of the canonical JSON. Lone surrogates, which JSON may carry, are hashed as they are."""
    return hashlib.sha256(canonical_json(value).encode("utf-8", "surrogatepass")).hexdigest()


def text_hash(text: str) -> str:
    """Hex SHA-256 of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(uri: str | None, publisher: str | None, text: str) -> str:
    """The id of a document: the same words at another publisher or address are another document."""
    return _tagged("doc", [uri, publisher, text])


def finding_id(document: str, kind: str, start: int, end: int) -> str:
    """The id of a finding: its document, kind and anchor span, never its other fields nor how it was found.

    `kind` is one of actor, statement, event, condition, time, place, furniture.
    """
    return _tagged(kind, [document, start, end])


def _tagged(tag: str, value: Jsonable) -> str:
    digest = hashlib.sha256(canonical_json([tag, value]).encode("utf-8", "surrogatepass")).digest()
    return f"{tag}-{digest[:ID_BYTES].hex()}"
