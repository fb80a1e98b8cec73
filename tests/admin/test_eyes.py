"""At the desk: an edit is remembered, its author is refused, a second person publishes; two at once on real connections."""

import re
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client

from calendar_app.models.desk import Decision, Event
from calendar_app.models.public import Publication, Revision
from tests import factories
from tests.admin.forms import address, errors, filled, said
from tests.factories import Week

TOLD = r"Published as revision \d+\.|Readers see it so already: nothing was published\."


def publisher(name: str) -> Client:
    user = User.objects.create(username=name, is_staff=True)
    user.groups.set([Group.objects.get(name="publisher")])
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    return client


def test_a_save_is_remembered_with_its_fields(desk: Client, editor: User, week: Week) -> None:
    desk.post(address(week.meeting), filled(desk, address(week.meeting), venue_en="Hall"))
    desk.post(address(week.meeting), filled(desk, address(week.meeting)))
    (decision,) = Decision.objects.filter(action="edit")
    assert (decision.by, decision.subject, decision.reason) == (editor, week.meeting.pk, "venue_en")


def test_the_author_is_refused_and_the_second_person_publishes(week: Week, settings: Any) -> None:
    settings.ONE_PERSON_DESK = False
    ann, ben, path = publisher("ann"), publisher("ben"), address(week.meeting)
    answer = ann.post(path, filled(ann, path, venue_en="Hall", _publish="1"))
    assert [text[:29] for text in errors(answer)["__all__"]] == ["You were the last to edit or "]
    assert (Event.objects.get(pk=week.meeting.pk).venue_en, Revision.objects.count()) == ("", 1)
    ann.post(path, filled(ann, path, venue_en="Hall"))
    chosen = {"action": "publish_chosen", "_selected_action": [str(week.meeting.pk)]}
    assert "Nothing was done:" in said(ann.post(address(Event, "changelist"), chosen, follow=True))
    assert said(ben.post(address(Event, "changelist"), chosen, follow=True)) == ["Published as revision 2."]


@pytest.mark.django_db(transaction=True)
def test_two_press_publish_at_once_and_one_is_told(settings: Any) -> None:
    settings.ONE_PERSON_DESK = False
    events = [factories.event(f"meeting-{number}") for number in range(6)]
    clients = [publisher("ann"), publisher("ben"), publisher("cem")]
    told: dict[Any, list[str]] = {event.pk: [] for event in events}
    start = Barrier(len(clients))

    def press(client: Client) -> None:
        try:
            for event in events:
                start.wait()
                chosen = {"action": "publish_chosen", "_selected_action": [str(event.pk)]}
                answer = client.post(address(Event, "changelist"), chosen, follow=True)
                told[event.pk] += re.findall(TOLD, answer.content.decode())  # each thread's own page
        finally:
            connection.close()

    threads = [Thread(target=press, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    already = "Readers see it so already: nothing was published."
    for number, event in enumerate(events, start=1):
        assert sorted(told[event.pk]) == [f"Published as revision {number}.", already, already]
    assert list(Revision.objects.values_list("n", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert sorted(Publication.objects.values_list("since", "number")) == [(n, 1) for n in range(1, 7)]
    assert Decision.objects.filter(action="publish").count() == len(events)


@pytest.mark.django_db(transaction=True)
def test_publishing_and_withdrawing_at_once_follow_each_other() -> None:
    week = factories.published_week()
    Event.objects.filter(pk=week.meeting.pk).update(venue_en="Hall")
    ann, ben = publisher("ann"), publisher("ben")
    start = Barrier(2)

    def press(client: Client, path: str, data: dict[str, Any]) -> None:
        start.wait()
        try:
            client.post(path, data)
        finally:
            connection.close()

    chosen = {"action": "publish_chosen", "_selected_action": [str(week.meeting.pk)]}
    step = f"/admin/calendar_app/event/step/withdraw/?ids={week.meeting.pk}"
    threads = [
        Thread(target=press, args=(ann, address(Event, "changelist"), chosen)),
        Thread(target=press, args=(ben, step, {"reason": "Entered twice."})),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = list(Revision.objects.values_list("n", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Publication.objects.current().get(subject=week.meeting.pk).tombstone == "withdrawn"
    assert Event.objects.get(pk=week.meeting.pk).stage == "withdrawn"
