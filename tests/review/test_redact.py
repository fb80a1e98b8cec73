"""What an administrator removes is gone from all that the record keeps of the past; who, when and why stays."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from calendar_app.errors import Refused
from calendar_app.models.desk import Decision, Event, Version
from calendar_app.models.public import Head, Publication, Rendering, Revision
from calendar_app.review import edited, redact
from calendar_app.review.edition import digest
from calendar_app.selection import Selection
from tests import factories as make
from tests.factories import NOW, Week

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def week() -> Week:
    return make.published_week()


@pytest.fixture
def ann() -> User:
    return User.objects.create(username="ann")


def titled(event: Event, title: str, ann: User, day: int) -> None:
    event.title_en = title
    event.save()
    edited(event, by=ann, now=NOW + day * DAY, what="title_en")
    make.publish(event, now=NOW + day * DAY)


def everything() -> str:
    """All that is kept of publications, versions and feeds."""
    kept = [str([one.snapshot, one.changes]) for one in Publication.objects.all()]
    kept += [str(one.rows) for one in Version.objects.all()]
    return " ".join([*kept, *(bytes(one.body).decode() for one in Rendering.objects.all())])


def test_the_text_is_gone_and_the_rest_stands(week: Week, ann: User) -> None:
    titled(week.meeting, "Talks with Zyxwvut Qponml", ann, 1)
    titled(week.meeting, "Talks", ann, 2)
    assert "Zyxwvut" in everything()
    assert Selection(q="Zyxwvut").listings().count() == 0
    past = Publication.objects.get(subject=week.meeting.pk, number=2)
    as_it_was = Selection(q="Zyxwvut", asof=(NOW + DAY).date())
    assert as_it_was.listings().count() == 1
    found = redact(week.meeting, text="Zyxwvut Qponml", by=ann, now=NOW + 3 * DAY, reason="A court asked.")
    assert "Zyxwvut" not in everything()
    assert found == 3
    assert as_it_was.listings().count() == 0
    past.refresh_from_db()
    assert past.facts["title"]["en"] == "Talks with █"
    assert past.digest == digest(past.snapshot)
    decision = Decision.objects.get(action="redact")
    assert (decision.by, decision.reason, decision.subject, past.redacted) == (
        ann, "A court asked.", week.meeting.pk, decision.pk,
    )  # fmt: skip


def test_whoever_shows_it_loses_it_too_and_it_can_be_done_again(week: Week, ann: User) -> None:
    for day, name in ((1, "Aaaa Bbbb"), (2, "Sergey Lavrov")):
        week.lavrov.name_en = name
        week.lavrov.save()
        make.publish(week.lavrov, now=NOW + day * DAY)
    redact(week.lavrov, text="Aaaa", by=ann, now=NOW + 3 * DAY, reason="A slip.")
    assert "Aaaa" not in everything()
    assert "█ Bbbb" in everything()
    redact(week.lavrov, text="Bbbb", by=ann, now=NOW + 3 * DAY, reason="A slip.")
    assert "Bbbb" not in everything()


def test_what_still_stands_is_corrected_first(week: Week, ann: User) -> None:
    with pytest.raises(Refused, match="It still stands"):
        redact(week.meeting, text="Regional Forum", by=ann, now=NOW, reason="A slip.")
    Event.objects.filter(pk=week.meeting.pk).update(title_en="Talks")
    with pytest.raises(Refused, match="It still stands"):
        redact(week.meeting, text="32nd ASEAN", by=ann, now=NOW, reason="A slip.")


def test_codes_and_dates_are_no_words(week: Week, ann: User) -> None:
    Event.objects.filter(pk=week.meeting.pk).update(date="2025-07-12", note_en="On 2025-07-11, as confirmed.")
    make.publish(Event.objects.get(pk=week.meeting.pk), now=NOW + DAY)
    Event.objects.filter(pk=week.meeting.pk).update(note_en="")
    make.publish(Event.objects.get(pk=week.meeting.pk), now=NOW + 2 * DAY)
    redact(week.meeting, text="2025-07-1", by=ann, now=NOW + 3 * DAY, reason="A slip.")
    past = Publication.objects.get(subject=week.meeting.pk, number=2)
    assert (past.facts["when"]["date"], past.facts["note"]["en"]) == ("2025-07-12", "On █1, as confirmed.")
    with pytest.raises(Refused, match="Nothing of the past holds this text"):
        redact(week.meeting, text="ministerial", by=ann, now=NOW + 3 * DAY, reason="A slip.")


def test_what_was_made_before_is_made_anew(week: Week, ann: User, client: Client) -> None:
    titled(week.meeting, "Talks with Zyxwvut", ann, 1)
    titled(week.meeting, "Talks", ann, 2)
    page = f"/en/events/arf-32-2025/?asof={(NOW + DAY).date()}"
    assert "Zyxwvut" in client.get(page).content.decode()
    redact(week.meeting, text="Zyxwvut", by=ann, now=NOW + 3 * DAY, reason="A slip.")
    assert "Zyxwvut" not in client.get(page).content.decode()
    revision = Revision.objects.order_by("n").last()
    decision = Decision.objects.get(action="redact")
    assert revision is not None
    assert (revision.n, revision.decision, revision.publications.count()) == (4, decision.pk, 0)
    assert (Head.objects.get().n, decision.revision) == (4, 4)


def test_what_is_unclear_is_refused(week: Week, ann: User) -> None:
    with pytest.raises(Refused) as refused:
        redact(week.meeting, text=" a ", by=ann, now=NOW, reason=" ")
    assert [problem.field for problem in refused.value.problems] == ["text", "reason"]
    with pytest.raises(Refused, match="Nothing of the past holds this text"):
        redact(week.meeting, text="Never said", by=ann, now=NOW, reason="A slip.")
    assert not Decision.objects.filter(action="redact").exists()
