"""Readings of time expressions to TIMEX3 values, against the publication date or another date in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.extract.time_calendar import UNKNOWN, exists, holiday, interval, shift, unit_value
from onrecord.extract.time_choice import choose_month_year, choose_year, shifted_month_year, step_weekday
from onrecord.extract.time_direction import Direction
from onrecord.extract.time_grammar import Reading
from onrecord.record import Basis, TimexType


class Timex(NamedTuple):
    """A resolved expression in TIMEX3's terms; `basis` says whether the words themselves give the date."""

    timex_type: TimexType
    value: str | None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    basis: Basis = "relative"


UNITS = ("D", "W", "M", "Q", "Y")  # from fine to coarse
REPORTED_DAYS = 300  # a quarter that ended longer ago is one compared with


@dataclass(slots=True)
class Memory:
    """What the text has spoken of so far, and when it was published."""

    published: date | None
    quarter: str | None = None  # the last quarter reported on
    named: dict[str, date] = field(default_factory=dict)  # for each unit, the last date named at least as exactly

    def anchor(self, unit: str) -> date | None:
        """The date that "two weeks later" is counted from: the last one known to the unit or better."""
        return self.named.get({"F": "W", "WE": "W", "H": "Q", "E": "Y", "C": "Y"}.get(unit, unit))

    def note(self, value: str | None) -> None:
        """Remember a value that later expressions may be counted from."""
        bounds = interval(value) if value else None
        if bounds is None or value is None:
            return
        unit = {"day": "D", "part_of_day": "D", "minute": "D", "hour": "D", "month": "M", "year": "Y", "week": "W",
                "quarter": "Q"}.get(bounds.precision)  # fmt: skip
        if unit is None:
            return
        day = date.fromisoformat(bounds.start[:10])
        for coarser in UNITS[UNITS.index(unit) :]:
            self.named[coarser] = day
        if unit == "Q" and self.published is not None and bounds.end is not None:
            # Only a quarter that is over is reported on; what it is compared with never comes here.
            over = (self.published - date.fromisoformat(bounds.end)).days
            self.quarter = value if 0 <= over <= REPORTED_DAYS else self.quarter


def resolve_reading(reading: Reading, memory: Memory, direction: Direction) -> Timex:
    """The TIMEX3 form of a reading."""
    kind = reading.kind
    if kind == "ref":
        return Timex("DATE", reading.value)
    if kind == "duration":
        return Timex("DURATION", duration_value(reading.unit, reading.count), reading.mod)
    if kind == "set":
        return _resolve_set(reading)
    if kind in ("clock", "part"):
        return _resolve_time(reading, memory)
    if kind == "offset":
        return _resolve_offset(reading, memory)
    value, basis = _resolve_date(reading, memory, direction)
    return Timex("TIME" if value and "T" in value else "DATE", value, reading.mod, basis=basis)


def duration_value(unit: str, count: float | None) -> str:
    """A TIMEX3 duration: P3M, PT30M, PXY, P2Y6M; decades as ten and centuries as a hundred years."""
    letter = unit.removeprefix("T")
    clock = "T" if unit.startswith("T") else ""
    if letter == "WE":
        return "PXWE" if count is None else f"P{_number(count)}WE"
    if count is None:
        return f"P{clock}X{letter}" if letter != "F" else "PXW"
    factor, letter = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W")}.get(letter if not clock else "", (1, letter))
    count *= factor
    whole = int(count)
    if count == whole:
        return f"P{clock}{whole}{letter}"
    finer = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S"), "D": (24, "H")}.get(clock + letter)
    if finer and round((count - whole) * finer[0], 6).is_integer():
        head = f"{whole}{letter}" if whole else ""
        tail = f"{round((count - whole) * finer[0])}{finer[1]}"
        return f"P{clock}{head}{'T' if letter == 'D' else ''}{tail}"
    return f"P{clock}{_number(count)}{letter}"


def _number(count: float) -> str:
    return f"{count:g}" if count < 1e6 else str(int(count))


def _resolve_set(reading: Reading) -> Timex:
    value = reading.value or duration_value(reading.unit, reading.count)
    return Timex("SET", value, quant=reading.quant, freq=reading.freq)


def _resolve_time(reading: Reading, memory: Memory) -> Timex:
    """A time of day without its day: of the day last spoken of, else of publication."""
    day = memory.published
    if reading.point == "following" or reading.shift == 1:
        anchor = memory.anchor("D") or memory.published
        day = anchor and shift(anchor, "D", 1)
    elif reading.point == "that":
        day = memory.anchor("D") or memory.published
    elif reading.shift == -1:
        day = day and shift(day, "D", -1)
    elif reading.shift is None:
        day = memory.anchor("D") or memory.published
    head = day.isoformat() if day else UNKNOWN["D"]
    return Timex("TIME", head + time_tail(reading))


def time_tail(reading: Reading) -> str:
    """What a clock time or part of the day adds to a day's value."""
    return reading.value if reading.kind == "clock" else f"T{reading.value}"


def _resolve_offset(reading: Reading, memory: Memory) -> Timex:
    """So many units before or after: counted from the publication date, or from the date last named."""
    unit, count = reading.unit, reading.count
    anchor = memory.published
    if reading.point in ("earlier", "later"):
        anchor = memory.anchor(unit)
    if count is None:
        if reading.point == "ago":
            return Timex("DATE", "PAST_REF")
        return Timex("DURATION", duration_value(unit, None))
    if unit.startswith("T"):
        return Timex("DURATION", duration_value(unit, count))
    if unit == "Y" and count == 1 and reading.shift == -1 and memory.quarter:
        return Timex("DATE", _earlier_period(memory.quarter))  # results of a quarter are compared with a year before
    if anchor is None and reading.point in ("earlier", "later"):
        if unit != "Y" or memory.published is None:
            return Timex("DURATION", duration_value(unit, count))
        anchor = memory.published
    whole = int(count)
    steps = whole * (reading.shift or 0)
    if unit in ("E", "C"):
        unit, steps = "Y", steps * (10 if unit == "E" else 100)
    if unit == "WE":
        unit = "W"
    moved = anchor and shift(anchor, unit, steps)
    if moved is None:
        return Timex("DATE", UNKNOWN["W" if unit == "F" else unit])
    if count != whole:
        moved = shift(moved, "M", round((count - whole) * 12) * (reading.shift or 0)) or moved if unit == "Y" else moved
    return Timex("DATE", unit_value(moved, unit))


def _earlier_period(period: str) -> str:
    """The same quarter or year, one year earlier."""
    return f"{int(period[:4]) - 1:04d}{period[4:]}"


def _resolve_date(reading: Reading, memory: Memory, direction: Direction) -> tuple[str | None, Basis]:
    published = memory.published
    match reading.kind:
        case "year":
            return f"{reading.year:04d}", "stated"
        case "decade":
            return f"{reading.year:04d}"[:3], "stated"
        case "century":
            return f"{(reading.number or 1) - 1:02d}", "stated"
        case "dayword":
            day = published and shift(published, "D", reading.shift or 0)
            return (day.isoformat() if day else UNKNOWN["D"]) + (
                f"T{reading.value}" if reading.value else ""
            ), "relative"
        case "day":
            return _month_day(reading, memory, direction)
        case "month":
            return _month(reading, memory, direction)
        case "weekday":
            return _weekday(reading, memory, direction), "relative"
        case "quarter":
            return _quarter(reading, memory, direction)
        case "season":
            return _season(reading, published, direction)
        case "holiday":
            return _holiday(reading, published, direction)
        case "week_of":
            value, basis = _month_day(reading, memory, direction)
            bounds = interval(value) if value else None
            return (unit_value(date.fromisoformat(bounds.start), "W") if bounds else UNKNOWN["W"]), basis
        case _:
            return _deictic(reading, memory), "relative"


def _month_day(reading: Reading, memory: Memory, direction: Direction) -> tuple[str | None, Basis]:
    month, day, year = reading.month or 1, reading.day or 1, reading.year
    if year is not None:
        return (f"{year:04d}-{month:02d}-{day:02d}" if exists(year, month, day) else None), "stated"
    if memory.published is None:
        return f"XXXX-{month:02d}-{day:02d}", "relative"
    if reading.shift is not None:
        year = shifted_month_year(month, reading.shift, memory.published)
    else:
        year = choose_year(month, day, memory.published, direction)
    return (f"{year:04d}-{month:02d}-{day:02d}" if exists(year, month, day) else None), "relative"


def _month(reading: Reading, memory: Memory, direction: Direction) -> tuple[str | None, Basis]:
    month = reading.month or 1
    if reading.year is not None:
        return f"{reading.year:04d}-{month:02d}", "stated"
    published = memory.published
    if published is None:
        return f"XXXX-{month:02d}", "relative"
    if reading.unit == "Y" and reading.shift is not None:
        year = published.year + reading.shift
    elif reading.shift is not None:
        year = shifted_month_year(month, reading.shift, published)
    else:
        year = choose_month_year(month, published, direction)
    return f"{year:04d}-{month:02d}", "relative"


def _weekday(reading: Reading, memory: Memory, direction: Direction) -> str | None:
    """The day of a weekday's name.

    | words                  | tense            | day                                                        |
    |------------------------|------------------|------------------------------------------------------------|
    | last, past             | any              | the last one before publication                            |
    | next, coming           | any              | the first one after publication                            |
    | following, that        | any              | the first one after (on) the day last named                |
    | this, or none          | future, present  | the first one on or after publication                      |
    | this, or none          | past, or none    | the last one on or before publication                      |
    """
    number = reading.number or 1
    published = memory.published
    if published is None:
        return f"XXXX-WXX-{number}"
    day = memory.anchor("D")
    if reading.point in ("following", "previous") and day:
        return step_weekday(day, number, 1 if reading.point == "following" else -1)
    if reading.shift == -1:
        return step_weekday(published, number, -1)
    if reading.shift == 1:
        return step_weekday(published, number, 1)
    if number == published.isoweekday():
        return published.isoformat()
    return step_weekday(published, number, 1 if direction in ("future", "present") else -1)


def _quarter(reading: Reading, memory: Memory, direction: Direction) -> tuple[str | None, Basis]:
    unit, number = reading.unit, reading.number or 1
    year, basis = reading.year, "stated"
    if year is None:
        basis = "relative"
        published = memory.published
        if published is None:
            return f"XXXX-{unit}{number}", "relative"
        months = 3 if unit == "Q" else 6
        begin = (number - 1) * months + 1
        if reading.shift is not None:
            year = published.year + reading.shift
        elif reading.point == "ago":
            year = published.year - 1 - (begin > published.month)
        elif direction == "future":
            # "Expects to report third-quarter results" in November speaks of the one just over.
            year = published.year + (begin + months + 2 < published.month)
        else:
            year = published.year - (begin > published.month)
    return f"{year:04d}-{unit}{number}", "stated" if basis == "stated" else "relative"


def _season(reading: Reading, published: date | None, direction: Direction) -> tuple[str | None, Basis]:
    season = reading.value
    if reading.year is not None:
        return f"{reading.year:04d}-{season}", "stated"
    if published is None:
        return f"XXXX-{season}", "relative"
    begin = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    # The winter that January and February belong to began in the year before.
    now = published.year - (season == "WI" and published.month < 3)
    over = published.month > begin + 2 if season != "WI" else False
    begun = published.month >= begin or (season == "WI" and published.month < 3)
    if reading.shift == -1:
        now -= not over
    elif reading.shift == 1:
        now += begun
    elif reading.shift is None and direction == "past":
        now -= not begun
    elif reading.shift is None and direction == "future":
        now += over
    return f"{now:04d}-{season}", "relative"


def _holiday(reading: Reading, published: date | None, direction: Direction) -> tuple[str | None, Basis]:
    if reading.year is not None:
        day = holiday(reading.value, reading.year)
        return (day.isoformat() if day else None), "stated"
    if published is None:
        return None, "relative"
    days = [d for y in (-1, 0, 1) if (d := holiday(reading.value, published.year + y)) is not None]
    if reading.shift == -1:
        days = [d for d in days if d < published][-1:]
    elif reading.shift == 1 or direction == "future":
        days = [d for d in days if d >= published][:1]
    elif direction == "past":
        days = [d for d in days if d <= published + timedelta(days=30)][-1:]
    if not days:
        return None, "relative"
    return min(days, key=lambda d: abs((d - published).days)).isoformat(), "relative"


def _deictic(reading: Reading, memory: Memory) -> str | None:
    """The value of "last week", "the quarter", "that year", "the following day", "the year-ago period"."""
    unit, published, point = reading.unit, memory.published, reading.point
    if unit == "P":
        return _period(reading, memory)
    if reading.year is not None:
        number = (memory.quarter or UNKNOWN["Q"])[-1]
        return f"{reading.year:04d}-Q{number}" if unit == "Q" else f"{reading.year:04d}"
    if published is None:
        return UNKNOWN[unit]
    if point == "ago" and unit == "Q":
        return _earlier_period(memory.quarter or _last_quarter(published))
    if unit == "Q" and (point in ("the", "latest", "that")):
        return memory.quarter or _last_quarter(published)
    if point in ("following", "previous"):
        day = shift(memory.anchor(unit) or published, unit, 1 if point == "following" else -1)
    elif point == "that" or (point == "the" and unit == "D"):
        day = memory.anchor(unit) or published
    elif unit == "WE":
        day = _weekend(published) if not reading.shift else shift(published, "W", reading.shift)
    else:
        day = shift(published, unit, reading.shift or 0)
    return unit_value(day, unit) if day else UNKNOWN[unit]


def _weekend(published: date) -> date:
    """A day of "the weekend": from Monday to Wednesday is the one just over, later in the week the one to come."""
    return published - timedelta(days=7) if published.isoweekday() <= 3 else published


def _last_quarter(published: date) -> str:
    """The last quarter that is over: reports on "the quarter" come after its end."""
    over = shift(published, "Q", -1)
    return unit_value(over or published, "Q")


def _period(reading: Reading, memory: Memory) -> str | None:
    if memory.published is None:
        return UNKNOWN["Y"]
    period = memory.quarter or unit_value(memory.published, "Y")
    if reading.year is not None:
        return f"{reading.year:04d}{period[4:]}"
    if reading.point == "ago":
        return _earlier_period(period)
    if reading.point == "latest":
        return memory.quarter or _last_quarter(memory.published)
    return period
