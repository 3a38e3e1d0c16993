"""RSS, Atom, JSON Feed and OPML: what they list, each entry with the text that it brings along."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple, cast
from urllib.parse import urljoin
from xml.parsers import expat

from onrecord.errors import UsageError
from onrecord.options import resolve_published
from onrecord.record import Item, Rejected
from onrecord.sources.decoding import decode_markup, unify_line_ends
from onrecord.sources.names import shown
from onrecord.sources.refusal import RefusalError
from onrecord.sources.web_page import MIN_CHARACTERS, read_web_page

MAX_FEED_BYTES = 4 * 2**20  # a feed of news has less than one; the parser needs half a minute for a hostile one
FIRST_YEAR = 1971  # software writes the year 1 or 1970 for a date that it does not have

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_FIRST_ELEMENT = re.compile(r"<\w")
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_TAG = re.compile(r"</?\w[^<>]*>")


class Body(NamedTuple):
    """A text that a feed brings along, as a page's markup or plain."""

    text: str
    is_markup: bool


class Entry(NamedTuple):
    """One entry of a feed. `link` is its page, absolute where the feed's own address is known."""

    uri: str
    link: str | None
    title: str | None
    byline: str | None
    publisher: str | None
    published: str | None
    content: tuple[Body, ...]
    summary: tuple[Body, ...]


def read_feed(data: bytes, source: str, base: str | None, charset: str | None, most: int) -> tuple[Entry, ...]:
    """The entries of an RSS or Atom feed, in order.

    base: the feed's address, where it was fetched; most: entries. Raises RefusalError: `entities`, `bad_feed`,
    `archive_limit`.
    """
    import feedparser  # type: ignore[import-untyped]

    text = decode_markup(data, charset)
    _check_prolog(text)
    if sum(1 for _ in _ENTRY.finditer(text)) > most:
        raise RefusalError("archive_limit", f"holds more than {most:,} entries")
    headers = {"content-type": "application/xml; charset=utf-8", **({"content-location": base} if base else {})}
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers, resolve_relative_uris=False, sanitize_html=False,
        )  # fmt: skip
        publisher = _plain(found.feed.get("title"))
        entries = tuple(_entry(dict(each), source, number, publisher) for number, each in enumerate(found.entries, 1))
    except Exception as problem:  # the library works on what is broken, and breaks itself in many ways
        raise RefusalError("bad_feed", f"the feed cannot be read ({type(problem).__name__}: {problem})") from problem
    if not entries and found.bozo:
        raise RefusalError("bad_feed", f"the feed cannot be read ({found.bozo_exception})")
    return entries


def read_json_feed(data: bytes, source: str, base: str | None, most: int) -> tuple[Entry, ...]:
    """The entries of a JSON Feed, in order. Arguments and errors as for `read_feed`."""
    try:
        feed = json.loads(decode_markup(data))
    except (ValueError, RecursionError) as problem:
        raise RefusalError("bad_feed", f"the JSON Feed cannot be read ({problem})") from problem
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise RefusalError("bad_feed", 'the JSON Feed has no list of "items"')
    if len(items) > most:
        raise RefusalError("archive_limit", f"holds more than {most:,} entries")
    publisher, author = _plain(feed.get("title")), _author(feed)
    return tuple(
        _json_entry(each if isinstance(each, dict) else {}, source, number, publisher, author, base)
        for number, each in enumerate(items, 1)
    )


def read_opml(data: bytes, charset: str | None, most: int) -> tuple[str, ...]:
    """The addresses of the feeds in an OPML list, each once. Raises RefusalError: `entities`, `bad_feed`."""
    text = decode_markup(data, charset)
    _check_prolog(text)
    found: dict[str, None] = {}

    def take(name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if name.lower() == "outline" and key.lower() == "xmlurl" and value.strip():
                found[value.strip()] = None

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = take
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as problem:
        raise RefusalError("bad_feed", f"the list of feeds is not well-formed ({problem})") from problem
    if len(found) > most:
        raise RefusalError("archive_limit", f"lists more than {most:,} feeds")
    return tuple(found)


def item_of(entry: Entry, bodies: tuple[Body, ...]) -> Item | Rejected:
    """The report that an entry's own text gives, or why that is none."""
    refused = Rejected("too_short", f"{entry.uri}: the feed brings no text along", entry.uri)
    for body in bodies:
        if body.is_markup:
            page = f"<html><body><article>{body.text}</article></body></html>"
            found = read_web_page(page, entry.uri)
            if isinstance(found, Item):
                return complete(found, entry)
            refused = replace(found, detail=f"{entry.uri}: {found.detail}")
        elif len(text := unify_line_ends(body.text).strip()) >= MIN_CHARACTERS:
            return complete(Item(text, entry.uri), entry)
        else:
            detail = f"{entry.uri}: {len(text)} characters of text; at least {MIN_CHARACTERS}"
            refused = Rejected("too_short", detail, entry.uri)
    return refused


def complete(item: Item, entry: Entry) -> Item:
    """The item with what the feed says of it; the page's own title and byline go first, the feed's date does."""
    published = entry.published or item.published
    return replace(
        item, uri=entry.uri, title=entry.title or item.title, byline=item.byline or entry.byline,
        publisher=entry.publisher or item.publisher, published=published,
        published_basis="metadata" if published else None,
    )  # fmt: skip


def _check_prolog(text: str) -> None:
    """Refuse declared entities: a few lines of them can stand for gigabytes, and no feed needs them."""
    first = _FIRST_ELEMENT.search(text)
    if _ENTITY.search(text, 0, first.start() if first else len(text)):
        raise RefusalError("entities", "declares XML entities, which can expand without end; no feed needs them")


def _entry(found: Mapping[str, object], source: str, number: int, publisher: str | None) -> Entry:
    link = _string(found.get("link"))
    own = found.get("source")
    content = found.get("content")
    bodies = [_body(each) for each in content if isinstance(each, Mapping)] if isinstance(content, list) else []
    summary = found.get("summary_detail")
    dated = "published" if "published" in found else "updated"
    published = _published(_string(found.get(dated)), found.get(f"{dated}_parsed"))
    return Entry(
        shown(link or _string(found.get("id")) or f"{source}#{number}"), link, _plain(found.get("title")),
        _plain(found.get("author")), (_plain(own.get("title")) if isinstance(own, Mapping) else None) or publisher,
        published, tuple(bodies), (_body(summary),) if isinstance(summary, Mapping) else (),
    )  # fmt: skip


def _json_entry(
    found: Mapping[str, object], source: str, number: int, publisher: str | None, author: str | None, base: str | None
) -> Entry:
    link = _string(found.get("url")) or _string(found.get("external_url"))
    if link and base:
        link = _joined(base, link)
    bodies = [Body(text, is_markup=True)] if (text := _string(found.get("content_html"))) else []
    if text := _string(found.get("content_text")):
        bodies.append(Body(text, is_markup=False))
    return Entry(
        shown(link or _string(found.get("id")) or f"{source}#{number}"), link, _plain(found.get("title")),
        _author(found) or author, publisher,
        _published(_string(found.get("date_published")) or _string(found.get("date_modified")), None), tuple(bodies),
        (Body(text, is_markup=False),) if (text := _string(found.get("summary"))) else (),
    )  # fmt: skip


def _body(found: Mapping[str, object]) -> Body:
    return Body(_string(found.get("value")) or "", is_markup=found.get("type") != "text/plain")


def _author(found: Mapping[str, object]) -> str | None:
    """The names that a JSON Feed gives, in its first version ("author") or its second ("authors")."""
    authors = found.get("authors")
    given = authors if isinstance(authors, list) else [found.get("author")]
    names = [_plain(each.get("name")) for each in given if isinstance(each, Mapping)]
    return ", ".join(name for name in names if name) or None


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _plain(value: object) -> str | None:
    """A title or name in one line, without the markup that some feeds put in."""
    text = html.unescape(_TAG.sub(" ", html.unescape(value))) if isinstance(value, str) else ""
    return " ".join(text.split()) or None


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _published(written: str | None, parsed: object) -> str | None:
    """A date of publication with the offset it was written with, where that can be read; else in UTC."""
    if not written:
        return None
    try:
        published = resolve_published(written)
    except UsageError:
        try:
            told = parsedate_to_datetime(written)
            published = told.isoformat() if told.tzinfo else told.date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            try:
                year, month, day, hour, minute, second, *_ = cast("tuple[int, ...]", parsed)
                published = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
            except (ValueError, TypeError, OverflowError):
                return None
    return published if int(published[:4]) >= FIRST_YEAR else None
