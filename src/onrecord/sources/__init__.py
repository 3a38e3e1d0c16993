"""Where reports come from: files, folders, archives, feeds, addresses and standard input, each told by its content."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from onrecord.record import Item, Rejected
from onrecord.sources.admission import admit
from onrecord.sources.decoding import unify_line_ends
from onrecord.sources.identity import identify
from onrecord.sources.limits import SourceOptions
from onrecord.sources.meter import Meter, measure_files
from onrecord.sources.reading import MAX_TEXT_BYTES, STDIN, Reader
from onrecord.sources.validators import Validator, Validators

__all__ = [
    "MAX_TEXT_BYTES", "STDIN", "Meter", "SourceOptions", "Validator", "Validators", "admit", "identify",
    "measure_files", "read_items", "text_item",
]  # fmt: skip


def read_items(
    paths: Iterable[str | Path],
    options: SourceOptions | None = None,
    validators: Validators | None = None,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    meter: Meter | None = None,
) -> Iterator[Item | Rejected]:
    """The reports at paths, in order and one at a time.

    paths: files, folders (all files in them that are not hidden), "-" for standard input, or strings that begin with
    http:// or https://. A file may be text, HTML, PDF, JSON Lines, an RSS, Atom or JSON feed, an OPML list of feeds, a
    zip, tar or WARC archive, or any of these packed with gzip or zstd. Only a URL, or an OPML list that is itself
    among the paths, has anything fetched.
    options: what may be fetched, and limits. validators: what tells whether a URL's document has changed since; set
    here for each document whose reports were all handed out. clock (seconds) and sleep: for the pauses between
    requests. meter: counts the bytes of files as they are read.

    Nothing raises: what cannot be read is Rejected, with a code of `codes.REFUSALS`.
    """
    remembered: Validators = {} if validators is None else validators
    with closing(Reader(options or SourceOptions(), remembered, clock, sleep, meter or Meter())) as reader:
        for path in paths:
            yield from reader.read(path)


def text_item(text: str) -> Item:
    """A text that the caller holds, as an item."""
    return Item(unify_line_ends(text.removeprefix("\ufeff")))
