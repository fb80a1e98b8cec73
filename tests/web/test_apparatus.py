"""Letters: one order in every language, republications primed, disagreement barred, silence said."""

from typing import Any

import pytest

from calendar_app.entries.card import voices
from calendar_app.web.apparatus import Apparatus, said

Facts = dict[str, Any]


def card(published: str = "", republishes: str | None = None) -> Facts:
    return {
        "kind": "source", "slug": "x", "name": {"en": "", "ru": "", "ar": ""}, "title": "Title", "language": "en",
        "url": "", "publisher_name": "TASS", "published": published, "republishes": republishes,
    }  # fmt: skip


def row(source: str, field: str = "date", **fields: Any) -> Facts:
    return {
        "field": field,
        "row": None,
        "source": source,
        "rank": "normal",
        "value": "",
        "quote": "",
        "said_by": None,
        **fields,
    }


CARDS = {
    "chair": card("2025-07-15"),
    "tass": card("2025-07-02"),
    "vision": card("2025-07-02", republishes="tass"),
    "copy": card("2025-07-03", republishes="tass"),
    "undated": card(),
}


def letters(apparatus: Apparatus) -> dict[str, str]:
    return {line.id: line.letter for line in apparatus.sources}


def test_newest_first_and_republications_behind_their_original() -> None:
    apparatus = Apparatus([row(ref) for ref in CARDS], CARDS, "en")
    assert letters(apparatus) == {"chair": "A", "tass": "B", "copy": "B′", "vision": "B″", "undated": "C"}
    assert [line.original for line in apparatus.sources] == ["", "", "B", "B", ""]


def test_a_preferred_source_comes_first_and_a_deprecated_one_last() -> None:
    rows = [row("chair", rank="deprecated"), row("tass"), row("undated", rank="preferred")]
    assert letters(Apparatus(rows, CARDS, "en")) == {"undated": "A", "tass": "B", "chair": "C"}


def test_a_republication_alone_has_a_letter_of_its_own_and_says_so() -> None:
    (line,) = Apparatus([row("vision")], CARDS, "en").sources
    assert (line.letter, line.original, line.repeats) == ("A", "", True)


def test_letters_go_on_after_z_and_primes_after_three() -> None:
    many = {f"s{n:02}": card(f"2025-01-{28 - n:02}") for n in range(28)}
    assert list(letters(Apparatus([row(ref) for ref in many], many, "en")).values())[25:] == ["Z", "AA", "AB"]
    repeated = {"tass": card()} | {f"r{n}": card(republishes="tass") for n in range(4)}
    assert sorted(letters(Apparatus([row(ref) for ref in repeated], repeated, "en")).values()) == [
        "A",
        "A′",
        "A′4",
        "A″",
        "A‴",
    ]


def test_agreement_is_one_group_and_disagreement_is_barred() -> None:
    apparatus = Apparatus([row("chair"), row("tass", value="2025-07-10/2025-07-11"), row("vision")], CARDS, "en")
    mark = apparatus.cite("when", "date", "time")
    assert mark.letters == "A B′ | B"
    assert [quote.value for quote in mark.quotes] == ["", "10\u2060–\u206011 July 2025", ""]
    assert mark.spoken


def test_a_fact_without_a_source_has_no_letters() -> None:
    mark = Apparatus([row("chair")], CARDS, "en").cite("parent", "parent")
    assert (mark.letters, mark.first, mark.spoken) == ("", "", False)


def test_a_source_that_is_not_public_is_left_out() -> None:
    assert Apparatus([row("secret")], CARDS, "en").sources == []


def test_a_row_rests_on_its_own_citations_or_else_on_the_lists() -> None:
    rows = [row("chair", "participations"), row("tass", "participations", row="lavrov")]
    apparatus = Apparatus(rows, CARDS, "en")
    assert apparatus.cite("a", "participations", rows=["lavrov"]).letters == "B"
    assert apparatus.cite("b", "participations", rows=["wang"]).letters == "A"
    assert apparatus.cite("c", "participations").first == "chair"


def test_a_letter_stands_once_however_much_its_source_says() -> None:
    rows = [row("chair", "place", quote="in Kuala Lumpur"), row("chair", "venue", quote="at the Convention Centre")]
    mark = Apparatus(rows, CARDS, "en").cite("where", "place", "venue")
    assert (mark.letters, len(mark.quotes)) == ("A", 2)


def test_the_same_words_of_the_same_source_stand_once() -> None:
    rows = [row("chair", "place", quote="in Kuala Lumpur"), row("chair", "country", quote="in Kuala Lumpur")]
    assert len(Apparatus(rows, CARDS, "en").cite("where", "place", "country").quotes) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("date", "2025-07-10", "10 July 2025"),
        ("date", "2025-07?", "July 2025 (uncertain)"),
        ("date", "sometime", "sometime"),
        ("date", "", ""),
        ("certainty", "tentative", "tentative"),
        ("venue", "KLCC", "KLCC"),
    ],
)
def test_what_a_source_says_otherwise_is_spelled(field: str, value: str, words: str) -> None:
    assert said(field, value, "en") == words


def test_a_republication_is_not_a_second_voice() -> None:
    assert voices([row("tass"), row("vision"), row("tass", "place"), row("secret")], CARDS) == 1
    assert voices([row("vision"), row("chair")], CARDS) == 2
