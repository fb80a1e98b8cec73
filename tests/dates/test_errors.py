"""A refusal is one readable line, whatever was given, and quick."""

import pickle
import time

import pytest

from calendar_app.dates import DateError, parse, partial_bounds, week, zone


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2025-13", "“2025-13”: a month is 01 to 12, a quarter 33 to 36."),
        ("2025-07-10\r\n\x00", "“2025-07-10\\r\\n\\x00”: because."),
        ("\u202e2025\u2028\ud800", "“\\u202e2025\\u2028\\ud800”: because."),
        ("x" * 60, f"“{'x' * 60}”: because."),
        ("x" * 61, f"“{'x' * 59}…”: because."),
    ],
)
def test_names_the_text_in_one_line(text: str, line: str) -> None:
    why = "a month is 01 to 12, a quarter 33 to 36" if text == "2025-13" else "because"
    assert str(DateError(text, why)) == line


def test_survives_the_trip_between_processes() -> None:
    error = pickle.loads(pickle.dumps(DateError("2025-13", "because")))
    assert (error.text, error.why) == ("2025-13", "because")


@pytest.mark.parametrize("read", [parse, partial_bounds, week, zone])
@pytest.mark.parametrize("piece", ["9", "٩", "[", ",", "/", "?", "2025-07-10,", "2025-07-10/", "A/", "\x00", "\ud800"])
def test_a_hundred_kilobytes_are_refused_at_once(read, piece: str) -> None:  # type: ignore[no-untyped-def]
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    with pytest.raises(DateError) as caught:
        read(text)
    assert len(str(caught.value)) < 800
    assert time.process_time() - began < 0.2
