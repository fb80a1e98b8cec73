"""One event after another: what a new form begins with, what is only offered, and what is stored of it."""

import json
from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Decision, Event, Organization, Person
from tests import factories
from tests.admin.forms import address, errors, filled, said
from tests.factories import Week

FORM = reverse("admin:calendar_app_event_add")
CITATIONS = "calendar_app-citation-subject_type-subject_id"


def begun(desk: Client, query: str) -> tuple[dict[str, Any], Any]:
    """Every input of the form at that address, and what the page tells of them."""
    return filled(desk, FORM + query), desk.get(FORM + query).context["begun"]


def values(inputs: dict[str, Any], *names: str) -> list[str]:
    """As texts, however a widget lists them; empty where nothing stands in the input."""
    found = [inputs.get(name, "") for name in names]
    return [str(one[0]) if isinstance(one, list) else str(one) for one in found]


PLACE = ("parent", "forum", "place", "country", "zone")


def test_saved_and_on_to_the_next(desk: Client, week: Week) -> None:
    inputs = filled(desk, address(week.meeting), venue_en="KLCC", _following="1")
    answer = desk.post(address(week.meeting), inputs)
    assert (answer.status_code, answer["Location"]) == (302, f"{FORM}?after={week.meeting.pk}")
    assert Event.objects.get(pk=week.meeting.pk).venue_en == "KLCC"
    page = desk.get(answer["Location"])
    assert "Saved at the desk; readers see it once you publish." in said(page)

    inputs, told = begun(desk, f"?after={week.meeting.pk}")
    same = [str(noun.pk) for noun in (week.umbrella, week.arf, week.place, week.malaysia)]
    assert values(inputs, *PLACE) == [*same, "Asia/Kuala_Lumpur"]
    assert values(inputs, "kind", "level", "date") == ["meeting", "ministerial", "2025-07-11"]
    assert values(inputs, "title_en", "slug", "ordinal", "venue_en") == ["", "", "", ""]
    assert told["lines"] == [
        "from “32nd ASEAN Regional Forum”: kind, level, forum, part of, date, place, country, time zone",
        "from “32nd ASEAN Regional Forum”: sources",
    ]
    days = [json.loads(fill)["date"] for _, _, fill in told["offers"]]
    assert days == ["2025-07-08", "2025-07-09", "2025-07-10"]


def test_the_next_by_the_source_cited_last(desk: Client, week: Week) -> None:
    other = factories.source("Bernama")
    line = week.meeting.participations.get()
    factories.cite(week.meeting, "venue", other)
    factories.cite(week.meeting, "participations", other, row=line.pk, quote="with Lavrov")
    factories.cite(week.meeting, "title", other, value="ARF")
    inputs, _ = begun(desk, f"?after={week.meeting.pk}")
    lines = [values(inputs, *(f"{CITATIONS}-{n}-{name}" for name in ("field", "source", "quote"))) for n in range(2)]
    assert lines == [["title", str(other.pk), ""], ["participations", str(other.pk), ""]]
    assert inputs[f"{CITATIONS}-TOTAL_FORMS"] == "2"

    inputs |= {"title_en": "Talks", "slug": "talks", "_following": "1"}
    answer = desk.post(f"{FORM}?after={week.meeting.pk}", inputs)
    assert errors(answer) == {}
    made = Event.objects.get(slug="talks")
    assert answer["Location"] == f"{FORM}?after={made.pk}"
    assert set(made.citations.values_list("field", "source", "quote")) == {
        ("title", other.pk, ""),
        ("participations", other.pk, ""),
    }
    assert list(Decision.objects.filter(subject=made.pk).values_list("action", flat=True)) == ["edit"]


def test_a_form_sent_back_keeps_what_the_editor_left_of_it(desk: Client, week: Week) -> None:
    """Without the line that was suggested, and without a title."""
    inputs, _ = begun(desk, f"?after={week.meeting.pk}")
    inputs |= {f"{CITATIONS}-TOTAL_FORMS": "0", "title_en": "", "slug": "talks", "date": "10 July 2025"}
    page = desk.post(f"{FORM}?after={week.meeting.pk}", inputs)
    assert errors(page) == {"title_en": ["Give a title in at least one language."]}
    (formset,) = [one.formset for one in page.context["inline_admin_formsets"] if one.formset.prefix == CITATIONS]
    assert (formset.total_form_count(), page.context["adminform"].form["date"].value()) == (0, "10 July 2025")


def test_within_a_week(desk: Client, week: Week) -> None:
    for query in (f"?parent={week.umbrella.pk}", f"?after={week.umbrella.pk}"):
        inputs, told = begun(desk, query)
        assert values(inputs, *PLACE) == [
            str(week.umbrella.pk), "", str(week.place.pk), str(week.malaysia.pk), "Asia/Kuala_Lumpur",
        ]  # fmt: skip
        assert values(inputs, "date", "kind", "level") == ["", "meeting", ""]
        assert told["lines"] == ["from “58th AMM week”: part of, place, country, time zone"]
        assert [str(label) for label, _, _ in told["offers"]] == [
            "the day: Tuesday, 8 July 2025",
            "the day: Wednesday, 9 July 2025",
            "the day: Thursday, 10 July 2025",
            "the day: Friday, 11 July 2025",
        ]


def test_the_first_of_a_week_by_the_source_of_the_week(desk: Client, week: Week) -> None:
    factories.cite(week.umbrella, "date", week.tass)
    for query, count in ((f"?after={week.umbrella.pk}", "1"), (f"?parent={week.umbrella.pk}", "0")):
        inputs, told = begun(desk, query)
        assert (inputs[f"{CITATIONS}-TOTAL_FORMS"], len(told["lines"])) == (count, 1 + int(count))


def test_an_offer_is_taken_without_a_script(desk: Client, week: Week) -> None:
    _, told = begun(desk, f"?parent={week.umbrella.pk}")
    href = told["offers"][2][1]
    inputs, told = begun(desk, href)
    assert (inputs["date"], len(told["offers"])) == ("2025-07-10", 3)


def test_a_week_of_a_forum_as_it_met_last(desk: Client, week: Week) -> None:
    forum = week.arf
    later = factories.event(
        "week-2026", kind="umbrella", level="ministerial", forum=forum, date="2026-07-23", title_en="Week of 2026"
    )
    inputs, told = begun(desk, f"?parent={later.pk}")
    assert values(inputs, "forum", "kind", "level", "ordinal", "title_en") == [
        str(forum.pk), "meeting", "ministerial", "", "",
    ]  # fmt: skip
    assert told["lines"] == [
        "from “Week of 2026”: part of, forum",
        "from “32nd ASEAN Regional Forum”: kind, level",
    ]
    assert [(str(label), json.loads(fill)) for label, _, fill in told["offers"]] == [
        ("the day: Thursday, 23 July 2026", {"date": "2026-07-23"}),
        ("the next number: 33", {"ordinal": "33"}),
        (
            "the next title: 33rd ASEAN Regional Forum · 33-й Региональный форум АСЕАН",
            {
                "title_en": "33rd ASEAN Regional Forum",
                "title_ru": "33-й Региональный форум АСЕАН",
                "slug": "arf-33-2026",
            },
        ),
        ("1 participant of “32nd ASEAN Regional Forum”", {}),
    ]


def test_the_next_meeting_of_a_forum(desk: Client, week: Week) -> None:
    factories.participation(week.meeting, week.malaysia, role="host", position=1, attendance="attended")
    (way,) = desk.get(address(week.arf)).context["ways"]
    assert (way["label"], way["href"]) == ("Add its next meeting", f"{FORM}?forum={week.arf.pk}")
    inputs, told = begun(desk, f"?forum={week.arf.pk}&take=participations&take=ordinal&take=title")
    assert (told["offers"], inputs["ordinal"], inputs["title_en"]) == ([], "33", "33rd ASEAN Regional Forum")
    lines = [
        values(inputs, *(f"participations-{n}-{name}" for name in ("person", "organization", "role", "attendance")))
        for n in range(2)
    ]
    assert sorted(lines) == sorted(
        [[str(week.lavrov.pk), "", "participant", "invited"], ["", str(week.malaysia.pk), "host", "invited"]]
    )
    assert inputs["participations-TOTAL_FORMS"] == "2"


def test_an_address_that_is_taken_is_not_offered(desk: Client, week: Week) -> None:
    factories.event("arf-33-2026")
    later = factories.event("week-2026", kind="umbrella", forum=week.arf, date="2026-07-23")
    _, told = begun(desk, f"?parent={later.pk}")
    assert "slug" not in json.loads(told["offers"][2][2])


def test_little_to_begin_with(desk: Client, week: Week) -> None:
    """A forum that never met, a week of unknown days, one of three weeks, and an address that asks for nothing sensible."""
    fresh = factories.forum("fresh")
    inputs, told = begun(desk, f"?forum={fresh.pk}")
    assert (values(inputs, "forum"), told["lines"], told["offers"]) == ([str(fresh.pk)], ["from “Fresh”: forum"], [])
    factories.event("special", forum=fresh, title_en="Second Special Meeting", date="2025-03-13")
    inputs, told = begun(desk, f"?forum={fresh.pk}")
    assert (told["lines"], told["offers"]) == (["from “Fresh”: forum", "from “Second Special Meeting”: kind"], [])
    for date in ("2026-07", "", "2026-07-01/2026-07-21"):
        vague = factories.event("vague", kind="umbrella", date=date)
        assert begun(desk, f"?parent={vague.pk}")[1]["offers"] == []
        vague.delete()
    for query in ("", "?parent=none", "?after=", f"?forum={week.umbrella.pk}"):
        inputs, told = begun(desk, query)
        assert (told, values(inputs, *PLACE)) == ({}, [""] * 5)


def test_what_else_the_address_names_wins(desk: Client, week: Week) -> None:
    inputs, _ = begun(desk, f"?after={week.meeting.pk}&kind=bilateral&date=2025-07-10")
    assert values(inputs, "kind", "date", "place") == ["bilateral", "2025-07-10", str(week.place.pk)]


def test_alone_and_without_a_source(desk: Client, week: Week) -> None:
    alone = factories.event("alone", date="2025-09-01")
    inputs, told = begun(desk, f"?after={alone.pk}")
    assert (inputs["date"], told["offers"]) == ("2025-09-01", [])
    assert told["lines"] == ["from “Alone”: kind, date"]


def test_who_may_not_add_is_led_nowhere(desk: Client, week: Week) -> None:
    labels = [desk.get(address(noun)).context["ways"][0]["label"] for noun in (week.umbrella, week.meeting)]
    assert labels == ["Add an event in this week", "Add the next in this week"]
    corrector = User.objects.create(username="corrector", is_staff=True)
    corrector.user_permissions.set(Permission.objects.filter(codename__in=["change_event", "change_organization"]))
    desk.force_login(corrector)
    for noun in (week.meeting, week.arf):
        context = desk.get(address(noun)).context
        labels = [way["label"] for way in context.get("ways", [])]
        assert (set(labels) - {"Sources by fact"}, "following" in context) == (set(), False)


def test_an_event_and_an_organization_that_are_none(desk: Client, week: Week) -> None:
    for model in (Event, Organization, Person):
        gone = model(pk=week.tass.pk)
        assert desk.get(address(gone)).status_code == 302
