"""Search and type-ahead: any case, with or without marks, in three scripts."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Appointment, Event, Organization, OtherName, Participation, Person, Post
from tests import factories
from tests.admin.forms import address
from tests.factories import Week


def listed(desk: Client, model: type[Model], text: str) -> set[Any]:
    changelist = desk.get(address(model, "changelist"), {"q": text}).context["cl"]
    return {str(row) for row in changelist.result_list}


def offered(desk: Client, model: type[Model], field: str, text: str) -> list[str]:
    query: dict[str, Any] = {
        "app_label": "calendar_app",
        "model_name": model._meta.model_name,
        "field_name": field,
        "term": text,
    }
    return [row["text"] for row in desk.get(reverse("admin:autocomplete"), query).json()["results"]]


@pytest.mark.parametrize(
    "text", ["lavrov", "LAVROV serg", "лавров", "ЛАВРОВ", "لافروف", "لاَفروف", "sergey-lavrov", "Лавро́в"]
)
def test_one_person_in_three_scripts(desk: Client, week: Week, text: str) -> None:
    assert listed(desk, Person, text) == {"Sergey Lavrov"}


def test_aliases_and_letters_that_are_alike(desk: Client, week: Week) -> None:
    for language, name in [("ru", "Лаврёв"), ("en", "Lawrów"), ("ar", "أحمد لافروڤ")]:
        OtherName.objects.create(person=week.lavrov, language=language, name=name)
    found = [listed(desk, Person, text) for text in ("лаврев", "lawrow", "احمد")]
    assert found == [{"Sergey Lavrov"}] * 3


def test_every_word_must_be_found_and_each_row_once(desk: Client, week: Week) -> None:
    OtherName.objects.create(person=week.lavrov, language="en", name="Lavrov S. V.")
    assert desk.get(address(Person, "changelist"), {"q": "lavrov"}).context["cl"].result_count == 1
    assert listed(desk, Person, "lavrov malaysia") == set()
    assert listed(desk, Person, "—") == set()


def test_blank_searches_find_everything(desk: Client, week: Week) -> None:
    assert listed(desk, Person, "  ") == {"Sergey Lavrov", "Mohamad Hasan"}


def test_events_by_forum_place_and_id(desk: Client, week: Week) -> None:
    for text in ("arf forum", "asean kuala", str(week.meeting.pk)):
        assert listed(desk, Event, text) == {"32nd ASEAN Regional Forum"}


def test_no_pattern_of_an_editor_is_run(desk: Client, week: Week) -> None:
    assert listed(desk, Person, "lavr[aou]v") == set()
    assert listed(desk, Person, "(((((((") == set()


def test_type_ahead_offers_what_the_field_can_hold(desk: Client, week: Week) -> None:
    assert offered(desk, Event, "country", "malay") == ["Malaysia"]
    assert offered(desk, Event, "country", "asean") == []
    assert offered(desk, Event, "forum", "arf") == ["ASEAN Regional Forum"]
    assert offered(desk, Participation, "person", "لافروف") == ["Sergey Lavrov"]
    assert offered(desk, Participation, "appointment", "россия лавров") == ["Sergey Lavrov, Foreign Minister of Russia"]


def test_posts_by_whoever_holds_them(desk: Client, week: Week) -> None:
    assert listed(desk, Post, "лавров") == {"Foreign Minister of Russia"}
    assert listed(desk, Organization, "ru") == {"Russia", "ASEAN Regional Forum"}
    assert Appointment.objects.count() == len(listed(desk, Appointment, "foreign minister")) == 2


def test_the_public_record_by_id(desk: Client, week: Week) -> None:
    from calendar_app.models.public import Publication

    assert len(listed(desk, Publication, str(week.meeting.pk))) == 1
    factories.publish(week.lavrov)
    assert listed(desk, Publication, "lavrov") == {"person sergey-lavrov #1"}
