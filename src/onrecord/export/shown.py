"""How words of a report are passed on: short where its text may not be, and without signs that a format forbids."""

from __future__ import annotations

import re
from datetime import date

from onrecord.ids import Jsonable

MOST_WORDS = 25  # of a quote, where the reports' texts are left out
CUT = " …"  # after a quote that goes on

_WORDS = re.compile(rf"\s*(?:\S+\s+){{{MOST_WORDS - 1}}}\S+")
_MOST_SIGNS = 300  # what is written without spaces is cut by signs
# Control characters (but tab and line ends), halves of pairs, and non-characters: forbidden in XML, harmful elsewhere.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def shorten(quote: str) -> str:
    """At most 25 words of a quote, from its beginning, with ` …` where it goes on."""
    found = _WORDS.match(quote)
    kept = quote if found is None else found[0]
    kept = kept[:_MOST_SIGNS]
    return quote if len(kept) >= len(quote.rstrip()) else kept.rstrip() + CUT


def shorten_quotes(value: Jsonable) -> Jsonable:
    """JSON values of a record with every `quote` cut to 25 words; `start` and `end` still tell of the whole."""
    if isinstance(value, dict):
        return {
            name: shorten(each) if name == "quote" and isinstance(each, str) else shorten_quotes(each)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [shorten_quotes(each) for each in value]
    return value


def clean(text: str) -> str:
    """Text without signs that no format carries; `�` stands for each."""
    return _FORBIDDEN.sub("\ufffd", text)


def day_of(text: object) -> date | None:
    """The day that a date or a timestamp begins with; None where it is none, as in records that others have made."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def one_line(text: str) -> str:
    """Text in one line, with single spaces."""
    return " ".join(clean(text).split())
