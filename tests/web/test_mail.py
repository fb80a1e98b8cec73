"""Row 21: the doors of mails, as browsers, mail providers and link scanners find them."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from calendar_app.models.readers import Allowance, Delivery, Subscription
from calendar_app.reminders import subscribing, tokens
from calendar_app.reminders.wish import Wish, wish
from tests import factories as make
from tests.entries.scenario import MOVED
from tests.reminders.readers import DAY, HOUR, asked, reader

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
GOOD = "email=a%40example.org&before=P1D&alerts=on"


def ask(client: Client, body: str = GOOD, language: str = "en", kind: str = FORM, **headers: str) -> Any:
    """POST, as a form of the subscribe page does."""
    headers = {"sec-fetch-site": "same-origin", **headers}
    return client.post(f"/{language}/subscribe/mail/", body, content_type=kind, headers=headers)


def path(kind: str, of: Subscription, step: str = "") -> str:
    folder = {tokens.CONFIRM: "confirm", tokens.MANAGE: "manage", tokens.END: "unsubscribe"}[kind]
    return f"/mail/{folder}/{tokens.token(kind, of)}/{step}"


def standing(of: Subscription) -> str:
    return Subscription.objects.get(pk=of.pk).standing


# Asking


def test_the_form_stands_on_the_subscribe_page_with_its_selection(client: Client) -> None:
    make.publish(make.event(forum=make.forum()))
    page = client.get("/ar/subscribe/?forum=arf")
    (form,) = re.findall(r'<form [^>]*action="/ar/subscribe/mail/">.*?</form>', page.content.decode(), re.DOTALL)
    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form) == [("forum", "arf")]
    assert re.findall(r'name="before" value="(\w+)" checked', form) == ["P1D"]
    assert (page["Cache-Control"], dict(page.cookies)) == ("public, no-cache", {})


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_what_was_asked_is_kept_and_one_mail_is_owed(client: Client, language: str) -> None:
    make.publish(make.event(forum=make.forum()))
    body = "email=+a%40example.org&forum=arf&before=P7D&before=PT1H&digest=weekly&zone=Asia/Riyadh&hour=7&language=ar"
    answer = ask(client, body, language)
    made = Subscription.objects.get()
    assert (answer.status_code, made.email, made.selection, made.standing) == (
        200,
        "a@example.org",
        "forum=arf",
        "asked",
    )
    assert wish(made) == Wish("ar", "Asia/Riyadh", 7, (7 * DAY, HOUR), alerts=False, digest="weekly")
    assert Delivery.objects.get().kind == "confirm"
    assert (answer["Cache-Control"], dict(answer.cookies)) == ("private, no-store", {})
    assert "dcc_" not in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("before=P1D", ["email"]),
        ("email=a&before=P1D", ["email"]),
        ("email=a%0D%0ABcc%3Ab%40c.de%40example.org&before=P1D", ["email"]),
        (f"email={'a' * 60}%40{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org&before=P1D", ["email"]),
        ("email=a%40example.org", ["before"]),
        ("email=a%40example.org&before=P1D&itip=on", ["itip"]),
        ("email=a%40example.org&before=1D&zone=Mars/Base&hour=24&language=de&digest=hourly&alerts=maybe&diary=never&itip=x",
         ["before", "zone", "hour", "language", "digest", "alerts", "diary", "itip"]),
        ("email=a%40example.org&before=P1D&form=arf", ["form"]),
        ("email=a%40example.org&before=P1D&asof=2025-07-10", ["asof"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_nothing_is_kept(client: Client, body: str, names: list[str]) -> None:
    make.publish(make.event())
    answer = ask(client, body)
    assert answer.status_code == 400
    assert [name for name in names if name not in answer.content.decode()] == []
    assert (Subscription.objects.count(), Allowance.objects.count()) == (0, 0)
    assert answer["Cache-Control"] == "private, no-store"


def test_a_refusal_is_in_the_readers_language(client: Client) -> None:
    assert "выберите хотя бы один вид писем" in ask(client, "email=a%40example.org", "ru").content.decode()


def test_a_form_on_another_sites_page_and_a_body_that_is_no_form_are_refused(client: Client) -> None:
    assert ask(client, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert ask(client, "{}", kind="application/json").status_code == 415
    assert not Subscription.objects.exists()


def test_get_leads_to_the_form(client: Client) -> None:
    answer = client.get("/ru/subscribe/mail/?forum=arf")
    assert (answer.status_code, answer["Location"]) == (302, "/ru/subscribe/?forum=arf#mail")


def test_nobody_gets_more_than_three_confirmations_a_day_and_the_page_does_not_tell(client: Client) -> None:
    with time_machine.travel(MOVED, tick=False) as clock:
        pages = [ask(client, GOOD.replace("a%", letter + "%")) for letter in "aaAaa"]
        assert {(page.status_code, len(page.content)) for page in pages} == {(200, len(pages[0].content))}
        assert Subscription.objects.count() == 3
        clock.shift(DAY)
        ask(client)
    assert Subscription.objects.count() == 4


def test_so_many_an_hour_from_one_client(client: Client) -> None:
    with time_machine.travel(MOVED, tick=False):
        answers = [ask(client, GOOD.replace("a%", f"a{n}%")) for n in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert answers[-1]["Retry-After"] == "3600"


# Confirming and leaving: a visit changes nothing


def test_a_scanner_that_follows_every_link_changes_nothing(client: Client) -> None:
    fresh, settled = asked(), reader()
    before = list(Subscription.objects.order_by("pk").values())
    for address in (path(tokens.CONFIRM, fresh), path(tokens.MANAGE, settled), path(tokens.END, settled)):
        assert [method(address).status_code for method in (client.get, client.head)] == [200, 200]
    for step in ("pause/", "resume/", "rotate/", "erase/"):
        address = path(tokens.MANAGE, settled, step)
        assert [method(address).status_code for method in (client.get, client.head)] == [405, 405]
    assert list(Subscription.objects.order_by("pk").values()) == before


def test_the_button_confirms_and_leads_to_the_manage_page(client: Client) -> None:
    made = asked(language="ru")
    page = client.get(path(tokens.CONFIRM, made))
    assert (page["Content-Language"], '<form method="post">' in page.content.decode()) == ("ru", True)
    answer = client.post(path(tokens.CONFIRM, made), headers={"origin": "null"})
    assert (answer.status_code, answer["Location"], standing(made)) == (303, path(tokens.MANAGE, made), "listening")
    again = client.get(path(tokens.CONFIRM, made))
    assert '<form method="post">' not in again.content.decode()


def test_one_press_in_the_mail_program_leaves_and_again_and_again(client: Client) -> None:
    made = reader()
    way = path(tokens.END, made)
    answers = [client.post(way, "List-Unsubscribe=One-Click", content_type=FORM) for _ in range(3)]
    assert ([answer.status_code for answer in answers], standing(made)) == ([200] * 3, "ended")
    assert "You are unsubscribed" in answers[0].content.decode()
    assert client.get(path(tokens.CONFIRM, made)).status_code == 200


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "", "text/plain"])
def test_the_providers_form_is_of_any_kind_and_from_any_place(client: Client, kind: str) -> None:
    made = reader()
    answer = client.generic(
        "POST", path(tokens.END, made), b"--x--", content_type=kind, headers={"sec-fetch-site": "cross-site"}
    )
    assert (answer.status_code, standing(made)) == (200, "ended")


# Managing


def test_pausing_going_on_and_another_wish(client: Client) -> None:
    made = reader(before=(timedelta(minutes=95),))
    page = client.get(path(tokens.MANAGE, made)).content.decode()
    assert re.findall(r'name="before" value="(\w+)" checked', page) == ["PT95M"]
    for step, after in (("pause/", "paused"), ("resume/", "listening")):
        answer = client.post(path(tokens.MANAGE, made, step), headers={"origin": "null"})
        assert (answer.status_code, standing(made)) == (303, after)
        assert client.get(path(tokens.MANAGE, made)).status_code == 200
    answer = client.post(path(tokens.MANAGE, made), "before=PT1H&language=ar&hour=20", content_type=FORM)
    assert (answer.status_code, wish(Subscription.objects.get())) == (303, Wish("ar", hour=20, before=(HOUR,)))
    refused = client.post(path(tokens.MANAGE, made), "before=1H", content_type=FORM)
    assert (refused.status_code, refused["Cache-Control"]) == (400, "private, no-store")
    assert 'dir="rtl"' in refused.content.decode()


def test_the_page_moves_and_the_old_address_ends(client: Client) -> None:
    made = reader()
    old = path(tokens.MANAGE, made)
    answer = client.post(old + "rotate/")
    assert (client.get(old).status_code, client.get(answer["Location"]).status_code) == (404, 200)


def test_everything_kept_is_handed_out_and_erased(client: Client) -> None:
    made = reader("a@example.org")
    answer = client.get(path(tokens.MANAGE, made, "export/"))
    assert answer["Content-Disposition"] == 'attachment; filename="mails.json"'
    assert json.loads(answer.content)["email"] == "a@example.org"
    assert client.post(path(tokens.MANAGE, made, "erase/")).status_code == 200
    assert not Subscription.objects.exists()
    assert client.get(path(tokens.MANAGE, made)).status_code == 404


def test_what_has_ended_offers_no_more_than_to_be_read_and_erased(client: Client) -> None:
    made = reader()
    subscribing.end(subscription=made, now=make.NOW)
    page = client.get(path(tokens.MANAGE, made)).content.decode()
    assert re.findall(r'<form[^>]*method="post"[^>]*action="[^"]*/(\w+)/"', page) == ["erase"]


def test_a_page_elsewhere_presses_no_button_of_ours(client: Client) -> None:
    fresh, made = asked(), reader()
    addresses = [path(tokens.CONFIRM, fresh), path(tokens.MANAGE, made)]
    addresses += [path(tokens.MANAGE, made, step) for step in ("pause/", "rotate/", "erase/")]
    answers = [client.post(one, headers={"sec-fetch-site": "cross-site"}).status_code for one in addresses]
    assert (answers, standing(fresh), standing(made)) == ([403] * 5, "asked", "listening")


def test_a_selection_whose_words_are_lost_can_still_be_managed(client: Client) -> None:
    made = reader()
    Subscription.objects.update(selection="forum=lost")
    assert "forum=lost" in client.get(path(tokens.MANAGE, made)).content.decode()


def test_every_answer_is_for_whoever_asked_alone(client: Client) -> None:
    made = reader()
    wrong = path(tokens.MANAGE, made).replace("dcs_", "dcc_")
    addresses = [
        path(tokens.CONFIRM, made), path(tokens.MANAGE, made), path(tokens.END, made), wrong, wrong[:-1],
        path(tokens.MANAGE, made, "export/"), path(tokens.MANAGE, made, "x/"), path(tokens.MANAGE, made, "erase"),
        path(tokens.MANAGE, made, "pause/"), "/mail/x", "/mail/confirm/é/",
    ]  # fmt: skip
    for address in addresses:
        for method in ("GET", "HEAD", "DELETE"):
            answer = client.generic(method, address)
            assert answer["Cache-Control"] == "private, no-store", address
            assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex"), address
            assert not answer.cookies


def test_an_address_without_its_last_slash_keeps_the_method(client: Client) -> None:
    made = reader()
    answer = client.post(path(tokens.END, made)[:-1])
    assert (answer.status_code, answer["Location"]) == (308, path(tokens.END, made))
