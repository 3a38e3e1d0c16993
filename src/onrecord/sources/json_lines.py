"""JSON Lines of documents to items: one document a line, of which a bad one does not stop the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO, cast

from onrecord.errors import UsageError
from onrecord.options import resolve_language_tag, resolve_published
from onrecord.record import Item, Rejected
from onrecord.sources.decoding import unify_line_ends
from onrecord.sources.names import in_one_line
from onrecord.sources.web_page import read_web_page

MAX_LINE_BYTES = 64 * 2**20  # a longer line is passed over, not held in memory

_STRINGS = ("uri", "title", "text", "html", "published", "publisher", "byline", "language")


def read_json_lines(stream: BinaryIO, source: str) -> Iterator[Item | Rejected]:
    """The documents of a stream. What is wrong with a line is told as `bad_line`, with file and line number."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        place = f"{source}:{number}"
        if number == 1 and line.strip() in (b"{", b"["):
            yield Rejected("bad_line", f"{place}: one JSON value over several lines; write one document a line", place)
            return
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            yield Rejected("bad_line", f"{place}: longer than {MAX_LINE_BYTES // 2**20} MiB", place)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _read_line(line, place)


def _read_line(line: bytes, place: str) -> Item | Rejected:
    try:
        fields = _fields(line)
        uri = fields.get("uri") or place
        language = fields.get("language")
        published = resolve_published(given) if (given := fields.get("published")) else None
        tag = resolve_language_tag(language) if language else None
    except (ValueError, UsageError, RecursionError) as problem:
        return Rejected("bad_line", f"{place}: {in_one_line(problem)}", place)
    if "text" in fields:
        item: Item | Rejected = Item(unify_line_ends(fields["text"]), uri)
    else:
        item = read_web_page(fields["html"], uri)
    if isinstance(item, Rejected):
        return item
    return Item(
        item.text, uri, item.media_type, fields.get("title") or item.title, fields.get("byline") or item.byline,
        fields.get("publisher") or item.publisher, published or item.published,
        "given" if published else item.published_basis, tag or item.language,
    )  # fmt: skip


def _fields(line: bytes) -> dict[str, str]:
    """The strings that a line's object gives. Raises ValueError with what is wrong."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except json.JSONDecodeError as problem:
        raise ValueError(f"not JSON ({problem.msg} at column {problem.colno})") from problem
    except UnicodeDecodeError as problem:
        raise ValueError(f"not valid UTF-8 at byte {problem.start} of the line") from problem
    if not isinstance(value, dict):
        raise ValueError("a JSON object expected")
    fields = {name: value[name] for name in _STRINGS if value.get(name) is not None}
    for name, given in fields.items():
        if not isinstance(given, str):
            raise ValueError(f'"{name}" must be a string')
    if "text" not in fields and "html" not in fields:
        raise ValueError('"text" or "html" is missing')
    return cast(dict[str, str], fields)
