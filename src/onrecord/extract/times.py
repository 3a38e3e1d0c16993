"""Time expressions: found by a grammar of words, resolved to TIMEX3 values and exact intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from onrecord.extract.time_calendar import UNKNOWN, interval, precision_of, shift
from onrecord.extract.time_direction import Direction, find_direction
from onrecord.extract.time_grammar import CAPITALISED, Match, Reading, Word, find_matches, read_words
from onrecord.extract.time_resolve import Memory, Timex, resolve_reading, time_tail
from onrecord.extract.time_rules import load_rules
from onrecord.extract.time_senses import names_a_thing
from onrecord.ids import finding_id
from onrecord.language import Parse, Token
from onrecord.lexicon.time_words import Modifier, load_modifiers, load_time_cues
from onrecord.record import Document, Origin, Span, TimeExpression, When

EXTRACTOR = "times"
VERSION = "1"

DAYS = {"day", "weekday", "dayword", "holiday"}
TIMES = {"clock", "part"}
BY_TENSE = {"day", "weekday", "month", "quarter", "season", "holiday", "week_of"}
NARROWING = {"START", "MID", "END"}
ROUGH = {"duration", "offset", "clock", "year"}  # "about Wednesday" speaks of it, "about a year ago" is rough
SPANNED = {"the", "last", "next", "following", "recent"}  # "over the past two years" is in their course
NAMES = {"ORG", "WORK_OF_ART", "PRODUCT", "FAC", "EVENT"}
RATED = {"NN", "NNS", "NNP", "CD"}
LONGEST_MODIFIER = 3
LONGEST_HEADLINE = 30  # words
OPEN_ENDS = {("or", "later"), ("and", "beyond"), ("and", "after"), ("and", "later"), ("or", "after")}


def find_times(document: Document, parse: Parse) -> tuple[TimeExpression, ...]:
    """The time expressions of a report in text order, none overlapping.

    Values are resolved against `document.published` or a date in the text; without a date of publication relative
    expressions keep the parts that the words give ("XXXX-WXX-3"). Values follow TIMEX3 as TimeBank uses it.
    """
    words = read_words(document.text, parse.paragraphs)
    origin = Origin(EXTRACTOR, VERSION, parse.model)
    memory = Memory(_published(document))
    found: list[TimeExpression] = []
    for phrase in _phrases(words):
        if not _is_time(phrase, words, parse):
            continue
        rate = _is_rate(phrase, words, parse)
        meant = phrase._replace(reading=replace(phrase.reading, kind="set")) if rate else phrase
        found.append(_resolved(document, parse, words, meant, memory, origin))
    return tuple(found)


class _Phrase(NamedTuple):
    """A match with what stands before, after and beside it: words `[first, end)`, its core at `core`."""

    first: int
    end: int
    core: int
    reading: Reading
    at: Reading | None = None  # a time of day of the day that `reading` names
    mod: Modifier | None = None
    open_end: bool = False  # "1994 or later"
    step: int = 0  # days from the one that `reading` names: "the day before Tuesday's hearing"


def _published(document: Document) -> date | None:
    try:
        return date.fromisoformat(document.published[:10]) if document.published else None
    except ValueError:
        return None


def _phrases(words: Sequence[Word]) -> Iterator[_Phrase]:
    """The matches, times of day joined with their days, modifiers taken in."""
    matches = find_matches(words, load_rules())
    used_until = 0
    i = 0
    while i < len(matches):
        phrase, taken = _joined(matches, i, words)
        i += taken
        phrase = _modified(phrase, words, used_until)
        used_until = phrase.end
        yield phrase


def _joined(matches: Sequence[Match], i: int, words: Sequence[Word]) -> tuple[_Phrase, int]:
    """The phrase that begins with a match, and how many matches it takes in."""
    one = matches[i]
    phrase = _Phrase(one.first, one.end, one.first, one.reading)
    taken = 1
    while i + taken < len(matches):
        following = matches[i + taken]
        gap = "".join(word.name or word.text for word in words[phrase.end : following.first])
        this, that = phrase.reading, following.reading
        if this.kind == that.kind == "clock" and gap == "(" and words[following.end].text == ")":
            phrase = phrase._replace(end=following.end + 1)  # "10:35 a.m. (0735 GMT) Friday": the first is the place's
        elif (
            _is_beside(one, words, phrase.end)
            and taken == 1
            and gap == ""
            and that.kind in DAYS
            and that.kind != "dayword"
        ):
            phrase = phrase._replace(end=following.end, reading=that, step=1 if this.point == "following" else -1)
        elif this.kind in TIMES and that.kind in DAYS and phrase.at is None and gap in ("", "comma", "on", "of"):
            phrase = phrase._replace(end=following.end, reading=that, at=this)
        elif this.kind in DAYS and that.kind in TIMES and phrase.at is None and gap in ("", "comma"):
            phrase = phrase._replace(end=following.end, at=that)
        elif this.kind == "weekday" and that.kind == "day" and gap in ("", "comma"):
            phrase = phrase._replace(end=following.end, reading=that)
        else:
            break
        taken += 1
    return phrase, taken


def _is_beside(match: Match, words: Sequence[Word], end: int) -> bool:
    """Whether a match is "the day before" or "the day after", which a day may follow."""
    return match.reading.kind == "deictic" and match.reading.unit == "D" and words[end - 1].name == "clause"


def _modified(phrase: _Phrase, words: Sequence[Word], limit: int) -> _Phrase:
    """The phrase with the modifiers before it ("early", "more than") and the open end after it ("or later")."""
    table = load_modifiers()
    is_duration = phrase.reading.kind == "duration"
    first = phrase.first
    for start in (first, first - 1):  # "the end of the year"; "the" may stand before "late" as well
        for length in range(LONGEST_MODIFIER, 0, -1):
            if start - length < limit or (start < first and words[first - 1].name != "the"):
                continue
            modifier = table.get(tuple(word.text for word in words[start - length : start]))
            during = words[start - 1].text == "over" and words[start].name in SPANNED
            if modifier is None or during:
                continue
            mod = modifier.duration if is_duration else modifier.date
            if mod is None or (mod not in NARROWING and (phrase.at or phrase.reading).kind not in ROUGH):
                continue
            phrase = phrase._replace(first=start - length, mod=modifier)
            if start - length > limit and words[start - length - 1].name == "the" and mod in NARROWING:
                phrase = phrase._replace(first=phrase.first - 1)
            return phrase
    tail = tuple(word.text for word in words[phrase.end : phrase.end + 2])
    if phrase.reading.kind in ("year", "day", "month") and tail in OPEN_ENDS:
        phrase = phrase._replace(end=phrase.end + 2, open_end=True)
    elif is_duration and tail == ("or", "so"):
        phrase = phrase._replace(end=phrase.end + 2, mod=Modifier("APPROX", "APPROX"))
    return phrase


def _is_time(phrase: _Phrase, words: Sequence[Word], parse: Parse) -> bool:
    """Whether words that may be something else are meant as a time."""
    reading = phrase.reading
    core = words[phrase.core]
    if reading.kind != "holiday" and _is_name(words[phrase.end - 1], parse):
        return False
    before = words[phrase.first - 1].text if phrase.first else ""
    after, second = words[phrase.end].text, words[min(phrase.end + 1, len(words) - 1)].text  # a break ends the words
    alone = phrase.end - phrase.first == 1
    previous = words[phrase.first - 1] if phrase.first else None
    if names_a_thing(reading, core, previous, words[phrase.end], parse):
        return False
    if reading.kind == "part" and phrase.end - phrase.first == 1:
        return False
    if reading.kind in ("month", "year", "weekday") and alone:
        token = parse.token_at(core.start)
        if token is None or token.tag == "MD" or token.entity in ("PERSON", "MONEY", "PERCENT"):
            return False
        if reading.kind == "year":
            return _is_year(token, before, after, parse)
    if (
        alone
        and core.text == "march"
        and after in load_time_cues()["after_march"]
        and (before == "the" or before not in load_time_cues()["before_year"])
    ):
        return False  # "a March for Life"
    if alone and core.name == "set":
        token = parse.token_at(core.start)
        return token is not None and token.pos not in ("NOUN", "PROPN")  # "the party daily"
    if core.name == "soon" and alone:
        return after != "after" and find_direction(parse, core.start, core.end) != "past"
    return not (
        (reading.point == "bare" and reading.unit in ("Q", "TS"))  # "such quarters"
        or (reading.unit == "TS" and core.name == "a")  # "a second betrayal"
        or (reading.kind == "duration" and reading.unit == "Q" and _is_share(phrase, words))
        or (reading.kind == "duration" and (after == "old" or second == "old"))
        or (reading.kind == "deictic" and reading.unit == "D" and reading.point == "the" and phrase.mod is None)
    )


def _is_share(phrase: _Phrase, words: Sequence[Word]) -> bool:
    """Whether "three-quarters", "a quarter of" is a share and no time."""
    count, unit = words[phrase.end - 2], words[phrase.end - 1]
    return count.name == "hyphen" or (unit.name == "quarter" and words[phrase.end].name == "of")


def _is_name(word: Word, parse: Parse) -> bool:
    """Whether a word is part of the name of a broadcast, book or body ("60 Minutes", the March for Life)."""
    token = parse.token_at(word.start)
    if token is None or not token.text[:1].isupper() or not word.text.isalpha():
        return False
    sentence = parse.sentence_words(token.sentence)
    if token.i == sentence[0].i or not parse.tokens[token.i - 1].text[-1].isalnum():
        return word.name == "month" and token.entity in NAMES
    if token.entity in NAMES:
        return True
    if word.name in CAPITALISED or token.text.isupper():
        return False
    letters = [t for t in sentence[:LONGEST_HEADLINE] if t.text[:1].isalpha()]
    # In a headline nearly every word is capitalised.
    return 2 * sum(t.text[:1].isupper() for t in letters) < len(letters)


def _is_rate(phrase: _Phrase, words: Sequence[Word], parse: Parse) -> bool:
    """Whether "a year" says how often ("four flights a week") and not how long."""
    if phrase.reading.kind != "duration" or words[phrase.first].name != "a" or phrase.reading.count != 1:
        return False
    before = parse.token_at(words[phrase.first - 1].start) if phrase.first else None
    return before is not None and before.tag in RATED


def _is_year(token: Token, before: str, after: str, parse: Parse) -> bool:
    """Whether four digits alone are a year and no quantity."""
    if before in ("$", "#", "£", "€", "no", "about", "some", "than") or after in ("%", "percent"):
        return False
    head = parse.tokens[token.head]
    if token.dep == "nummod" and head.tag in ("NNS", "NNPS") and token.entity != "DATE":
        return False
    return token.entity == "DATE" or before in load_time_cues()["before_year"]


def _resolved(
    document: Document, parse: Parse, words: Sequence[Word], phrase: _Phrase, memory: Memory, origin: Origin
) -> TimeExpression:
    """A phrase as a finding; what it says is remembered for those after it."""
    span = document.cite(words[phrase.first].start, words[phrase.end - 1].end)
    direction: Direction = ""
    if phrase.reading.kind in BY_TENSE:
        direction = find_direction(parse, span.start, span.end)
    timex = resolve_reading(phrase.reading, memory, direction)
    if phrase.step and timex.value is not None:
        timex = timex._replace(value=_stepped(timex.value, phrase.step))
    if phrase.at is not None and timex.value is not None:
        timex = timex._replace(timex_type="TIME", value=timex.value[:10] + time_tail(phrase.at))
    mod = timex.mod
    if phrase.mod is not None:
        mod = phrase.mod.duration if timex.timex_type == "DURATION" else phrase.mod.date
    elif phrase.open_end:
        mod = "ON_OR_AFTER"
    if phrase.reading.point not in ("ago", "earlier"):
        memory.note(timex.value)
    if timex.value in ("P6M", "P9M"):
        memory.quarter = None  # what follows compares the months since the year's start
    return TimeExpression(
        finding_id(document.id, "time", span.start, span.end), span, timex.timex_type, timex.value, mod, timex.quant,
        timex.freq, _when(phrase, timex, mod, span), origin,
    )  # fmt: skip


def _stepped(day: str, step: int) -> str | None:
    """The day so many days from one; unknown where that is."""
    try:
        moved = shift(date.fromisoformat(day[:10]), "D", step)
    except ValueError:
        return UNKNOWN["D"]
    return moved.isoformat() if moved else None


def _when(phrase: _Phrase, timex: Timex, mod: str | None, span: Span) -> When | None:
    """The interval of a value; None for what has none (durations, sets, vague references)."""
    if timex.timex_type not in ("DATE", "TIME") or timex.value is None:
        return None
    precision = precision_of(timex.value)
    if precision is None:
        return None
    clock = phrase.at if phrase.at is not None else phrase.reading
    whole_hour = clock.kind == "clock" and not clock.exact
    bounds = interval(timex.value[:13] if whole_hour else timex.value)
    if phrase.reading.fiscal:
        # A fiscal year begins when its owner says: the words give no dates.
        return When(None, None, precision, timex.basis, f"FY{timex.value}", span)
    if bounds is None:
        return When(None, None, "hour" if whole_hour else precision, timex.basis, timex.value, span)
    zone = clock.zone or "" if clock.kind == "clock" else ""
    end = None if mod == "ON_OR_AFTER" or bounds.end is None else bounds.end + zone
    return When(bounds.start + zone, end, bounds.precision, timex.basis, timex.value, span)
