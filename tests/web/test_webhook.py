"""Rows 21 and 22: the doors of webhooks, asked for on the subscribe page, confirmed by mail, managed behind a private link."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from calendar_app.models.readers import Allowance, Delivery, Webhook
from calendar_app.tasks import webhooks
from tests import factories as make
from tests.factories import NOW, Week
from tests.webhooks.sink import Sink, echo, sinking
from tests.webhooks.world import SITE, webhook

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.SITE_URL = SITE


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with sinking(echo) as made:
        settings.FETCH_ALSO = made.also
        yield made


def ask(
    client: Client, body: str = "url=https://h.example/&email=a@example.org", language: str = "en", **headers: str
) -> Any:
    headers = {"sec-fetch-site": "same-origin", **headers}
    return client.post(f"/{language}/subscribe/webhook/", body, content_type=FORM, headers=headers)


def press(client: Client, token: str, verb: str, **headers: str) -> Any:
    return client.post(f"/webhooks/{token}/{verb}/", headers={"sec-fetch-site": "same-origin", **headers})


def confirmed(client: Client, language: str = "en", url: str = "https://h.example/") -> str:
    ask(client, f"url={url}&email=a@example.org&forum=arf", language)
    webhooks.catch_up()
    (token,) = re.findall(r"/webhooks/(dcm_[^/]+)/", str(outbox.outbox[-1].body))
    return str(token)


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_from_the_form_to_the_first_call(client: Client, week: Week, sink: Sink, language: str) -> None:
    assert ask(client, f"url={sink.url}&email=a@example.org&forum=arf", language).status_code == 200
    webhooks.catch_up()
    (token,) = re.findall(r"/webhooks/(dcm_[^/]+)/", str(outbox.outbox[-1].body))
    page = client.get(f"/webhooks/{token}/")
    assert f'lang="{language}"' in page.content.decode()
    assert (Webhook.objects.get().confirmed, sink.calls) == (None, [])
    shown = press(client, token, "confirm").content.decode()
    (key,) = re.findall(r">(whsec_[^<]+)<", shown)
    assert key not in client.get(f"/webhooks/{token}/").content.decode()
    assert press(client, token, "start").status_code == 200
    assert sink.verified(key)["type"] == "webhook.challenge"
    ours = Webhook.objects.get()
    assert (ours.running, ours.selection, ours.language, ours.email) == (True, "forum=arf", language, "a@example.org")
    week.meeting.date = "2025-07-10"
    week.meeting.save()
    make.publish(week.meeting)
    webhooks.catch_up()
    told = sink.verified(key)
    assert (told["type"], told["data"]["event"]["page"]) == ("event.moved", f"{SITE}/{language}/events/arf-32-2025/")
    assert "event.moved" in client.get(f"/webhooks/{token}/").content.decode()


def test_looking_changes_nothing(client: Client, week: Week) -> None:
    token = confirmed(client)
    for verb in ("confirm", "start", "rotate", "pause", "replay", "end"):
        for method in (client.get, client.head):
            assert method(f"/webhooks/{token}/{verb}/").status_code == 405
    for method in (client.get, client.head):
        assert method(f"/webhooks/{token}/").status_code == 200
    assert Webhook.objects.get().confirmed is None
    answer = client.get("/en/subscribe/webhook/?forum=arf")
    assert (answer.status_code, answer["Location"]) == (302, "/en/subscribe/?forum=arf#webhook")


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("", ["url", "email"]),
        ("url=http://h.example/&email=a@example.org", ["url"]),
        ("url=https://u:p@h.example/&email=a@example.org", ["url"]),
        (f"url=https://h.example/{'a' * 1000}&email=a@example.org", ["url"]),
        ("url=https://h.example/&email=a@example.org%0D%0ABcc:b@example.org", ["email"]),
        ("url=https://h.example/&email=a@example.org&forum=nato", ["forum"]),
        ("url=https://h.example/&email=a@example.org&asof=2025-07-10", ["asof"]),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_kept(
    client: Client, week: Week, body: str, names: list[str]
) -> None:
    answer = ask(client, body)
    assert answer.status_code == 400
    assert [name for name in names if f">{name}<" not in answer.content.decode()] == []
    assert (Webhook.objects.count(), Allowance.objects.count()) == (0, 0)


def test_the_remedy_is_in_the_readers_language(client: Client) -> None:
    assert "укажите адрес электронной почты" in ask(client, "url=https://h.example/&email=a", "ru").content.decode()


def test_forms_of_other_sites_and_other_bodies_are_refused(client: Client, week: Week) -> None:
    assert ask(client, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert Webhook.objects.count() == 0
    assert client.post("/en/subscribe/webhook/", "{}", content_type="application/json").status_code == 415
    token = confirmed(client)
    assert press(client, token, "end", **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert Webhook.objects.exists()


def test_so_many_an_hour_for_a_client_and_for_a_mailbox(client: Client) -> None:
    body = "url=https://h.example/&email={}@example.org"
    assert [ask(client, body.format(n)).status_code for n in range(6)] == [200] * 5 + [429]
    Allowance.objects.all().delete()
    others = [Client(REMOTE_ADDR=f"192.0.2.{n}") for n in range(6)]
    answers = [ask(other, body.format("A" if n % 2 else "a")) for n, other in enumerate(others)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1]["Retry-After"] == "3600"


def test_the_buttons(client: Client, week: Week, sink: Sink) -> None:
    token = confirmed(client, url=sink.url)
    assert [press(client, token, verb).status_code for verb in ("start", "rotate", "pause", "other")] == [404] * 4
    press(client, token, "confirm")
    assert press(client, token, "confirm").status_code == 404
    page = press(client, token, "start").content.decode()
    assert "Your webhook is running" in page
    rotated = press(client, token, "rotate").content.decode()
    assert "The new secret" in rotated
    assert len(Webhook.objects.get().secrets) == 2
    assert press(client, token, "pause").status_code == 303
    assert "paused by its owner" in client.get(f"/webhooks/{token}/").content.decode()
    Delivery.objects.create(
        key="k", webhook=Webhook.objects.get(), kind="event.moved", due=NOW, failed=NOW, result="503"
    )
    assert "it answered 503" in client.get(f"/webhooks/{token}/").content.decode()
    assert press(client, token, "replay").status_code == 303
    assert not Delivery.objects.filter(failed__isnull=False).exists()
    assert "The webhook has ended" in press(client, token, "end").content.decode()
    assert client.get(f"/webhooks/{token}/").status_code == 404
    assert Webhook.objects.count() == 0


def test_an_endpoint_that_does_not_answer_the_challenge(client: Client, week: Week, sink: Sink) -> None:
    token = confirmed(client, url=sink.url)
    press(client, token, "confirm")
    sink.answers = [200]
    assert "it answered, but not with the challenge" in press(client, token, "start").content.decode()
    sink.answers = [500]
    assert "it answered 500" in press(client, token, "start").content.decode()
    assert [press(client, token, "start").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert Webhook.objects.get().running is False


def test_a_lost_selection_can_still_be_ended(client: Client, week: Week) -> None:
    token = confirmed(client)
    Webhook.objects.update(selection="forum=lost")
    assert "forum=lost" in client.get(f"/webhooks/{token}/").content.decode()
    assert press(client, token, "end").status_code == 200


@pytest.mark.parametrize("path", ["/webhooks/dcm_x/", "/webhooks/dcm_x", "/webhooks/dcm_x/a/b/c", "/webhooks/%64cm_x/"])
def test_whatever_stands_below_is_private(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert not answer.cookies


def test_the_pages_are_private_and_hold_no_script(client: Client, week: Week) -> None:
    token = confirmed(client, "ar")
    for answer in (
        client.get(f"/webhooks/{token}/"),
        press(client, token, "confirm"),
        client.get(f"/webhooks/{token}/"),
    ):
        html = answer.content.decode()
        assert 'dir="rtl"' in html
        assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
        assert [bad for bad in (" style=", "<style", " onclick=", "<script>") if bad in html] == []


@pytest.mark.parametrize("calls", [1, 3])
def test_the_list_of_calls_costs_the_same_queries(client: Client, week: Week, calls: int) -> None:
    ours = webhook(manage_hash="", confirmed=NOW)
    from calendar_app.models.readers.private_feed import digest

    Webhook.objects.update(manage_hash=digest("dcm_t"))
    for number in range(calls):
        Delivery.objects.create(
            key=str(number), webhook=ours, kind="event.moved", event=week.meeting.pk, revision=1, due=NOW,
            result="503" if number else "", sent=NOW if number == 2 else None,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/webhooks/dcm_t/")
    assert answer.status_code == 200
    assert len(queries) == 4
