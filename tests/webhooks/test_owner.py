"""From the wish to the end: double opt-in, challenge, rotation, and what is forgotten."""

from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend

from calendar_app.models.public import Head
from calendar_app.models.readers import Delivery, Webhook
from calendar_app.selection import Selection
from calendar_app.webhooks import owner
from calendar_app.webhooks.challenge import start
from calendar_app.webhooks.deliver import LEASE
from calendar_app.webhooks.halting import halt
from calendar_app.webhooks.mail import mail
from calendar_app.webhooks.results import said
from tests.factories import NOW, Week

from .sink import Answer, echo, sinking
from .world import DAY, KEY, MINUTE, SITE, Clock, terms, webhook

pytestmark = pytest.mark.django_db


class Refusing(EmailBackend):
    """A mail server that refuses."""

    def send_messages(self, _messages: Any) -> int:
        raise SMTPException("554 no")


def asked(language: str = "en") -> Webhook:
    return owner.ask(
        url="https://hooks.example/in", email="a@example.org", selection=Selection(), language=language, now=NOW
    )


def link(number: int = -1) -> str:
    (found,) = [line for line in outbox.outbox[number].body.splitlines() if line.startswith(f"{SITE}/webhooks/")]
    return found.split("/")[-2]


@pytest.mark.parametrize(
    ("language", "subject"), [("en", "Confirm your webhook"), ("ru", "Подтвердите вебхук"), ("ar", "أكّد خطّاف الويب")]
)
def test_the_mail_holds_the_only_token(language: str, subject: str) -> None:
    made = asked(language)
    assert mail(terms=terms()) == 1
    (sent,) = outbox.outbox
    assert (sent.subject, sent.to) == (subject, ["a@example.org"])
    assert sent.extra_headers["Message-ID"].startswith(f"<{Delivery.objects.get().pk.hex}@")
    assert Webhook.objects.managed_with(link()).get() == made
    assert link() not in str(Webhook.objects.values().get())
    assert mail(terms=terms()) == 0


def test_a_mail_that_was_refused_is_sent_later(settings: Any) -> None:
    asked()
    clock = Clock()
    under = terms(clock=clock)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    mail(terms=under)
    assert Delivery.objects.get().result == "mail: SMTPException"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.now += MINUTE
    mail(terms=under)
    assert Webhook.objects.managed_with(link()).exists()


def test_a_worker_killed_after_the_mail_sends_a_link_that_works() -> None:
    asked()
    clock = Clock()
    mail(terms=terms(clock=clock))
    first = link()
    Delivery.objects.update(sent=None, claimed=NOW)
    clock.now += LEASE
    mail(terms=terms(clock=clock))
    assert first != link()
    assert Webhook.objects.managed_with(link()).exists()
    assert len({sent.extra_headers["Message-ID"] for sent in outbox.outbox}) == 1
    Delivery.objects.update(sent=None, claimed=None)
    owner.confirm(webhook=Webhook.objects.get(), now=NOW)
    mail(terms=terms(clock=clock))
    assert len(outbox.outbox) == 2
    assert Webhook.objects.managed_with(link()).exists()


def test_confirming_gives_a_secret_once() -> None:
    made = asked()
    key = owner.confirm(webhook=made, now=NOW)
    made.refresh_from_db()
    assert [one["key"] for one in made.secrets] == [key]
    with pytest.raises(Webhook.DoesNotExist):
        owner.confirm(webhook=made, now=NOW)
    second = owner.rotate(webhook=made, now=NOW)
    made.refresh_from_db()
    assert [one["key"] for one in made.secrets] == [second, key]


def test_it_starts_with_the_answer_to_the_challenge(published_week: Week) -> None:
    with sinking(echo) as sink:
        ours = webhook(sink.url, answered=None, revision=0)
        assert start(webhook=ours, terms=terms(sink)).accepted
        assert sink.told[0]["type"] == "webhook.challenge"
    ours.refresh_from_db()
    assert (ours.answered, ours.revision, ours.running) == (NOW, Head.number(), True)


@pytest.mark.parametrize(
    ("answer", "note", "accepted"),
    [
        (lambda said: (200, b'{"challenge": "%s"}' % said["data"]["challenge"].encode()), "200", True),
        (lambda said: (200, b'"%s"' % said["data"]["challenge"].encode()), "200", True),
        (lambda said: (200, b"ok"), "echo", False),
        (lambda said: (200, b"[" * 4000), "echo", False),
        (lambda said: (200, b"\xff[1]"), "echo", False),
        (lambda said: (200, b"[1]"), "echo", False),
        (lambda said: (404, said["data"]["challenge"].encode()), "404", False),
        (lambda said: (302, said["data"]["challenge"].encode()), "302", False),
    ],
)
def test_nothing_but_the_challenge_starts_it(answer: Answer, note: str, accepted: bool) -> None:
    with sinking(answer) as sink:
        ours = webhook(sink.url, answered=None)
        result = start(webhook=ours, terms=terms(sink))
    ours.refresh_from_db()
    assert (result.note, result.accepted, ours.running) == (note, accepted, accepted)


def test_the_challenge_is_signed_and_asks_nobody_inside() -> None:
    with sinking(echo) as sink:
        ours = webhook(sink.url, answered=None)
        assert start(webhook=ours, terms=terms()).note.startswith("address: ")
        assert sink.calls == []
        start(webhook=ours, terms=terms(sink))
        assert sink.calls[0][0]["webhook-signature"].startswith("v1,")


def test_after_a_pause_it_goes_on_where_it_stopped(published_week: Week) -> None:
    with sinking(echo) as sink:
        ours = webhook(sink.url, revision=0)
        assert [halt(webhook=ours, why="owner", now=NOW) for _ in range(2)] == [True, False]  # type: ignore[arg-type] # its word
        assert not Delivery.objects.exists()
        start(webhook=ours, terms=terms(sink))
        ours.refresh_from_db()
        assert (ours.running, ours.revision, ours.halt) == (True, 0, "")


def test_the_end_forgets_everything() -> None:
    made = asked()
    owner.end(webhook=made)
    assert (Webhook.objects.count(), Delivery.objects.count()) == (0, 0)


def test_time_forgets_what_nobody_confirmed_and_old_calls() -> None:
    asked()
    kept = webhook("https://kept.example/")
    for days, fields in ((31, {"sent": NOW}), (31, {"failed": NOW}), (29, {"sent": NOW + 2 * DAY}), (0, {})):
        Delivery.objects.create(key=f"{days} {fields}", webhook=kept, kind="event.moved", due=NOW, **fields)
    assert owner.forget(now=NOW + timedelta(days=2)) == 0
    assert owner.forget(now=NOW + timedelta(days=30, seconds=1)) == 1
    assert (Webhook.objects.get(), Delivery.objects.count()) == (kept, 2)


def test_what_stands_still_for_ninety_days_goes() -> None:
    running, _, _ = webhook(), webhook("https://b.example/", paused=NOW), webhook("https://c.example/", answered=None)
    assert owner.forget(now=NOW + timedelta(days=90)) == 0
    assert owner.forget(now=NOW + timedelta(days=90, seconds=1)) == 2
    assert Webhook.objects.get() == running


def test_only_finished_calls_are_sent_again() -> None:
    ours = webhook()
    rows: list[dict[str, Any]] = [{"sent": NOW}, {"failed": NOW}, {}, {"sent": NOW, "kind": "mail.paused"}]
    for number, fields in enumerate(rows):
        Delivery.objects.create(**{"key": str(number), "webhook": ours, "kind": "event.moved", "due": NOW, **fields})
    assert owner.replay(deliveries=Delivery.objects.all(), now=NOW + DAY) == 2


def test_every_note_of_the_ledger_has_words() -> None:
    notes = ["200", "302", "503", "address: x", "unanswered: x", "nothing to tell", ""]
    assert [said(note) for note in notes] == [
        "it answered 200", "it redirects (302), and no redirect is followed", "it answered 503",
        "its address leads to no public place", "it did not answer in time", "there is nothing left to tell", "",
    ]  # fmt: skip
    assert KEY.startswith("whsec_")
    assert str(webhook()).startswith("webhook ")
