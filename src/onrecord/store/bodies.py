"""A reading's body: the whole record, without what the document's row holds or anybody can work out again.

It is `onrecord/1` JSON, compressed, less three things: the text; the quotes, which are what the text holds from start
to end; and the ids of findings, which are made of their anchors. Where a finding points to another, that one's place in
the record's lists stands for its id. All this comes to half of what plain JSON does, compressed.
"""

from __future__ import annotations

import json
import zlib
from typing import TypeAlias, cast

from onrecord.codec import decode_record, encode_record
from onrecord.errors import InputError
from onrecord.ids import Jsonable, finding_id
from onrecord.record import Record

Json: TypeAlias = dict[str, Jsonable]

_LEVEL = 6

# The record's lists of findings, the kind of each, and where its anchor is: the first of these that is there.
_LISTS = (
    ("actors", "actor", ("mentions",)), ("statements", "statement", ("cue", "content")),
    ("events", "event", ("trigger",)), ("conditions", "condition", ("cue",)), ("times", "time", ("span",)),
    ("places", "place", ("span",)), ("furniture", "furniture", ("span",)),
)  # fmt: skip
# Before a finding's kind and place, where its id would stand; doubled where a string happens to begin with it.
_SIGN = "\x1a"
_CHANGED = (dict, list, str)


def pack_body(record: Record) -> bytes:
    """The body as it is kept."""
    value = encode_record(record)
    signs: dict[str, str] = {}
    odd: dict[str, Jsonable] = {}  # ids that are not made of the anchor
    for name, kind, fields in _LISTS:
        for place, finding in enumerate(cast(list[Json], value[name])):
            sign = f"{_SIGN}{kind}.{place}"
            own = str(finding.pop("id"))
            signs[own] = sign
            if own != _id_of(record.document.id, kind, fields, finding):
                odd[sign] = own
    del cast(Json, value["document"])["text"]
    short = {**cast(Json, _shorten(value, signs, record.document.text)), "ids": odd}
    line = json.dumps(short, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return zlib.compress(line.encode("utf-8"), _LEVEL)


def unpack_body(body: bytes, text: str) -> Record:
    """The record again. Raises InputError where the body is damaged, or does not fit the text."""
    try:
        unpacking = zlib.decompressobj()
        value = json.loads(unpacking.decompress(body))
        if unpacking.unused_data:
            raise ValueError("there is more after its end")
        odd, document = value.pop("ids"), value["document"]
        ids: dict[str, str] = {}
        for name, kind, fields in _LISTS:
            for place, finding in enumerate(value[name]):
                sign = f"{_SIGN}{kind}.{place}"
                finding["id"] = ids[sign] = odd.get(sign) or _id_of(document["id"], kind, fields, finding)
        sentences = value.pop("sentences")
        whole = {**cast(Json, _lengthen(value, ids, text)), "sentences": sentences}
    except (zlib.error, ValueError, LookupError, TypeError, AttributeError) as problem:
        raise InputError(f"a reading's body is damaged: {problem}") from problem
    cast(Json, whole["document"])["text"] = text
    return decode_record(whole)


def _id_of(document: str, kind: str, fields: tuple[str, ...], finding: Json) -> str:
    """The id that a finding's anchor makes."""
    anchor = next((found for field in fields if (found := finding[field])), None)
    if isinstance(anchor, list):
        anchor = anchor[0]
    span = cast(dict[str, int], anchor or {"start": 0, "end": 0})
    return finding_id(document, kind, span["start"], span["end"])


def _shorten(value: Jsonable, signs: dict[str, str], text: str) -> Jsonable:
    # Numbers and the like, most of what there is, are left alone without a call: this is half of the time of saving.
    if isinstance(value, dict):
        quoted = "quote" in value and text[value["start"] : value["end"]] == value["quote"]
        return {
            name: _shorten(each, signs, text) if isinstance(each, _CHANGED) else each
            for name, each in value.items()
            if not (quoted and name == "quote")
        }
    if isinstance(value, list):
        return [_shorten(each, signs, text) if isinstance(each, _CHANGED) else each for each in value]
    if isinstance(value, str):
        return signs.get(value) or (_SIGN + value if value.startswith(_SIGN) else value)
    return value


def _lengthen(value: Jsonable, ids: dict[str, str], text: str) -> Jsonable:
    if isinstance(value, dict):
        whole = {name: _lengthen(each, ids, text) for name, each in value.items()}
        start, end = value.get("start"), value.get("end")
        # A time has a start and an end as well, but they are no numbers.
        if isinstance(start, int) and isinstance(end, int) and "quote" not in value:
            whole["quote"] = text[start:end]
        return whole
    if isinstance(value, list):
        return [_lengthen(each, ids, text) for each in value]
    if isinstance(value, str) and value.startswith(_SIGN):
        return value[1:] if value.startswith(_SIGN * 2) else ids[value]
    return value
