"""A whole week at once: what the page shows, what it refuses, and what it enters."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Decision, Event
from calendar_app.review.roles import ADD, Role, holds
from tests import factories
from tests.admin.forms import address, said
from tests.factories import Week

PAGE = reverse("admin:calendar_app_event_week")


@pytest.fixture
def asked(week: Week) -> dict[str, str]:
    """The small week, now the forum's own, with one bilateral, as the pattern of one a year later."""
    week.umbrella.forum, week.umbrella.level = week.arf, "ministerial"
    week.umbrella.title_en = "32nd ARF week"
    week.umbrella.save()
    factories.event("talks", kind="bilateral", parent=week.umbrella, date="2025-07-10")
    return {"pattern": str(week.umbrella.pk), "first": "21 July 2026", "place": str(week.place.pk), "zone": ""}


def inputs(desk: Client, asked: dict[str, str], **changes: Any) -> dict[str, Any]:
    """What the browser sends of the page, with changes by `slug-of-the-pattern.name` (dots and dashes as underscores)."""
    sent: dict[str, Any] = {}
    for row in desk.get(PAGE, asked).context["rows"]:
        for bound in row.form:
            value = changes.get(f"{row.planned.like.slug}.{bound.name}", bound.value())
            if value not in (None, "", False):
                sent[bound.html_name] = "on" if value is True else value
    return sent


def problems(page: Any) -> dict[str, list[str]]:
    return {
        f"{row.planned.like.slug}.{name}": list(texts)
        for row in page.context["rows"]
        if row.kept
        for name, texts in row.form.errors.items()
    }


def send(desk: Client, asked: dict[str, str], sent: dict[str, Any]) -> Any:
    return desk.post(PAGE, sent, query_params=asked)


def test_it_asks_first(desk: Client, week: Week, asked: dict[str, str]) -> None:
    page = desk.get(PAGE)
    assert (page.status_code, page.context["rows"], page.context["question"].errors) == (200, [], {})
    ((_, blank), (forum, choices)) = page.context["question"].fields["pattern"].choices
    assert (blank, forum, choices) == (
        "—",
        "ASEAN Regional Forum",
        [(week.umbrella.pk, "32nd ARF week (8\u2060–\u206011 July 2025)")],
    )


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"first": "July 2026"}, "first", "Give one day: the first of the week."),
        ({"first": "TBC"}, "first", "Give one day: the first of the week."),
        ({"first": "soon"}, "first", "“soon”: write a date such as"),
        ({"zone": "Manila"}, "zone", "“Manila”"),
        ({"pattern": "00000000-0000-0000-0000-000000000000"}, "pattern", "Select a valid choice."),
        ({"place": ""}, "place", "This field is required."),
    ],
)
def test_it_asks_clearly(desk: Client, asked: dict[str, str], change: dict[str, str], field: str, told: str) -> None:
    page = desk.get(PAGE, asked | change)
    assert page.context["rows"] == []
    ((name, (text,)),) = page.context["question"].errors.items()
    assert (name, text.startswith(told)) == (field, True)


def test_it_shows_each_row_and_enters_nothing(desk: Client, week: Week, asked: dict[str, str]) -> None:
    page = desk.get(PAGE, asked)
    rows = [(row.what, row.then, row.day_then, row.doubts, row.fixed) for row in page.context["rows"]]
    assert rows == [
        ("ministerial week or visit · ministerial · ARF", ["32nd ARF week"], "8\u2060–\u206011 July 2025", "", True),
        (
            "meeting · ministerial · ARF",
            ["32nd ASEAN Regional Forum", "32-й Региональный форум АСЕАН"],
            "Friday, 11 July 2025",
            "",
            False,
        ),
    ]
    assert page.context["bilaterals"] == 1
    assert "Left out: 1 bilateral of then" in page.content.decode()
    assert Event.objects.count() == 3


def test_it_enters_drafts_under_the_new_week(desk: Client, editor: User, week: Week, asked: dict[str, str]) -> None:
    sent = inputs(desk, asked, **{"arf-32-2025.title_ar": "المنتدى", "arf-32-2025.date": "23–24 July 2026"})
    answer = send(desk, asked, sent)
    made = Event.objects.get(slug="amm-week-2026")
    assert (answer.status_code, answer["Location"]) == (302, address(made))
    meeting = Event.objects.get(slug="arf-33-2026")
    assert (made.title_en, made.date, made.stage, made.forum) == (
        "33rd ARF week",
        "2026-07-21/2026-07-24",
        "draft",
        week.arf,
    )
    assert (meeting.parent, meeting.stage, meeting.ordinal, meeting.zone) == (made, "draft", 33, "Asia/Kuala_Lumpur")
    assert (meeting.title_ar, meeting.date, meeting.country) == ("المنتدى", "2026-07-23/2026-07-24", week.malaysia)
    decisions = Decision.objects.filter(subject__in=[made.pk, meeting.pk])
    assert list(decisions.values_list("action", "by")) == [("edit", editor.pk)] * 2
    assert LogEntry.objects.filter(object_id__in=[str(made.pk), str(meeting.pk)]).count() == 2
    assert said(desk.get(answer["Location"])) == ["Entered as drafts: 2 events."]


def test_what_is_not_ticked_is_not_entered(desk: Client, week: Week, asked: dict[str, str]) -> None:
    """Nor looked at: nothing in it can stand in the way."""
    sent = inputs(desk, asked, **{"arf-32-2025.keep": False, "arf-32-2025.title_en": "", "arf-32-2025.title_ru": ""})
    answer = send(desk, asked, sent)
    assert list(Event.objects.filter(first_day__year=2026).values_list("slug", flat=True)) == ["amm-week-2026"]
    assert said(desk.get(answer["Location"])) == ["Entered as a draft: 1 event."]


def test_all_or_nothing(desk: Client, week: Week, asked: dict[str, str]) -> None:
    changes = {"arf-32-2025.title_en": "", "arf-32-2025.title_ru": "", "arf-32-2025.date": "21 July 2026 14:30"}
    page = send(desk, asked, inputs(desk, asked, **changes, **{"amm-week-2025.slug": "arf-32-2025"}))
    found = problems(page)
    assert found["amm-week-2025.slug"] == ["Event with this Slug already exists."]
    assert found["arf-32-2025.title_en"] == ["Give a title in at least one language."]
    assert found["arf-32-2025.date"][0].startswith("“21 July 2026 14:30”")
    assert said(page) == ["Nothing was entered yet: mend what is marked."]
    assert Event.objects.filter(first_day__year=2026).exists() is False


def test_one_address_twice(desk: Client, week: Week, asked: dict[str, str]) -> None:
    page = send(desk, asked, inputs(desk, asked, **{"arf-32-2025.slug": "amm-week-2026"}))
    assert problems(page) == {"arf-32-2025.slug": ["Another row has this address: change one of the two."]}


def test_a_week_that_stands_takes_what_it_lacks(desk: Client, week: Week, asked: dict[str, str]) -> None:
    standing = factories.event(
        "week-2026", kind="umbrella", level="ministerial", forum=week.arf, title_en="33rd week", date="2026-07-20"
    )
    standing.date = "2026-07-20/2026-07-24"
    standing.save()
    page = desk.get(PAGE, asked)
    first, second = page.context["rows"]
    assert (first.planned.standing, first.fixed, first.form["keep"].value(), second.form["keep"].value()) == (
        standing, False, False, True,
    )  # fmt: skip
    assert "Stands at the desk already:" in page.content.decode()
    sent = inputs(desk, asked)
    answer = send(desk, asked, sent)
    assert answer["Location"] == address(standing)
    assert [child.slug for child in standing.children.all()] == ["arf-33-2026"]


def test_nothing_chosen(desk: Client, week: Week, asked: dict[str, str]) -> None:
    factories.event("week-2026", kind="umbrella", level="ministerial", forum=week.arf, date="2026-07-21")
    page = send(desk, asked, {})
    assert said(page) == ["Choose what to enter."]


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_in_the_editors_language(desk: Client, asked: dict[str, str], language: str) -> None:
    page = desk.get(PAGE, asked, HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    english = ["Choose the last week", "What would be entered", "As it was", "First day", "Pattern", "Left out"]
    assert [text for text in english if text in page] == (english if language == "en" else [])


@pytest.mark.parametrize("role", [None, *Role])
def test_who_may(client: Client, week: Week, asked: dict[str, str], role: Role | None) -> None:
    user = User.objects.create(username=role or "nobody", is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    if not holds(role, ADD):
        assert (client.get(PAGE, asked).status_code, send(client, asked, {}).status_code) == (403, 403)
        return
    link = f'<a href="{PAGE}">New week from a pattern</a>'
    assert link in client.get(address(Event, "changelist")).content.decode()
    send(client, asked, inputs(client, asked))
    assert Decision.objects.filter(action="edit", by=user).count() == 2
