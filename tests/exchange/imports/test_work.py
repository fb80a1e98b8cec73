"""Who has a file in hand, what is done at once, and what becomes of files in the end."""

from datetime import timedelta
from uuid import UUID

import pytest

from calendar_app.exchange.imports import apply, begin, discard, forget, receive, work
from calendar_app.exchange.imports.work import FEW, LEASE, SHORT
from calendar_app.models.desk import Event
from calendar_app.models.imports import Upload, UploadedRow
from calendar_app.signals import uploaded
from calendar_app.tasks.imports import TRACE
from tests.exchange.imports.carried import LONG, NOW, brought, clock, editor, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def woken() -> object:
    """The files for which the clock was asked."""
    found: list[UUID] = []

    def note(*, upload: UUID, **_: object) -> None:
        found.append(upload)

    uploaded.connect(note)
    yield found
    uploaded.disconnect(note)


def test_one_at_a_time_has_it_in_hand() -> None:
    upload = receive(data=table("Talks,2026,"), name="", by=editor(), language="en", now=NOW)
    Upload.objects.filter(pk=upload.pk).update(claimed=NOW - LEASE)
    assert work(upload=upload.pk, clock=clock, stretch=LONG, trace=TRACE) is False
    assert list(Upload.objects.all().idle(NOW - LEASE)) == []
    Upload.objects.filter(pk=upload.pk).update(claimed=NOW - LEASE - timedelta(seconds=1))
    assert list(Upload.objects.all().idle(NOW - LEASE)) == [upload]
    assert work(upload=upload.pk, clock=clock, stretch=LONG, trace=TRACE) is False
    assert Upload.objects.get().state == "read"


def test_what_is_short_is_done_at_once(woken: list[UUID]) -> None:
    upload = receive(data=table("Talks,2026,"), name="", by=editor(), language="en", now=NOW)
    begin(upload=upload.pk, clock=clock, trace=TRACE)
    apply(upload=upload, whole=False)
    begin(upload=upload.pk, clock=clock, trace=TRACE)
    assert (Upload.objects.get().state, Event.objects.count(), woken) == ("done", 1, [])


def test_what_is_long_is_left_to_the_clock(woken: list[UUID]) -> None:
    long = receive(data=table("x" * SHORT), name="", by=editor(), language="en", now=NOW)
    begin(upload=long.pk, clock=clock, trace=TRACE)
    many = brought(table(*(f"Talks {number},2026," for number in range(FEW + 1))))
    apply(upload=many, whole=False)
    begin(upload=many.pk, clock=clock, trace=TRACE)
    assert (woken, Event.objects.count()) == ([long.pk, many.pk], 0)


def test_a_file_given_up_leaves_what_was_applied() -> None:
    upload = brought(table("Talks,2026,"))
    apply(upload=upload, whole=False)
    work(upload=upload.pk, clock=clock, stretch=LONG, trace=TRACE)
    discard(upload=upload)
    assert (Upload.objects.count(), UploadedRow.objects.count(), Event.objects.count()) == (0, 0, 1)


def test_files_are_forgotten_after_a_week() -> None:
    brought(table("Talks,2026,"))
    assert forget(now=NOW + timedelta(days=7)) == 0
    assert (forget(now=NOW + timedelta(days=7, seconds=1)), Upload.objects.count()) == (1, 0)
