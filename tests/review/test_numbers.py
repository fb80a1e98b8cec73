"""Titles go on in three languages, or not at all."""

import pytest

from calendar_app.review.numbers import Advance, numbers

SERIES = Advance((58, 59), (2025, 2026), frozenset({3}))


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("58th ASEAN Foreign Ministers' Meeting", "59th ASEAN Foreign Ministers' Meeting"),
        ("58-е совещание министров иностранных дел АСЕАН", "59-е совещание министров иностранных дел АСЕАН"),
        ("الاجتماع الـ58 لوزراء خارجية دول رابطة آسيان", "الاجتماع الـ59 لوزراء خارجية دول رابطة آسيان"),
        ("الاجتماع الـ٥٨ لوزراء خارجية دول رابطة آسيان", "الاجتماع الـ٥٩ لوزراء خارجية دول رابطة آسيان"),
        ("Ministerial week 2025", "Ministerial week 2026"),
        ("58th week, 2025", "59th week, 2026"),
        ("اجتماع آسيان +3", "اجتماع آسيان +3"),
        ("ASEAN–Russia Ministerial Meeting", "ASEAN–Russia Ministerial Meeting"),
        ("", ""),
    ],
)
def test_what_is_certain_goes_on(title: str, following: str) -> None:
    assert SERIES.title(title) == following


@pytest.mark.parametrize(
    "title",
    [
        "57th ASEAN Regional Forum", "Commemoration of the 50th anniversary", "58 ways", "Forum on 3rd parties", "Plan for 2030",
        "Second Special Meeting", "Второе специальное совещание", "الاجتماع الخاص الثاني", "XXXII Regional Forum", "Track V",
    ],
)  # fmt: skip
def test_a_number_that_nobody_explains_leaves_no_title(title: str) -> None:
    assert SERIES.title(title) == ""


@pytest.mark.parametrize(
    ("number", "title", "following"),
    [(10, "10th", "11th"), (20, "20th", "21st"), (31, "31st", "32nd"), (22, "22nd", "23rd"), (110, "110th", "111th")],
)
def test_english_endings_follow_the_number(number: int, title: str, following: str) -> None:
    assert Advance((number, number + 1)).title(title) == following


def test_nothing_goes_on_where_nothing_is_certain() -> None:
    assert [Advance().title(title) for title in ("58th Meeting", "Week 2025", "Meeting")] == ["", "", "Meeting"]
    assert Advance((3, 4), None, frozenset({3})).title("ASEAN +3: 3rd meeting") == ""


@pytest.mark.parametrize(
    ("slug", "following"),
    [("amm-58-2025", "amm-59-2026"), ("amm-week-2025", "amm-week-2026"), ("amm", "amm"), ("tac-50-2025", ""), ("", "")],
)
def test_addresses_go_on_alike(slug: str, following: str) -> None:
    assert SERIES.address(slug) == following


def test_a_number_that_could_be_either_leaves_no_address() -> None:
    assert Advance((2025, 2026), (2025, 2026)).address("meeting-2025") == ""


def test_numbers_of_names() -> None:
    assert numbers(["ASEAN +3", "PMC+1", "", "آسيان +٣"]) == frozenset({1, 3})
