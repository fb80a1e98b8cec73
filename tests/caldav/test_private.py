"""A private feed as a collection: with alarms, in no list, and gone with its token."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from calendar_app.feeds import Options, private
from calendar_app.models.readers import PrivateFeed
from calendar_app.selection import Selection
from tests import factories as make
from tests.entries.scenario import MOVED, Record, uid

from .asking import CS, D, ask, propfind, query, sync, understood

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def made(
    selection: Selection | None = None, alarms: tuple[timedelta, ...] = (DAY,), **options: str
) -> private.Addresses:
    return private.make(
        selection=selection or Selection(forum=("arf",)), language="ru", options=Options(**options), alarms=alarms,
        now=MOVED,
    )  # fmt: skip


def path_of(addresses: private.Addresses) -> str:
    return f"/caldav/feeds/{addresses.token}/"


def triggers(path: str, number: int) -> list[timedelta]:
    calendar: Any = Calendar.from_ical(ask("GET", f"{path}{uid(number)}.ics").content)
    (event,) = calendar.walk("VEVENT")
    return [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]


def test_it_is_a_calendar_like_any_other(events: Record) -> None:
    path = path_of(made())
    found = propfind(path, "displayname", "resourcetype", "CS:getctag", "sync-token", "current-user-privilege-set")[
        path
    ]
    assert found.text(f"{D}displayname") == "Дипломатический календарь · Региональный форум АСЕАН"
    assert found.tags(f"{D}resourcetype") == ["collection", "calendar"]
    assert "write" not in found.tags(f"{D}current-user-privilege-set")
    assert found.text(f"{CS}getctag") == found.text(f"{D}sync-token")
    assert propfind(path[:-1], "displayname")[path].text(f"{D}displayname") == found.text(f"{D}displayname")
    assert sync(path).uids() == ["2", "4", "6"]
    assert query(path, '<C:time-range start="20250711T000000Z" end="20250712T000000Z"/>').uids() == ["2"]


def test_its_objects_ring_and_have_etags_of_their_own(events: Record) -> None:
    ours, plain = path_of(made(Selection())), path_of(made(Selection(), alarms=()))
    assert [triggers(ours, number) for number in (1, 2, 3, 4, 6)] == [[-DAY], [-DAY], [], [], [-DAY]]
    public, same, rung = (ask("GET", f"{path}{uid(2)}.ics") for path in ("/caldav/ru/events/", plain, ours))
    assert (same.content, same["ETag"]) == (public.content, public["ETag"])
    assert rung["ETag"] != public["ETag"]
    listed = sync(ours)[f"{ours}{uid(2)}.ics"]
    assert listed.text(f"{D}getetag") == rung["ETag"]


def test_its_options_hold(events: Record) -> None:
    path = path_of(made(Selection(), cancelled="drop"))
    assert sync(path).uids() == ["1", "2", "4", "6"]


def test_its_sync_token_outlives_a_new_address_and_a_new_name_of_the_forum(events: Record) -> None:
    ours = made()
    token = str(sync(path_of(ours)).token)
    moved = path_of(private.rotate(feed=ours.feed))
    assert sync(moved, token).answers == {}
    forum = events.meeting.forum
    assert forum is not None
    forum.code = "regional-forum"
    forum.save()
    events.online.forum = None
    events.online.save()
    make.publish(forum, events.online, *forum.events.all(), now=MOVED + DAY)
    found = sync(moved, token)
    assert (found.uids(), found.gone()) == (["2", "4"], ["6"])


def test_it_is_private_in_every_answer(events: Record) -> None:
    path = path_of(made())
    for response in (
        ask("GET", f"{path}{uid(2)}.ics"), ask("PROPFIND", path, depth="0"), ask("OPTIONS", path), ask("GET", path),
        ask("GET", "/caldav/feeds/nothing/"), ask("PUT", f"{path}{uid(2)}.ics"),
    ):  # fmt: skip
        assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-cache", "noindex")
        assert response["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in response
        assert not response.cookies
    assert ask("GET", path)["Location"] == "/ru/subscribe/?forum=arf"


def test_no_list_names_it_and_no_other_token_opens_it(events: Record) -> None:
    ours = made()
    for home in ("/caldav/", "/caldav/ru/"):
        assert [path for path in propfind(home, "displayname", depth="1").answers if "feeds" in path] == []
    lost = made()
    PrivateFeed.objects.filter(pk=lost.feed.pk).update(selection="forum=lost")
    ended = made()
    private.revoke(feed=ended.feed, now=MOVED)
    tokens = ("nothing", ours.manage, str(ours.feed.pk), lost.token, ended.token)
    paths = [f"/caldav/feeds/{token}{rest}" for token in tokens for rest in ("", "/", f"/{uid(2)}.ics")]
    answers = [ask("PROPFIND", path, depth="0") for path in ("/caldav/feeds", "/caldav/feeds/", *paths)]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, b"There is nothing at this address.\n")
    }


def test_its_use_is_noted(events: Record) -> None:
    ours = made()
    understood(ask("PROPFIND", path_of(ours), depth="0"))
    ours.feed.refresh_from_db()
    assert ours.feed.used is not None
