"""Laws of the calendar that the resolving of times rests on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.extraction.times.durations import duration_value
from detente.extraction.times.periods import holiday, narrowed, period, shifted, value_of

UNITS = ("D", "W", "WE", "M", "Q", "Y", "10Y", "100Y")
DAYS = st.dates(dt.date(1500, 1, 1), dt.date(2500, 1, 1))


@given(day=DAYS, unit=st.sampled_from([unit for unit in UNITS if unit != "WE"]))
def test_a_period_holds_its_day_and_all_its_days_have_one_value(day, unit):
    first, last = period(unit, day)
    assert first <= day <= last
    assert value_of(unit, first) == value_of(unit, day) == value_of(unit, last)


@given(day=DAYS, unit=st.sampled_from(UNITS), count=st.integers(-9, 9))
def test_periods_follow_each_other_without_gap(day, unit, count):
    here, after = (period(unit, shifted(unit, day, n)) for n in (count, count + 1))
    assert here.last < after.first
    if unit != "WE":
        assert after.first - here.last == dt.timedelta(days=1)


@given(day=DAYS, unit=st.sampled_from(("W", "M", "Q", "Y", "10Y")))
def test_early_mid_and_late_make_up_the_whole(day, unit):
    span = period(unit, day)
    early, mid, late = (narrowed(span, edge) for edge in ("START", "MID", "END"))
    assert (early.first, late.last) == span
    assert mid.first - early.last == late.first - mid.last == dt.timedelta(days=1)


def test_a_month_is_cut_after_the_tenth_and_the_twentieth():
    december = period("M", dt.date(2023, 12, 5))
    assert [narrowed(december, edge).first.day for edge in ("START", "MID", "END")] == [1, 11, 21]


# rule, year, day; Easter from the tables of the churches
HOLIDAYS = [
    ("12-25", 2023, dt.date(2023, 12, 25)),
    ("11-W4#4", 2023, dt.date(2023, 11, 23)),
    ("05-W1#-1", 2024, dt.date(2024, 5, 27)),
    ("easter+0", 2019, dt.date(2019, 4, 21)),
    ("easter-2", 2008, dt.date(2008, 3, 21)),
]


@pytest.mark.parametrize(("rule", "year", "day"), HOLIDAYS)
def test_a_holiday_is_computed_from_its_rule(rule, year, day):
    assert holiday(rule, year) == day


def test_the_calendar_has_an_end():
    with pytest.raises(OverflowError):
        shifted("100Y", dt.date(1900, 1, 1), 100)


# count, unit, value: clock units behind a T, fractions in the next smaller unit, vague counts as X
DURATIONS = [
    (3, "D", "P3D"),
    (0.5, "TH", "PT30M"),
    (1.5, "D", "P1DT12H"),
    (2.5, "Y", "P2Y6M"),
    (None, "W", "PXW"),
    (None, "TM", "PTXM"),
    (3, "10Y", "P30Y"),
    (1, "2W", "P2W"),
]


@pytest.mark.parametrize(("count", "unit", "value"), DURATIONS)
def test_a_duration_is_written_in_iso_8601(count, unit, value):
    assert duration_value(count, unit) == value
