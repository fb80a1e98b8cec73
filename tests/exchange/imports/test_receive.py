"""A file is kept for its editor, and what is no file of events is refused at once."""

import pytest

from calendar_app.exchange.events import Unreadable
from calendar_app.exchange.imports import receive
from calendar_app.exchange.imports.receive import MOST
from calendar_app.models.imports import Upload
from tests.exchange.imports.carried import NOW, editor, table

pytestmark = pytest.mark.django_db


def received(data: bytes, **more: str) -> Upload:
    return receive(data=data, by=editor(), language="en", now=NOW, **{"name": "talks.csv", **more})


def test_it_waits_to_be_read() -> None:
    made = received(table("Talks,2026,"), name="x" * 300 + "\x00.csv", zone="asia/tokyo".title())
    assert (made.kind, made.state, made.read, made.name, made.zone) == (
        "csv",
        "reading",
        0,
        "x" * 196 + ".csv",
        "Asia/Tokyo",
    )
    assert (str(made), bytes(made.file.octets), str(made.file)) == (made.name, table("Talks,2026,"), made.name)
    assert made.under_way


@pytest.mark.parametrize(
    ("data", "zone", "why"),
    [(b"", "", "The file is empty."), (table(), "Mars/Base", "“Mars/Base”")],
)
def test_what_is_refused_leaves_nothing(data: bytes, zone: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        received(data, zone=zone)
    assert Upload.objects.count() == 0


def test_nobody_heaps_files_up() -> None:
    for _ in range(MOST):
        received(table())
    with pytest.raises(Unreadable, match="You have 20 files here"):
        received(table())
