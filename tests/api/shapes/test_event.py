"""An event as JSON, with everything that hangs on it."""

from datetime import timedelta
from typing import Any

import pytest

from calendar_app.models.desk import AgendaItem
from tests import factories as make
from tests.api.asking import ask
from tests.factories import NOW, Week

SITE = "http://127.0.0.1:8000"
pytestmark = pytest.mark.django_db


def event(slug: str = "arf-32-2025", **query: Any) -> dict[str, Any]:
    found: dict[str, Any] = ask(f"events/{slug}/", **query)
    return found


def test_what_and_when_and_where(week: Week) -> None:
    told = event()

    same = ("slug", "title", "kind", "level", "ordinal", "certainty", "lifecycle", "online", "sequence", "revision")
    assert {field: told[field] for field in same} == {
        "slug": "arf-32-2025",
        "title": {"en": "32nd ASEAN Regional Forum", "ru": "32-й Региональный форум АСЕАН", "ar": None},
        "kind": "meeting",
        "level": "ministerial",
        "ordinal": 32,
        "certainty": "confirmed",
        "lifecycle": "scheduled",
        "online": False,
        "sequence": 0,
        "revision": 1,
    }
    assert (told["uid"], told["forum"]["slug"], told["parent"]["slug"]) == (
        str(week.meeting.pk),
        "arf",
        "amm-week-2025",
    )
    assert told["when"]["last_day"] == "2025-07-11"
    assert (told["place"]["slug"], told["place"]["country"]["slug"], told["country"]["slug"]) == (
        "kuala-lumpur",
        "MY",
        "MY",
    )
    assert [topic["slug"] for topic in told["topics"]] == ["cybersecurity"]
    assert (told["last_confirmed"], told["published_at"]) == ("2025-07-02", "2025-07-02T12:00:00Z")


def test_what_is_not_known_is_null() -> None:
    make.publish(make.event("bare", title_en="", title_ar="لقاء"))
    told = event("bare")

    empty = ("level", "forum", "ordinal", "parent", "place", "country", "last_confirmed")
    assert [told[field] for field in empty] == [None] * len(empty)
    assert told["title"] == {"en": None, "ru": None, "ar": "لقاء"}
    assert told["venue"] == told["note"] == told["reason"] == {"en": None, "ru": None, "ar": None}
    assert told["participants"] == told["topics"] == told["agenda"] == told["outcomes"] == told["citations"] == []


@pytest.mark.parametrize(
    ("language", "title", "place"),
    [
        ("en", ("32nd ASEAN Regional Forum", "en"), ("Kuala Lumpur", "en")),
        ("ru", ("32-й Региональный форум АСЕАН", "ru"), ("Kuala Lumpur", "en")),
        ("ar", ("32nd ASEAN Regional Forum", "en"), ("Kuala Lumpur", "en")),
    ],
)
def test_the_language_picks_what_to_print(
    language: str, title: tuple[str, str], place: tuple[str, str], week: Week
) -> None:
    told = event(lang=language)

    assert told["display"] == {"text": title[0], "lang": title[1]}
    assert told["place"]["display"] == {"text": place[0], "lang": place[1]}
    assert told["title"] == event()["title"]
    assert told["page"] == f"{SITE}/{language}/events/arf-32-2025/"
    assert told["ics"] == f"{SITE}/{language}/events/arf-32-2025.ics"
    assert told["self"] == f"{SITE}/api/v1/events/arf-32-2025/"


def line(told: dict[str, Any], *path: str) -> list[Any]:
    """The slug of whatever each line of participants names in these fields."""
    return [(row[field] or {}).get("slug") for row in told["participants"] for field in path]


def test_recorded_participants(week: Week) -> None:
    make.participation(week.meeting, week.malaysia, role="host", attendance="confirmed", position=1)
    stand_in = {"represents": week.malaysia, "substitutes_for": week.hasan, "date": "2025-07-10", "position": 2}
    make.participation(week.meeting, "K. Somebody", **stand_in)
    make.publish(week.meeting, now=NOW + timedelta(days=1))

    told = event()

    assert line(told, "person", "post") == ["sergey-lavrov", "fm-ru", None, None, None, None]
    assert line(told, "organization", "represents") == [None, None, "MY", None, None, "MY"]
    assert line(told, "substitutes_for") == [None, None, "mohamad-hasan"]
    same = ("basis", "role", "attendance", "raw_name", "date")
    assert [tuple(row[field] for field in same) for row in told["participants"]] == [
        ("recorded", "participant", "announced", None, None),
        ("recorded", "host", "confirmed", None, None),
        ("recorded", "participant", "announced", "K. Somebody", "2025-07-10"),
    ]


def test_expected_delegations_come_after_the_recorded_lines(week: Week) -> None:
    make.publish(week.hasan, week.hasan.appointments.get().post, now=NOW + timedelta(days=1))

    told = event()

    assert line(told, "organization", "person", "post") == [
        None,
        "sergey-lavrov",
        "fm-ru",
        "MY",
        "mohamad-hasan",
        "fm-my",
    ]
    assert told["participants"][1] | dict.fromkeys(("organization", "person", "post")) == {
        "id": None,
        "basis": "expected",
        "organization": None,
        "person": None,
        "post": None,
        "raw_name": None,
        "role": "participant",
        "attendance": None,
        "represents": None,
        "substitutes_for": None,
        "date": None,
    }


def test_agenda_and_documents(week: Week) -> None:
    AgendaItem.objects.create(event=week.meeting, topic=week.topic, title_en="Cyber norms", position=1)
    AgendaItem.objects.create(event=week.meeting, title_ru="Разное", position=2)
    make.publish(week.meeting, now=NOW + timedelta(days=1))

    told = event()

    assert [(item["display"], item["topic"] and item["topic"]["slug"]) for item in told["agenda"]] == [
        ({"text": "Cyber norms", "lang": "en"}, "cybersecurity"),
        ({"text": "Разное", "lang": "ru"}, None),
    ]
    (step,) = told["outcomes"]
    assert (step["progress"], step["outcome"]["slug"], step["outcome"]["kind"]) == (
        "expected",
        "arf-work-programme",
        "work_programme",
    )


def test_each_citation_names_its_source_and_its_row(week: Week) -> None:
    lavrov = week.meeting.participations.get()
    echo = make.source("Group", republishes=week.tass, published="2025-07", title="", url=None)
    make.cite(week.meeting, "participations", echo, row=lavrov.pk, quote="will attend", said_by=week.hasan)
    make.cite(week.meeting, "venue", week.tass, rank="deprecated", value="Another hall")
    make.publish(week.meeting, now=NOW + timedelta(days=1))

    date, party, venue = event()["citations"]

    assert (date["field"], date["row"], date["quote"], date["said_by"]) == ("date", None, None, None)
    assert (party["row"], party["quote"], party["said_by"]["slug"]) == (str(lavrov.pk), "will attend", "mohamad-hasan")
    assert (party["source"]["republishes"], party["source"]["published"]) == (str(week.tass.pk), "2025-07")
    assert (party["source"]["title"], party["source"]["url"]) == (None, None)
    assert (venue["rank"], venue["value"]) == ("deprecated", "Another hall")


def test_a_moved_event_keeps_its_former_date(week: Week) -> None:
    week.meeting.date = "2025-07-12"
    week.meeting.save()
    make.publish(week.meeting, now=NOW + timedelta(days=1))

    told = event()

    assert [(one["date"], one["replaced"]) for one in told["former_dates"]] == [("2025-07-11", "2025-07-03")]
    assert (told["when"]["date"], told["sequence"]) == ("2025-07-12", 1)


def test_a_cancelled_event_says_why(week: Week) -> None:
    week.meeting.lifecycle, week.meeting.reason_en = "cancelled", "The host withdrew."
    week.meeting.save()
    make.publish(week.meeting, now=NOW + timedelta(days=1))

    assert (event()["lifecycle"], event()["reason"]["en"]) == ("cancelled", "The host withdrew.")
