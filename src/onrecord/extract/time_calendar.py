"""Arithmetic of the calendar, and the intervals of TIMEX3 values."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.record import Precision

SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological; a winter has the year of its December
MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
DAYS = {"D": 1, "W": 7, "F": 14, "WE": 7}
PARTS = ("MO", "AF", "EV", "NI")

_VALUE = re.compile(
    r"(?:(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:T(?P<part>MO|AF|EV|NI|(?P<hour>[0-9]{2})"
    r"(?::(?P<minute>[0-9]{2}))?))?)?|-W(?P<week>[0-9]{2})(?P<weekend>-WE)?|-(?P<season>SP|SU|FA|WI)"
    r"|-Q(?P<quarter>[1-4])|-H(?P<half>[12]))?|(?P<decade>[0-9]{3})|(?P<century>[0-9]{2}))"
)

_WEEKDAY = re.compile(r"XXXX-WXX-[1-7](?:T(MO|AF|EV|NI|[0-9:]{5}))?")


class Interval(NamedTuple):
    """Bounds in ISO 8601, the end exclusive, and how precise they are."""

    start: str
    end: str | None
    precision: Precision


def shift(day: date, unit: str, count: int) -> date | None:
    """The day `count` units away, at the month's last day where it has no such day; None outside the calendar.

    `unit` is a TIMEX3 letter (D, W, M, Q, Y), or F fortnight, H half, E decade, C century, WE weekend.
    """
    try:
        if unit in DAYS:
            return day + timedelta(days=DAYS[unit] * count)
        year, month = divmod(day.year * 12 + day.month - 1 + MONTHS[unit] * count, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def unit_value(day: date, unit: str) -> str:
    """The TIMEX3 value of the calendar unit that a day lies in."""
    year = f"{day.year:04d}"
    iso_year, week, _ = day.isocalendar()
    values = {
        "D": day.isoformat(),
        "W": f"{iso_year:04d}-W{week:02d}",
        "F": f"{iso_year:04d}-W{week:02d}",
        "WE": f"{iso_year:04d}-W{week:02d}-WE",
        "M": f"{year}-{day.month:02d}",
        "Q": f"{year}-Q{(day.month + 2) // 3}",
        "H": f"{year}-H{(day.month + 5) // 6}",
        "Y": year,
        "E": year[:3],
        "C": year[:2],
    }
    return values[unit]


UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "H": "XXXX-HX", "Y": "XXXX", "E": "XXX", "C": "XX",
}  # fmt: skip


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian algorithm; Meeus, Astronomical Algorithms)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, skipped = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday in a year, by the rules of the lexicon's table."""
    try:
        if rule.startswith("E"):
            return easter(year) + timedelta(days=int(rule[1:]))
        if fixed := re.fullmatch(r"(\d\d)-(\d\d)", rule):
            return date(year, int(fixed[1]), int(fixed[2]))
        found = re.fullmatch(r"(\d\d)-(-?\d)-(\d)(\+\d)?", rule)
        if found is None:
            return None
        month, number, weekday = (int(part) for part in found.groups()[:3])
        later = timedelta(days=int(found[4] or 0))
        if number > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1)) + later
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    except (ValueError, OverflowError):
        return None


def precision_of(value: str) -> Precision | None:
    """How precise a value of a date or time is, unknown parts written X included."""
    if weekday := _WEEKDAY.fullmatch(value):
        return "day" if weekday[1] is None else "part_of_day" if weekday[1].isalpha() else "minute"
    known = re.sub("X", "1", value)
    found = _VALUE.fullmatch(known)
    if found is None:
        return None
    names: tuple[tuple[str, Precision], ...] = (
        ("minute", "minute"), ("hour", "hour"), ("part", "part_of_day"), ("day", "day"), ("month", "month"),
        ("weekend", "weekend"), ("week", "week"), ("season", "season"), ("quarter", "quarter"), ("half", "half"),
        ("year", "year"), ("decade", "decade"), ("century", "century"),
    )  # fmt: skip
    return next(precision for name, precision in names if found[name])


def interval(value: str) -> Interval | None:
    """The interval that a TIMEX3 value of a date or time names; None where it names none."""
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    try:
        return _interval(found)
    except (ValueError, OverflowError):
        return None  # no such day, or past the calendar's end


def _interval(found: re.Match[str]) -> Interval | None:
    if found["decade"] or found["century"]:
        unit, first = ("E", int(found["decade"]) * 10) if found["decade"] else ("C", int(found["century"]) * 100)
        return _spanning(date(first, 1, 1), unit, "decade" if unit == "E" else "century")
    year = int(found["year"])
    if found["hour"]:
        return _clock(date(year, int(found["month"]), int(found["day"])), int(found["hour"]), found["minute"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return _spanning(day, "D", "part_of_day" if found["part"] else "day")
    if found["month"]:
        return _spanning(date(year, int(found["month"]), 1), "M", "month")
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        if found["weekend"]:
            return Interval(
                (monday + timedelta(days=5)).isoformat(), (monday + timedelta(days=7)).isoformat(), "weekend"
            )
        return _spanning(monday, "W", "week")
    if found["season"]:
        return _spanning(date(year, SEASON_MONTH[found["season"]], 1), "Q", "season")
    if found["quarter"]:
        return _spanning(date(year, int(found["quarter"]) * 3 - 2, 1), "Q", "quarter")
    if found["half"]:
        return _spanning(date(year, int(found["half"]) * 6 - 5, 1), "H", "half")
    return _spanning(date(year, 1, 1), "Y", "year")


def _spanning(first: date, unit: str, precision: Precision) -> Interval:
    end = shift(first, unit, 1)
    return Interval(first.isoformat(), None if end is None else end.isoformat(), precision)


def _clock(day: date, hour: int, minute: str | None) -> Interval | None:
    if hour > 24 or int(minute or 0) > 59:
        return None
    start = hour * 60 + int(minute or 0)
    end = start + (1 if minute else 60)
    return Interval(_moment(day, start), _moment(day, end), "minute" if minute else "hour")


def _moment(day: date, minutes: int) -> str:
    days, rest = divmod(minutes, 24 * 60)
    return f"{(day + timedelta(days=days)).isoformat()}T{rest // 60:02d}:{rest % 60:02d}"
