"""A skeleton: filled for each reader, the mail is the one that would have been written for that reader alone."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from calendar_app.reminders.letter import Item, Letter, Line
from calendar_app.reminders.message import Person, mail, person
from calendar_app.reminders.skeleton import Skeleton
from calendar_app.wording.names import Text

from .conftest import SITE
from .readers import asked

READER = Person("anna@example.org", "<1@example.org>", f"{SITE}/mail/manage/dcs_x/", f"{SITE}/mail/unsubscribe/dcu_x/")


def letter(language: str, text: str) -> Letter:
    item = Item(Text(text, language), f"{SITE}/{language}/events/x/", (Line(text, text, text),) * 9, mark=text)
    return Letter(language=language, subject=text, lede=text, items=(item,), foot=(text,))


def read(raw: bytes) -> EmailMessage:
    lines = (line.removeprefix(b".") for line in raw.split(b"\r\n"))
    return message_from_bytes(b"\r\n".join(lines), policy=policy.default)


def told(of: EmailMessage) -> list[tuple[str, object]]:
    heads = [(name, str(of[name])) for name in ("To", "Message-ID", "Subject", "List-Unsubscribe", "Content-Language")]
    return heads + [(part.get_content_type(), part.get_content()) for part in of.walk() if not part.is_multipart()]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Ministers meet"), ("ru", "Встреча министров в Куала-Лумпуре"), ("ar", "اجتماع الوزراء"), ("en", ".\n.x")],
)
def test_a_filled_skeleton_is_the_mail_for_that_reader(language: str, text: str) -> None:
    made = letter(language, text)
    skeleton = Skeleton(made, site=SITE)
    assert len(skeleton.pieces) == 15
    one_by_one = read(mail(made, READER, site=SITE).message().as_bytes(linesep="\r\n").replace(b"\r\n.", b"\r\n.."))
    assert told(read(skeleton.raw(READER))) == told(one_by_one)


def test_where_an_encoding_cuts_lines_each_mail_is_written_anew() -> None:
    made = letter("ru", "ж" * 2000)
    skeleton = Skeleton(made, site=SITE)
    assert skeleton.pieces == []
    got = read(skeleton.raw(READER))
    assert max(map(len, skeleton.raw(READER).split(b"\r\n"))) <= 998
    assert READER.end in str(got.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert got["Message-ID"] == READER.message_id


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "written"),
    [
        ("anna.k+x@example.org", "anna.k+x@example.org"),
        ("o'neil@example.org", "o'neil@example.org"),
        ("anna@почта.example", "anna@xn--80a1acny.example"),
    ],
)
def test_an_address_is_written_in_ascii(email: str, written: str) -> None:
    assert person(asked(email), key="k", site=SITE).address == written


@pytest.mark.django_db
def test_an_address_that_no_header_can_carry_is_refused() -> None:
    reader = asked()
    reader.email = "anna@example.org\r\nBcc: all@example.org"
    with pytest.raises(ValueError, match="address"):
        person(reader, key="k", site=SITE)
