"""Content lines: 75 octets, never cut inside a character."""

from hypothesis import given
from hypothesis import strategies as st

from calendar_app.ical.lines import folded, line
from calendar_app.ical.text import escape, unescape


def test_a_short_line_is_one_line() -> None:
    assert line("SUMMARY", "Встреча", LANGUAGE="ru") == "SUMMARY;LANGUAGE=ru:Встреча\r\n".encode()


def test_75_octets_fit_and_76_are_folded() -> None:
    assert line("X-A", "b" * 71) == b"X-A:" + b"b" * 71 + b"\r\n"
    assert line("X-A", "b" * 72) == b"X-A:" + b"b" * 71 + b"\r\n b\r\n"


def test_further_pieces_have_74_octets_beside_their_space() -> None:
    assert folded(b"x" * 150) == b"x" * 75 + b"\r\n " + b"x" * 74 + b"\r\n x"


def test_an_escape_is_not_cut() -> None:
    assert folded(b"a" * 74 + b"\\n" + b"b") == b"a" * 74 + b"\r\n \\nb"
    assert folded(b"a" * 73 + b"\\\\" + b"b") == b"a" * 73 + b"\\\\" + b"\r\n b"


def test_parameters_are_quoted_where_they_must_and_hold_no_quotes() -> None:
    assert (
        line("LINK", "x:y", VALUE="URI", LABEL='a:b "c"\n', LANGUAGE="") == b"LINK;VALUE=URI;LABEL=\"a:b 'c' \":x:y\r\n"
    )


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_text_folds_within_75_octets_and_reads_back(text: str) -> None:
    raw = line("SUMMARY", escape(text))
    pieces = raw.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert b"".join(piece.decode().encode() for piece in pieces) == b"".join(pieces)
    read = raw.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode()
    assert unescape(read.removeprefix("SUMMARY:")) == unescape(escape(text))
