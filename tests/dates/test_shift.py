"""A date moved by days is as precise and as doubtful as it was."""

from datetime import timedelta

import pytest

from calendar_app.dates import DateError, parse, shifted
from calendar_app.dates.shift import WHOLE


@pytest.mark.parametrize(
    ("text", "days", "moved"),
    [
        ("2025-07-11", 7, "2025-07-18"),
        ("2025-07-11", -11, "2025-06-30"),
        ("2025-07-08/2025-07-11", 30, "2025-08-07/2025-08-10"),
        ("2025-07-11?", 1, "2025-07-12?"),
        ("2025-07-10?/2025-07-11?", 1, "2025-07-11?/2025-07-12?"),
        ("[2025-10-08,2025-10-24]", 1, "[2025-10-09,2025-10-25]"),
        ("[2025-10-08?,2025-10-24?]", 1, "[2025-10-09?,2025-10-25?]"),
    ],
)
def test_days_move(text: str, days: int, moved: str) -> None:
    assert shifted(parse(text), timedelta(days=days)).text == moved


@pytest.mark.parametrize("text", ["2025-07", "2025-35", "2025"])
def test_what_is_known_less_closely_does_not(text: str) -> None:
    with pytest.raises(DateError) as error:
        shifted(parse(text), timedelta(days=1))
    assert error.value.why == WHOLE


def test_nor_beyond_the_calendar() -> None:
    with pytest.raises(DateError):
        shifted(parse("2199-12-31"), timedelta(days=1))
