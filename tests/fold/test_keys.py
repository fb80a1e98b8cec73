"""Which spellings come under one key, and which are a letter apart."""

import pytest

from calendar_app.fold import asked, fold, keys, pieces, words
from calendar_app.fold.keys import one_letter_apart
from calendar_app.fold.sounds import script, spoken
from calendar_app.fold.stems import stem


@pytest.mark.parametrize(
    ("forms", "left"),
    [
        ("country countries", "country"),
        ("summit summits", "summit"),
        ("speech speeches", "speech"),
        ("process processes", "process"),
        ("crisis", "crisis"),
        ("gas", "gas"),
        ("ties", "tie"),
        ("32nd 32", "32"),
        ("министр министра министру министры министров министрами", "министр"),
        ("Лавров Лаврова Лаврову Лавровым Лаврове", "лавр"),
        ("Россия России Россию Россией", "росс"),
        ("Азия Азии Азией", "ази"),
        ("Китай Китая Китаю Китаем", "кита"),
        ("мир", "мир"),
        ("قمة القمة والقمة بالقمة", "قمه"),
        ("اجتماع الاجتماع اجتماعات", "اجتماع"),
        ("للأمن الأمن أمن", "امن"),
        ("שלום", "שלום"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str, left: str) -> None:
    assert {stem(word) for word in fold(forms).split()} == {left}


@pytest.mark.parametrize(
    "names",
    [
        "Lavrov Lawrow Лавров", "Guterres Гутерриш", "Blinken Блинкен", "Muhammad Mohammed Mohamad Мохамад",
        "Jaishankar Джайшанкар", "Zhukov Жуков", "Kuwait Кувейт",
    ],
)  # fmt: skip
def test_a_name_sounds_alike_in_latin_and_cyrillic(names: str) -> None:
    assert len({spoken(word) for word in fold(names).split()}) == 1


def test_too_few_consonants_are_no_sound() -> None:
    assert (spoken("laos"), spoken("2025"), script("2025")) == ("", "", "")


@pytest.mark.parametrize(("one", "other"), [("Blinken", "بلينكن"), ("Лавров", "لافروف"), ("Putin", "بوتين")])
def test_arabic_knows_a_name_by_its_consonants(one: str, other: str) -> None:
    query, word = fold(one), fold(other)
    assert asked(query).means(word, keys(word) & asked(query).sure)


def test_consonants_alone_are_not_sure_within_a_script() -> None:
    query = asked("minister")
    assert not query.means("monster", frozenset({"%mnstr"}) & query.sure)
    assert not query.means("monster", frozenset())


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("summit", "sumit", True), ("summit", "summmit", True), ("summit", "samnit", False), ("summit", "summti", True),
        ("summit", "sommit", True), ("summit", "summit", True), ("four", "fours", True), ("four", "for", False),
        ("mali", "male", False), ("summit", "summ", False), ("lavrov", "larvow", False),
    ],
)  # fmt: skip
def test_one_letter_may_be_wrong_in_a_word_of_five(one: str, other: str, *, near: bool) -> None:
    assert one_letter_apart(one, other) is near
    assert one_letter_apart(other, one) is near


def test_a_word_is_found_by_its_head_and_with_a_letter_wrong() -> None:
    for text in ("sec", "securit", "secuirty", "secuity"):
        query = asked(text)
        assert query.near("security", keys("security") & (query.loose | query.heads)), text
    assert not asked("economy").near("security", frozenset())


def test_single_letters_and_words_of_every_title_are_not_looked_for() -> None:
    assert words("The 3 talks of Russia’s A. K. Momen, и в 32-й") == ["3", "talks", "russia", "momen", "32"]
    assert asked("3").heads == frozenset()


def test_words_found_are_set_apart() -> None:
    shown = pieces("القِمّة: ASEAN’s summit", {"القمه", "asean", "summit"})
    assert "".join(piece.text for piece in shown) == "القِمّة: ASEAN’s summit"
    assert [piece.text for piece in shown if piece.found] == ["القِمّة", "ASEAN", "summit"]
    assert pieces("Talks", set()) == [("Talks", False)]
    assert pieces("", {"x"}) == []
