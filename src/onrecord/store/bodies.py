"""A reading's body: the record as `onrecord/1` without the document's text, which is kept once, beside it."""

from __future__ import annotations

import json
import zlib
from typing import cast

from onrecord.codec import decode_record, encode_record
from onrecord.errors import InputError
from onrecord.ids import Jsonable
from onrecord.record import Record

_LEVEL = 6


def pack_body(record: Record) -> bytes:
    """The body as it is kept: JSON without spaces, zlib."""
    value = encode_record(record)
    document = dict(cast(dict[str, Jsonable], value["document"]))
    del document["text"]
    line = json.dumps({**value, "document": document}, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return zlib.compress(line.encode("utf-8"), _LEVEL)


def unpack_body(body: bytes, text: str) -> Record:
    """The record again. Raises InputError where the body is damaged, or a span does not quote the text."""
    try:
        value = json.loads(zlib.decompress(body))
    except (zlib.error, ValueError) as problem:
        raise InputError(f"a reading's body is damaged: {problem}") from problem
    value["document"]["text"] = text
    return decode_record(value)
