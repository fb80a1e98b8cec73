"""A name in the reader's language, or in the next best, and which that was."""

import pytest

from calendar_app.wording.names import Text, pick

LAVROV = {"en": "Sergey Lavrov", "ru": "Сергей Лавров", "ar": "سيرغي لافروف"}


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_in_the_readers_language(language: str) -> None:
    assert pick(LAVROV, language) == Text(LAVROV[language], language)


@pytest.mark.parametrize(
    ("known", "language", "expected"),
    [
        ({"en": "Bali", "ru": "", "ar": "بالي"}, "ru", Text("Bali", "en")),
        ({"en": "", "ru": "Бали", "ar": "بالي"}, "en", Text("Бали", "ru")),
        ({"en": "", "ru": "Бали", "ar": ""}, "ar", Text("Бали", "ru")),
        ({"en": "", "ru": "", "ar": "بالي"}, "en", Text("بالي", "ar")),
        ({"en": "Bali"}, "ar", Text("Bali", "en")),
        ({"en": "", "ru": "", "ar": ""}, "ru", Text("", "ru")),
        ({}, "ar", Text("", "ar")),
    ],
)
def test_falls_back_to_english_russian_arabic(known: dict[str, str], language: str, expected: Text) -> None:
    assert pick(known, language) == expected
