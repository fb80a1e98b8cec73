"""Pages of people, posts, places, topics, organizations, documents and sources."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from calendar_app.models.desk import Appointment, Membership
from calendar_app.web.calendars import tick
from calendar_app.web.tenures import Tenure, with_gaps
from tests import factories
from tests.factories import Week

LATER = datetime(2025, 7, 15, 8, 0, tzinfo=UTC)


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_person_has_posts_names_and_counterparts(week: Week, thursday: None, client: Client) -> None:
    week.lavrov.other_names.create(language="en", name="Sergei Lavrov")
    week.lavrov.nationality = week.russia
    week.lavrov.save()
    talks = factories.event("talks", kind="bilateral", date="2024-07-25", lifecycle="held")
    factories.cite(talks, "lifecycle", factories.source(published="2024-07-26"))
    for party in (week.lavrov, week.hasan):
        factories.participation(talks, party)
    factories.publish(week.lavrov, talks)
    html = page(client, "/en/people/sergey-lavrov/")
    words = plain(html)
    assert "Foreign Minister of Russia since 9 March 2004" in words
    assert "Also written as: Sergei Lavrov" in words
    assert "Country Russia" in words
    assert "1 1 meeting Mohamad Hasan" in words
    assert "Past meetings 2024" in words
    assert "Ahead" in words
    assert '<bdi lang="ar" dir="rtl">سيرغي لافروف</bdi>' in html
    assert 'href="/en/people/sergey-lavrov.ics"' in html
    assert 'href="/en/subscribe/?person=sergey-lavrov"' in html
    assert html.count('<i class="lv-bilateral"></i>') == 1


def test_a_post_lists_its_holders_with_the_gaps(week: Week, thursday: None, client: Client) -> None:
    post = week.hasan.appointments.get().post
    for slug, since, until in (("first", "2018-05-21", "2018-12-31"), ("second", "2019-06-01", "2020-01-01")):
        Appointment.objects.create(person=factories.person(slug), post=post, since=since, until=until)
    Appointment.objects.create(person=factories.person("unknown"), post=post, acting=True, until="2018-01-01")
    factories.publish(post, *(row.person for row in post.appointments.all()))
    words = plain(page(client, f"/en/posts/{post.slug}/"))
    assert "Holder Mohamad Hasan since 1 January 2020" in words
    assert "no holder in the record 31 December 2018 – 1 June 2019" in words
    assert "Unknown until 1 January 2018 acting" in words
    assert "Attends ministerial" in words


def test_gaps_are_told_only_of_one_seat_and_known_days() -> None:
    holders = [Tenure({}, "2020-06-01", ""), Tenure({}, "2019", "2020-05-30"), Tenure({}, "", "2018")]
    assert with_gaps(holders, 1) == holders
    assert with_gaps([holders[0], Tenure({}, "", "2019-01-01")], 2)[1] == Tenure({}, "", "2019-01-01")
    assert with_gaps([holders[0], Tenure({}, "", "2019-01-01")], 1)[1] == ("2019-01-01", "2020-06-01")


def test_a_post_without_a_holder_says_so(week: Week, client: Client) -> None:
    factories.publish(factories.post(None, week.malaysia, slug="spokesperson", attends=""))
    assert "Holder nobody in the record" in plain(page(client, "/en/posts/spokesperson/"))


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        ("", "", True),
        ("2025", "", True),
        ("2025-07-11", "", False),
        ("", "2025-07-10", False),
        ("2020", "2025-07", True),
    ],
)
def test_a_partial_date_counts_for_every_day_it_could_mean(since: str, until: str, holds: bool) -> None:
    assert Tenure({}, since, until).holds(date(2025, 7, 10)) is holds


def test_a_forum_shows_every_number_and_its_gaps(week: Week, client: Client) -> None:
    for number in (28, 31):
        factories.publish(
            factories.event(
                f"arf-{number}",
                forum=week.arf,
                ordinal=number,
                level="ministerial",
                date=f"{1993 + number}-07-20",
                place=week.place,
            )
        )
    factories.publish(factories.event("arf-dod", forum=week.arf, level="senior_officials", date="2024-05-01"))
    html = page(client, "/en/forums/arf/")
    table = html[html.index("<h2>Every session") : html.index("</table>")]
    rows = [plain(row).strip() for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)]
    assert rows[2] == "Arf 31: 31 20 July 2024 Kuala Lumpur Not yet confirmed as held no source"
    assert [row for row in rows if "not in the record" in row] == ["29–30 not in the record", "1–27 not in the record"]
    assert "Other meetings 2024" in plain(html)


def test_a_series_known_from_its_first_session_has_no_gap_below(week: Week, client: Client) -> None:
    made = factories.forum("eas")
    factories.publish(factories.event("eas-1", forum=made, ordinal=1, level="summit", date="2005-12-14"))
    html = page(client, "/en/forums/eas/")
    assert "Every session, <span>summit</span>" in html
    assert "not in the record" not in html[html.index("<h2>Every session") : html.index("</table>")]


def test_a_post_elsewhere_is_not_the_states(week: Week, client: Client) -> None:
    """A post of another organization may name a state in its snapshot without being an office of that state."""
    ministry = factories.organization("mfa-ru", "ministry", parent=week.russia)
    factories.publish(
        ministry, factories.post(None, ministry, slug="spokesperson", name_en="Spokesperson of the ministry")
    )
    assert "Spokesperson" not in page(client, "/en/states/RU/")
    assert "Spokesperson of the ministry nobody in the record" in plain(page(client, "/en/organizations/mfa-ru/"))


@pytest.mark.parametrize("path", ["outcomes/", "changes/"])
def test_lists_end_somewhere(path: str, week: Week, client: Client) -> None:
    response = client.get(f"/en/{path}", {"page": "2"})
    assert response.status_code == 400
    assert "no such page of the list" in response.content.decode()
    assert client.get(f"/en/sources/{week.tass.pk}/", {"page": "2"}).status_code == 400


def test_members_of_today_and_former_ones(week: Week, thursday: None, client: Client) -> None:
    gone = factories.state("XX", "Gone")
    Membership.objects.create(member=gone, organization=week.arf, since="1994", until="2001-01")
    observer = factories.state("OB", "Watcher")
    Membership.objects.create(member=observer, organization=week.arf, status="observer")
    factories.publish(week.arf, gone, observer)
    words = plain(page(client, "/en/forums/arf/"))
    assert "Member 2 Malaysia since 25 July 1994 no source Russia since 25 July 1994 no source" in words
    assert "Observer 1 Watcher no source" in words
    assert "Former 1 Gone 1994 – January 2001 no source" in words
    assert "Belongs to" in plain(page(client, "/en/states/XX/"))


def test_a_state_has_posts_with_their_holders(week: Week, thursday: None, client: Client) -> None:
    factories.publish(week.lavrov, factories.post(None, week.russia, slug="ambassador", name_en="Ambassador"))
    words = plain(page(client, "/en/states/RU/"))
    assert "Foreign Minister of Russia Sergey Lavrov since 9 March 2004" in words
    assert "Ambassador nobody in the record" in words


def test_each_kind_of_organization_has_its_own_address(week: Week, client: Client) -> None:
    ministry = factories.organization(
        "mfa-ru", "ministry", parent=week.russia, website="https://www.mid.example/", founded="1802"
    )
    factories.publish(ministry)
    words = plain(page(client, "/en/organizations/mfa-ru/"))
    assert "Ministry" in words
    assert "Founded 1802" in words
    assert "mid.example" in words
    assert client.get("/en/organizations/arf/")["Location"] == "/en/forums/arf/"
    assert client.get("/en/forums/MY/")["Location"] == "/en/states/MY/"
    assert client.get("/en/states/mfa-ru/")["Location"] == "/en/organizations/mfa-ru/"


def test_a_place_has_a_map_and_a_zone(week: Week, client: Client) -> None:
    week.place.latitude, week.place.longitude = -41.3, 174.8
    week.place.save()
    factories.publish(week.place)
    html = page(client, "/en/places/kuala-lumpur/")
    assert "Asia/Kuala_Lumpur" in html
    assert re.findall(r'<use class="land" href="[^"]+" x="(-?\d+)"/>', html) == ["0", "3600"]


def test_a_topic_gathers_its_meetings(week: Week, client: Client) -> None:
    assert "32nd ASEAN Regional Forum" in page(client, "/en/topics/cybersecurity/")


def test_a_document_and_the_list_of_all(week: Week, client: Client) -> None:
    week.programme.url, week.programme.period = "https://www.asean.example/programme.pdf", "2025/2026"
    week.programme.save()
    lonely = factories.outcome("lonely", kind="statement")
    factories.publish(week.programme, lonely)
    words = plain(page(client, "/en/outcomes/arf-work-programme/"))
    assert "Document expected 32nd ASEAN Regional Forum Friday, 11 July 2025" in words
    assert "Period 2025\u2060–\u20602026" in words
    assert "asean.example" in words
    assert "Progress not in the record" in plain(page(client, "/en/outcomes/lonely/"))
    listed = plain(page(client, "/en/outcomes/"))
    assert listed.index("Arf Work Programme") < listed.index("Lonely")


def test_a_source_says_what_rests_on_it(week: Week, client: Client) -> None:
    week.tass.announcer = factories.person("maria-zakharova")
    week.tass.retrieved = date(2025, 7, 3)
    week.tass.publisher = factories.organization("tass", "publisher")
    week.tass.save()
    factories.cite(week.meeting, "place", week.tass, quote="in Kuala Lumpur")
    repeated = factories.source("Vision Group", published="", republishes=week.tass, title="")
    factories.cite(week.lavrov, "name", repeated)
    factories.publish(week.tass, week.meeting, repeated, week.lavrov)
    words = plain(page(client, f"/en/sources/{week.tass.pk}/"))
    assert (
        "Publisher Tass Published 2 July 2025 Retrieved 3 July 2025 Announced by Maria Zakharova Link news.example"
        in words
    )
    assert "Event 32nd ASEAN Regional Forum date, place in Kuala Lumpur" in words
    assert "Person" not in words
    other = plain(page(client, f"/en/sources/{repeated.pk}/"))
    assert "date not known" in other
    assert "Republishes Report" in other
    assert "Person Sergey Lavrov name" in other


def test_a_source_that_nothing_rests_on(week: Week, client: Client) -> None:
    unused = factories.source("Nobody")
    factories.publish(unused)
    assert "No fact of the record cites it." in page(client, f"/en/sources/{unused.pk}/")


def test_long_calendars_have_pages(week: Week, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calendar_app.web.calendars.PAGE", 1)
    factories.publish(factories.event("arf-31", forum=week.arf, date="2024-07-27"), now=LATER)
    first = page(client, "/en/forums/arf/")
    assert 'href="?page=2" rel="next"' not in first  # the other has a number and stands in the table
    people = page(client, "/en/people/sergey-lavrov/")
    assert "Earlier meetings" not in people
    factories.participation(week.umbrella, week.lavrov)
    factories.publish(week.umbrella, now=LATER)
    assert 'href="?page=2" rel="next"' in page(client, "/en/people/sergey-lavrov/")
    second = page(client, "/en/people/sergey-lavrov/?page=2&asof=2025-07-15")
    assert 'href="?asof=2025-07-15&amp;page=1" rel="prev"' in second
    for number in ("3", "0", "x", "99999999"):
        assert client.get("/en/people/sergey-lavrov/", {"page": number}).status_code == 400


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        (("summit", "meeting", "confirmed", "held"), "lv-summit"),
        (("summit", "meeting", "confirmed", "scheduled"), "lv-summit exp"),
        (("", "meeting", "tentative", "scheduled"), "lv-other ct-tentative"),
        (("ministerial", "bilateral", "confirmed", "held"), "lv-bilateral"),
    ],
)
def test_a_tick_says_level_and_certainty(values: tuple[str, str, str, str], classes: str) -> None:
    assert tick(*values) == classes


@pytest.mark.parametrize(
    "path",
    ["events/no/", "people/no/", "posts/no/", "places/no/", "topics/no/", "forums/no/", "states/NO/", "organizations/no/",
     "outcomes/no/", "sources/00000000-0000-0000-0000-000000000000/"],
)  # fmt: skip
def test_what_was_never_published_is_not_found(path: str, week: Week, client: Client) -> None:
    assert client.get(f"/en/{path}").status_code == 404
