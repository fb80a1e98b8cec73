"""Submit, return, withdraw: each asks why where a reason is owed, and is taken for all of the events or none."""

import uuid

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Decision, Event
from calendar_app.models.public import Publication
from tests import factories
from tests.admin.forms import address, said
from tests.factories import Week


def page(action: str, *events: Event) -> str:
    return f"{reverse('admin:calendar_app_event_step', args=[action])}?ids={','.join(str(one.pk) for one in events)}"


def stage(event: Event) -> str:
    return Event.objects.get(pk=event.pk).stage


def test_the_page_of_an_event_offers_the_steps_of_its_stage(desk: Client, week: Week) -> None:
    draft = factories.event("draft")
    for event, action, label in [(week.meeting, "withdraw", "Withdraw"), (draft, "submit", "Submit for review")]:
        (step,) = desk.get(address(event)).context["steps"]
        assert (str(step["label"]), step["href"]) == (label, page(action, event))


def test_submit_and_return(desk: Client, editor: User) -> None:
    draft = factories.event("draft")
    answer = desk.post(page("submit", draft), {"reason": ""}, follow=True)
    assert said(answer) == ["Submit for review: done for 1 event."]
    assert answer.request["PATH_INFO"] == address(draft)
    assert stage(draft) == "in_review"
    desk.post(page("return", draft), {"reason": "The date lacks a source."})
    assert stage(draft) == "draft"
    decisions = Decision.objects.filter(subject=draft.pk).order_by("at")
    assert [(one.action, one.by, one.reason) for one in decisions] == [
        ("submit", editor, ""),
        ("return", editor, "The date lacks a source."),
    ]


@pytest.mark.parametrize("action", ["return", "withdraw"])
@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_owed(desk: Client, week: Week, action: str, reason: str) -> None:
    event = week.meeting
    answer = desk.post(page(action, event), {"reason": reason})
    assert answer.context["form"].errors == {"reason": ["This field is required."]}
    assert stage(event) == "published"


def test_withdrawing_leaves_a_tombstone(desk: Client, week: Week) -> None:
    assert "Readers will see that it is gone" in desk.get(page("withdraw", week.meeting)).content.decode()
    desk.post(page("withdraw", week.meeting), {"reason": "Entered twice."})
    current = Publication.objects.current().get(subject=week.meeting.pk)
    assert (current.tombstone, current.facts["reason"]) == ("withdrawn", "Entered twice.")
    context = desk.get(address(week.meeting)).context
    assert (context["has_absolute_url"], context["steps"]) == (False, [])
    assert '<span class="standing">withdrawn</span>' in desk.get(address(Event, "changelist")).content.decode()


def test_all_or_none(desk: Client, week: Week) -> None:
    draft = factories.event("draft")
    answer = desk.post(page("withdraw", week.meeting, draft), {"reason": "Entered twice."})
    assert answer.context["form"].non_field_errors() == [
        "“Draft” is draft: from here it can only be submitted or published or merged."
    ]
    assert (stage(week.meeting), stage(draft)) == ("published", "draft")
    assert Publication.objects.filter(tombstone="withdrawn").exists() is False


@pytest.mark.parametrize(
    ("chosen", "action"), [("submit_chosen", "submit"), ("return_chosen", "return"), ("withdraw_chosen", "withdraw")]
)
def test_the_actions_of_the_list_lead_to_the_page(desk: Client, week: Week, chosen: str, action: str) -> None:
    picked = {"action": chosen, "_selected_action": [str(week.umbrella.pk), str(week.meeting.pk)]}
    answer = desk.post(address(Event, "changelist"), picked)
    assert (answer.status_code, answer["Location"]) == (302, page(action, week.umbrella, week.meeting))


def test_several_events_lead_back_to_the_list(desk: Client) -> None:
    drafts = [factories.event("one"), factories.event("two")]
    answer = desk.post(page("submit", *drafts), {"reason": ""}, follow=True)
    assert said(answer) == ["Submit for review: done for 2 events."]
    assert answer.request["PATH_INFO"] == address(Event, "changelist")


def test_what_is_no_step_of_no_event_is_not_found(desk: Client, week: Week) -> None:
    nobody = Event(pk=uuid.uuid4())
    paths = [page("publish", week.meeting), page("submit"), page("submit", nobody), page("submit") + "x"]
    assert [desk.get(path).status_code for path in paths] == [404, 404, 404, 404]
