"""From a letter to a mail: plain text and HTML, headers that nothing can be slipped into, and the way out (RFC 8058)."""

import re
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from calendar_app.models.readers import Reader, Subscription

from . import links
from .letter import File, Letter, cleaned, one_line

WORD = 60  # characters that surely stand in one line beside the header's name
PLAIN = re.compile(r"[\w!#$%&*+/=?^{|}~-]+(\.[\w!#$%&*+/=?^{|}~-]+)*@[a-z0-9.-]+", re.ASCII | re.IGNORECASE)
ENCODED = "=?"  # what an encoded word begins with (RFC 2047 section 2)


class Mail(EmailMultiAlternatives):
    """Django's, save that the subject is encoded wherever it could be read or folded otherwise than it is written."""

    def message(self, **options: Any) -> Any:
        """The mail as the standard library has it."""
        made = super().message(**options)
        written = str(self.subject)
        if not written.isascii() or ENCODED in written or max(map(len, written.split()), default=0) > WORD:
            del made["Subject"]
            Message.__setitem__(made, "Subject", Header(written, "utf-8", header_name="Subject"))
        return made


class Person(NamedTuple):
    """All that differs between two mails of one letter; each in ASCII, and on one line."""

    address: str
    message_id: str
    manage: str
    end: str


def person(subscription: Subscription | Reader, *, key: str, site: str) -> Person:
    """Whom a mail is for. Its Message-ID follows from the key, so whatever is repeated is known for the same.

    Raises ValueError for an address that no header can carry.
    """
    to = subscription.email
    return Person(
        to if PLAIN.fullmatch(to) else sanitize_address(to, "utf-8"),
        message_id(key, site),
        links.manage(subscription, site),
        links.end(subscription, site),
    )


def mail(letter: Letter, to: Person, *, site: str) -> Mail:
    """The letter to this person."""
    letter = cleaned(letter)
    words = words_of(letter, to, site)
    made = Mail(letter.subject, plain(words), to=[to.address], headers=_headers(letter, to, site))
    made.attach_alternative(html(words), "text/html")
    if letter.file and letter.file.method:  # where mail programs look for it: beside the texts, not after them
        made.attach_alternative(letter.file.body.decode(), f"text/calendar; method={letter.file.method}")
    elif letter.file:
        made.attach(_calendar(letter.file))
    return made


def words_of(letter: Letter, to: Person, site: str) -> dict[str, Any]:
    """What both forms are filled with."""
    return {
        "letter": letter,
        "direction": "rtl" if letter.language == "ar" else "ltr",
        "site": site,
        "home": f"{site}/{letter.language}/",
        "manage": to.manage if letter.leave else "",
        "end": to.end if letter.leave else "",
    }


def plain(words: dict[str, Any]) -> str:
    """The letter as text."""
    with override(words["letter"].language):
        return render_to_string("reminders/letter.txt", words).strip() + "\n"


def html(words: dict[str, Any]) -> str:
    """The letter as a page; its style stands inside, since a mail can fetch none."""
    style = mark_safe(f"<style>{render_to_string('reminders/letter.css')}</style>")  # noqa: S308 - our own file
    with override(words["letter"].language):
        return render_to_string("reminders/letter.html", {**words, "style": style})


def message_id(key: str, site: str) -> str:
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{_host(site)}>"


@lru_cache(maxsize=8)
def _host(site: str) -> str | None:
    return urlsplit(site).hostname


def _headers(letter: Letter, to: Person, site: str) -> dict[str, str]:
    """RFC 3834 for machines that answer, RFC 2919 for those that sort, RFC 2369 and 8058 for leaving by one press."""
    headers = {
        "Message-ID": to.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.language,
    }
    if not letter.leave:
        return headers
    return headers | {
        "List-Id": f"<mail.{_host(site)}>",
        "List-Unsubscribe": f"<{to.end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _calendar(file: File) -> MIMEBase:
    """The calendar octet by octet: base64, so that no server on the way mends its lines."""
    part = MIMEBase("text", "calendar", charset="utf-8")
    part.set_payload(file.body)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=one_line(file.name))
    return part
