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


def rejected_id(code: str, detail: str, uri: str | None) -> str:
    """The id of a refusal: the same report refused for the same reason is one refusal."""
    return _tagged("rejected", [code, detail, uri])


def correction_id(finding: str, field: str | None, corrected: Jsonable, author: str, made_at: str) -> str:
    """The id of a correction: what is said, of what, by whom and when."""
    return _tagged("correction", [finding, field, corrected, author, made_at])


def judgement_id(left: str, right: str, verdict: str, author: str, made_at: str) -> str:
    """The id of a judgement on two findings or documents."""
    return _tagged("judgement", [left, right, verdict, author, made_at])


def _tagged(tag: str, value: Jsonable) -> str:
    digest = hashlib.sha256(canonical_json([tag, value]).encode("utf-8", "surrogatepass")).digest()
    return f"{tag}-{digest[:ID_BYTES].hex()}"
