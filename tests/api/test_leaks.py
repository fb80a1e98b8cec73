"""What isn't public leaves no trace in any answer: no id, no slug, no name, no count."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from calendar_app.models.desk import Appointment, Membership
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Publication
from calendar_app.review import withdraw
from tests import factories as make
from tests.api.asking import ROOT, ask
from tests.factories import NOW, Week

pytestmark = pytest.mark.django_db
MARK = "veiled"


def plant(week: Week) -> dict[str, NounModel]:
    """A draft of every noun, tied to the public ones in every way that the desk knows."""
    state = make.state("ZZ", f"{MARK} state", name_ru=f"{MARK} ru", parent=None)
    holder = make.person(f"{MARK}-person", nationality=week.malaysia)
    post = make.post(holder, state, slug=f"{MARK}-post", name_en=f"{MARK} post")
    place = make.place(f"{MARK}-place", country=week.malaysia)
    topic = make.topic(f"{MARK}-topic")
    source = make.source(MARK, title=f"{MARK} source", url=f"https://{MARK}.example", republishes=week.tass)
    event = make.event(f"{MARK}-event", forum=week.arf, parent=week.umbrella, place=place, country=state)
    outcome = make.outcome(f"{MARK}-outcome", (event, "expected"))
    make.participation(event, week.lavrov)
    make.cite(event, "date", source)
    return {
        "organizations": state, "people": holder, "posts": post, "places": place,
        "topics": topic, "sources": source, "events": event, "outcomes": outcome,
    }  # fmt: skip


def edit(week: Week, drafts: dict[str, Any]) -> None:
    """Pending edits of public nouns that name the drafts; nothing of it is published."""
    make.participation(week.meeting, drafts["people"], role="guest")
    make.participation(week.meeting, f"{MARK} name")
    make.cite(week.meeting, "venue", drafts["sources"])
    week.meeting.topics.add(drafts["topics"])
    week.meeting.title_en, week.meeting.slug, week.meeting.place = f"{MARK} title", f"{MARK}-slug", drafts["places"]
    week.meeting.save()
    Membership.objects.create(member=drafts["organizations"], organization=week.arf, since="2020")
    Appointment.objects.create(person=week.lavrov, post=drafts["posts"], since="2001")


def crawl(*queries: str) -> Iterator[tuple[str, str]]:
    """Every answer that can be reached from the root, as address and text."""
    client = Client()
    for query in queries:
        for url in ask()["lists"].values():
            path = url.partition(ROOT)[2]
            body = client.get(f"{ROOT}{path}?{query}").content.decode()
            yield path, body
            for one in json.loads(body)["results"]:
                address = one["self"].partition(ROOT)[2]
                yield address, client.get(f"{ROOT}{address}?{query}").content.decode()


QUERIES = ("lang=en", "lang=ru", "lang=ar", "asof=2025-07-02")


def assert_veiled(drafts: dict[str, NounModel]) -> None:
    answers = list(crawl(*QUERIES))
    assert len(answers) >= 4 * 8 * 2
    for address, body in answers:
        assert MARK not in body.casefold(), address
        assert not [draft for draft in drafts.values() if str(draft.pk) in body], address


def test_drafts_and_pending_edits_are_nowhere(week: Week) -> None:
    before = list(crawl(*QUERIES))
    drafts = plant(week)
    edit(week, drafts)

    assert_veiled(drafts)
    assert list(crawl(*QUERIES)) == before


def test_the_same_search_finds_them_once_they_are_published(week: Week) -> None:
    drafts = plant(week)
    make.publish(*drafts.values(), now=NOW + timedelta(days=1))

    text = "".join(body for _, body in crawl("lang=en"))
    assert [path for path, draft in drafts.items() if str(draft.pk) not in text] == []
    assert MARK in text.casefold()


def test_a_draft_is_answered_like_nothing_at_all(week: Week) -> None:
    drafts = plant(week)

    for path, draft in drafts.items():
        slug = getattr(draft, "slug", None) or getattr(draft, "code", str(draft.pk))
        for key in {slug, str(draft.pk)}:
            assert ask(f"{path}/{key}/", status=404)["detail"] == ask(f"{path}/nothing/", status=404)["detail"].replace(
                "'nothing'", repr(key)
            )
    for param, value in {"place": f"{MARK}-place", "state": "ZZ", "person": f"{MARK}-person", "q": MARK}.items():
        response = Client().get(f"{ROOT}events/", {param: value})
        assert response.json().get("count", 0) == 0


def test_a_public_noun_leaves_out_what_it_names_that_is_not_public(week: Week) -> None:
    """Publishing carries along what an event shows; these references it does not carry."""
    drafts: dict[str, Any] = plant(week)
    week.arf.parent = make.organization(f"{MARK}-body")
    week.arf.save()
    membership = Membership.objects.create(member=drafts["organizations"], organization=week.arf, since="2020")
    make.cite(week.arf, "memberships", week.tass, row=membership.pk, quote=f"{MARK} joins")
    appointment = Appointment.objects.create(person=week.lavrov, post=drafts["posts"], since="2001")
    make.cite(week.lavrov, "appointments", week.tass, row=appointment.pk, value=f"{MARK} post")
    week.lavrov.nationality = drafts["organizations"]
    week.lavrov.save()
    umbrella = make.event(f"{MARK}-umbrella")
    child = make.event("child", parent=umbrella)
    make.publish(week.arf, week.lavrov, child, now=NOW + timedelta(days=1))

    assert_veiled({**drafts, "parent": umbrella, "body": week.arf.parent})
    assert ask("organizations/arf/")["parent"] is None
    assert sorted(row["member"]["slug"] for row in ask("organizations/arf/")["members"]) == ["MY", "RU"]
    assert ask("people/sergey-lavrov/")["nationality"] is None
    assert [row["post"]["slug"] for row in ask("people/sergey-lavrov/")["appointments"]] == ["fm-ru"]
    assert ask("events/child/")["parent"] is None


def test_whatever_loses_its_card_is_left_out_of_an_event(week: Week) -> None:
    """Whoever is named without being public, however that came about: the answer has no place for them."""
    lavrov = week.meeting.participations.get()
    make.cite(week.meeting, "participations", week.tass, row=lavrov.pk)
    make.participation(week.meeting, "K. Somebody", represents=week.russia, substitutes_for=week.lavrov)
    make.publish(week.meeting, now=NOW + timedelta(days=1))
    publication = Publication.objects.current().get(subject=week.meeting.pk)
    blind = Publication(
        **{field: getattr(publication, field) for field in ("kind", "slug", "since", "sequence")},
        subject=week.meeting.pk,
        number=9,
        snapshot={**publication.snapshot, "cards": {}},
    )
    Publication.objects.current().filter(subject=week.meeting.pk).update(until_rev=publication.since_id + 1)
    blind.save()

    told = ask("events/arf-32-2025/")

    assert [(line["raw_name"], line["represents"]) for line in told["participants"]] == [("K. Somebody", None)]
    assert (told["forum"], told["parent"], told["place"], told["country"]) == (None, None, None, None)
    assert (told["topics"], told["outcomes"], told["citations"]) == ([], [], [])
    text = json.dumps(told)
    gone = (
        week.lavrov,
        week.russia,
        week.malaysia,
        week.arf,
        week.place,
        week.topic,
        week.tass,
        week.programme,
        lavrov,
    )
    assert not [noun for noun in gone if str(noun.pk) in text]


def test_of_a_withdrawn_event_only_the_reason_is_left(week: Week) -> None:
    make.publish(week.meeting, now=NOW + timedelta(hours=1))
    withdraw(week.meeting, by=User.objects.create_user("editor"), now=NOW + timedelta(days=1), reason="By mistake.")

    for address, body in crawl("lang=en"):
        assert str(week.meeting.pk) not in body, address
        assert "32nd ASEAN Regional Forum" not in body, address
    assert str(week.meeting.pk) not in Client().get(f"{ROOT}events/{week.meeting.slug}/").content.decode()
