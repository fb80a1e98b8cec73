"""What a SUMMARY says beside the title."""

import pytest

from calendar_app.exchange.ics.titles import Title, gone, title, tongue
from calendar_app.ical import Words


@pytest.mark.parametrize(
    ("summary", "read"),
    [
        (Words("Talks", "en"), Title("Talks", "en")),
        (Words("Talks", "en-GB"), Title("Talks", "en")),
        (Words("Переговоры"), Title("Переговоры", "ru")),
        (Words("محادثات"), Title("محادثات", "ar")),
        (Words("Gespräche", "de"), Title("Gespräche", "en")),
        (Words("Cancelled: Talks", "en"), Title("Talks", "en", "cancelled")),
        (Words("Отменено: Переговоры", "ru"), Title("Переговоры", "ru", "cancelled")),
        (Words("Отложено: Переговоры"), Title("Переговоры", "ru", "postponed")),
        (Words("أُلغي: \u2068Talks\u2069", "ar"), Title("Talks", "en", "cancelled")),
        (Words("Postponed: ", "en"), Title("", "en", "postponed")),
        (Words(""), Title("", "en")),
    ],
)
def test_titles(summary: Words, read: Title) -> None:
    assert title(summary, "en") == read


@pytest.mark.parametrize(
    "text", ["Cancelled: entry withdrawn", "Cancelled: entry merged with another", "أُلغي: سُحب هذا القيد"]
)
def test_tombstones(text: str) -> None:
    assert gone(Words(text, "ar"))
    assert not gone(Words(f"{text}!", "ar"))


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("ASEAN", "en", "en"), ("ASEAN", "ru", "ru"), ("ASEAN", "ar", "en"), ("АСЕАН, ASEM", "en", "ru"),
        ("آسيان", "ru", "ar"), ("2025", "ru", "ru"), ("", "ar", "ar"), ("東京", "en", "en"),
    ],
)  # fmt: skip
def test_a_text_is_in_the_language_of_most_of_its_letters(text: str, language: str, found: str) -> None:
    assert tongue(text, language) == found
