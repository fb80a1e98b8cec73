"""Alerts as invitations (RFC 5546, RFC 6047): read as a mailbox reads them, under the feed's own UID and SEQUENCE."""

from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from icalendar import Calendar

from calendar_app.models.desk import Event
from calendar_app.models.readers import Delivery
from calendar_app.reminders import alerts
from calendar_app.review import withdraw
from tests import factories as make
from tests.factories import NOW

from .readers import DAY, HOUR, reader, send
from .sink import Sink

pytestmark = pytest.mark.django_db
LATER = NOW + HOUR


def tick(now: Any = LATER) -> dict[str, int]:
    alerts.announce(now=now)
    return dict(send(now))


def parts(mail: EmailMessage) -> dict[str, Any]:
    return {part.get_content_type(): part for part in mail.walk()}


def invitation(mail: EmailMessage) -> tuple[Calendar, Any]:
    part = parts(mail)["text/calendar"]
    found = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == found["METHOD"]
    assert part.get_content_disposition() is None
    (event,) = found.walk("VEVENT")
    return found, event


def in_feed(client: Client) -> dict[str, Any]:
    found = Calendar.from_ical(client.get("/en/events.ics").content)
    return {str(event["UID"]): event for event in found.walk("VEVENT")}


def moved(event: Event, now: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()
    make.publish(event, now=now)


def test_the_mailbox_moves_and_cancels_what_the_feed_moves_and_cancels(post: Sink, client: Client) -> None:
    event = make.event(title_en="ARF", start_time="10:00", end_time="11:00", zone="Asia/Kuala_Lumpur")
    event.refresh_from_db()
    reader("followers.of.the.calendar.with.a.rather.long.name@department.ministry.example.org", itip=True)
    make.publish(event, now=LATER)
    assert tick() == {"sent": 1}
    moved(event, LATER + HOUR, date="2025-07-14")
    tick(LATER + HOUR)
    moved(event, LATER + 2 * HOUR, lifecycle="cancelled", reason_en="Rain")
    tick(LATER + 2 * HOUR)
    found = [invitation(mail) for mail in post.mails]
    assert [str(one["METHOD"]) for one, _ in found] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {str(one["UID"]) for _, one in found} == {str(event.pk)} == set(in_feed(client))
    sequences = [int(one["SEQUENCE"]) for _, one in found]
    assert sequences == sorted(set(sequences))
    assert sequences[-1] == int(in_feed(client)[str(event.pk)]["SEQUENCE"])
    assert found[1][1].decoded("DTSTART").date() == date(2025, 7, 14)
    assert str(found[2][1]["STATUS"]) == "CANCELLED"
    for _, one in found:
        assert str(one["ORGANIZER"]).startswith("mailto:")
        assert str(one["ATTENDEE"]) == (
            "mailto:followers.of.the.calendar.with.a.rather.long.name@department.ministry.example.org"
        )
    assert set(parts(post.mails[0])) == {"multipart/alternative", "text/plain", "text/html", "text/calendar"}


def test_a_withdrawn_one_is_cancelled_and_an_undated_one_has_no_invitation(post: Sink, admin_user: User) -> None:
    event, vague = make.event(), make.event("vague", date="", certainty="tentative")
    make.publish(event, now=NOW - DAY)
    reader(itip=True, language="ar")
    withdraw(event, by=admin_user, now=LATER, reason="Entered twice.")
    tick()
    assert invitation(post.mails[0])[0]["METHOD"] == "CANCEL"
    make.publish(vague, now=LATER + HOUR)
    tick(LATER + HOUR)
    assert "text/calendar" not in parts(post.mails[1])


def test_what_loses_its_date_is_cancelled_in_the_slot_it_had(post: Sink) -> None:
    event = make.event(date="2025-07-14", start_time="10:00", end_time="11:00", zone="Asia/Kuala_Lumpur")
    event.refresh_from_db()
    reader(itip=True)
    make.publish(event, now=LATER)
    tick()
    moved(event, LATER + HOUR, date="", start_time=None, end_time=None)
    tick(LATER + HOUR)
    first, last = (invitation(mail) for mail in post.mails)
    assert last[0]["METHOD"] == "CANCEL"
    assert (last[1]["UID"], last[1]["DTSTART"], str(last[1]["STATUS"])) == (
        first[1]["UID"], first[1]["DTSTART"], "CANCELLED",
    )  # fmt: skip
    assert int(last[1]["SEQUENCE"]) == int(first[1]["SEQUENCE"]) + 1
    moved(event, LATER + 2 * HOUR, venue_en="KLCC", title_en="ARF")
    tick(LATER + 2 * HOUR)
    assert all("text/calendar" not in parts(mail) for mail in post.mails[2:])


def test_each_event_of_a_revision_has_its_own_and_too_many_have_none(
    post: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader(itip=True)
    reader()
    make.publish(make.event("one"), make.event("two"), now=LATER)
    assert tick() == {"sent": 3}
    uids = {str(invitation(mail)[1]["UID"]) for mail in post.mails if "text/calendar" in parts(mail)}
    assert len(uids) == 2
    assert (tick(), Delivery.objects.count()) == ({}, 3)
    monkeypatch.setattr(alerts, "INVITED", 1)
    make.publish(make.event("three"), make.event("four"), now=LATER + HOUR)
    assert tick(LATER + HOUR) == {"sent": 2}


def test_without_the_wish_it_is_a_file_and_the_form_warns(post: Sink, client: Client) -> None:
    reader()
    make.publish(make.event(), now=LATER)
    tick()
    part = parts(post.mails[0])["text/calendar"]
    assert (part.get_content_disposition(), part.get_param("method")) == ("attachment", None)
    page = client.get("/en/subscribe/").content.decode()
    assert 'name="itip" value="on"' in page
    assert "you would see each meeting twice" in page
