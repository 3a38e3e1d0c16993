"""A web page to an item: the main text and what the page says of itself."""

from __future__ import annotations

import logging
import re

from onrecord.errors import UsageError
from onrecord.options import resolve_published
from onrecord.record import Item, Rejected
from onrecord.sources.decoding import unify_line_ends
from onrecord.sources.names import in_one_line

MAX_CHARACTERS = 8_000_000  # of markup; what is made of nothing but tags takes a minute and a gigabyte at that size
MIN_CHARACTERS = 200  # less main text is a teaser, a cookie notice or an error page
PROSE_SHARE = 0.5  # of the text in lines that end as sentences do; a page of links has next to none

_SENTENCE_END = re.compile(r"[.!?…:;,]['\"’”»)\]]*$")


def read_web_page(page: str, uri: str | None) -> Item | Rejected:
    """The report on a web page, or why the page is none.

    What language the page declares is left alone: templates declare what they were made for, not what is in them.
    """
    if len(page) > MAX_CHARACTERS:
        return Rejected("too_long", f"{len(page):,} characters of markup; at most {MAX_CHARACTERS:,} in one page", uri)
    import trafilatura
    from trafilatura.settings import Document as WebDocument

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot use is told here, by code
    try:
        found = trafilatura.bare_extraction(
            page, url=uri if uri and "://" in uri else None, include_comments=False, include_tables=False,
            with_metadata=True, date_extraction_params={"original_date": True, "extensive_search": False},
        )  # fmt: skip
    except MemoryError:
        raise
    except Exception as problem:  # what pages hold is without bounds, and so is what the library stumbles over
        return Rejected("bad_page", in_one_line(f"the page cannot be read ({type(problem).__name__}: {problem})"), uri)
    text = unify_line_ends(found.text or "").strip() if isinstance(found, WebDocument) else ""
    if not isinstance(found, WebDocument) or len(text) < MIN_CHARACTERS:
        return Rejected("too_short", f"{len(text)} characters of main text; at least {MIN_CHARACTERS}", uri)
    if _prose_share(text) < PROSE_SHARE:
        return Rejected("not_an_article", "a list of headlines or links, not running text", uri)
    published = _published(found.date)
    return Item(
        text, uri, "text/html", found.title or None, found.author or None, found.sitename or None, published,
        "metadata" if published else None,
    )  # fmt: skip


def _prose_share(text: str) -> float:
    lines = [line.rstrip() for line in text.split("\n")]
    prose = sum(len(line) for line in lines if _SENTENCE_END.search(line[-8:]))
    return prose / max(1, sum(map(len, lines)))


def _published(date: str | None) -> str | None:
    try:
        return resolve_published(date) if date else None
    except UsageError:
        return None
