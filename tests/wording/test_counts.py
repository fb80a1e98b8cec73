"""Numbers and ages with the plurals of each language: two forms, three and six."""

from datetime import date, timedelta

import pytest

from calendar_app.wording.counts import ago, counted, freshness

NB = "\u00a0"
TODAY = date(2025, 7, 27)


@pytest.mark.parametrize(
    ("count", "en", "ru", "ar"),
    [
        (0, "0 sources", "0 источников", "لا مصادر"),
        (1, "1 source", "1 источник", "مصدر واحد"),
        (2, "2 sources", "2 источника", "مصدران"),
        (3, "3 sources", "3 источника", "3 مصادر"),
        (5, "5 sources", "5 источников", "5 مصادر"),
        (11, "11 sources", "11 источников", "11 مصدرًا"),
        (21, "21 sources", "21 источник", "21 مصدرًا"),
        (22, "22 sources", "22 источника", "22 مصدرًا"),
        (100, "100 sources", "100 источников", "100 مصدر"),
        (103, "103 sources", "103 источника", "103 مصادر"),
        (111, "111 sources", "111 источников", "111 مصدرًا"),
        (12345, "12,345 sources", f"12{NB}345 источников", "12,345 مصدرًا"),
    ],
)
def test_sources(count: int, en: str, ru: str, ar: str) -> None:
    assert [counted("source", count, language) for language in ("en", "ru", "ar")] == [en, ru, ar]


@pytest.mark.parametrize(
    ("what", "texts"),
    [
        ("event", ["1 meeting", "2 meetings", "2 встречи", "12 встреч", "اجتماعان", "12 اجتماعًا"]),
        ("outcome", ["1 document", "2 documents", "2 документа", "12 документов", "وثيقتان", "12 وثيقة"]),
        ("participant", ["1 participant", "2 participants", "2 участника", "12 участников", "مشاركان", "12 مشاركًا"]),
        ("delegation", ["1 delegation", "2 delegations", "2 делегации", "12 делегаций", "وفدان", "12 وفدًا"]),
        ("change", ["1 change", "2 changes", "2 изменения", "12 изменений", "تغييران", "12 تغييرًا"]),
        ("day", ["1 day", "2 days", "2 дня", "12 дней", "يومان", "12 يومًا"]),
    ],
)
def test_everything_else_that_is_counted(what: str, texts: list[str]) -> None:
    cases = [(1, "en"), (2, "en"), (2, "ru"), (12, "ru"), (2, "ar"), (12, "ar")]
    assert [counted(what, count, language) for count, language in cases] == texts


@pytest.mark.parametrize(
    ("days", "en", "ru", "ar"),
    [
        (0, "today", "сегодня", "اليوم"),
        (1, "yesterday", "вчера", "أمس"),
        (2, "2 days ago", "2 дня назад", "قبل يومين"),
        (12, "12 days ago", "12 дней назад", "قبل 12 يومًا"),
        (21, "21 days ago", "21 день назад", "قبل 21 يومًا"),
        (30, "30 days ago", "30 дней назад", "قبل 30 يومًا"),
        (31, "26 June 2025", f"26 июня 2025{NB}г.", "26 يونيو 2025"),
        (-1, "28 July 2025", f"28 июля 2025{NB}г.", "28 يوليو 2025"),
    ],
)
def test_how_long_ago(days: int, en: str, ru: str, ar: str) -> None:
    then = TODAY - timedelta(days=days)
    assert [ago(then, TODAY, language) for language in ("en", "ru", "ar")] == [en, ru, ar]


def test_freshness() -> None:
    assert [freshness("2025-07-15", TODAY, language) for language in ("en", "ru", "ar")] == [
        "last confirmed 12 days ago",
        "последнее подтверждение: 12 дней назад",
        "آخر تأكيد قبل 12 يومًا",
    ]
    assert [freshness(None, TODAY, language) for language in ("en", "ru", "ar")] == [
        "no source confirms the date",
        "дату не подтверждает ни один источник",
        "لا مصدر يؤكد الموعد",
    ]
