"""Half-open spans: two that only meet do not touch."""

from datetime import date

import pytest

from calendar_app.dates import DateError, Span

TENTH, ELEVENTH, TWELFTH, THIRTEENTH = (date(2025, 7, day) for day in (10, 11, 12, 13))


def test_counts_its_days() -> None:
    span = Span(TENTH, TWELFTH)
    assert (span.last, span.days) == (ELEVENTH, 2)


def test_of_one_day() -> None:
    assert Span.of_day(TENTH) == Span(TENTH, ELEVENTH)


@pytest.mark.parametrize(
    ("other", "touches"),
    [
        (Span(TENTH, ELEVENTH), False),
        (Span(TENTH, TWELFTH), True),
        (Span(ELEVENTH, TWELFTH), True),
        (Span(TENTH, THIRTEENTH), True),
        (Span(TWELFTH, THIRTEENTH), False),
    ],
)
def test_touches_only_where_a_day_is_shared(other: Span, touches: bool) -> None:
    span = Span(ELEVENTH, TWELFTH)
    assert span.touches(other) is touches
    assert other.touches(span) is touches


@pytest.mark.parametrize(("day", "inside"), [(TENTH, False), (ELEVENTH, True), (TWELFTH, False)])
def test_holds_its_first_day_and_not_its_end(day: date, inside: bool) -> None:
    assert (day in Span(ELEVENTH, TWELFTH)) is inside


@pytest.mark.parametrize("end", [TENTH, date(2025, 7, 9)])
def test_is_never_empty(end: date) -> None:
    with pytest.raises(DateError) as caught:
        Span(TENTH, end)
    assert str(caught.value) == f"“2025-07-10/{end}”: a span ends after it begins; give the later day last."
