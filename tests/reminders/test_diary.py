"""The diary by mail: the printed one's lines, every day by the reader's clock, in three languages."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from calendar_app.models.readers import Delivery, Subscription
from calendar_app.reminders import diary
from calendar_app.reminders.letters import diary as letter
from tests import factories as make

from .readers import DAY, MINUTE, reader, send
from .sink import Sink

pytestmark = pytest.mark.django_db
EIGHT = datetime(2025, 7, 10, 5, tzinfo=UTC)  # a Thursday, 8:00 in Moscow


def tick(now: datetime) -> dict[str, int]:
    diary.diaries(now=now)
    return dict(send(now))


def wants(language: str = "en") -> Subscription:
    return reader(before=(), alerts=False, diary=True, zone="Europe/Moscow", language=language)


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body
    return str(body.get_content()).replace("\r\n", "\n")


def week() -> None:
    capital = make.place(country=make.state("MY", "Malaysia"), name_ar="كوالالمبور")
    make.publish(
        make.event("days", title_en="Ministers’ week", date="2025-07-10/2025-07-11", place=capital),
        make.event(
            "off",
            title_en="Talks",
            date="2025-07-11",
            place=capital,
            lifecycle="cancelled",
            reason_en="The hall burnt.",
        ),
        make.event("vague", title_en="A visit", date="2025-07", certainty="tentative"),
        make.event("later", title_en="Later", date="2025-07-18"),
    )


def test_every_day_the_week_ahead_as_an_agency_writes_it(post: Sink) -> None:
    week()
    wants()
    make.publish(make.event("newcomer", title_en="Newcomer", date="2025-07-12"), now=EIGHT - 2 * MINUTE)
    assert [tick(EIGHT - MINUTE), tick(EIGHT), tick(EIGHT + MINUTE)] == [{}, {"sent": 1}, {}]
    (mail,) = post.mails
    assert str(mail["Subject"]).startswith("Diary: 10\u2060–\u206016 July 2025, 4 meetings")
    text = part(mail, "plain")
    assert "Thursday, July 10, 2025\n\nKUALA LUMPUR – Ministers’ week (to July 11)\n" in text
    assert "Friday, July 11, 2025\n\nKUALA LUMPUR – Ministers’ week (final day)\n" in text
    assert "KUALA LUMPUR – Talks\nCancelled: The hall burnt.\nhttps://calendar.example.org/en/events/off/\n" in text
    assert "\n** Newcomer\nhttps://calendar.example.org/en/events/newcomer/\n" in text
    assert "Day not known yet\n\nA visit\nJuly 2025\nTentative\n" in text
    assert ("Later" in text, "** KUALA LUMPUR – Talks" in text) == (False, False)
    assert "** marks what is new, or has a new date, since 9 July 2025." in text
    html = part(mail, "html")
    assert "<s>KUALA LUMPUR – <a " in html
    assert "<strong>**</strong>" in html


@pytest.mark.parametrize(
    ("language", "heading", "final", "direction"),
    [
        ("ru", "Пятница, 11 июля 2025", "(последний день)", "ltr"),
        ("ar", "الجمعة، 11 يوليو 2025", "(اليوم الأخير)", "rtl"),
    ],
)
def test_in_the_readers_language(post: Sink, language: str, heading: str, final: str, direction: str) -> None:
    week()
    wants(language)
    assert tick(EIGHT) == {"sent": 1}
    (mail,) = post.mails
    for kind in ("plain", "html"):
        assert heading in part(mail, kind)
        assert final in part(mail, kind)
    assert f'<html lang="{language}" dir="{direction}">' in part(mail, "html")
    assert mail["Content-Language"] == language


def test_nothing_ahead_or_no_wish_or_no_words_is_no_mail(post: Sink) -> None:
    made = wants()
    assert tick(EIGHT) == {"moot": 1}
    diary.diaries(now=EIGHT + DAY)
    Subscription.objects.filter(pk=made.pk).update(options={})
    assert send(EIGHT + DAY) == {"moot": 1}
    Subscription.objects.filter(pk=made.pk).update(options={"diary": True}, selection="forum=lost")
    assert tick(EIGHT + 2 * DAY) == {"moot": 1}
    assert post.raw == []


def test_a_long_diary_is_cut_and_no_title_begins_another_line(post: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter, "MOST", 2)
    make.publish(*(make.event(f"m{n}", title_en="One\nBcc: x@example.org", date="2025-07-12") for n in range(3)))
    wants()
    assert tick(EIGHT) == {"sent": 1}
    text = part(post.mails[0], "plain")
    assert "And 1 meeting more." in text
    assert "One Bcc: x@example.org" in text
    assert Delivery.objects.get().result == ""
