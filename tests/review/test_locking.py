"""Two publishers at once: one integer orders everything, on real connections."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from calendar_app.models.public import Head, Publication, Revision
from calendar_app.signals import published
from tests import factories as make


@pytest.mark.django_db(transaction=True)
def test_revisions_of_publishers_at_once_follow_each_other_without_a_gap() -> None:
    states = [make.state(code) for code in ("MY", "RU", "TH", "SG")]
    start = Barrier(len(states))

    def publish_one(number: int) -> None:
        start.wait()
        try:
            make.publish(states[number])
        finally:
            connection.close()

    threads = [Thread(target=publish_one, args=(number,)) for number in range(len(states))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(Revision.objects.values_list("n", flat=True)) == [1, 2, 3, 4]
    assert sorted(Publication.objects.values_list("since", flat=True)) == [1, 2, 3, 4]
    assert Head.number() == 4


@pytest.mark.django_db
def test_a_publication_that_fails_leaves_nothing() -> None:
    def fail(**_: object) -> None:
        raise RuntimeError

    event = make.event()
    published.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            make.publish(event)
    finally:
        published.disconnect(fail)

    event.refresh_from_db()
    assert (event.stage, Revision.objects.count(), Publication.objects.count(), Head.number()) == ("draft", 0, 0, 0)
