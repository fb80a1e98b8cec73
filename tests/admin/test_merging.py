"""At the desk: from what is offered to one entry of two; both histories stay, and old addresses lead on."""

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from calendar_app.models.desk import Decision, Event
from calendar_app.models.public import Publication
from tests import factories
from tests.admin.forms import address, filled, said
from tests.factories import Week

LINK = "Merge with another entry"


@pytest.fixture
def twin(week: Week) -> Event:
    """A second entry of the ARF, published, with a source of its own."""
    made = factories.event("arf-kuala-lumpur", forum=week.arf, title_en="ARF in Kuala Lumpur")
    factories.cite(made, "date", factories.source("Bernama"))
    factories.publish(made)
    return Event.objects.get(pk=made.pk)


def asked(this: Event, other: Event, **changes: Any) -> dict[str, Any]:
    return {"other": str(other.pk), "stays": "other", "reason": "The same session.", **changes}


def links(client: Client, event: Event) -> list[str]:
    return [str(link["label"]) for link in client.get(address(event)).context.get("beside", [])]


def test_from_the_offer_to_the_one_that_stays(desk: Client, week: Week, twin: Event) -> None:
    (offer,) = desk.get(address(twin)).context["offers"]
    assert (offer.event, offer.merge) == (week.meeting, f"{address(twin, 'merge')}?with={week.meeting.pk}")
    page = desk.get(offer.merge)
    assert [row[1:] for row in page.context["rows"][:3]] == [
        ("published", "published"),
        ("Friday, 11 July 2025", "Friday, 11 July 2025"),
        ("ASEAN Regional Forum", "ASEAN Regional Forum · 32"),
    ]
    assert [row[0] for row in page.context["rows"]][3:6] == ["place", "participants", "sources"]
    assert (page.context["form"]["stays"].value(), page.context["form"]["other"].value()) == ("other", week.meeting.pk)
    answer = desk.post(offer.merge, asked(twin, week.meeting), follow=True)
    assert said(answer) == ["“ARF in Kuala Lumpur” is now part of “32nd ASEAN Regional Forum”: revision 3."]
    assert answer.request["PATH_INFO"] == address(week.meeting)
    assert {row.source.publisher_name for row in week.meeting.citations.select_related("source")} == {"TASS", "Bernama"}
    kept = Publication.objects.history(twin.pk)
    assert [row.tombstone for row in kept] == ["", "merged"]
    assert Publication.objects.history(week.meeting.pk).count() == 2
    gone = desk.get("/en/events/arf-kuala-lumpur/")
    assert (gone.status_code, gone["Location"]) == (301, "/en/events/arf-32-2025/")
    feed = desk.get("/en/events.ics").content.decode()
    stone = feed.split(f"UID:{twin.pk}")[1].split("END:VEVENT")[0]
    assert ("STATUS:CANCELLED" in stone, "SEQUENCE:1" in stone) == (True, True)
    assert links(desk, Event.objects.get(pk=twin.pk)) == []
    assert desk.get(address(twin)).context["merged_into"] == week.meeting


def test_this_one_can_stay_too(desk: Client, week: Week, twin: Event) -> None:
    desk.post(address(twin, "merge"), asked(twin, week.meeting, stays="this"))
    assert Event.objects.get(pk=week.meeting.pk).merged_into == twin


def test_a_draft_is_offered_and_folded_in(desk: Client, week: Week) -> None:
    draft = factories.event("draft", forum=week.arf, ordinal=32, date="")
    assert links(desk, draft) == [LINK]
    (offer,) = desk.get(address(week.meeting)).context["offers"]
    page = desk.get(offer.merge)
    assert (offer.event, page.context["form"]["stays"].value()) == (draft, "this")
    answer = desk.post(offer.merge, asked(week.meeting, draft, stays="this"), follow=True)
    assert said(answer) == [
        "“Draft” is now part of “32nd ASEAN Regional Forum” at the desk; what it took waits to be published."
    ]
    assert Event.objects.get(pk=draft.pk).merged_into == week.meeting


def test_what_is_refused_comes_back_with_reasons(desk: Client, week: Week, twin: Event) -> None:
    draft = factories.event("draft")
    answer = desk.post(address(twin, "merge"), asked(twin, draft))
    assert answer.context["form"].non_field_errors() == [
        "“Draft” is not public: publish it first, or merge it into the other."
    ]
    answer = desk.post(address(twin, "merge"), asked(twin, draft, reason=" "))
    assert answer.context["form"].errors == {"reason": ["This field is required."]}
    answer = desk.post(address(twin, "merge"), asked(twin, twin))
    assert list(answer.context["form"].errors) == ["other"]
    assert Decision.objects.filter(action="merge").exists() is False


def test_the_author_is_refused_and_a_second_person_merges(week: Week, twin: Event, settings: Any) -> None:
    settings.ONE_PERSON_DESK = False
    ann, ben = publisher("ann"), publisher("ben")
    Decision.objects.create(
        action="edit",
        subject_kind="event",
        subject=twin.pk,
        by=User.objects.get(username="ann"),
        actor="ann",
        at=factories.NOW,
    )
    answer = ann.post(address(twin, "merge"), asked(twin, week.meeting))
    assert [text[:29] for text in answer.context["form"].non_field_errors()] == ["You were the last to edit or "]
    assert ben.post(address(twin, "merge"), asked(twin, week.meeting)).status_code == 302


def publisher(name: str) -> Client:
    return member(name, "publisher")


def member(name: str, role: str) -> Client:
    user = User.objects.create(username=name, is_staff=True)
    user.groups.set([Group.objects.get(name=role)])
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    return client


def test_who_may_not_merge_is_offered_no_merger(week: Week, twin: Event) -> None:
    editor = member("ed", "editor")
    context = editor.get(address(twin)).context
    assert ([offer.merge for offer in context["offers"]], context.get("beside")) == ([""], None)
    assert editor.get(address(twin, "merge")).status_code == 403


def test_another_is_chosen_by_typing_and_what_is_none_is_not_found(desk: Client, week: Week) -> None:
    for wish in ("", "?with=x", f"?with={uuid.uuid4()}"):
        page = desk.get(f"{address(week.meeting, 'merge')}{wish}")
        assert (page.status_code, page.context["rows"]) == (200, [])
        assert "autocomplete" in page.content.decode()
    assert desk.get(address(Event(pk=uuid.uuid4()), "merge")).status_code == 404


def test_saving_leads_to_the_merger(desk: Client, week: Week, twin: Event) -> None:
    answer = desk.post(address(twin), filled(desk, address(twin), venue_en="Hall"), follow=True)
    assert f'<a href="{address(twin, "merge")}?with={week.meeting.pk}">Merge the two</a>' in said(answer)[-1]
