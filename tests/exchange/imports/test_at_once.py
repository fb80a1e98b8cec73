"""An import among other editors, on real connections: nothing is lost, nothing applied twice, no number left out."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from calendar_app.exchange.imports import apply, receive, work
from calendar_app.exchange.imports.apply_on import BATCH
from calendar_app.models.desk import Decision, Event
from calendar_app.models.imports import Upload
from calendar_app.models.public import Head, Revision
from calendar_app.tasks.imports import TRACE
from tests import factories as make
from tests.exchange.imports.carried import LONG, NOW, brought, clock, editor, table

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 4 * BATCH


def at_once(*steps: Callable[[], None]) -> None:
    """Each step on a connection of its own, all from the same moment on."""
    start, failed = Barrier(len(steps)), list[BaseException]()

    def run(step: Callable[[], None]) -> None:
        start.wait()
        try:
            step()
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failed == []


def changing(numbers: range) -> Upload:
    """A file that gives each of these events another title."""
    rows = (f"talks-{number},Imported {number}" for number in numbers)
    upload = brought(table(*rows, head="slug,title_en"))
    apply(upload=upload, whole=False)
    return upload


def test_an_import_among_editors_and_publishers_loses_nothing() -> None:  # noqa: C901 - three people at once
    for number in range(MANY):
        make.event(f"talks-{number}", date="2026")
    upload = changing(range(MANY))

    def bring() -> None:
        while work(upload=upload.pk, clock=clock, stretch=LONG, trace=TRACE):
            pass

    def edit() -> None:
        """Notes beside the import's titles, and titles that the import has not been shown."""
        for number in range(0, MANY, 7):
            with transaction.atomic():
                Head.locked()
                event = Event.objects.select_for_update().get(slug=f"talks-{number}")
                event.note_en = "Somebody's"
                if event.title_en == f"Talks {number}" and number % 2:
                    event.title_en = "Somebody's"
                event.save()

    def publish() -> None:
        for number in range(1, MANY, 20):
            make.publish(Event.objects.get(slug=f"talks-{number}"))

    at_once(bring, edit, publish)
    upload.refresh_from_db()
    assert (upload.state, upload.done) == ("done", MANY)
    titles = dict(Event.objects.values_list("slug", "title_en"))
    kept = {slug for slug, title in titles.items() if title == "Somebody's"}
    refused = {row.slug for row in upload.rows.filter(verdict="refused")}
    assert kept == refused
    assert {slug for slug, title in titles.items() if title.startswith("Imported")} == titles.keys() - kept
    assert Event.objects.filter(note_en="Somebody's").count() == len(range(0, MANY, 7))
    assert Decision.objects.filter(action="edit").count() == MANY - len(kept)
    revisions = list(Revision.objects.values_list("n", flat=True))
    assert revisions == list(range(1, len(range(1, MANY, 20)) + 1))


def test_several_workers_on_one_file_apply_no_row_twice() -> None:
    upload = brought(table(*(f"Talks {number},2026," for number in range(MANY))))
    apply(upload=upload, whole=False)

    def bring() -> None:
        """As if the others were taken for dead."""
        Upload.objects.filter(pk=upload.pk).update(claimed=None)
        while work(upload=upload.pk, clock=clock, stretch=timedelta(hours=1), trace=TRACE):
            pass

    at_once(bring, bring, bring)
    upload.refresh_from_db()
    assert (upload.state, upload.done) == ("done", MANY)
    assert (Event.objects.count(), Decision.objects.count()) == (MANY, MANY)


def test_several_workers_read_no_row_twice() -> None:
    upload = receive(
        data=table(*(f"Talks {number},2026," for number in range(MANY))), name="", by=editor(), language="en", now=NOW
    )

    def read() -> None:
        Upload.objects.filter(pk=upload.pk).update(claimed=None)
        while work(upload=upload.pk, clock=clock, stretch=timedelta(hours=1), trace=TRACE):
            Upload.objects.filter(pk=upload.pk).update(claimed=None)

    at_once(read, read, read)
    assert Upload.objects.get().state == "read"
    assert list(upload.rows.values_list("number", flat=True)) == list(range(2, MANY + 2))
