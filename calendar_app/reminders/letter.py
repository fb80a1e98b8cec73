"""A letter as a value: what it says, before it is a mail. Every kind of letter is laid out alike."""

import unicodedata
from dataclasses import dataclass, replace
from typing import NamedTuple

from calendar_app.entries.diary import Day
from calendar_app.entries.diary import Line as Entry
from calendar_app.wording.names import Text

SUBJECT = 200  # characters; longer ones are cut


class Line(NamedTuple):
    """One fact; `was` where it changed."""

    label: str
    now: str
    was: str = ""


class Button(NamedTuple):
    """Where the letter leads."""

    label: str
    href: str


class File(NamedTuple):
    """A calendar file that comes with it; with a `method` (RFC 5546) it is an invitation for the mailbox's own calendar."""

    name: str
    body: bytes
    method: str = ""


@dataclass(frozen=True)
class Item:
    """A meeting of which the letter speaks."""

    title: Text
    href: str
    lines: tuple[Line, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Letter:
    """`days` are those of a diary, which has no items. `foot` are its last words, in small; `leave` says whether it offers the way out (all but the first letter)."""

    language: str
    subject: str
    lede: str
    items: tuple[Item, ...] = ()
    days: tuple[Day, ...] = ()
    button: Button | None = None
    foot: tuple[str, ...] = ()
    file: File | None = None
    leave: bool = True


def one_line(text: str) -> str:
    """The text without anything that could begin another line or header: a space for each run of controls."""
    kept = ("\n" if unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs") else letter for letter in text)
    return " ".join(part for line in "".join(kept).split("\n") if (part := line.strip(" ")))


def subject(text: str) -> str:
    """One line, of a length that every mail program shows."""
    line = one_line(text)
    return line if len(line) <= SUBJECT else line[: SUBJECT - 1] + "…"


def cleaned(letter: Letter) -> Letter:
    """The letter, each of its texts on one line."""
    items = tuple(
        replace(
            item,
            title=Text(one_line(item.title.text), item.title.lang),
            lines=tuple(Line(*map(one_line, line)) for line in item.lines),
            mark=one_line(item.mark),
        )
        for item in letter.items
    )
    days = tuple(replace(day, lines=tuple(map(_entry, day.lines))) for day in letter.days)
    foot = tuple(map(one_line, letter.foot))
    return replace(
        letter, subject=subject(letter.subject), lede=one_line(letter.lede), items=items, days=days, foot=foot
    )


def _entry(line: Entry) -> Entry:
    title = Text(one_line(line.title.text), line.title.lang)
    return replace(line, city=one_line(line.city), title=title, more=tuple(map(one_line, line.more)))
