"""JSON Lines: all that is kept, for `onrecord import`; or single records, for whoever reads `onrecord/1`."""

from __future__ import annotations

import json
from typing import BinaryIO, cast

from onrecord.codec import encode_record
from onrecord.export.request import Exported, Request
from onrecord.export.shown import shorten_quotes
from onrecord.ids import Jsonable
from onrecord.store.selecting import Selected


def write_lines(selected: Selected, request: Request, stream: BinaryIO, exported: Exported) -> None:
    """One JSON object a line."""
    if not request.records:
        for line in selected.lines():
            stream.write(line.encode("utf-8") + b"\n")
            exported.count("lines")
        return
    for record in selected.records():
        value = encode_record(record)
        if not request.text:
            value = cast(dict[str, Jsonable], shorten_quotes(value))
            del cast(dict[str, Jsonable], value["document"])["text"]
        stream.write(as_line(value).encode("utf-8"))
        exported.count("records")


def as_line(value: Jsonable) -> str:
    """JSON values in one line, whatever a reader takes for the end of one."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for mark in ("\x85", "\u2028", "\u2029"):
        line = line.replace(mark, f"\\u{ord(mark):04x}")
    return line + "\n"
