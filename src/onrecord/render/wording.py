"""How single findings are put into words: text made safe to show, roles, dates, standing, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from onrecord.lexicon.territories import territory_of_code
from onrecord.record import Actor, Document, Factuality, Role, Span, Statement, When

KINDS: dict[str, str] = {
    "person": "",
    "organization": "organization",
    "country": "country",
    "group": "group",
    "unnamed": "unnamed source",
    "document": "document",
}
AUTHORITIES: dict[str, str] = {
    "named": "named",
    "unnamed": "unnamed source",
    "collective": "collective",
    "document": "document",
    "outlet": "news outlet",
}
# What a kind of speaker tells of itself, so that it need not be said again with each statement.
_IMPLIED: dict[str, tuple[str, ...]] = {
    "person": ("named",),
    "organization": ("named",),
    "country": ("named",),
    "group": ("collective",),
    "unnamed": ("unnamed",),
    "document": ("document",),
}
_STANDING: dict[str, str] = {
    "scheduled": "scheduled, not yet said",
    "expected": "expected, not yet said",
    "intended": "intended, not yet said",
    "proposed": "proposed, not said",
    "possible": "possible, not told as said",
    "conditional": "conditional, not told as said",
    "did_not_happen": "not said",
    "denied": "denied",
    "called_off": "called off",
    "unknown": "not known whether so",
}
_STANDING_OF_MIND = {
    "expected": "expected",
    "possible": "possible",
    "conditional": "conditional",
    "unknown": "not known whether so",
}
_STANDING_OF_EVENT: dict[str, str] = {
    "happened": "",
    "ongoing": "under way",
    "did_not_happen": "did not happen",
    "called_off": "called off",
    "unknown": "not known whether so",
}
_ATTENDANCE: dict[str, str] = {"happened": "took part", "ongoing": "taking part", "did_not_happen": "did not take part"}
_OPENING = "“„‟«〝「『\"'‘"
_CLOSING = "”»〞」』\"'’“"
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Control characters could move the cursor of a terminal, and directional overrides reorder what stands on the line.
_NEUTRAL = (
    {c: chr(0x2400 + c) for c in range(0x20)}
    | {0x7F: "\u2421"}
    | dict.fromkeys(range(0x80, 0xA0), "\ufffd")
    | dict.fromkeys(map(ord, _BIDI), "\ufffd")
)
_STOPS = '.,;:()—–“”"«»!?\n'
_UP_TO_PUNCTUATION = re.compile(f"[^{re.escape(_STOPS)}]*")
MAX_GAP = 60  # characters between a cue and its content that are shown with it: "told reporters on Monday that"


def show_text(text: str) -> str:
    """The text on one line: runs of white space folded to a space, control characters made visible or marked."""
    return " ".join(text.split()).translate(_NEUTRAL)


def close_marks(words: str) -> str:
    """Words cut out of a quotation with the mark that they lack, so that what was quoted is still seen to be."""
    missing = words.count("“") - words.count("”")
    return words + "”" * missing if missing > 0 else "“" * -missing + words


def say_country(code: str) -> str:
    """The name of a country by its ISO code; the code itself where it is not known."""
    territory = territory_of_code(code)
    return territory.name if territory is not None else show_text(code)


def say_role(role: Role, actors: Mapping[str, Actor]) -> str:
    """A role with its status and what it is held in: "former head, NATO", "President-elect, United States"."""
    title = show_text(role.title)
    if role.status not in ("current", *title.casefold().replace("-", " ").split()):
        if role.status in ("elect", "designate"):
            title = f"{title}-{role.status}"
        else:
            running = role.status == "candidate" and title.casefold().endswith(("nominee", "contender", "challenger"))
            if not running:  # "the challenger" says it already
                title = f"candidate for {title}" if role.status == "candidate" else f"{role.status} {title}"
    organization = actors.get(role.organization) if role.organization is not None else None
    places = [show_text(organization.name)] if organization is not None else []
    if role.country is not None:
        places.append(say_country(role.country))
    return ", ".join([title, *(place for place in places if place.casefold() not in title.casefold())])


def say_when(when: When) -> str | None:
    """The interval for people, its last day included; None where neither bound is known."""
    start, end = when.start, when.end
    if start is None or end is None:
        if start is not None:
            return f"from {start.replace('T', ' ')}"
        return f"until {_last_day(end)}" if end is not None else None
    if when.precision in ("minute", "hour"):
        return start.replace("T", " ")
    last = _last_day(end)
    if last <= start:
        return start
    if start.endswith("-01-01") and last == f"{start[:4]}-12-31":
        return start[:4]
    if start.endswith("-01") and start[:7] == last[:7] and when.precision == "month":
        return start[:7]
    return f"{start} to {last}"


def _last_day(end: str) -> str:
    try:
        return (date.fromisoformat(end[:10]) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):  # a year that the calendar of the standard library does not have
        return end


def say_standing(factuality: Factuality, attitude: str) -> str | None:
    """How a saying, intent or thought stands where it is not simply told as a fact; else None."""
    if attitude != "speech":
        return "negated" if factuality.polarity == "negative" else _STANDING_OF_MIND.get(factuality.status)
    if factuality.polarity == "negative" and factuality.status not in ("did_not_happen", "denied", "called_off"):
        return "negated"
    standing = _STANDING.get(factuality.status)
    if standing is None and factuality.certainty in ("probable", "possible"):
        return factuality.certainty
    return standing


def say_event_standing(factuality: Factuality) -> str | None:
    """How an event stands where it did not simply happen; else None."""
    status = factuality.status
    if status == "did_not_happen" and factuality.time == "future":
        return "not to happen"
    standing = _STANDING_OF_EVENT.get(status, status)
    if factuality.polarity == "negative" and status not in ("did_not_happen", "denied", "called_off"):
        return f"{standing}, negated" if standing else "negated"
    return standing or (factuality.certainty if factuality.certainty in ("probable", "possible") else None)


def say_attendance(factuality: Factuality) -> str:
    """How somebody's part in a meeting stands: "took part", "expected", "did not take part"."""
    if factuality.time == "future" and factuality.status == "did_not_happen":
        return "not to take part"
    return _ATTENDANCE.get(factuality.status) or say_event_standing(factuality) or "took part"


def say_authority(statement: Statement, speaker: Actor | None) -> str | None:
    """On whose authority it is told, where the speaker's name and kind do not tell."""
    implied = _IMPLIED[speaker.kind] if speaker is not None else ("unnamed", "named")
    return None if statement.authority in implied else AUTHORITIES[statement.authority]


def lead_in(document: Document, statement: Statement) -> tuple[str, int, int]:
    """The words that lead to what is said, and the offsets they cover.

    They are the cue with the few words between it and the content where it stands before, "told reporters that", else
    with those up to the next punctuation, "told reporters on Monday". A colon follows where the content is quoted or
    does not go on the cue's sentence. "According to" is left out, for the speaker stands above.
    """
    cue, first = statement.cue, statement.content[0] if statement.content else None
    # A colon alone can be a cue ("The headline: …"), and then there are no words to show.
    if cue is None or cue.quote.lower().startswith("according") or not any(map(str.isalnum, cue.quote)):
        return "", 0, 0
    if first is not None and cue.end <= first.start <= cue.end + MAX_GAP:
        gap = document.text[cue.end : first.start]
        source = statement.speaker_span
        named = source is not None and source.start < first.start and cue.end < source.end
        if not named and "\n" not in gap:
            words = show_text(cue.quote + gap.rstrip().rstrip(_OPENING)).rstrip(" ,:")
            # "And that, she noted, requires …": what follows a comma is no object of the cue.
            apart = statement.manner == "direct" or ":" in cue.quote + gap or gap.lstrip()[:1] == ","
            return words + (":" if apart else ""), cue.start, first.start
    following = [part.start for part in statement.content if part.start >= cue.end]
    found = _UP_TO_PUNCTUATION.match(document.text, cue.end, min([cue.end + MAX_GAP, *following]))
    end = found.end() if found is not None else cue.end
    source = statement.speaker_span
    closed = end in following or document.text[end : end + 1] in _STOPS
    if not closed or (source is not None and source.start < end and cue.end < source.end):
        end = cue.end
    return show_text(document.text[cue.start : end]).rstrip(" ,:") + ":", cue.start, end


def told_words(document: Document, statement: Statement) -> str:
    """What is said, as shown: direct words between one pair of quotation marks, others as the report has them.

    Several parts are joined by " … ", or by a space where nothing but white space and quotation marks is between them.
    """
    direct = statement.manner == "direct"
    out = ""
    before: Span | None = None
    for part in statement.content:
        words = _bare(part.quote) if direct else show_text(_with_marks(document.text, part))
        if before is not None and words:
            gap = document.text[before.end : part.start]
            out += " " if not gap.strip(" \t\n" + _OPENING + _CLOSING) else " … "
        out += words
        before = part
    return f"“{out}”" if direct else out


def _bare(quote: str) -> str:
    """Direct words without the quotation marks around them, or before each of their paragraphs."""
    paragraphs = [show_text(line) for line in quote.split("\n") if line.strip()]
    # A quotation over several paragraphs opens each anew and closes the last only.
    lines = [line.lstrip(_OPENING) if i and line[:1] in _OPENING else line for i, line in enumerate(paragraphs)]
    words = " ".join(lines).strip()
    for long in ("``", "''"):
        words = words.removeprefix(long).removesuffix(long)
    opened = words[:1] and words[0] in _OPENING
    closed = len(words) > 1 and words[-1] in _CLOSING
    inner = words[1 if opened else 0 : -1 if closed else None]
    if opened and not closed and any(mark in inner for mark in _closers(words[0])):
        return words  # it opens on a quoted word, and no mark stands around the whole
    if closed and not opened and (words[-1] in "'’" or any(mark in inner for mark in _OPENING[:7])):
        return words  # it ends with one, or with an apostrophe
    return inner.strip()


def _closers(mark: str) -> str:
    return {"„": "“”", "‟": "”", "«": "»", "〝": "〞", "「": "」", "『": "』", "‘": "’"}.get(
        mark, mark if mark in "\"'" else "”"
    )


def _with_marks(text: str, part: Span) -> str:
    """The words with the quotation marks that stand right outside of them: `called “scenario planning,”`."""
    before = text[part.start - 1] if part.start else ""
    closing = part.end
    while closing < len(text) and text[closing] in ",.!?" and closing < part.end + 2:
        closing += 1
    after = text[closing] if closing < len(text) else ""
    start, end = part.start, part.end
    if before and before in '“„«「『"':
        if after and after in _closers(before) and not any(mark in part.quote for mark in _closers(before)):
            start, end = start - 1, closing + 1
        elif part.quote.count(before) < sum(map(part.quote.count, _closers(before))):
            start -= 1
    elif after and after in "”»」』" and sum(map(part.quote.count, "“„«「『")) > sum(map(part.quote.count, "”»」』")):
        end = closing + 1
    return text[start:end]
