"""The doors of private feeds, as browsers and calendar programs find them."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date

from calendar_app.feeds import Options, feed, private
from calendar_app.ical import check
from calendar_app.models.desk import Event
from calendar_app.models.readers import Allowance, PrivateFeed
from calendar_app.models.vocabulary import LICENCE_URL
from calendar_app.selection import Selection
from tests import factories as make
from tests.entries.scenario import MOVED, SITE, gone
from tests.kept import kept

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
POST = "/{}/subscribe/private/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
@kept
def meeting() -> Event:
    """One meeting of the ARF, in which Malaysia takes part."""
    malaysia = make.state("MY", "Malaysia")
    made = make.event(forum=make.forum(members=(malaysia,), name_en="ASEAN Regional Forum"))
    make.participation(made, malaysia)
    make.publish(made, now=MOVED)
    return made


@pytest.fixture
def ours(meeting: Event) -> private.Addresses:
    """A feed of everything, in Russian, with an alarm."""
    return private.make(
        selection=Selection(), language="ru", options=Options(), alarms=(DAY,), now=MOVED + DAY
    )  # fmt: skip


def ask(client: Client, body: str = "", language: str = "en", query: str = "", **headers: str) -> Any:
    """POST, as a form of the subscribe page does."""
    path = POST.format(language) + query
    return client.post(path, body, content_type=FORM, headers={"sec-fetch-site": "same-origin", **headers})


def address(answer: Any, name: str = "https") -> str:
    """The path of the address that a page shows in one of its boxes."""
    (shown,) = re.findall(rf'id="{name}"[^>]*>([^<]*)</p>', answer.content.decode())
    return urlsplit(unescape(shown)).path


# Making


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_post_makes_a_feed_and_shows_both_addresses(client: Client, language: str, meeting: Event) -> None:
    answer = ask(client, "forum=arf&alarms=P1D&alarms=PT1H&cancelled=mark&undated=span", language)
    assert answer.status_code == 200
    kept = PrivateFeed.objects.get()
    assert (kept.selection, kept.language) == ("forum=arf", language)
    assert kept.options == {"alarms": ["P1D", "PT1H"], "cancelled": "mark", "undated": "span"}
    https, webcal, manage = (address(answer, name) for name in ("https", "webcal", "manage"))
    assert https == webcal
    collection = address(answer, "caldav")
    assert PrivateFeed.objects.read_with(https.removeprefix("/feeds/").removesuffix(".ics")).get() == kept
    assert PrivateFeed.objects.managed_with(manage.split("/")[3]).get() == kept
    assert f"webcal://{urlsplit(SITE).netloc}{https}" in answer.content.decode()
    assert [client.get(path).status_code for path in (https, manage)] == [200, 200]
    assert client.generic("PROPFIND", collection, headers={"depth": "0"}).status_code == 207


def test_the_addresses_stay_with_whoever_asked(client: Client, meeting: Event) -> None:
    answer = ask(client)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    links = re.findall(r'(?:href|src|action)="([^"]*)"', answer.content.decode())
    elsewhere = [link for link in links if urlsplit(link).netloc not in ("", urlsplit(SITE).netloc)]
    assert [link for link in elsewhere if not link.startswith(LICENCE_URL)] == []
    assert 'rel="canonical"' not in answer.content.decode()


def test_the_selection_may_stand_in_the_address_too(client: Client, meeting: Event) -> None:
    ask(client, "alarms=PT1H,P1D&utm_source=x", query="?forum=arf&state=MY")
    assert (PrivateFeed.objects.get().selection, PrivateFeed.objects.get().options) == (
        "forum=arf&state=MY", {"alarms": ["P1D", "PT1H"]},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("form=arf", ["form"]),
        ("forum=nato&alarms=1D&cancelled=no", ["forum", "cancelled", "alarms"]),
        ("asof=2025-07-10", ["asof"]),
        ("alarms=P1D,P2D,P3D,P4D,P5D,P6D", ["alarms"]),
        ("cancelled=mark&cancelled=drop", ["cancelled"]),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_made(
    client: Client, body: str, names: list[str], meeting: Event
) -> None:
    answer = ask(client, body)
    assert answer.status_code == 400
    assert [name for name in names if name not in answer.content.decode()] == []
    assert answer["Cache-Control"] == "private, no-store"
    assert (PrivateFeed.objects.count(), Allowance.objects.count()) == (0, 0)


def test_a_refused_alarm_is_explained_in_the_readers_language(client: Client, meeting: Event) -> None:
    assert "пишите длительность так: P1D или PT1H" in ask(client, "alarms=1D", "ru").content.decode()


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_a_body_that_is_no_form_is_not_taken_for_an_empty_one(client: Client, kind: str) -> None:
    answer = client.post(POST.format("en"), "{}", content_type=kind)
    assert (answer.status_code, answer.content) == (415, b"Send application/x-www-form-urlencoded.\n")
    assert not PrivateFeed.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": SITE},
        {"sec-fetch-site": "", "origin": "https://elsewhere.example"},
        {"sec-fetch-site": "", "origin": "null"},
    ],
)
def test_a_form_on_another_sites_page_is_refused(client: Client, headers: dict[str, str]) -> None:
    answer = ask(client, **headers)
    assert (answer.status_code, answer["Cache-Control"]) == (403, "private, no-store")
    assert not PrivateFeed.objects.exists()


def test_no_token_of_a_cookie_is_needed() -> None:
    answer = ask(Client(enforce_csrf_checks=True), **{"sec-fetch-site": "", "origin": SITE})
    assert (answer.status_code, PrivateFeed.objects.count()) == (200, 1)


def test_get_leads_to_the_form_and_makes_nothing(client: Client, meeting: Event) -> None:
    for method in (client.get, client.head):
        answer = method("/ar/subscribe/private/?forum=arf")
        assert (answer.status_code, answer["Location"]) == (302, "/ar/subscribe/?forum=arf#private")
    answer = client.put("/ar/subscribe/private/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert not PrivateFeed.objects.exists()


def test_the_form_stands_on_the_subscribe_page_with_its_selection(client: Client, meeting: Event) -> None:
    page = client.get("/ar/subscribe/?forum=arf&state=MY")
    html = page.content.decode()
    (form,) = re.findall(
        r'<form class="opts take" method="post" action="/ar/subscribe/private/">.*?</form>', html, re.DOTALL
    )
    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form) == [("forum", "arf"), ("state", "MY")]
    assert (page["Cache-Control"], dict(page.cookies)) == ("public, no-cache", {})


def test_no_feed_is_made_or_moved_whose_address_cannot_be_shown(
    client: Client, ours: private.Addresses, settings: Any
) -> None:
    client.raise_request_exception = False
    settings.SITE_URL = None
    assert (ask(client).status_code, PrivateFeed.objects.count()) == (500, 1)
    assert client.post(f"/feeds/manage/{ours.manage}/rotate/").status_code == 500
    assert PrivateFeed.objects.read_with(ours.token).exists()


def test_so_many_an_hour_from_one_address(client: Client, meeting: Event) -> None:
    with time_machine.travel(MOVED, tick=False) as clock:
        assert [ask(client).status_code for _ in range(21)] == [200] * 20 + [429]
        refused = ask(client, language="ar")
        assert (refused["Retry-After"], refused["Cache-Control"]) == ("3600", "private, no-store")
        assert "20" in refused.content.decode()
        assert ask(Client(REMOTE_ADDR="192.0.2.9")).status_code == 200
        clock.shift(timedelta(hours=1))
        assert ask(client).status_code == 200
    assert PrivateFeed.objects.count() == 22


# Reading


def path_of(addresses: private.Addresses) -> str:
    return f"/feeds/{addresses.token}.ics"


def test_it_is_the_calendar_with_alarms_for_its_owner_alone(client: Client, ours: private.Addresses) -> None:
    answer = client.get(path_of(ours))
    served = private.served(ours.feed, site=SITE)
    assert (answer.status_code, answer.content) == (200, served.body)
    assert check(answer.content, private=True) == []
    assert answer.content.count(b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P1D\r\n") == 1
    assert {name: value for name, value in answer.headers.items() if name not in EVERYWHERE} == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="calendar.ics"',
        "Content-Length": str(len(served.body)),
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Content-Language": "ru",
        "Last-Modified": http_date(MOVED.timestamp()),
        "ETag": f'"{served.etag}"',
    }
    assert not answer.cookies


EVERYWHERE = ("Content-Security-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options", "Vary")


def test_it_says_nothing_of_its_own_address(client: Client, ours: private.Addresses) -> None:
    told = client.get(path_of(ours))
    assert ours.token not in told.content.decode() + str(told.headers)
    assert f"SOURCE;VALUE=URI:{SITE}/ru/events.ics\r\n".encode() in told.content


def test_either_validator_is_answered_by_304(client: Client, ours: private.Addresses) -> None:
    first = client.get(path_of(ours))
    for headers in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = client.get(path_of(ours), headers=headers)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Cache-Control"] == "private, no-cache"
        assert "Access-Control-Allow-Origin" not in again.headers


def test_head_says_what_get_says(client: Client, ours: private.Addresses) -> None:
    got, head = client.get(path_of(ours)), client.head(path_of(ours))
    assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(got.headers))


def test_compressed_on_request(client: Client, ours: private.Addresses) -> None:
    answer = client.get(path_of(ours), headers={"accept-encoding": "gzip"})
    assert (answer["Content-Encoding"], answer["Vary"].split(", ")[0]) == ("gzip", "Accept-Encoding")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
def test_it_is_only_read_and_the_answer_knows_no_token(method: str, ours: private.Addresses) -> None:
    client = Client(enforce_csrf_checks=True)
    real, invented = (client.generic(method, path) for path in (path_of(ours), f"/feeds/dcf_{'A' * 43}.ics"))
    assert (real.status_code, real["Allow"], real.content) == (405, "GET, HEAD", invented.content)
    assert dict(real.headers) == dict(invented.headers)


def test_noise_in_the_address_is_let_pass_and_all_else_refused(client: Client, ours: private.Addresses) -> None:
    assert client.get(path_of(ours) + "?utm_source=x&nocache=1").status_code == 200
    for query, said in (
        ("forum=arf", "forum=arf: the address itself says what the feed holds."),
        ("alarms=P1D", "alarms=P1D: no such parameter."),
    ):
        answer = client.get(f"{path_of(ours)}?{query}")
        assert (answer.status_code, answer["Cache-Control"]) == (400, "private, no-cache")
        assert answer.content.decode().startswith(said)


def test_a_feed_whose_selection_is_lost_says_so_and_can_be_ended(client: Client, ours: private.Addresses) -> None:
    PrivateFeed.objects.update(selection="forum=lost")
    answer = client.get(path_of(ours))
    assert (answer.status_code, answer.content) == (400, b"forum=lost: not in the record. Allowed: arf.\n")
    page = client.get(f"/feeds/manage/{ours.manage}/").content.decode()
    assert "«lost»" in page
    assert client.post(f"/feeds/manage/{ours.manage}/revoke/").status_code == 200


def test_public_feeds_take_no_alarms(client: Client, meeting: Event) -> None:
    answer = client.get("/en/events.ics?alarms=P1D")
    assert (answer.status_code, answer.content.decode().split(".")[0]) == (400, "alarms=P1D: no such parameter")


def test_a_draft_is_not_in_it(client: Client, ours: private.Addresses) -> None:
    before = client.get(path_of(ours))
    make.event("secret", title_en="Zzyzx")
    after = client.get(path_of(ours))
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


def test_reading_writes_down_a_day_and_nothing_else(client: Client, ours: private.Addresses) -> None:
    before = PrivateFeed.objects.filter(pk=ours.feed.pk).values().get()
    with time_machine.travel(MOVED, tick=False) as clock:
        first = client.get(path_of(ours))
        after = PrivateFeed.objects.filter(pk=ours.feed.pk).values().get()
        assert after == before | {"used": MOVED}
        clock.shift(timedelta(hours=23))
        with CaptureQueriesContext(connection) as asked:
            second = client.get(path_of(ours))
        assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
    assert (first.content, first["ETag"]) == (second.content, second["ETag"])


# Managing


def test_the_manage_page_tells_what_it_is_and_changes_nothing(client: Client, ours: private.Addresses) -> None:
    page = f"/feeds/manage/{ours.manage}/"
    before = PrivateFeed.objects.values().get()
    answer = client.get(page, headers={"accept-language": "ar"})
    html = answer.content.decode()
    assert (answer.status_code, answer["Content-Language"]) == (200, "ru")
    assert '<html lang="ru" dir="ltr">' in html
    assert "Создана 4 июля 2025 г., ещё не загружалась." in " ".join(html.split())
    assert re.findall(r'<form method="post" action="([^"]*)"', html) == [f"{page}rotate/", f"{page}revoke/"]
    assert "За день" in html
    assert "Весь календарь" in html
    assert [answer[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")] == [
        "private, no-store", "no-referrer", "noindex",
    ]  # fmt: skip
    assert client.head(page).status_code == 200
    assert (PrivateFeed.objects.values().get(), dict(answer.cookies)) == (before, {})
    private.touch(feed=ours.feed, now=MOVED + 5 * DAY)
    assert "последний раз загружена 8 июля 2025 г." in " ".join(client.get(page).content.decode().split())


def test_it_shows_filters_by_name_and_alarms_of_any_length(client: Client, meeting: Event) -> None:
    answer = ask(client, "forum=arf&state=MY&alarms=PT90M&cancelled=drop")
    html = client.get(address(answer, "manage")).content.decode()
    assert "ASEAN Regional Forum · Malaysia" in re.sub(r"\s+", " ", html)
    assert "<bdi>PT90M</bdi>" in html
    assert html.count("Left out") == 2


@pytest.mark.parametrize("verb", ["rotate", "revoke"])
@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_only_a_post_changes_anything(client: Client, ours: private.Addresses, verb: str, method: str) -> None:
    before = PrivateFeed.objects.values().get()
    answer = getattr(client, method)(f"/feeds/manage/{ours.manage}/{verb}/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert PrivateFeed.objects.values().get() == before


def test_rotating_moves_it_at_once(client: Client, ours: private.Addresses) -> None:
    old = client.get(path_of(ours))
    answer = client.post(f"/feeds/manage/{ours.manage}/rotate/", headers={"origin": "null"})
    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert 'id="manage"' not in answer.content.decode()
    assert client.get(path_of(ours), headers={"if-none-match": old["ETag"]}).status_code == 404
    new = client.get(address(answer))
    assert (new.status_code, new.content, new["ETag"]) == (200, old.content, old["ETag"])
    assert client.get(f"/feeds/manage/{ours.manage}/").status_code == 200


def test_revoking_ends_both_addresses_at_once(client: Client, ours: private.Addresses) -> None:
    old = client.get(path_of(ours))
    answer = client.post(f"/feeds/manage/{ours.manage}/revoke/")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert "Лента закрыта" in answer.content.decode()
    assert client.get(path_of(ours), headers={"if-none-match": old["ETag"]}).status_code == 404
    for path in ("", "rotate/", "revoke/"):
        method = client.post if path else client.get
        assert method(f"/feeds/manage/{ours.manage}/{path}").status_code == 404


@pytest.mark.parametrize("verb", ["rotate", "revoke"])
def test_another_sites_form_cannot_press_the_buttons(client: Client, ours: private.Addresses, verb: str) -> None:
    path = f"/feeds/manage/{ours.manage}/{verb}/"
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}):
        assert client.post(path, headers=headers).status_code == 403
    assert PrivateFeed.objects.alive().read_with(ours.token).exists()


# What is not there


def test_unknown_rotated_revoked_and_expired_are_answered_alike(client: Client, ours: private.Addresses) -> None:
    rotated, revoked, expired = (
        ours,
        *(
            private.make(selection=Selection(), language="en", options=Options(), alarms=(), now=MOVED)
            for _ in range(2)
        ),
    )
    private.rotate(feed=rotated.feed)
    private.revoke(feed=revoked.feed, now=MOVED)
    expired.feed.delete()
    tokens = [
        "nothing",
        "dcf_" + "A" * 43,
        ours.manage,
        "x" * 4000,
        "%00",
        "ключ",
        rotated.token,
        revoked.token,
        expired.token,
    ]
    answers = [client.get(f"/feeds/{token}.ics", headers={"if-none-match": "*"}) for token in tokens]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, b"There is no such feed.\n")}
    assert {tuple(sorted(answer.headers.items())) for answer in answers} == {tuple(sorted(answers[0].headers.items()))}
    assert answers[0]["Cache-Control"] == "private, no-store"

    pages = [
        client.get(f"/feeds/manage/{token}/") for token in ("nothing", revoked.manage, expired.manage, rotated.token)
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert {page["Cache-Control"] for page in pages} == {"private, no-store"}


def test_a_withdrawn_event_is_cancelled_without_alarm(
    client: Client, ours: private.Addresses, meeting: Event, admin_user: User
) -> None:
    gone(meeting, admin_user)
    body = client.get(path_of(ours)).content
    assert (body.count(b"STATUS:CANCELLED"), body.count(b"BEGIN:VALARM")) == (1, 0)


def test_without_alarms_it_is_the_public_feed_with_other_manners(client: Client, meeting: Event) -> None:
    plain = private.make(
        selection=Selection(forum=("arf",)), language="ar", options=Options(), alarms=(), now=timezone.now()
    )
    public = feed(Selection(forum=("arf",)), "ar", options=Options(), site=SITE)
    assert client.get(path_of(plain)).content == public.body
    getter: Callable[..., Any] = client.get
    assert getter("/ar/forums/arf.ics").content == public.body
