"""Mails as a reader's program reads them: whole, in their language, with no line that anybody slipped in."""

import re
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.mail import get_connection
from lxml import html  # type: ignore[import-untyped] # it has no types

from calendar_app.reminders import links
from calendar_app.reminders.letter import Button, File, Item, Letter, Line, one_line, subject
from calendar_app.reminders.message import mail, person
from calendar_app.wording.names import Text
from tests.web.texts import TITLES

from .conftest import SITE
from .readers import asked, send
from .sink import Sink

pytestmark = pytest.mark.django_db
BOMBS = [
    "Talks\r\nBcc: everybody@example.org",
    "Talks\nBcc: everybody@example.org\n\nbody",
    "=?utf-8?q?=0D=0ABcc:everybody@example.org?=",
    "=?utf-8?b?DQpCY2M6IGV2ZXJ5Ym9keUBleGFtcGxlLm9yZw==?= talks",
    "Talks\u2028Bcc: a@example.org",
    "Переговоры =?utf-8?q?=0ABcc:a@example.org?=\x00\x0b",
    "\ud800 half",
    "x" * 2000,
]


def letter(title: str, **fields: Any) -> Letter:
    item = Item(Text(title, "en"), f"{SITE}/en/events/x/", (Line("Date", title, title),), mark=title)
    return Letter(**{"language": "en", "subject": title, "lede": title, "items": (item,), **fields})


def arrived(post: Sink, of: Letter) -> EmailMessage:
    to = person(asked(), key="k", site=SITE)
    get_connection().send_messages([mail(of, to, site=SITE)])
    return post.mails[-1]


def part(of: EmailMessage, kind: str) -> Any:
    (found,) = [one for one in of.walk() if one.get_content_type() == kind]
    return found.get_content()


@pytest.mark.parametrize("title", BOMBS)
def test_no_header_and_no_line_is_slipped_in(post: Sink, title: str) -> None:
    got = arrived(post, letter(title))
    assert {name for name in got.keys() if name.lower() in ("bcc", "cc", "reply-to")} == set()  # noqa: SIM118 - a mail's headers
    assert got["To"].addresses[0].addr_spec == post.to[-1]
    said = str(got["Subject"])
    assert said == subject(title)
    assert [letter for letter in said if ord(letter) < 32] == []
    assert not re.search(r"^Bcc:", part(got, "text/plain"), re.MULTILINE)
    raw_head = post.raw[-1].partition(b"\r\n\r\n")[0]
    assert not re.search(rb"^bcc:", raw_head, re.MULTILINE | re.IGNORECASE)
    assert max(len(line) for line in post.raw[-1].split(b"\r\n")) <= 998


@pytest.mark.parametrize("text", TITLES.values(), ids=TITLES.keys())
def test_a_legitimate_text_arrives_as_written(post: Sink, text: str) -> None:
    got = arrived(post, letter(text))
    shown = one_line(text)
    assert str(got["Subject"]) == subject(text)
    assert shown in part(got, "text/plain")
    page = html.document_fromstring(part(got, "text/html"))
    assert page.xpath("//h2/a")[0].text_content() == shown


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ru", "ltr"), ("ar", "rtl")])
def test_the_first_letter_in_each_language(post: Sink, language: str, direction: str) -> None:
    made = asked("a@example.org", language=language)
    send()
    (got,) = post.mails
    assert got["Content-Language"] == language
    page = html.document_fromstring(part(got, "text/html"))
    assert (page.get("lang"), page.get("dir")) == (language, direction)
    link = links.confirm(made, SITE)
    assert [link in part(got, kind) for kind in ("text/plain", "text/html")] == [True, True]
    assert (got["List-Unsubscribe"], got["Auto-Submitted"]) == (None, "auto-generated")
    assert len({str(got["Subject"]), part(got, "text/plain").splitlines()[0]}) == 2


def test_the_way_out_stands_in_headers_and_text(post: Sink) -> None:
    got = arrived(post, letter("Talks"))
    way = str(got["List-Unsubscribe"]).strip(" <>")
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(rf"{SITE}/mail/unsubscribe/dcu_[\w-]+/", way)
    assert [way in part(got, kind) for kind in ("text/plain", "text/html")] == [True, True]


def test_nothing_in_a_mail_is_fetched_from_elsewhere(post: Sink) -> None:
    got = arrived(post, letter("Talks", button=Button("Go", f"{SITE}/en/")))
    page = html.document_fromstring(part(got, "text/html"))
    assert page.xpath("//img | //link | //script | //iframe") == []
    assert {href.partition("/en/")[0].partition("/mail/")[0] for href in page.xpath("//a/@href")} == {SITE}


def test_a_calendar_comes_octet_by_octet(post: Sink) -> None:
    body = "BEGIN:VCALENDAR\r\nSUMMARY:Встреча\r\nEND:VCALENDAR\r\n".encode()
    got = arrived(post, letter("Talks", file=File("meeting\r\nBcc.ics", body)))
    (file,) = [one for one in got.walk() if one.get_content_type() == "text/calendar"]
    assert (file.get_payload(decode=True), file.get_filename()) == (body, "meeting Bcc.ics")
