"""What the words that a rule matched say: one reader for each kind of expression."""

from __future__ import annotations

from onrecord.extract.time_grammar import Reading, Words, number_of, spelled_year

Groups = dict[str, Words]

_UNIT_NAMES = ("unit", "units", "quarter", "century", "second", "weekend", "weekends", "half")


def _unit(words: Words) -> str:
    for word in words:
        if word.name == "second":
            return "TS"
        if word.name in _UNIT_NAMES:
            return word.value
    return ""


def _plural(words: Words) -> bool:
    return any(w.name in ("units", "weekends") for w in words)


def _int(words: Words | None) -> int | None:
    return int(words[0].text) if words else None


def _month(words: Words) -> int:
    return int(words[0].value)


def _day_number(words: Words) -> int:
    return int(words[0].text if words[0].name == "num" else words[0].value)


def date_reading(g: Groups) -> Reading | None:
    """A day with its month, and its year where the words give one."""
    day = _day_number(g["day"])
    if not 1 <= day <= 31:
        return None
    return Reading("day", year=_int(g.get("year")), month=_month(g["month"]), day=day,
                   shift=_shift(g.get("point")))  # fmt: skip


def iso_reading(g: Groups) -> Reading | None:
    """A date in ISO 8601."""
    year, month, day = (int(part) for part in g["day"][0].text.split("-"))
    return Reading("day", year=year, month=month, day=day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def slash_reading(g: Groups) -> Reading | None:
    """12/18/2024 is read as Americans write it, unless only the other order is a date."""
    month, day, year = (int(part) for part in g["day"][0].text.split("/"))
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Reading("day", year=year if year > 99 else year + (2000 if year < 70 else 1900), month=month, day=day)


def month_year_reading(g: Groups) -> Reading | None:
    """A month of a year."""
    year = spelled_year(g["year"])
    return None if year is None else Reading("month", year=year, month=_month(g["month"]))


def _shift(words: Words | None) -> int | None:
    return int(words[0].value) if words and words[0].name in ("this", "last", "next", "current") else None


def _point(words: Words | None) -> str:
    return words[0].name if words and words[0].name in ("that", "following", "latest", "previous") else ""


def month_alone_reading(g: Groups) -> Reading | None:
    """A month without a year."""
    return Reading("month", month=_month(g["month"]), shift=_shift(g.get("point")), point=_point(g.get("point")))


def month_shifted_reading(g: Groups) -> Reading | None:
    """The sense of "June last year", "January of this year"."""
    return Reading("month", month=_month(g["month"]), shift=_shift(g["point"]), unit="Y")


def year_reading(g: Groups) -> Reading | None:
    """A year, in figures or words."""
    year = spelled_year(g["year"])
    return None if year is None else Reading("year", year=year, fiscal="fiscal" in g)


def decade_reading(g: Groups) -> Reading | None:
    """A decade: "the 1990s", "the '80s", "the nineties"."""
    words = g["decade"]
    if words[0].name == "decades":
        return Reading("decade", year=1900 + int(words[0].value))
    number = int(words[0].text)
    if number % 10:
        return None
    return Reading("decade", year=number if number > 99 else 1900 + number)


def century_reading(g: Groups) -> Reading | None:
    """A century by its number."""
    return Reading("century", number=_day_number(g["number"]))


def quarter_reading(g: Groups) -> Reading | None:
    """A quarter or half of a year, by its number."""
    number = _ordinal(g["number"], 4 if g["unit"][0].name == "quarter" else 2)
    if number is None:
        return None
    point = "ago" if "ago" in g else _point(g.get("point"))
    return Reading("quarter", number=number, unit=_unit(g["unit"]), year=_int(g.get("year") or g.get("year2")),
                   shift=_shift(g.get("point")), point=point, fiscal="fiscal" in g)  # fmt: skip


def _ordinal(words: Words, most: int) -> int | None:
    number = most if words[0].name == "last" else int(words[0].value or 0) if words[0].name != "num" else _int(words)
    return number if number is not None and 1 <= number <= most else None


def every_quarter_reading(g: Groups) -> Reading | None:
    """The sense of "fourth quarters"."""
    number = _ordinal(g["number"], 4)
    return Reading("set", value=f"XXXX-Q{number}") if _unit(g["unit"]) == "Q" and number is not None else None


def quarter_of_year_reading(g: Groups) -> Reading | None:
    """The sense of "last year's quarter": the one spoken of, in another year."""
    if int(g["point"][0].value) == 0:
        return Reading("deictic", unit="Q", point="the")
    return Reading("deictic", unit="Q", point="ago") if g["point"][0].name == "last" else None


def short_quarter_reading(g: Groups) -> Reading | None:
    """The sense of "Q3 2024"."""
    number = int(g["number"][0].text)
    return Reading("quarter", number=number, unit="Q", year=_int(g.get("year"))) if 1 <= number <= 4 else None


def deictic_reading(g: Groups) -> Reading | None:
    """A unit pointed at: "last week", "the following year"."""
    unit = _unit(g["unit"])
    if unit.startswith("T"):
        return None
    if unit in ("E", "C") and g.get("point") and g["point"][0].text == "past":
        return Reading("duration", unit=unit, count=1)  # "the past decade": the ten years until now
    point = "ago" if "ago" in g else _point(g.get("point"))
    return Reading("deictic", unit=unit, shift=_shift(g.get("point")), point=point,
                   fiscal="fiscal" in g, year=_int(g.get("year")))  # fmt: skip


def period_reading(g: Groups) -> Reading | None:
    """The sense of "The latest period", "the year-earlier period": the period that the text speaks of."""
    point = "ago" if "ago" in g else _point(g.get("point"))
    return Reading("deictic", unit="P", point=point, year=_int(g.get("year")), shift=_shift(g.get("point")))


def season_reading(g: Groups) -> Reading | None:
    """A season, pointed at or of a year."""
    year = spelled_year(g["year"]) if "year" in g else None
    return Reading("season", value=g["season"][0].value, shift=_shift(g.get("point")), year=year,
                   unit="Y" if "late" in g else "")  # fmt: skip


def part_reading(g: Groups) -> Reading | None:
    """A part of the day."""
    word = g["part"][0]
    return Reading("part", value=word.value, shift=_shift(g.get("point")), point=_point(g.get("point")))


def weekday_reading(g: Groups) -> Reading | None:
    """A weekday."""
    return Reading("weekday", number=int(g["day"][0].value), shift=_shift(g.get("point")),
                   point=_point(g.get("point")))  # fmt: skip


def dayword_reading(g: Groups) -> Reading | None:
    """The sense of "Today", "yesterday", "tomorrow", "tonight"."""
    word = g["day"][0]
    return Reading("dayword", shift=int(word.value), value="NI" if word.text == "tonight" else "")


def day_before_reading(g: Groups) -> Reading | None:
    """The sense of "The day before yesterday", "the day after tomorrow"."""
    shift = int(g["day"][0].value)
    step = int(g["point"][0].value)
    return Reading("dayword", shift=shift + step) if shift in (-1, 1) and step in (-1, 1) else None


def offset_reading(g: Groups) -> Reading | None:
    """So many units before or after a date."""
    count = number_of(g["count"])
    unit = _unit(g["unit"])
    if count is None and g["count"][0].name == "a" and len(g["count"]) == 1:
        count = 1
    name = g["point"][0].name
    point = {"ago": "ago", "hence": "later", "from": "from"}.get(name, name)
    return Reading("offset", unit=unit, count=count, point=point, shift=-1 if name in ("ago", "earlier") else 1)


def duration_reading(g: Groups) -> Reading | None:
    """So many units."""
    words = g.get("count", ())
    count = number_of(words) if words else None
    unit = _unit(g["unit"])
    if words and words[0].name == "a" and len(words) == 1:
        if _plural(g["unit"]):
            return None
        count = 1
    if "half" in g and count is not None:
        count += 0.5
    if any(w.name in ("couple",) for w in words):
        return Reading("duration", unit=unit, count=2, mod="APPROX")
    return Reading("duration", unit=unit, count=count)


def a_half_reading(g: Groups) -> Reading | None:
    """The sense of "Half an hour", "half a century"."""
    return Reading("duration", unit=_unit(g["unit"]), count=0.5)


def of_units_reading(g: Groups) -> Reading | None:
    """The sense of "Hundreds of years", "decades", "weeks": open durations."""
    return Reading("duration", unit=_unit(g["unit"]))


def unit_beside_reading(g: Groups) -> Reading | None:
    """The sense of "The day after the vote": counted from the day last named."""
    point = "following" if g["point"][0].text == "after" else "previous"
    return None if _unit(g["unit"]).startswith("T") else Reading("deictic", unit=_unit(g["unit"]), point=point)


def of_one_reading(g: Groups) -> Reading | None:
    """The sense of "The year ended June 30": its length is said, not which one it is."""
    return Reading("duration", unit=_unit(g["unit"]), count=1)


def set_word_reading(g: Groups) -> Reading | None:
    """The sense of "Daily", "weekly"."""
    return Reading("set", value=g["set"][0].value)


def seasons_reading(g: Groups) -> Reading | None:
    """The sense of "the past three summers"."""
    return Reading("set", value=f"XXXX-{g['season'][0].value}")


def often_reading(g: Groups) -> Reading | None:
    """The sense of "twice a week"."""
    return Reading("set", unit=_unit(g["unit"]), count=1, freq=f"{g['often'][0].value}X")


def every_reading(g: Groups) -> Reading | None:
    """The sense of "Every Tuesday", "each year"."""
    quant = g["every"][0].text.upper()
    count = number_of(g["count"]) if "count" in g else 2 if "other" in g else 1
    word = g["unit"][0]
    if word.name == "weekday":
        return Reading("set", value=f"XXXX-WXX-{word.value}", quant=quant)
    if word.name in ("month", "month_short"):
        return Reading("set", value=f"XXXX-{int(word.value):02d}", quant=quant)
    if word.name == "season":
        return Reading("set", value=f"XXXX-{word.value}", quant=quant)
    if word.name == "part":
        return Reading("set", value=f"XXXX-XX-XXT{word.value}", quant=quant)
    if word.name in ("weekend", "weekends"):
        return Reading("set", value="XXXX-WXX-WE", quant=quant)
    return Reading("set", unit=_unit(g["unit"]), count=count, quant=quant)


def plural_days_reading(g: Groups) -> Reading | None:
    """The sense of "Mondays", "Tuesday nights", "weekends"."""
    part = g["part"][0].value if "part" in g else ""
    tail = f"T{part}" if part else ""
    if "day" in g:
        return Reading("set", value=f"XXXX-WXX-{g['day'][0].value}{tail}")
    return Reading("set", value="XXXX-WXX-WE" if "weekends" in g else f"XXXX-XX-XX{tail}")


def ref_reading(g: Groups) -> Reading | None:
    """The sense of "Now", "recently"."""
    return Reading("ref", value=g["ref"][0].value)


def future_reading(g: Groups) -> Reading | None:  # noqa: ARG001 - a rule's reader takes the groups
    """The sense of "The future", "the near term"."""
    return Reading("ref", value="FUTURE_REF")


def current_reading(g: Groups) -> Reading | None:  # noqa: ARG001 - a rule's reader takes the groups
    """The sense of "Current", "these days"."""
    return Reading("ref", value="PRESENT_REF")


def recently_reading(g: Groups) -> Reading | None:  # noqa: ARG001 - a rule's reader takes the groups
    """The sense of "recent"."""
    return Reading("ref", value="PAST_REF")


def year_end_reading(g: Groups) -> Reading | None:
    """The sense of "Year-end", "the year's end"."""
    return Reading("deictic", unit="Y", shift=0, mod="END") if _unit(g["unit"]) == "Y" else None


def past_reading(g: Groups) -> Reading | None:
    """The sense of "The past"."""
    return Reading("ref", value="PAST_REF") if g["past"][0].text == "past" else None


def clock_reading(g: Groups) -> Reading | None:
    """A time on the clock, of twelve or twenty-four hours."""
    word = g["time"][0]
    hour, _, minute = word.text.partition(":") if word.name == "time" else word.text.partition(".")
    half = g["half"][0].value if "half" in g else ""
    if word.name == "numword":
        hour, minute = word.value, ""
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    if "part" in g and hours <= 12:
        part = g["part"][0].value
        hours = hours % 12 + (12 if part in ("AF", "EV") or (part == "NI" and hours >= 6) else 0)
    zone = g["zone"][0].value if "zone" in g else None
    if hours > 24 or minutes > 59:
        return None
    return Reading("clock", value=f"T{hours:02d}:{minutes:02d}", zone=zone, exact=bool(minute))


def military_reading(g: Groups) -> Reading | None:
    """The sense of "1400 GMT"."""
    text = g["time"][0].text
    if len(text) != 4 or int(text[:2]) > 23 or int(text[2:]) > 59:
        return None
    return Reading("clock", value=f"T{text[:2]}:{text[2:]}", zone=g["zone"][0].value, exact=True)


def moment_reading(g: Groups) -> Reading | None:
    """Noon or midnight."""
    return Reading("clock", value=f"T{g['time'][0].value}", exact=True)


def week_of_reading(g: Groups) -> Reading | None:
    """The sense of "The week of March 6"."""
    day = _day_number(g["day"])
    return Reading("week_of", month=_month(g["month"]), day=day, year=_int(g.get("year"))) if 1 <= day <= 31 else None


def year_ago_reading(g: Groups) -> Reading | None:
    """The sense of "Year-earlier", "the year-ago quarter"."""
    return Reading("deictic", unit="Q" if "unit" in g else "P", point="ago")


def the_unit_reading(g: Groups) -> Reading | None:
    """The sense of "The week", "the fiscal year"."""
    unit = _unit(g["unit"])
    if unit.startswith("T") or unit in ("E", "F"):
        return None
    return Reading("deictic", unit=unit, point="the", fiscal="fiscal" in g)


def season_checked_reading(g: Groups) -> Reading | None:
    """A season's word alone may be a verb or water: it needs a pointing word or a year."""
    return season_reading(g) if "point" in g or "year" in g or g["season"][0].text == "summer" else None


def units_ago_reading(g: Groups) -> Reading | None:
    """The sense of "Months ago"."""
    return Reading("offset", unit=_unit(g["unit"]), point="ago", shift=-1)


def recent_reading(g: Groups) -> Reading | None:
    """The sense of "The last three months", "the first two years"."""
    count = number_of(g["count"]) if "count" in g else None
    mod = "APPROX" if "count" in g and any(w.name == "couple" for w in g["count"]) else None
    return Reading("duration", unit=_unit(g["unit"]), count=count, mod=mod)


def units_alone_reading(g: Groups) -> Reading | None:
    """The sense of "For years"."""
    return Reading("duration", unit=_unit(g["unit"]), point="bare")
