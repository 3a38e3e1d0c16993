"""Which of several days, months or years a name without a year means: by tense and distance."""

from __future__ import annotations

from datetime import date

from onrecord.extract.time_calendar import exists, shift
from onrecord.extract.time_direction import Direction


def choose_year(month: int, day: int, published: date, direction: Direction) -> int:
    """The year of a month or day that the text names without one.

    | tense            | distance                                   | year                                        |
    |------------------|--------------------------------------------|---------------------------------------------|
    | past             | any                                        | the last such date, up to 60 days from now  |
    | future           | any                                        | the next such date, from 30 days back       |
    | present          | any                                        | the nearest of the three                    |
    | none             | any                                        | the nearest; days ahead count double        |

    The days of grace are for dates that hang on a verb in another tense: "declared a dividend payable Dec. 7".
    """
    candidates: list[tuple[int, int]] = []
    for year in (published.year - 1, published.year, published.year + 1):
        if not exists(year, month, day):
            continue
        distance = (date(year, month, day) - published).days
        wrong = (direction == "past" and distance > 60) or (direction == "future" and distance < -30)
        told = 30 if distance > 0 and direction != "future" else 0  # news looks back more than ahead
        if distance > 0 and not direction:
            told = distance  # "the Feb. 13 death" in autumn: nothing says that it is to come
        candidates.append((abs(distance) + told + (1000 if wrong else 0), year))
    return min(candidates)[1] if candidates else published.year


def shifted_month_year(month: int, step: int, published: date) -> int:
    """The year of "last April", the latest that is over; of "next April", the first to begin; of "this April"."""
    if step < 0:
        # In March nobody calls the month just over "last February": that is the one of the year before.
        return published.year - (month >= published.month - 1)
    if step > 0:
        return published.year + (month <= published.month)
    return published.year


def choose_month_year(month: int, published: date, direction: Direction) -> int:
    """The year of a bare month.

    | tense    | month against that of publication | year                  |
    |----------|-----------------------------------|-----------------------|
    | past     | the same, earlier or the next     | the same              |
    | past     | later                             | the year before       |
    | future   | the same or later                 | the same              |
    | future   | earlier                           | the year after        |
    | else     | at most 3 months later            | the same, or the next |
    | else     | earlier, or more than 3 later     | as in the past        |
    """
    later = month - published.month
    if direction == "future":
        return published.year + (later < 0)
    if direction == "past":
        # Of the month to come much is said already in the past tense: "announced a visit in September".
        return published.year - (later > 1)
    if later <= -9:
        return published.year + 1
    return published.year - (later > 3)


def step_weekday(day: date, weekday: int, direction: int) -> str | None:
    """The nearest such weekday strictly after (1) or before (-1) a day."""
    ahead = (weekday - day.isoweekday()) % 7
    moved = shift(day, "D", (ahead or 7) if direction > 0 else ahead - 7)
    return moved.isoformat() if moved else None
