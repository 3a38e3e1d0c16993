"""Datelines: "BRUSSELS, Dec 18 (Reuters) -" gives the place, the day and the agency a report came from."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from onrecord.lexicon.agencies import agencies, find_agency
from onrecord.lexicon.furniture import heading_words
from onrecord.record import Document, Span

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:\s[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*){0,4}"
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?:\s(?:of\s|de\s|the\s|al-)?[A-ZÀ-ÖØ-Þ][\w.'’-]*){0,3}"
_DASH = r"\s?(?:--+|[-–—―_])(?=\s|$)\s?"
_AGENCY = r"(?:\((?P<agency>[A-Z][\w .&/'’-]{1,39})\)|/(?P<release>[A-Z][\w .]{1,29})/)"

# With an agency in brackets the place may be in small letters, or missing.
_WITH_AGENCY = re.compile(
    rf"(?:(?P<place>(?:{_CAPITALS}|{_NAME})(?:(?:,\s|/){_NAME})?),?\s?(?:--)?\s?)?(?P<date>{_DATE})?,?\s?{_AGENCY}(?:{_DASH}|\s?:\s|\s*$)"
)
# Without one it must be in capitals, since many sentences begin with a few words and a dash.
_WITHOUT = re.compile(rf"(?P<place>{_CAPITALS}(?:(?:,\s|/){_NAME})?)(?:,\s(?P<date>{_DATE}))?{_DASH}")
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, when and through whom a report came in, as its first line says; None for what it leaves out.

    place: the words, with state or country where they give one ("KYIV, Ukraine"); date: ISO 8601, its year inferred
    from the document's publication where it has none; agency: its usual name; start, end: all of it, with its dash.
    """

    start: int
    end: int
    place: Span | None
    date: str | None
    agency: str | None


def find_dateline(document: Document, start: int, end: int, *, opening: bool) -> Dateline | None:
    """The dateline that a paragraph begins with.

    `opening` says that a report may begin here: only there does a place in capitals suffice without an agency.
    """
    head = document.text[start : min(end, start + 120)]
    if not (head[:1].isupper() or head[:1] in "(/" or head[:1].isdigit()):
        return None
    found = _WITH_AGENCY.match(head)
    agency = None
    if found:
        label = found["agency"] or found["release"]
        known = find_agency(label)
        place = found["place"]
        if known is None and not (place and place.split(",")[0].isupper() and _is_place(place)):
            return None
        if known and known.kind == "credit":
            return None
        # "Ukraine (AP)" is how a headline or a photo credit ends; a bare name needs the dash of a dateline.
        agency = known.name if known else label
    elif opening:
        found = _WITHOUT.match(head)
        # A speaker's label or a heading in capitals: prose after a dateline begins with a capital, a mark or a figure.
        if found is None or not _is_place(found["place"]) or head[found.end() : found.end() + 1].islower():
            return None
    if found is None:
        return None
    place_span = document.cite(start + found.start("place"), start + found.end("place")) if found["place"] else None
    date = _resolve_date(found["date"], document.published) if found["date"] else None
    return Dateline(start, start + found.end(), place_span, date, agency)


def _is_place(words: str) -> bool:
    parts = [w.strip(".,").casefold() for w in words.split()]
    name = words.split(",", maxsplit=1)[0]
    return (
        not any(p in heading_words() for p in parts) and sum(c.isalpha() for c in name) > 2 and name not in agencies()
    )


def _resolve_date(words: str, published: str | None) -> str | None:
    """The day of "Dec 18" or "18 December 2024"; without a year, the one nearest to the publication."""
    month = next(MONTHS.index(w[:3].lower()) + 1 for w in _LETTERS.findall(words))
    numbers = [int(n) for n in _NUMBER.findall(words)]
    days = [n for n in numbers if n < 100]
    years = [n for n in numbers if n >= 1000]
    if not days:
        return None
    try:
        if years:
            return dt.date(years[0], month, days[0]).isoformat()
        if published is None:
            return None
        near = dt.date.fromisoformat(published[:10])
    except ValueError:
        return None
    dates = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            dates.append(dt.date(year, month, days[0]))
        except ValueError:
            continue
    return min(dates, key=lambda d: abs((d - near).days)).isoformat() if dates else None
