"""Hours never stand without their city."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from calendar_app.dates import DateError
from calendar_app.wording import cities, dates

WJ, NB = "\u2060", "\u00a0"
TO = f"{WJ}–{WJ}"


def when(date: str, hours: str, zone: str = "Asia/Kuala_Lumpur") -> dict[str, Any]:
    start, _, end = hours.partition("-")
    return {"date": date, "start_time": start or None, "end_time": end or None, "zone": zone}


@pytest.mark.parametrize(
    ("date", "hours", "en", "ru", "ar"),
    [
        (
            "2025-07-11",
            "11:10",
            "11:10, Kuala Lumpur time, UTC+8",
            "11:10, время Куала-Лумпура, UTC+8",
            "11:10 بتوقيت كوالالمبور، غرينتش+8",
        ),
        (
            "2025-07-11",
            "11:10-12:40",
            f"11:10{TO}12:40, Kuala Lumpur time, UTC+8",
            f"11:10{TO}12:40, время Куала-Лумпура, UTC+8",
            f"11:10{TO}12:40 بتوقيت كوالالمبور، غرينتش+8",
        ),
        (
            "2025-07-11",
            "11:10-11:10",
            "11:10, Kuala Lumpur time, UTC+8",
            "11:10, время Куала-Лумпура, UTC+8",
            "11:10 بتوقيت كوالالمبور، غرينتش+8",
        ),
        (
            "2025-07-11",
            "22:00-01:30",
            f"22:00{TO}01:30 the next day, Kuala Lumpur time, UTC+8",
            f"22:00{TO}01:30 следующего дня, время Куала-Лумпура, UTC+8",
            f"22:00{TO}01:30 من اليوم التالي بتوقيت كوالالمبور، غرينتش+8",
        ),
        (
            "2025-07-10/2025-07-11",
            "15:00",
            "from 15:00 on 10 July, Kuala Lumpur time, UTC+8",
            "с 15:00 10 июля, время Куала-Лумпура, UTC+8",
            "من الساعة 15:00 يوم 10 يوليو بتوقيت كوالالمبور، غرينتش+8",
        ),
        (
            "2025-07-10/2025-07-11",
            "15:00-11:00",
            "from 15:00 on 10 July to 11:00 on 11 July, Kuala Lumpur time, UTC+8",
            "с 15:00 10 июля до 11:00 11 июля, время Куала-Лумпура, UTC+8",
            "من الساعة 15:00 يوم 10 يوليو إلى الساعة 11:00 يوم 11 يوليو بتوقيت كوالالمبور، غرينتش+8",
        ),
        ("2025-07-11", "", "", "", ""),
        ("2025-07", "", "", "", ""),
        ("", "", "", "", ""),
    ],
)
def test_the_hours_of_a_meeting(date: str, hours: str, en: str, ru: str, ar: str) -> None:
    assert [dates.clock(when(date, hours), language) for language in ("en", "ru", "ar")] == [en, ru, ar]


def test_utc_is_its_own_city() -> None:
    said = [dates.clock(when("2025-07-11", "11:10", "UTC"), language) for language in ("en", "ru", "ar")]
    assert said == ["11:10 UTC", "11:10 UTC", "11:10 بتوقيت غرينتش"]


@pytest.mark.parametrize(
    ("date", "hour", "zone", "text"),
    [
        ("2025-07-10", "12:00", "Asia/Kathmandu", "12:00, Kathmandu time, UTC+5:45"),
        ("2025-07-10", "12:00", "America/St_Johns", "12:00, St. John’s time, UTC−2:30"),
        ("2025-01-10", "12:00", "America/New_York", "12:00, New York time, UTC−5"),
        ("2025-07-10", "12:00", "America/New_York", "12:00, New York time, UTC−4"),
        ("2025-01-10", "12:00", "Europe/London", "12:00, London time, UTC+0"),
        ("2025-03-09", "02:30", "America/New_York", "02:30, New York time, UTC−5"),
        ("2025-11-02", "01:30", "America/New_York", "01:30, New York time, UTC−4"),
    ],
)
def test_the_offset_is_that_of_the_day(date: str, hour: str, zone: str, text: str) -> None:
    assert dates.clock(when(date, hour, zone), "en") == text


@pytest.mark.parametrize(
    ("zone", "en", "ru", "ar"),
    [
        ("Europe/Moscow", "Moscow time", "московское время", "بتوقيت موسكو"),
        ("Asia/Shanghai", "Beijing time", "время Пекина", "بتوقيت بكين"),
        ("Europe/Madrid", "Madrid time", "местное время (Мадрид)", "بتوقيت مدريد"),
        ("America/Argentina/Ushuaia", "Ushuaia time", "местное время (Ушуая)", "بتوقيت أشوا"),
        ("America/Nuuk", "Nuuk time", "местное время (Nuuk)", "بتوقيت Nuuk"),
    ],
)
def test_cities_in_the_list_and_beyond(zone: str, en: str, ru: str, ar: str) -> None:
    assert [cities.city_time(zone, language) for language in ("en", "ru", "ar")] == [en, ru, ar]


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(DateError) as caught:
        dates.clock(when("2025-07-11", "11:10", "Europe"), "en")
    assert caught.value.text == "Europe"


def test_moments_are_told_in_utc() -> None:
    at = datetime(2025, 7, 10, 21, 40, 59, tzinfo=timezone(timedelta(hours=8)))
    assert [dates.moment(at, language) for language in ("en", "ru", "ar")] == [
        "10 July 2025, 13:40 UTC",
        f"10 июля 2025{NB}г., 13:40 UTC",
        "10 يوليو 2025، 13:40 بتوقيت غرينتش",
    ]
    assert dates.moment(at.astimezone(UTC), "en") == "10 July 2025, 13:40 UTC"
