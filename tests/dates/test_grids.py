"""Rows of the month view and ISO weeks at the turns of years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.dates import (
    DateError,
    Week,
    edtf,
    grids,
    month_days,
    month_weeks,
    shift_month,
    week,
    week_days,
    week_of,
)


def shape(rows: list[Week]) -> list[tuple[str, str, str]]:
    return [(row.text, str(row.days[0]), str(row.days[6])) for row in rows]


def test_july_2025_from_monday() -> None:
    assert shape(month_weeks(2025, 7)) == [
        ("2025-W27", "2025-06-30", "2025-07-06"),
        ("2025-W28", "2025-07-07", "2025-07-13"),
        ("2025-W29", "2025-07-14", "2025-07-20"),
        ("2025-W30", "2025-07-21", "2025-07-27"),
        ("2025-W31", "2025-07-28", "2025-08-03"),
    ]


def test_july_2025_from_sunday_numbers_the_week_of_its_monday() -> None:
    assert shape(month_weeks(2025, 7, first_weekday=6)) == [
        ("2025-W27", "2025-06-29", "2025-07-05"),
        ("2025-W28", "2025-07-06", "2025-07-12"),
        ("2025-W29", "2025-07-13", "2025-07-19"),
        ("2025-W30", "2025-07-20", "2025-07-26"),
        ("2025-W31", "2025-07-27", "2025-08-02"),
    ]


def test_january_begins_in_the_last_week_of_the_year_before() -> None:
    assert [(row.year, row.number) for row in month_weeks(2027, 1)] == [
        (2026, 53),
        (2027, 1),
        (2027, 2),
        (2027, 3),
        (2027, 4),
    ]


def test_a_february_of_four_rows() -> None:
    assert shape(month_weeks(2027, 2)) == [
        ("2027-W05", "2027-02-01", "2027-02-07"),
        ("2027-W06", "2027-02-08", "2027-02-14"),
        ("2027-W07", "2027-02-15", "2027-02-21"),
        ("2027-W08", "2027-02-22", "2027-02-28"),
    ]


def test_december_ends_in_the_next_year() -> None:
    assert shape(month_weeks(2025, 12))[-1] == ("2026-W01", "2025-12-29", "2026-01-04")


@given(st.integers(1900, 2199), st.integers(1, 12), st.integers(0, 6))
def test_rows_follow_one_another_and_hold_the_month(year: int, month: int, first_weekday: int) -> None:
    rows = month_weeks(year, month, first_weekday)
    days = [day for row in rows for day in row.days]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert {row.days[0].weekday() for row in rows} == {first_weekday}
    assert [day for day in days if (day.year, day.month) == (year, month)] == month_days(year, month)
    assert all(any((day.year, day.month) == (year, month) for day in row.days) for row in rows)


def test_month_days() -> None:
    days = month_days(2024, 2)
    assert (len(days), days[0], days[-1]) == (29, date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("start", "by", "there"),
    [((2025, 7), 1, (2025, 8)), ((2025, 12), 1, (2026, 1)), ((2025, 1), -1, (2024, 12)), ((2025, 7), -31, (2022, 12)),
     ((2025, 7), 0, (2025, 7))],
)  # fmt: skip
def test_shift_month(start: tuple[int, int], by: int, there: tuple[int, int]) -> None:
    assert shift_month(*start, by) == there


def test_week_of_the_ministerial() -> None:
    assert week("2025-W28") == week_days(2025, 28) == week_of(date(2025, 7, 11))
    assert week("2025-W28") == Week(2025, 28, tuple(date(2025, 7, day) for day in range(7, 14)))


@pytest.mark.parametrize(
    ("day", "text"),
    [("2021-01-03", "2020-W53"), ("2024-12-30", "2025-W01"), ("2027-01-01", "2026-W53"), ("2025-12-31", "2026-W01")],
)
def test_weeks_at_the_turn_of_the_year(day: str, text: str) -> None:
    assert week_of(date.fromisoformat(day)).text == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2025-W53", grids.WEEK),
        ("2025-W00", grids.WEEK),
        ("2025-W54", grids.WEEK),
        ("1899-W01", edtf.YEAR),
        ("2200-W01", edtf.YEAR),
        ("2025W28", grids.WEEK_SHAPE),
        ("2025-28", grids.WEEK_SHAPE),
        ("2025-W2", grids.WEEK_SHAPE),
        ("2025-W28\n", grids.WEEK_SHAPE),
        ("٢٠٢٥-W٢٨", grids.WEEK_SHAPE),
    ],
)
def test_refuses_weeks(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        week(text)
    assert (caught.value.text, caught.value.why) == (text, why)


@pytest.mark.parametrize(
    ("year", "month", "text", "why"),
    [(1899, 12, "1899-12", edtf.YEAR), (2200, 1, "2200-01", edtf.YEAR), (2025, 0, "2025-00", edtf.MONTH),
     (2025, 13, "2025-13", edtf.MONTH), (5, 1, "0005-01", edtf.YEAR)],
)  # fmt: skip
@pytest.mark.parametrize("grid", [month_weeks, month_days])
def test_refuses_months(grid, year: int, month: int, text: str, why: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DateError) as caught:
        grid(year, month)
    assert (caught.value.text, caught.value.why) == (text, why)
