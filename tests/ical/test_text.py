"""Text: what a calendar can't hold goes, everything else survives."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.ical.text import balanced, clean, escape, isolated, name, unescape, uri

UNICODE = st.text(st.characters(codec="utf-8"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Лавров, Аракчи", "Лавров, Аракчи"),
        ("می‌خواهم", "می‌خواهم"),  # a zero-width non-joiner is spelling
        ("a\u200fb\u00a0c\u00add", "a\u200fb\u00a0c\u00add"),
        ("👨‍👩‍👧 <b>", "👨‍👩‍👧 <b>"),
        ("tab\tstays", "tab\tstays"),
        ("\x00a\x07b\x1bc\x7f\x9d", "abc"),
        ("\ufefflost \ufffd\uffff\U0001fffe", "lost "),
        (
            "one\r\ntwo\rthree\x0bfour\x0cfive\x85six\u2028seven\u2029eight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("exe\u202egpj.\u202c", "exegpj."),
        ("\ud800", ""),
    ],
)
def test_clean(text: str, kept: str) -> None:
    assert clean(text) == kept


@pytest.mark.parametrize(
    ("line", "paired"),
    [
        ("\u2067اسم", "\u2067اسم\u2069"),
        ("a\u2069b", "ab"),
        ("\u2066\u202bx\u2069", "\u2066\u202bx\u202c\u2069"),
        ("\u2068a\u202cb\u2069", "\u2068ab\u2069"),
        ("\u202ax\u202c\u202c", "\u202ax\u202c"),
        ("\u2068\u2067x", "\u2068\u2067x\u2069\u2069"),
        ("\u202a\u2069x\u202c", "\u202ax\u202c"),
    ],
)
def test_isolates_and_embeddings_are_closed_where_they_were_opened(line: str, paired: str) -> None:
    assert balanced(line) == paired


def test_each_paragraph_is_balanced_by_itself() -> None:
    assert clean("\u2067one\ntwo\u2069") == "\u2067one\u2069\ntwo"


@given(UNICODE)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(UNICODE)
def test_nothing_but_controls_and_lost_characters_is_ever_dropped(text: str) -> None:
    dropped = [char for char in text if char not in clean(text)]
    assert all(unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cn") or char == "\ufffd" for char in dropped)


@given(UNICODE)
def test_an_escaped_text_reads_back(text: str) -> None:
    assert unescape(escape(text)) == clean(text)


def test_escapes() -> None:
    assert escape("a,b;c\\d\ne") == r"a\,b\;c\\d\ne"
    assert escape(r"C:\New") == r"C:\\New"


def test_unescaping_what_others_write() -> None:
    assert unescape(r"one\Ntwo\x three" + "\\") == "one\ntwox three"


def test_a_name_has_no_comma_semicolon_or_backslash() -> None:
    assert name("Calendar: ARF, Malaysia; C:\\x\n") == "Calendar: ARF · Malaysia · C: · x"


def test_an_isolated_text_stands_between_its_marks() -> None:
    assert isolated("ARF") == "\u2068ARF\u2069"
    assert isolated("") == ""


def test_addresses_are_plain_ascii() -> None:
    assert uri("https://мид.рф/a b?q=1&r=a,b;c#x\r\n") == "https://%D0%BC%D0%B8%D0%B4.%D1%80%D1%84/a%20b?q=1&r=a,b;c#x"
    assert uri("https://news.example/%D0%B0") == "https://news.example/%D0%B0"
