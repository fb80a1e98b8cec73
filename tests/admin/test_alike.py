"""At the desk: what may be entered twice is offered while one types and after saving; what cannot well be so is told."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Event
from tests import factories
from tests.admin.forms import address, errors, filled, said
from tests.factories import Week

SCRIPT = "admin_desk/alike.js"


def offered(client: Client, **typed: str) -> list[tuple[str, str]]:
    """Name and reason of each event in the answer to the script."""
    answer = client.get(reverse("admin:calendar_app_event_alike"), typed)
    assert answer.status_code == 200
    page = answer.content.decode()
    return re.findall(r'<a href="[^"]+change/"[^>]*>(.*?)</a>.*?class="why">(.*?)</span>', page, flags=re.DOTALL)


def test_what_is_typed_finds_what_is_there(desk: Client, week: Week) -> None:
    forum = {"forum": str(week.arf.pk)}
    arf = "32nd ASEAN Regional Forum"
    assert offered(desk, **forum, ordinal="32") == [(arf, "same forum and number")]
    assert offered(desk, **forum, date="10–11 July 2025") == [(arf, "same forum, overlapping dates")]
    assert offered(desk, **forum, date="10 Jul") == []
    assert offered(desk, **forum, date="TBC", ordinal="many") == []
    assert offered(desk, person=str(week.lavrov.pk), date="11.07.2025 14:30") == [
        (arf, "same participants, near the same days")
    ]
    assert offered(desk, **forum, ordinal="32", own=str(week.meeting.pk)) == []
    assert offered(desk, **forum, ordinal="32", parent=str(week.meeting.pk)) == []
    assert offered(desk) == []


def test_drafts_are_offered_too_and_link_to_their_pages(desk: Client, week: Week) -> None:
    draft = factories.event("draft", forum=week.arf, ordinal=33, place=week.place, date="")
    page = desk.get(
        reverse("admin:calendar_app_event_alike"), {"forum": str(week.arf.pk), "ordinal": "33"}
    ).content.decode()
    assert f'href="{address(draft)}"' in page
    assert "to be confirmed · Kuala Lumpur · draft" in page


@pytest.mark.parametrize("name", ["forum", "person", "organization", "own", "parent"])
def test_an_id_that_is_none_is_named(desk: Client, week: Week, name: str) -> None:
    answer = desk.get(reverse("admin:calendar_app_event_alike"), {name: "x"})
    assert (answer.status_code, answer.content.decode()) == (400, f"{name}: Enter a valid UUID.")


@pytest.mark.parametrize(
    ("role", "status"), [("contributor", 200), ("editor", 200), ("publisher", 200), ("administrator", 200), (None, 403)]
)
def test_whoever_sees_events_may_ask(client: Client, week: Week, role: str | None, status: int) -> None:
    user = User.objects.create(username="somebody", is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    answer = client.get(reverse("admin:calendar_app_event_alike"), {"forum": str(week.arf.pk), "ordinal": "32"})
    assert (answer.status_code, b"32nd ASEAN Regional Forum" in answer.content) == (status, status == 200)


def test_who_may_only_add_is_told_of_no_other_entry(client: Client, week: Week) -> None:
    user = User.objects.create(username="author", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="add_event"))
    client.force_login(user)
    path = address(Event, "add")
    assert client.get(reverse("admin:calendar_app_event_alike")).status_code == 403
    twin = filled(client, path, title_en="ARF", slug="arf", forum=str(week.arf.pk), ordinal=32)
    answer = client.post(path, twin, follow=True)
    assert Event.objects.filter(slug="arf").exists()
    assert "32nd ASEAN Regional Forum" not in answer.content.decode()


def test_saving_offers_and_tells_and_refuses_nothing(desk: Client, week: Week) -> None:
    path = address(Event, "add")
    typed = filled(
        desk,
        path,
        title_en="ARF",
        slug="arf",
        forum=str(week.arf.pk),
        date="12 July 2025",
        ordinal=32,
        parent=str(week.umbrella.pk),
    )
    answer = desk.post(path, {**typed, "_continue": "1"}, follow=True)
    outside, alike = said(answer)[-2:]
    assert outside.startswith(
        "“ARF” (Saturday, 12 July 2025) lies outside “58th AMM week” (8\u2060–\u206011 July 2025). <a "
    )
    assert alike.startswith(
        f'“ARF” may be here already: <a href="{address(week.meeting)}">32nd ASEAN Regional Forum</a> '
        "(Friday, 11 July 2025; same forum and number) – <a "
    )
    twin = Event.objects.get(slug="arf")
    context = desk.get(address(twin)).context
    assert [offer.event for offer in context["offers"]] == [week.meeting]
    assert [clash.other for clash in context["clashes"]] == [week.umbrella]
    assert errors(desk.post(address(twin), filled(desk, address(twin), venue_en="Hall"))) == {}
    assert said(desk.get(address(twin)))[-1] == alike


def test_what_is_in_order_says_nothing(desk: Client, week: Week) -> None:
    answer = desk.post(address(week.meeting), filled(desk, address(week.meeting), venue_en="Hall"), follow=True)
    assert len(said(answer)) == 2
    page = desk.get(address(week.meeting)).content.decode()
    assert [SCRIPT in page, 'id="doubts"' in page, page.count('aria-live="polite"')] == [True, False, 1]


def test_clashes_are_shown_before_submitting(desk: Client, week: Week) -> None:
    late = factories.event("late", date="2025-07-12", parent=week.umbrella)
    path = f"{reverse('admin:calendar_app_event_step', args=['submit'])}?ids={late.pk}"
    assert "lies outside" in desk.get(path).content.decode()
    answer = desk.post(path, {"reason": ""}, follow=True)
    assert Event.objects.get(pk=late.pk).stage == "in_review"
    assert "lies outside" in answer.content.decode()


def test_a_warning_without_another_event_has_no_link(desk: Client, week: Week) -> None:
    factories.participation(week.meeting, factories.state("PT", "Portugal"))
    answer = desk.post(address(week.meeting), filled(desk, address(week.meeting), _continue="1"), follow=True)
    told = "Portugal is not recorded as belonging to “ASEAN Regional Forum” then: Friday, 11 July 2025."
    assert said(answer)[-1] == told
    assert answer.content.decode().count("Open the other entry") == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("Может быть, это уже внесено?", "тот же формат и номер")),
        ("ar", ("أهي إحدى هذه؟", "المنتدى نفسه والرقم نفسه")),
    ],
)
def test_in_the_editors_language(desk: Client, week: Week, language: str, words: tuple[str, str]) -> None:
    query = {"forum": str(week.arf.pk), "ordinal": "32"}
    page = desk.get(reverse("admin:calendar_app_event_alike"), query, HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert [word in page for word in words] == [True, True]
