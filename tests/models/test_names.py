"""How the rows that no page shows by themselves name themselves, in the admin and in logs."""

from datetime import UTC, datetime

import pytest

from calendar_app.models.desk import Loaded
from calendar_app.models.public import Cursor, Export, Head, Listing, Publication, Reference, Rendering, Revision, Term
from calendar_app.models.readers import Allowance
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_public_rows_name_themselves() -> None:
    week = make.week()
    make.publish(week.meeting)
    meeting = Publication.objects.get(kind="event")

    names = [
        str(row)
        for row in (
            meeting,
            Listing.objects.get(),
            Term.objects.get(dimension="person"),
            Reference.objects.get(publication=meeting, subject=week.lavrov.pk),
            Rendering.objects.get(publication=meeting, language="en", form="ics"),
            Head.objects.get(),
            Revision.objects.get(),
        )
    ]

    assert names == [
        "event arf-32-2025 #1",
        "event arf-32-2025 #1",
        "person=sergey-lavrov",
        f"{meeting.pk} → {week.lavrov.pk}",
        f"{meeting.pk} en ics",
        "1",
        "revision 1",
    ]


def test_what_consumers_and_the_loader_keep_names_itself() -> None:
    moment = datetime(2025, 7, 2, 12, 0, tzinfo=UTC)

    names = [
        str(row)
        for row in (
            Cursor(consumer="exports", revision=3),
            Export(path="en/all.ics"),
            Loaded(noun="event", key="arf-32-2025"),
            Allowance(spent=2, since=moment),
        )
    ]

    assert names == ["exports at 3", "en/all.ics", "event/arf-32-2025", "2 since 2025-07-02 12:00"]
