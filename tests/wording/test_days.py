"""Days, months and weekdays in each language and width."""

from datetime import date

import pytest

from calendar_app.wording import dates

NB = "\u00a0"
ELEVENTH = date(2025, 7, 11)


@pytest.mark.parametrize(
    ("style", "en", "ru", "ar"),
    [
        ("full", "Friday, 11 July 2025", f"пятница, 11 июля 2025{NB}г.", "الجمعة 11 يوليو 2025"),
        ("heading", "Friday, 11 July 2025", f"Пятница, 11 июля 2025{NB}года", "الجمعة 11 يوليو 2025"),
        ("long", "11 July 2025", f"11 июля 2025{NB}г.", "11 يوليو 2025"),
        ("abbreviated", "11 Jul 2025", f"11 июл. 2025{NB}г.", "11 يوليو 2025"),
        ("short", "11 July", "11 июля", "11 يوليو"),
        ("weekday", "Fri 11", "пт 11", "الجمعة 11"),
    ],
)
def test_a_day(style: dates.Style, en: str, ru: str, ar: str) -> None:
    assert [dates.day(ELEVENTH, language, style) for language in ("en", "ru", "ar")] == [en, ru, ar]


def test_every_month_in_a_russian_date_stands_in_the_genitive() -> None:
    assert [dates.day(date(2025, month, 1), "ru", "short") for month in range(1, 13)] == [
        "1 января", "1 февраля", "1 марта", "1 апреля", "1 мая", "1 июня",
        "1 июля", "1 августа", "1 сентября", "1 октября", "1 ноября", "1 декабря",
    ]  # fmt: skip


def test_months_by_themselves() -> None:
    assert [dates.month_name(month, "ru") for month in (1, 3, 5, 8)] == ["Январь", "Март", "Май", "Август"]
    assert [dates.month_name(month, "en") for month in (1, 12)] == ["January", "December"]
    assert " ".join(dates.month_name(month, "ar") for month in range(1, 13)) == (
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
    )


def test_a_month_as_a_heading() -> None:
    assert [dates.month(2025, 7, language) for language in ("en", "ru", "ar")] == [
        "July 2025",
        "Июль 2025",
        "يوليو 2025",
    ]


def test_weekdays_from_monday() -> None:
    assert " ".join(dates.weekdays("en")) == "Mon Tue Wed Thu Fri Sat Sun"
    assert " ".join(dates.weekdays("ru")) == "пн вт ср чт пт сб вс"
    assert " ".join(dates.weekdays("ar")) == "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"


def test_weekdays_from_sunday_and_narrow() -> None:
    assert " ".join(dates.weekdays("ar", "narrow", first_weekday=6)) == "ح ن ث ر خ ج س"
    assert " ".join(dates.weekdays("en", "wide", first_weekday=5)) == (
        "Saturday Sunday Monday Tuesday Wednesday Thursday Friday"
    )
