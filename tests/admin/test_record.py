"""The public record and the readers' asks, to be read and no more."""

import uuid
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Citation, Decision, Topic
from calendar_app.models.public import Publication, Revision
from calendar_app.models.readers import Delivery, PrivateFeed, Reminder, Subscription, Webhook
from tests import factories
from tests.admin.forms import address
from tests.factories import NOW, Week


def asks() -> list[Model]:
    """One of each thing that readers ask for."""
    common: dict[str, Any] = {"selection": "forum=arf", "manage_hash": "m" * 64}
    feed = PrivateFeed.objects.create(token_hash="t" * 64, language="en", made=NOW, **common)
    mail = Subscription.objects.create(
        email="reader@example.org", language="en", asked=NOW, selection="forum=arf", nonce="n" * 64
    )
    Reminder.objects.create(subscription=mail, minutes_before=1440)
    hook = Webhook.objects.create(
        email="reader@example.org", url="https://a.example", asked=NOW, secrets=["whsec_x"], **common
    )
    return [feed, mail, hook, Delivery.objects.create(key="k", webhook=hook, kind="webhook", due=NOW)]


def test_nothing_of_it_can_be_changed(desk: Client, week: Week) -> None:
    rows: list[Any] = [*asks(), *(model.objects.first() for model in (Publication, Revision, Decision, Citation))]
    for row in rows:
        page = desk.get(address(row))
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        answers = [
            desk.post(address(row), {"_save": "1"}),
            desk.post(address(row, "delete"), {"post": "yes"}),
            desk.post(address(type(row), "add"), {}),
        ]
        assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_no_secret_is_shown(desk: Client, db: None) -> None:
    for row in asks():
        for page in (address(row), address(type(row), "changelist")):
            text = desk.get(page).content.decode()
            assert [secret for secret in ("whsec_x", "t" * 64, "m" * 64) if secret in text] == []


def test_what_changed_from_one_publication_to_the_next(desk: Client, week: Week) -> None:
    week.meeting.venue_en = "Convention Centre"
    week.meeting.save()
    week.meeting.topics.add(Topic.objects.create(slug="peace", name_en="Peace"))
    factories.publish(week.meeting)
    second = Publication.objects.current().get(subject=week.meeting.pk)
    page = desk.get(address(second)).content.decode()
    assert "<tr><th>venue</th>" in page
    assert "Convention Centre" in page.split("<ins>")[1].split("</ins>")[0]
    assert f'<a href="{address(week.meeting)}">32nd ASEAN Regional Forum</a>' in page
    listed = desk.get(address(Publication, "changelist"), {"current": "yes", "kind": "event"}).content.decode()
    assert '<td class="field-changed">venue, topics</td>' in listed
    first = Publication.objects.get(subject=week.meeting.pk, number=1)
    assert '<div class="readonly">–</div>' in desk.get(address(first)).content.decode()


@pytest.mark.parametrize(("current", "count"), [("yes", 1), ("no", 1), (None, 2)])
def test_what_stands_now_and_what_stood_once(desk: Client, week: Week, current: str | None, count: int) -> None:
    week.meeting.venue_en = "Convention Centre"
    week.meeting.save()
    factories.publish(week.meeting)
    asked = {"q": str(week.meeting.pk)} | ({"current": current} if current else {})
    assert desk.get(address(Publication, "changelist"), asked).context["cl"].result_count == count


def test_a_revision_leads_to_its_publications(desk: Client, week: Week) -> None:
    page = desk.get(address(Revision, "changelist")).content.decode()
    link = f"{reverse('admin:calendar_app_publication_changelist')}?since=1"
    count = Publication.objects.count()
    assert f'<a href="{link}">{count}</a>' in page
    assert desk.get(link).context["cl"].result_count == count


def test_decisions_lead_to_what_was_decided(desk: Client, week: Week) -> None:
    Decision.objects.create(
        action="publish", subject_kind="topic", subject=uuid.uuid4(), actor="somebody", at=NOW, reason="a trial"
    )
    page = desk.get(address(Decision, "changelist")).content.decode()
    assert f'<a href="{address(week.meeting)}">32nd ASEAN Regional Forum</a>' in page
    assert '<td class="field-noun">–</td>' in page
