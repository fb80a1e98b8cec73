"""Dates as readers see them in each language. WJ is U+2060, which keeps a span in one piece; NB a no-break space."""

from datetime import date

import pytest

from calendar_app.dates import DateError, typed_date
from calendar_app.wording import dates

NB, WJ = "\u00a0", "\u2060"
TO = f"{WJ}–{WJ}"


@pytest.mark.parametrize(
    ("text", "en", "ru", "ar"),
    [
        ("2025-07-11", "Friday, 11 July 2025", f"пятница, 11 июля 2025{NB}г.", "الجمعة 11 يوليو 2025"),
        ("1994-05-01", "Sunday, 1 May 1994", f"воскресенье, 1 мая 1994{NB}г.", "الأحد 1 مايو 1994"),
        ("2025-07-10/2025-07-11", f"10{TO}11 July 2025", f"10{TO}11 июля 2025{NB}г.", f"10{TO}11 يوليو 2025"),
        (
            "2025-06-30/2025-07-02",
            f"30 June{NB}– 2 July 2025",
            f"30 июня{NB}– 2 июля 2025{NB}г.",
            f"30 يونيو{NB}– 2 يوليو 2025",
        ),
        (
            "2025-12-30/2026-01-02",
            f"30 December 2025{NB}– 2 January 2026",
            f"30 декабря 2025{NB}г.{NB}– 2 января 2026{NB}г.",
            f"30 ديسمبر 2025{NB}– 2 يناير 2026",
        ),
        (
            "2025-07-10/2026-07-11",
            f"10 July 2025{NB}– 11 July 2026",
            f"10 июля 2025{NB}г.{NB}– 11 июля 2026{NB}г.",
            f"10 يوليو 2025{NB}– 11 يوليو 2026",
        ),
        ("2025-07", "July 2025", f"июль 2025{NB}г.", "يوليو 2025"),
        ("2025-33", "first quarter of 2025", f"первый квартал 2025{NB}г.", "الربع الأول من عام 2025"),
        ("2025-34", "second quarter of 2025", f"второй квартал 2025{NB}г.", "الربع الثاني من عام 2025"),
        ("2025-35", "third quarter of 2025", f"третий квартал 2025{NB}г.", "الربع الثالث من عام 2025"),
        ("2025-36", "fourth quarter of 2025", f"четвёртый квартал 2025{NB}г.", "الربع الرابع من عام 2025"),
        ("2025", "2025", f"2025{NB}год", "عام 2025"),
        (
            "[2025-10-08,2025-10-24]",
            "8 or 24 October 2025",
            f"8 или 24 октября 2025{NB}г.",
            "8 أو 24 أكتوبر 2025",
        ),
        (
            "[2025-10-08,2025-10-15,2025-10-24]",
            "8, 15 or 24 October 2025",
            f"8, 15 или 24 октября 2025{NB}г.",
            "8 أو 15 أو 24 أكتوبر 2025",
        ),
        (
            "[2025-09-30,2025-10-01,2026-10-01]",
            "30 September, 1 October 2025 or 1 October 2026",
            f"30 сентября, 1 октября 2025{NB}г. или 1 октября 2026{NB}г.",
            "30 سبتمبر أو 1 أكتوبر 2025 أو 1 أكتوبر 2026",
        ),
        (
            "2025-07-11?",
            "Friday, 11 July 2025 (uncertain)",
            f"пятница, 11 июля 2025{NB}г. (под вопросом)",
            "الجمعة 11 يوليو 2025 (غير مؤكد)",
        ),
        ("2025-07?", "July 2025 (uncertain)", f"июль 2025{NB}г. (под вопросом)", "يوليو 2025 (غير مؤكد)"),
        ("", "date to be confirmed", "дата уточняется", "الموعد يُحدَّد لاحقًا"),
    ],
)
def test_spelled_in_full(text: str, en: str, ru: str, ar: str) -> None:
    assert [dates.spell({"date": text}, language) for language in ("en", "ru", "ar")] == [en, ru, ar]


@pytest.mark.parametrize(
    ("text", "en", "ru", "ar"),
    [
        ("2025-07-11", "11 July", "11 июля", "11 يوليو"),
        ("2025-07-11?", "11 July?", "11 июля?", "11 يوليو؟"),
        ("2025-07-10/2025-07-11", f"10{TO}11 July", f"10{TO}11 июля", f"10{TO}11 يوليو"),
        ("2025-06-30/2025-07-02", f"30 June{NB}– 2 July", f"30 июня{NB}– 2 июля", f"30 يونيو{NB}– 2 يوليو"),
        (
            "2025-12-30/2026-01-02",
            f"30 December 2025{NB}– 2 January 2026",
            f"30 декабря 2025{NB}г.{NB}– 2 января 2026{NB}г.",
            f"30 ديسمبر 2025{NB}– 2 يناير 2026",
        ),
        ("2025-07", "July 2025", f"июль 2025{NB}г.", "يوليو 2025"),
        ("2025-35", "third quarter of 2025", f"третий квартал 2025{NB}г.", "الربع الثالث من عام 2025"),
        ("2025", "2025", f"2025{NB}год", "عام 2025"),
        ("[2025-10-08,2025-10-24]", "8 or 24 October", "8 или 24 октября", "8 أو 24 أكتوبر"),
        ("", "to be confirmed", "уточняется", "يُحدَّد لاحقًا"),
    ],
)
def test_short_for_lists(text: str, en: str, ru: str, ar: str) -> None:
    assert [dates.short({"date": text}, language) for language in ("en", "ru", "ar")] == [en, ru, ar]


@pytest.mark.parametrize("say", [dates.spell, dates.short])
def test_what_is_no_date_is_not_spelled(say) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DateError) as caught:
        say({"date": "next week"}, "en")
    assert caught.value.text == "next week"


@pytest.mark.parametrize(
    ("text", "en", "ru", "ar"),
    [
        ("2026/2030", f"2026{TO}2030", f"2026{TO}2030{NB}гг.", f"2026{TO}2030"),
        ("2026", "2026", f"2026{NB}год", "عام 2026"),
        ("2026-01/2027-06", f"January 2026{NB}– June 2027", f"январь 2026{NB}г.{NB}– июнь 2027{NB}г.", f"يناير 2026{NB}– يونيو 2027"),
        ("2026-01-01/2026-01-31", f"1{TO}31 January 2026", f"1{TO}31 января 2026{NB}г.", f"1{TO}31 يناير 2026"),
        ("five years", "five years", "five years", "five years"),
        ("2026/five", "2026/five", "2026/five", "2026/five"),
        ("2026/2027-01", "2026/2027-01", "2026/2027-01", "2026/2027-01"),
        ("2026/2027/2028", "2026/2027/2028", "2026/2027/2028", "2026/2027/2028"),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_the_period_of_a_document(text: str, en: str, ru: str, ar: str) -> None:
    assert [dates.period(text, language) for language in ("en", "ru", "ar")] == [en, ru, ar]


def test_a_date_is_spelled_with_latin_digits_and_no_hour() -> None:
    when = {"date": "2025-07-11", "start_time": "11:10", "end_time": None, "zone": "Asia/Kuala_Lumpur"}
    assert dates.spell(when, "ar") == "الجمعة 11 يوليو 2025"
    assert dates.day(date(2025, 7, 11), "ar") == "11 يوليو 2025"


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize(
    "text",
    [
        "", "2025-07-11", "2025-07-10/2025-07-11", "2025-06-30/2025-07-02", "2025-12-30/2026-01-02", "2025-07", "2025",
        "[2025-10-08,2025-10-24]", "[2025-10-08,2025-10-24,2025-11-01]", "2025-07?", "2025-07-11?", "2025-33", "2025-34",
        "2025-35", "2025-36",
    ],
)  # fmt: skip
def test_what_is_spelled_can_be_typed(text: str, language: str) -> None:
    assert typed_date(dates.spell({"date": text}, language)).date == text
