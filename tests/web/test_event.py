"""The event page: facts with their sources, who is recorded and who expected, documents, history, neighbours."""

import re
from datetime import UTC, datetime, time

import pytest
from django.contrib.auth.models import User
from django.test import Client

from calendar_app.models.public import Publication, Revision
from calendar_app.review import merge, withdraw
from tests import factories
from tests.factories import Week

ARF = "/en/events/arf-32-2025/"
LATER = datetime(2025, 7, 15, 8, 0, tzinfo=UTC)


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")


def fact(html: str, label: str) -> str:
    """The line of the facts that carries this label, as text."""
    found = re.search(rf"<div><dt>{label}</dt>(.*?)</div>\n", html, re.DOTALL)
    assert found, label
    return plain(found[1]).strip()


def test_each_fact_has_its_letters_or_says_that_it_has_none(week: Week, thursday: None, client: Client) -> None:
    html = client.get(ARF).content.decode()
    assert fact(html, "When") == "Friday, 11 July 2025 No hour is given. Sources: When A"
    assert fact(html, "Where") == "Kuala Lumpur , Malaysia The venue is not named by any source. no source"
    assert fact(html, "Format") == "Ministerial · ASEAN Regional Forum · no. 32 no source"
    assert fact(html, "Part of") == "58th AMM week 8\u2060–\u206011 July 2025 no source"
    assert f'<li id="src-{week.tass.pk}">' in html


def test_a_quote_opens_without_a_script(week: Week, client: Client) -> None:
    zakharova = factories.person("maria-zakharova")
    repeated = factories.source("Strategic Vision Group", language="ar", republishes=week.tass)
    factories.cite(week.meeting, "place", week.tass, quote="in Kuala Lumpur", said_by=zakharova, rank="preferred")
    factories.cite(week.meeting, "place", repeated, quote="في كوالالمبور", rank="deprecated", value="Putrajaya")
    factories.publish(week.meeting)
    html = client.get(ARF).content.decode()
    assert '<button class="cite" type="button" popovertarget="said-where">' in html
    said = html[html.index('<div class="said" id="said-where" popover>') :]
    said = said[: said.index("</div>")]
    assert '<q lang="en" dir="ltr">in Kuala Lumpur</q>' in said
    assert '<q lang="ar" dir="rtl">في كوالالمبور</q>' in said
    words = plain(said)
    assert "said by Maria Zakharova · preferred" in words
    assert "says: Putrajaya · set aside by the editors republishes A; not a second voice" in words.replace(
        "says :", "says:"
    )


def test_sources_that_disagree_stand_side_by_side(week: Week, client: Client) -> None:
    star = factories.source("The Star", published="2025-07-03")
    factories.cite(week.meeting, "date", star, quote="on Thursday", value="2025-07-10")
    factories.cite(week.meeting, "title", star, quote="ARF")
    factories.publish(week.meeting)
    html = client.get(ARF).content.decode()
    said = html[html.index('<div class="said" id="said-when" popover>') :]
    words = plain(said[: said.index("</div>")])
    assert "The sources disagree." in words
    assert "TASS , 2 July 2025 says the same" in words
    assert "The Star , 3 July 2025 on Thursday says: 10 July 2025" in words
    assert '<div class="said" id="said-title" popover>' in html


def test_an_hour_comes_with_its_zone_and_for_the_readers_own(week: Week, client: Client) -> None:
    week.meeting.start_time = time(11, 10)
    week.meeting.save()
    factories.publish(week.meeting)
    html = client.get(ARF).content.decode()
    assert "11:10, Kuala Lumpur time, UTC+8" in html
    assert 'data-local="2025-07-11T03:10:00+00:00" data-zone="Asia/Kuala_Lumpur"' in html


def test_a_moved_date_keeps_the_old_one(week: Week, client: Client) -> None:
    week.meeting.date = "2025-07-12"
    week.meeting.save()
    factories.publish(week.meeting, now=LATER)
    html = client.get(ARF).content.decode()
    assert "Until 15 July 2025 the date was: Friday, 11 July 2025" in html
    assert "Date and time: now Saturday, 12 July 2025 , was Friday, 11 July 2025" in plain(html)


def test_recorded_and_expected_delegations_stand_apart(week: Week, client: Client) -> None:
    factories.publish(week.hasan, week.hasan.appointments.get().post)
    html = client.get(ARF).content.decode()
    recorded, expected = html[html.index("Recorded by a source") :].split("Expected <span", 1)
    assert re.findall(r'<th scope="row"><a[^>]*>(\w+)</a>', recorded) == ["Russia"]
    assert re.findall(r'<li><a[^>]*>(\w+)</a><span class="derived"><a[^>]*>([\w ]+)</a>', expected) == [
        ("Malaysia", "Mohamad Hasan")
    ]


def test_the_chair_and_raw_names_are_shown(week: Week, client: Client) -> None:
    factories.participation(week.meeting, week.hasan, role="chair", date="2025-07-11")
    factories.participation(week.meeting, "Director-General of something")
    factories.participation(
        week.meeting, week.russia, role="observer", represents=week.malaysia, substitutes_for=week.lavrov
    )
    factories.publish(week.meeting)
    html = client.get(ARF).content.decode()
    assert fact(html, "Chair") == "Mohamad Hasan , Foreign Minister of Malaysia no source"
    words = plain(html)
    assert "Director-General of something announced" in words
    assert "for Sergey Lavrov" in words
    assert "observer" in words


def test_a_host_without_a_person_or_an_online_meeting(week: Week, client: Client) -> None:
    made = factories.event("call", online=True, title_en="Call", kind="press_conference", date="2025-07")
    factories.participation(made, week.malaysia, role="host")
    factories.participation(made, "A press office", role="co_chair")
    factories.publish(made)
    html = client.get("/en/events/call/").content.decode()
    assert fact(html, "Host") == "Malaysia A press office no source"
    assert fact(html, "Where") == "Online no source"
    assert fact(html, "Format") == "Press conference no source"
    assert fact(html, "When") == "July 2025 No hour is given. no source"


def test_a_document_shows_its_path(week: Week, client: Client) -> None:
    later = factories.event("arf-33-2026", date="2026-07-24")
    factories.outcome("statement", (week.meeting, "not_adopted"), kind="statement")
    week.programme.steps.create(event=later, progress="adopted")
    factories.publish(week.meeting, later)
    words = plain(client.get(ARF).content.decode())
    assert (
        "Work programme Arf Work Programme document expected, 11 July adopted , 24 July Arf 33 2026"
        in words.replace(" , 11", ", 11")
    )
    assert "Statement Statement not adopted" in words
    assert "no adoption recorded" in words


def test_the_umbrella_lists_its_meetings_and_the_meeting_its_neighbours(week: Week, client: Client) -> None:
    factories.publish(
        factories.event("sunday", title_en="On Sunday", date="2025-07-13"),
        factories.event("monday", title_en="On Monday", date="2025-07-14"),
        factories.event("sister", title_en="Undated sister", date="", parent=week.umbrella, certainty="tentative"),
    )
    umbrella = client.get("/en/events/amm-week-2025/").content.decode()
    assert '<h2>Meetings</h2><div class="brace">' in umbrella
    assert "32nd ASEAN Regional Forum" in umbrella
    near = client.get(ARF).content.decode().split("In the same week", 1)[1]
    assert ("On Sunday" in near, "On Monday" in near, "Undated sister" in near) == (True, False, True)
    assert "to be confirmed" in client.get("/en/events/sister/").content.decode()


def test_the_map_needs_coordinates(week: Week, client: Client) -> None:
    assert '<svg class="map"' not in client.get(ARF).content.decode()
    week.place.latitude, week.place.longitude = 3.139, 101.687
    week.place.save()
    factories.publish(week.place)
    html = client.get(ARF).content.decode()
    assert 'viewBox="2657 769 320 200" role="img" aria-label="Kuala Lumpur"' in html
    assert 'href="/static/map/land.svg#land" x="0"' in html


def test_agenda_note_and_reason_are_shown(week: Week, client: Client) -> None:
    week.meeting.note_en, week.meeting.lifecycle, week.meeting.reason_en = "A note.", "postponed", "An election"
    week.meeting.venue_en = "Convention Centre"
    week.meeting.save()
    week.meeting.agenda.create(title_en="Maritime security")
    factories.publish(week.meeting)
    words = plain(client.get(ARF).content.decode())
    for text in ("Postponed", "Reason: An election", "A note.", "Maritime security", "Convention Centre"):
        assert text in words


def test_a_country_without_a_city(week: Week, client: Client) -> None:
    factories.publish(
        factories.event("retreat", country=week.malaysia), factories.event("somewhere", place=factories.place("atoll"))
    )
    assert fact(client.get("/en/events/retreat/").content.decode(), "Where").startswith("Malaysia The venue")
    assert fact(client.get("/en/events/somewhere/").content.decode(), "Where").startswith("Atoll The venue")


def test_titles_fall_back_visibly(week: Week, client: Client) -> None:
    html = client.get("/ar/events/arf-32-2025/").content.decode()
    assert (
        '<h1><bdi lang="en" dir="ltr">32nd ASEAN Regional Forum</bdi> <span class="tag">بالإنجليزية</span></h1>' in html
    )
    assert '<bdi lang="ru" dir="ltr">32-й Региональный форум АСЕАН</bdi>' in html


def test_a_former_address_leads_on(week: Week, client: Client) -> None:
    week.meeting.slug = "arf-2025"
    week.meeting.save()
    factories.publish(week.meeting, now=LATER)
    response = client.get(ARF)
    assert (response.status_code, response["Location"]) == (301, "/en/events/arf-2025/")
    response = client.get(ARF, {"asof": "2025-07-20"})
    assert response["Location"] == "/en/events/arf-2025/?asof=2025-07-20"
    assert client.get(ARF, {"asof": "2025-07-10"}).status_code == 200
    assert client.get("/en/events/arf-2025/", {"asof": "2025-07-10"})["Location"] == f"{ARF}?asof=2025-07-10"


def test_a_withdrawn_event_is_gone_with_its_reason(week: Week, client: Client, admin_user: User) -> None:
    withdraw(week.meeting, by=admin_user, now=LATER, reason="It never took place")
    response = client.get(ARF)
    assert response.status_code == 410
    assert "It never took place" in response.content.decode()
    assert "32nd" not in response.content.decode()
    assert client.get(ARF, {"asof": "2025-07-10"}).status_code == 200
    assert "Withdrawn: It never took place" in plain(client.get("/en/changes/").content.decode())


def test_a_former_address_of_a_withdrawn_event_is_gone_as_well(week: Week, client: Client, admin_user: User) -> None:
    week.meeting.slug = "arf-2025"
    week.meeting.save()
    factories.publish(week.meeting, now=LATER)
    withdraw(week.meeting, by=admin_user, now=LATER, reason="It never took place")
    response = client.get(ARF)
    assert response.status_code == 410
    assert "It never took place" in response.content.decode()


def test_a_merged_event_leads_to_its_survivor(week: Week, client: Client, admin_user: User) -> None:
    twins = [
        factories.event(slug, title_en="ARF again", level="ministerial") for slug in ("arf-copy", "arf-other-copy")
    ]
    factories.publish(*twins)
    first, second = twins
    merge(first, second, by=admin_user, now=LATER, reason="The same meeting")
    assert client.get("/en/events/arf-copy/")["Location"] == "/en/events/arf-other-copy/"
    merge(second, week.meeting, by=admin_user, now=LATER, reason="The same meeting")
    assert client.get("/en/events/arf-copy/")["Location"] == ARF
    assert "Merged with another entry: The same meeting" in plain(client.get("/en/changes/").content.decode())
    withdraw(week.meeting, by=admin_user, now=LATER, reason="It never took place")
    gone = client.get("/en/events/arf-copy/")
    assert gone.status_code == 410
    assert "It never took place" in gone.content.decode()


@pytest.mark.parametrize("survivor", ["itself", "nobody"])
def test_a_merger_that_leads_nowhere_is_gone(survivor: str, week: Week, client: Client) -> None:
    target = str(week.meeting.pk) if survivor == "itself" else "00000000-0000-4000-8000-000000000000"
    second = Revision.objects.create(n=2, at=LATER)
    Publication.objects.current().filter(subject=week.meeting.pk).update(until_rev=2)
    facts = {"id": str(week.meeting.pk), "slug": "arf-32-2025", "reason": "The same meeting", "merged_into": target}
    Publication.objects.create(
        kind="event", subject=week.meeting.pk, number=2, slug="arf-32-2025", since=second, digest="0", tombstone="merged",
        snapshot={"facts": facts, "derived": {}, "cards": {}},
    )  # fmt: skip
    assert client.get(ARF).status_code == 410
