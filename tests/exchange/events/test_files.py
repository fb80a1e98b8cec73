"""Which kind of file it is, whatever it is called."""

import pytest

from calendar_app.exchange.events import Unreadable
from calendar_app.exchange.events.files import LARGEST, kind_of
from calendar_app.exchange.events.raw import Raw
from tests.exchange.ics.calendars import calendar, event


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"title_en,date\n", "csv"),
        (b"\xff\xfet\x00", "csv"),
        (b"PK\x03\x04", "xlsx"),
        (b"\xef\xbb\xbf\n [", "json"),
        (b"{}", "json"),
        (calendar(event("1")), "ics"),
        (b"\xef\xbb\xbfbegin:vcalendar", "ics"),
    ],
)
def test_it_is_known_by_its_beginning(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The file is empty."),
        (b" \r\n", "The file is empty."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is .xls: save it as .xlsx, .csv, .ics or .json."),
        (b"%PDF-1.7", "This is PDF: save it as .xlsx, .csv, .ics or .json."),
        (b"x" * (LARGEST + 1), "The file is larger than 32 MB: split it."),
    ],
)
def test_what_can_be_none_of_them(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as error:
        kind_of(data)
    assert str(error.value) == why


def test_what_is_no_text_is_left_as_it_is() -> None:
    assert Raw(1, {"ordinal": 32}).problems == []
