"""Every noun but the event as JSON."""

from datetime import date
from typing import Any

import pytest

from calendar_app.models.desk import Membership, OtherName
from calendar_app.models.desk.organization import Identifier
from tests import factories as make
from tests.api.asking import ask
from tests.factories import Week

SITE = "http://127.0.0.1:8000"
pytestmark = pytest.mark.django_db


def some(told: dict[str, Any], *fields: str) -> list[Any]:
    return [told[field] for field in fields]


def test_an_organization_with_its_members(week: Week) -> None:
    Membership.objects.filter(member=week.russia).update(status="dialogue_partner", until="2030")
    Identifier.objects.create(organization=week.arf, scheme="wikidata", value="Q1")
    OtherName.objects.create(organization=week.arf, language="fr", name="FRA", kind="abbreviation", since="1994")
    week.arf.parent, week.arf.founded, week.arf.website = (
        make.organization("asean"),
        "1994-07-25",
        "https://arf.example",
    )
    week.arf.save()
    make.publish(week.arf, week.arf.parent)

    told = ask("organizations/arf/", lang="ar")

    assert some(told, "kind", "founded", "website") == ["forum", "1994-07-25", "https://arf.example"]
    assert told["parent"]["slug"] == "asean"
    assert told["abbreviation"] == {"en": "ARF", "ru": None, "ar": None}
    assert told["identifiers"] == [{"scheme": "wikidata", "value": "Q1"}]
    assert told["other_names"] == [
        {"name": "FRA", "language": "fr", "kind": "abbreviation", "since": "1994", "until": None}
    ]
    assert sorted((row["member"]["slug"], *some(row, "status", "since", "until")) for row in told["members"]) == [
        ("MY", "member", "1994-07-25", None),
        ("RU", "dialogue_partner", "1994-07-25", "2030"),
    ]
    assert told["memberships"] == []
    assert some(told, "page", "events") == [f"{SITE}/ar/forums/arf/", f"{SITE}/api/v1/events/?forum=arf"]


def test_a_state_with_its_memberships(week: Week) -> None:
    make.publish(week.malaysia)

    told = ask("organizations/MY/", lang="ar")

    assert told["display"] == {"text": "ماليزيا", "lang": "ar"}
    assert [(row["organization"]["slug"], row["since"]) for row in told["memberships"]] == [("arf", "1994-07-25")]
    assert some(told, "page", "events") == [f"{SITE}/ar/states/MY/", f"{SITE}/api/v1/events/?state=MY"]


def test_any_other_organization_has_its_own_page() -> None:
    make.publish(make.organization("asean"))

    told = ask("organizations/asean/")

    assert some(told, "page", "events") == [
        f"{SITE}/en/organizations/asean/",
        f"{SITE}/api/v1/events/?organization=asean",
    ]
    assert some(told, "parent", "founded", "website", "members") == [None, None, None, []]


def test_a_person_with_the_posts_held(week: Week) -> None:
    week.lavrov.nationality = week.russia
    week.lavrov.save()
    OtherName.objects.create(person=week.lavrov, language="ru", name="С. В. Лавров")
    make.cite(week.lavrov, "appointments", week.tass, row=week.lavrov.appointments.get().pk)
    make.publish(week.lavrov)

    told = ask("people/sergey-lavrov/", lang="ru")

    assert told["name"] == {"en": "Sergey Lavrov", "ru": "Сергей Лавров", "ar": "سيرغي لافروف"}
    assert told["display"] == {"text": "Сергей Лавров", "lang": "ru"}
    assert told["nationality"]["display"] == {"text": "Россия", "lang": "ru"}
    (row,) = told["appointments"]
    assert (row["post"]["slug"], row["post"]["organization"]["slug"]) == ("fm-ru", "RU")
    assert some(row, "since", "until", "acting") == ["2004-03-09", None, False]
    assert [name["name"] for name in told["other_names"]] == ["С. В. Лавров"]
    assert [citation["row"] for citation in told["citations"]] == [row["id"]]
    assert some(told, "page", "events") == [
        f"{SITE}/ru/people/sergey-lavrov/",
        f"{SITE}/api/v1/events/?person=sergey-lavrov",
    ]


def test_a_post_with_its_holders_newest_first(week: Week) -> None:
    post = week.lavrov.appointments.get().post
    before = make.person("igor-ivanov")
    before.appointments.create(post=post, since="1998-09-11", until="2004-03-09", acting=True)
    make.publish(post, before)

    told = ask("posts/fm-ru/")

    assert [(row["person"]["slug"], *some(row, "since", "until", "acting")) for row in told["holders"]] == [
        ("sergey-lavrov", "2004-03-09", None, False),
        ("igor-ivanov", "1998-09-11", "2004-03-09", True),
    ]
    assert told["organization"]["slug"] == "RU"
    assert some(told, "role", "attends", "seats") == ["foreign-minister", "ministerial", 1]


def test_a_post_at_no_level() -> None:
    make.publish(make.post(None, make.state("RU"), attends=""))

    assert some(ask("posts/fm-ru/"), "attends", "holders") == [None, []]


def test_a_place(week: Week) -> None:
    make.publish(make.place("jakarta", zone="Asia/Jakarta", latitude=-6.2, longitude=106.8))

    assert some(ask("places/jakarta/"), "zone", "latitude", "longitude", "country") == [
        "Asia/Jakarta",
        -6.2,
        106.8,
        None,
    ]
    assert ask("places/kuala-lumpur/")["country"]["slug"] == "MY"


def test_a_topic(week: Week) -> None:
    told = ask("topics/cybersecurity/", lang="ru")

    assert told["display"] == {"text": "Cybersecurity", "lang": "en"}
    assert told["events"] == f"{SITE}/api/v1/events/?topic=cybersecurity"


def test_a_source_and_whom_it_repeats(week: Week) -> None:
    echo = make.source("Group", "", republishes=week.tass, announcer=week.hasan, text="Their own words.", title="")
    echo.publisher, echo.retrieved = week.arf, date(2025, 7, 2)
    echo.save()
    make.publish(echo)

    told = ask(f"sources/{echo.pk}/")

    assert (told["republishes"]["id"], told["announcer"]["slug"], told["publisher"]["slug"]) == (
        str(week.tass.pk),
        "mohamad-hasan",
        "arf",
    )
    assert some(told, "title", "language", "url", "published", "retrieved", "publisher_name") == [
        None,
        "en",
        echo.url,
        None,
        "2025-07-02",
        "Group",
    ]
    assert "Their own words" not in str(told)
    assert told["page"] == f"{SITE}/en/sources/{echo.pk}/"


def test_a_document() -> None:
    make.publish(make.outcome("plan", title_ru="План действий", period="2026/2030", url="https://plan.example"))

    told = ask("outcomes/plan/", lang="ru")

    assert told["display"] == {"text": "План действий", "lang": "ru"}
    assert some(told, "kind", "period", "url") == ["plan_of_action", "2026/2030", "https://plan.example"]
    assert told["page"] == f"{SITE}/ru/outcomes/plan/"
