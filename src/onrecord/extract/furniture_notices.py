"""The forms of notices: syndication, credits, copyright, bylines, ways to reach the author."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.extract.furniture_notes import find_note
from onrecord.lexicon.agencies import Agency, find_agency
from onrecord.record import FurnitureKind


@dataclass(frozen=True, slots=True)
class Notice:
    """What a piece of furniture is; `picture` for a credit that only a picture has."""

    kind: FurnitureKind
    publisher: str | None = None
    title: str | None = None
    picture: bool = False


_POST = re.compile(
    r"\W{0,2}The (?:post|article|story) (?P<title>.+)"
    r" (?:first appeared|appeared first|originally appeared|was first published) (?:on|at|in)"
    r" (?P<publisher>.{2,100}?)\W{0,2}",
    re.DOTALL,
)
_THING = (
    r"(?:article|story|post|piece|report|column|item|interview|commentary|essay|op-ed|analysis|excerpt|content|blog)"
)
_SYNDICATED = re.compile(
    rf"\W{{0,2}}(?:(?:[Tt]his|A (?:longer |shorter )?version of this|The above|An earlier version of this)\s{_THING}\s"
    r"(?:is\s|was\s|has\sbeen\s)?(?:(?:first|originally|initially|also|previously)\s)?"
    r"(?:appeared|published|posted|republished|reprinted|syndicated)(?:\s(?:first|originally))?"
    r"|(?:Originally|First)\s(?:published|appeared|posted)|(?:Republished|Reprinted))"
    r"\s(?:on|in|by|at|from|with\spermission\s(?:from|of)|courtesy\sof)\s(?P<publisher>(?:the\s)?[A-Z].{1,150}?)\W{0,2}",
)
_PUBLISHER_END = re.compile(r"\s(?:and|under|with|on|as|in|by|at|where|before)\s|[.,;:]\s|\s\(")

_CREDITED = r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslation|[Rr]esearch)"
_REPORTING = re.compile(
    rf"[(\[–—-]{{0,3}}\s?(?:[Aa]dditional\s|With\s(?:additional\s)?|Additional\sreporting\sand\s)?{_CREDITED}(?:,?\s(?:and\s)?{_CREDITED})*"
    r"\s(?:by|from)\W{1,2}[A-Z].{2,420}"
    r"|[(\[]?(?:Reported|Written|Edited|Compiled|Translated|Produced)\sby:?\s[A-Z].{2,100}"
    r"|Contributing:\s[A-Z].{2,250}"
    r"|[(\[]?(?:With|Compiled\sfrom|Based\son)\s(?:files|inputs?|material|contributions?|reports?|agency\sinputs?)"
    r"(?:\s(?:from|by)\s.{2,120})?\W{0,2}"
    r"|[(\[]?(?:with|With)\s(?:AFP|AP|Reuters|dpa|agencies)[\w ,/]{0,40}\W{0,2}",
    re.DOTALL,
)
_CONTRIBUTED = re.compile(
    r"[(\[_–—-]{0,4}\s?[A-Z][^\"“”!?]{3,350}\s(?:also\s)?(?:contributed|reported)(?:\s\w+){0,2}\s(?:to|for|from|in)\s"
    r"(?:this|the)\s(?:report|article|story|dispatch|piece|column|post|coverage)(?:\sfrom\s.{2,120})?\W{0,2}",
)
_REPORTED_FROM = re.compile(
    r"[A-Z][\w.'’ -]{3,50}\sreported\sfrom\s[A-Z][\w.'’, -]{2,60},?"
    r"\sand\s[A-Z][\w.'’ -]{3,50}\sfrom\s[A-Z][\w.'’, -]{2,60}\W{0,2}"
)

_COPYRIGHT = re.compile(
    r"\W{0,2}(?:(?:Copyright|COPYRIGHT|Copr\.)\s*(?:©|\([cC]\))?\s*(?:\d{4}|by\s[A-Z])|(?:©|\([cC]\)\s?\d{4})).{0,450}"
    r"|[^\"“”]{0,200}\ball\srights\sreserved\b.{0,250}"
    r"|This\s(?:material|content|article)\s(?:may\snot\sbe|is\ssubject\sto\scopyright|is\sprotected\sby\scopyright).{0,300}",
    re.DOTALL | re.IGNORECASE,
)

_PARTICLE = r"(?:de|van|von|der|den|bin|al|el|la|le|da|dos|di|du|ter|y)"
_NAME_WORD = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_PERSON = rf"{_NAME_WORD}(?:\s(?:{_NAME_WORD}|{_PARTICLE})){{1,4}}"
_PEOPLE = rf"{_PERSON}(?:(?:,\s(?:and\s)?|\sand\s|\s&\s){_PERSON}){{0,6}}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY)\s(?P<people>{_PEOPLE})(?:,?\s(?:in|for|of)\s[A-Z][\w.,'’ -]{{1,50}})?"
    r"(?:\s?[,|•·/–—-]+\s?.{1,90})?"
    r"|(?:By|BY)\s(?P<house>(?:The\s)?[A-Z][\w ]{1,30})"
    rf"|(?P<signed>{_PEOPLE})\s?[,|•·/–—-]\s?(?P<affiliation>[A-Z][\w ]{{1,30}})",
)
_CALENDAR = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|June|July|August|September|October|"
    r"November|December)\b",
    re.IGNORECASE,
)
_VERBISH = re.compile(r"\s(?:is|was|are|were|has|have|had|said|says|will|would|who|that|which)\s")

_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|(?:^|[\s(:])@\w{2,}|\b(?:twitter|x|facebook|instagram|t)\.(?:com|me)/", re.IGNORECASE
)
_MAIL = re.compile(r"\W?[\w.+-]+@[\w-]+\.[\w.-]+\W?")
_REACH = re.compile(
    r"[\"“(]?(?:(?:you\scan\s|please\s)?(?:follow|contact|write\s(?:to|at)|e-?mail|reach|message)\b"
    r"|(?:twitter|instagram|facebook|telegram|bluesky|e-?mail|contact|tel|phone|media\scontacts?)\s?:"
    r"|[^.!?\"“”]{3,80}\scan\sbe\s(?:reached|contacted|followed|emailed|found)\s(?:at|on|via|by)\b"
    r"|(?:send|questions\?|tips\?|feedback\?|comments\?))",
    re.IGNORECASE,
)
_ON_NETWORK = re.compile(
    r"\W{0,2}(?:you\scan\s)?follow\s[^.!?\"“”]{2,60}\son\s(?:Twitter|Facebook|Instagram|X|Telegram|Threads|Bluesky)\b.{0,80}",
    re.IGNORECASE,
)

_PICTURE_LABEL = re.compile(
    r"(?:Photos?|Photographs?|Pictures?|Images?|Photo\s[Cc]redit|Image\s[Cc]redit|Credit)(?:\sby|\scredit)?:\s?(?=\S)|(?:Photo|Photograph)s?\sby\s"
)
_PICTURE_PARTS = re.compile(r"\s?/\s?|\svia\s|,\s")
# "ls/dj (AFP, Reuters)": who edited, then whose reports were used.
_DESK_CODES = re.compile(r"^[a-z]{1,4}(?:[,/ ]+[a-z]{1,4}){0,3}\s(?=\()")
_LATE = re.compile(r",?\s(?:File|Pool|file photo|FILE)\W{0,2}$")


def find_notice(words: str, *, whole: bool, at_edge: bool) -> Notice | None:
    """What `words` are, where they are a notice from their first letter to the last.

    `whole` says that they are a paragraph, `at_edge` that it is among the first or last ones, where bylines stand.
    """
    return (
        _find_syndication(words)
        or _find_credit(words, whole=whole)
        or _find_reporting(words)
        or (Notice("copyright") if _COPYRIGHT.fullmatch(words) else None)
        or _find_contact(words)
        or (_find_byline(words) if whole and at_edge else None)
        or _find_note(words, whole=whole, at_edge=at_edge)
    )


def _find_note(words: str, *, whole: bool, at_edge: bool) -> Notice | None:
    kind = find_note(words, whole=whole, at_edge=at_edge)
    return None if kind is None else Notice(kind)


def _find_syndication(words: str) -> Notice | None:
    found = _POST.fullmatch(words)
    if found:
        return Notice("syndication_notice", _publisher(found["publisher"]), found["title"].strip())
    found = _SYNDICATED.fullmatch(words)
    return Notice("syndication_notice", _publisher(_PUBLISHER_END.split(found["publisher"])[0])) if found else None


def _publisher(words: str) -> str:
    agency = find_agency(words)
    return agency.name if agency else words.strip()


def _find_reporting(words: str) -> Notice | None:
    if _REPORTING.fullmatch(words) or _REPORTED_FROM.fullmatch(words):
        return Notice("reporting_credit")
    found = _CONTRIBUTED.fullmatch(words)
    if not found or _VERBISH.search(words):
        return None
    opening = re.split(
        r"\s(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Jj]ournalists?|[Ss]taff)\s", words, maxsplit=1
    )
    agency = find_agency(opening[0].strip("([")) if len(opening) > 1 else None
    return Notice("reporting_credit", agency.name if agency and agency.kind == "agency" else None)


def _find_contact(words: str) -> Notice | None:
    if len(words) > 320:
        return None
    if _ON_NETWORK.fullmatch(words):
        return Notice("contact")
    # A handle alone under a comment is its author's name; an address of mail alone is a way to write.
    if _ADDRESS.search(words) and (_REACH.match(words) or _MAIL.fullmatch(words)):
        return Notice("contact")
    return None


def _find_byline(words: str) -> Notice | None:
    if len(words) > 220 or _VERBISH.search(words):
        return None
    found = _BYLINE.fullmatch(words.rstrip(". "))
    if not found or _CALENDAR.search(found["people"] or ""):
        return None
    if found["house"]:
        return Notice("byline") if find_agency(found["house"]) else None
    if found["affiliation"]:
        return Notice("byline") if _house(found["affiliation"]) else None
    return Notice("byline")


def _house(words: str) -> Agency | None:
    """The agency or publisher of "Associated Press writer" and the like."""
    return find_agency(words) or find_agency(words.rsplit(" ", 1)[0])


def _find_credit(words: str, *, whole: bool) -> Notice | None:
    """Credits of pictures ("(AP Photo/Jane Doe)", "Jane Doe/Getty Images") and of agencies ("(Reuters)", "© AFP")."""
    if len(words) > 130:
        return None
    words = _DESK_CODES.sub("", words)
    enclosed = words[0] in "([" and words.rstrip(".")[-1:] in ")]"
    bare = words.strip("()[].–—-© \u00a0")
    label = _PICTURE_LABEL.match(bare)
    rest = _LATE.sub("", bare[label.end() :] if label else bare)
    parts = [part.strip() for part in _PICTURE_PARTS.split(rest) if part.strip()]
    if not parts or any(len(part.split()) > 5 for part in parts):
        return None
    houses = [find_agency(_without_picture(part)) for part in parts]
    if label:
        # In prose a colon may follow these words too; names alone make a credit.
        named = all(w[0].isupper() or not w[0].isalpha() for part in parts for w in part.split())
        return Notice("credit", picture=True) if named or any(houses) else None
    agencies = [house for house in houses if house and house.kind == "agency"]
    if any(_without_picture(part) != part for part in parts) and agencies:
        return Notice("credit", picture=True)
    marked = enclosed or whole or words[0] in "©–—-"
    if len(agencies) == len(parts) and marked:
        return Notice("agency_credit", agencies[0].name)
    if (
        len(parts) > 1
        and ("/" in rest or " via " in rest)
        and any(h and h.kind in ("agency", "credit") for h in houses)
    ):
        return Notice("credit", picture=True)
    if len(parts) == 1 and houses[0] and houses[0].kind == "credit" and (enclosed or whole):
        return Notice("credit", picture=enclosed)
    return None


def _without_picture(part: str) -> str:
    for suffix in (" Photo", " photo", " Images", " Pool"):
        if part.endswith(suffix) and find_agency(part.removesuffix(suffix)):
            return part.removesuffix(suffix)
    return part
