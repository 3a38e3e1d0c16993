"""The calendar under the times: units, weekdays, holidays, and which year is meant."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.time_calendar import easter, holiday, interval, shift, unit_value
from onrecord.extract.time_choice import choose_month_year, choose_year, step_weekday
from onrecord.extract.time_resolve import duration_value


@given(st.dates(date(1000, 1, 1), date(9990, 1, 1)), st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "E", "C"]))
def test_a_unit_s_interval_holds_its_day(day: date, unit: str) -> None:
    bounds = interval(unit_value(day, unit))
    assert bounds is not None
    assert bounds.end is not None
    reach = timedelta(days=6) if unit == "WE" else timedelta()  # the weekend at the end of the day's week
    assert date.fromisoformat(bounds.start) - reach <= day < date.fromisoformat(bounds.end)
    assert unit == "WE" or unit_value(date.fromisoformat(bounds.start), unit) == unit_value(day, unit)


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.sampled_from(["D", "W", "M", "Q", "Y"]), st.integers(-99, 99))
def test_shifting_there_and_back_loses_at_most_the_end_of_a_month(day: date, unit: str, count: int) -> None:
    there = shift(day, unit, count)
    assert there is not None
    back = shift(there, unit, -count)
    assert back is not None
    assert timedelta() <= day - back <= timedelta(days=3)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 7), st.sampled_from([-1, 1]))
def test_a_weekday_is_the_nearest_on_its_side(day: date, weekday: int, direction: int) -> None:
    found = step_weekday(day, weekday, direction)
    assert found is not None
    away = (date.fromisoformat(found) - day).days * direction
    assert date.fromisoformat(found).isoweekday() == weekday
    assert 1 <= away <= 7


@pytest.mark.parametrize(
    ("month", "day", "direction", "year"),
    [
        (12, 20, "past", 2024),
        (11, 9, "past", 2024),
        (3, 1, "past", 2024),
        (3, 1, "future", 2025),
        (1, 14, "", 2025),
        (6, 20, "", 2024),
        (2, 20, "", 2025),
        (5, 1, "", 2024),
        (5, 1, "present", 2025),
    ],
)
def test_the_year_of_a_day_by_tense_and_distance(month: int, day: int, direction: str, year: int) -> None:
    assert choose_year(month, day, date(2024, 12, 18), direction) == year  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("month", "direction", "year"),
    [
        (4, "past", 2024),
        (5, "past", 2024),
        (6, "past", 2023),
        (4, "future", 2024),
        (3, "future", 2025),
        (7, "", 2024),
        (11, "", 2023),
    ],
)
def test_the_year_of_a_month_by_tense_and_distance(month: int, direction: str, year: int) -> None:
    assert choose_month_year(month, date(2024, 4, 18), direction) == year  # type: ignore[arg-type]


def test_holidays() -> None:
    assert easter(2024) == date(2024, 3, 31)
    assert easter(2025) == date(2025, 4, 20)
    assert holiday("11-4-4", 2024) == date(2024, 11, 28)
    assert holiday("05--1-1", 2024) == date(2024, 5, 27)
    assert holiday("11-1-1+1", 2022) == date(2022, 11, 8)  # the first of the month is a Tuesday and no election day


@given(st.sampled_from(["Y", "M", "W", "D", "TH", "TM", "TS", "Q"]), st.integers(1, 10_000))
def test_durations_keep_their_number(unit: str, count: int) -> None:
    value = duration_value(unit, count)
    found = re.fullmatch(r"P(T?)(\d+)([YMWDHSQ])", value)
    assert found is not None
    assert (bool(found[1]), int(found[2]), found[3]) == (unit.startswith("T"), count, unit[-1])
