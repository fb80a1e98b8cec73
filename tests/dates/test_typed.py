"""Dates as people write them: what is read, and what is refused with which remedy; nothing is half understood."""

import time as clock
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.dates import DateError, Typed, edtf, parse, typed, typed_date, typed_partial


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("10 July 2025", "2025-07-10"),
        ("10th of July, 2025", "2025-07-10"),
        ("July 10, 2025", "2025-07-10"),
        ("10.07.2025", "2025-07-10"),
        ("07/25/2025", "2025-07-25"),
        ("25/07/2025", "2025-07-25"),
        ("07/07/2025", "2025-07-07"),
        ("Thursday, 10 July 2025", "2025-07-10"),
        ("10–11 July 2025", "2025-07-10/2025-07-11"),
        ("July 10-11, 2025", "2025-07-10/2025-07-11"),
        ("10-11.07.2025", "2025-07-10/2025-07-11"),
        ("10.07–11.07.2025", "2025-07-10/2025-07-11"),
        ("10 and 11 July 2025", "2025-07-10/2025-07-11"),
        ("10, 11 and 12 July 2025", "2025-07-10/2025-07-12"),
        ("30 June – 2 July 2025", "2025-06-30/2025-07-02"),
        ("29 December 2025 – 2 January 2026", "2025-12-29/2026-01-02"),
        ("2025-07-10 – 2025-07-11", "2025-07-10/2025-07-11"),
        ("July 2025", "2025-07"),
        ("07.2025", "2025-07"),
        ("Q3 2026", "2026-35"),
        ("3Q 2026", "2026-35"),
        ("third quarter of 2026", "2026-35"),
        ("2026", "2026"),
        ("8 or 24 Oct 2025", "[2025-10-08,2025-10-24]"),
        ("8, 15 or 24 Oct. 2025", "[2025-10-08,2025-10-15,2025-10-24]"),
        ("8 or 24 October 2025?", "[2025-10-08?,2025-10-24?]"),
        ("July 2025 (uncertain)", "2025-07?"),
        ("TBC", ""),
        ("tba", ""),
        ("10–11 июля 2025 г.", "2025-07-10/2025-07-11"),
        ("с 10 по 11 июля 2025 года", "2025-07-10/2025-07-11"),
        ("пятница, 11 июля 2025 г.", "2025-07-11"),
        ("III квартал 2026", "2026-35"),
        ("Ⅲ квартал 2026 г.", "2026-35"),
        ("3-й квартал 2026 г.", "2026-35"),
        ("8 или 24 октября 2025", "[2025-10-08,2025-10-24]"),
        ("уточняется", ""),
        ("10 و11 يوليو 2025", "2025-07-10/2025-07-11"),
        ("١٠ و١١ يوليو ٢٠٢٥", "2025-07-10/2025-07-11"),
        ("الجمعة 11 تموز/يوليو 2025", "2025-07-11"),
        ("10 كانون الثاني 2025", "2025-01-10"),
        ("الربع الثالث من عام 2025", "2025-35"),
        ("يُحدَّد لاحقًا", ""),
        ("[2025-10-24,2025-10-08]", "[2025-10-08,2025-10-24]"),
        ("2025-35", "2025-35"),
    ],
)
def test_reads(text: str, date: str) -> None:
    assert typed_date(text) == Typed(date)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10 July 2025 14:30–16:00", time(14, 30), time(16)),
        ("10 July 2025, 14:30", time(14, 30), None),
        ("2025-07-10 2:30 pm", time(14, 30), None),
        ("2025-07-10 12:05 am", time(0, 5), None),
        ("10 июля 2025 с 14:30 до 16:00", time(14, 30), time(16)),
        ("10 يوليو 2025 الساعة 14:30", time(14, 30), None),
    ],
)
def test_reads_hours(text: str, start: time, end: time | None) -> None:
    assert typed_date(text) == Typed("2025-07-10", start, end)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("next week", typed.TYPED_SHAPE),
        ("mid-July 2025", typed.TYPED_SHAPE),
        ("10 July 2025 Moscow time", typed.TYPED_SHAPE),
        ("07/10/2025", typed.TYPED_SHAPE),
        ("10 July 2025 or 11–12 July 2025", typed.TYPED_SHAPE),
        ("10 11 July 2025", typed.TYPED_SHAPE),
        ("10 – ", typed.TYPED_SHAPE),
        ("– 10 July 2025", typed.TYPED_SHAPE),
        ("quarter of 2025", typed.TYPED_SHAPE),
        ("Q7 2025", typed.TYPED_SHAPE),
        ("7 quarter 2025", typed.TYPED_SHAPE),
        ("first quarter 2 quarter 2025", typed.TYPED_SHAPE),
        ("first second quarter 2025", typed.TYPED_SHAPE),
        ("third July 2025", typed.TYPED_SHAPE),
        ("July quarter 2025", typed.TYPED_SHAPE),
        ("July, August 2025", typed.MIXED),
        ("10 July 20256", typed.TYPED_SHAPE),
        ("10 July", typed.NO_YEAR),
        ("10 2025", typed.NO_MONTH),
        ("Friday, 10 July 2025", typed.WEEKDAY),
        ("Friday, July 2025", typed.WEEKDAY),
        ("29 December – 2 January 2026", typed.TWO_YEARS),
        ("11–10 July 2025", edtf.ORDER),
        ("8 and 24 October 2025", typed.GAP),
        ("July–August 2025", typed.MIXED),
        ("31 February 2025", edtf.DAY),
        ("2025-13", edtf.MONTH),
        ("10 July 1825", edtf.YEAR),
        ("10 July 2025 26:00", typed.CLOCK),
        ("14:30 on 10 July 2025 and 16:00 on 11 July 2025", typed.ONE_CLOCK),
        ("1" * 100_000, edtf.TOO_LONG),
    ],
)
def test_refuses_with_a_remedy(text: str, why: str) -> None:
    with pytest.raises(DateError) as refused:
        typed_date(text)
    assert (refused.value.text, refused.value.why) == (text, why)


@pytest.mark.parametrize(("text", "date"), [("July 2025", "2025-07"), ("10.07.2025", "2025-07-10"), ("2025", "2025")])
def test_a_partial_date(text: str, date: str) -> None:
    assert typed_partial(text) == date


@pytest.mark.parametrize("text", ["10–11 July 2025", "Q3 2026", "July 2025?", "TBC"])
def test_no_partial_date(text: str) -> None:
    with pytest.raises(DateError, match="write a day"):
        typed_partial(text)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = typed_date(text)
    except DateError:
        return
    assert found.date == "" or parse(found.date).text == found.date


@pytest.mark.parametrize("piece", ["1", "1:", "10 ", "-", "1.", "q", "july/", "ﷺ", "10 and "])
def test_no_text_takes_long(piece: str) -> None:
    began = clock.perf_counter()
    for text in (piece * 100_000, (piece * 200)[:200]):
        with pytest.raises(DateError):
            typed_date(text)
    assert clock.perf_counter() - began < 0.5
