"""People type one spelling, and find them all."""

import pytest

from calendar_app.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  São  Tomé ", "sao tome"),
        ("ASEAN–Russia (2025)", "asean russia 2025"),
        ("Министр Шойгу, Артём", "министр шоигу артем"),
        ("المؤتمر الأوّل", "الموتمر الاول"),
        ("إلى آسيـان", "الي اسيان"),
        ("STRASSE Straße", "strasse strasse"),
        ("…", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
