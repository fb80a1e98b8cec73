"""iCalendar, component by component: each is read by itself, so that a file may be as long as a table."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from calendar_app.exchange.ics.facts import our_slug, outside, write
from calendar_app.exchange.ics.ids import identity
from calendar_app.exchange.ics.report import NotTaken, unread
from calendar_app.exchange.ics.titles import gone
from calendar_app.ical import Entry, Reading
from calendar_app.ical import read as read_calendar
from calendar_app.ical.read import BOM
from calendar_app.models.desk import Event, Topic
from calendar_app.models.vocabulary import Stage

from .checked import finish
from .columns import cells_of
from .draft import Draft
from .known import Known
from .raw import Raw
from .trouble import Unreadable

COMPONENT = "component"
BEGIN, END = b"BEGIN:VEVENT", b"END:VEVENT"
AROUND = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR\r\n")


def read(data: bytes) -> tuple[tuple[str, ...], int, Iterator[Raw]]:
    """No header, how many components there are, and the components. Raises Unreadable where there is none."""
    data = data.removeprefix(BOM)
    if not (expected := data.upper().count(BEGIN)):
        raise Unreadable(gettext("There is no event in this calendar: choose a file that holds some (VEVENT)."))
    return (), expected, _components(data)


def _components(data: bytes) -> Iterator[Raw]:
    """From each BEGIN to its END, or to where the next one begins."""
    begun, lines = 0, list[bytes]()
    for number, line in enumerate(data.split(b"\n"), 1):
        mark = line.strip().upper()
        if mark == BEGIN:
            if lines:
                yield _raw(begun, lines)
            begun, lines = number, [line]
        elif lines:
            lines.append(line)
            if mark == END:
                yield _raw(begun, lines)
                lines = []
    if lines:
        yield _raw(begun, lines)


def _raw(number: int, lines: list[bytes]) -> Raw:
    try:
        text = b"\n".join(lines).decode()
    except UnicodeDecodeError:
        return Raw(number, {}, [("", gettext("It is not in UTF-8: save the file in UTF-8."))])
    return Raw(number, {COMPONENT: text.rstrip("\r") + "\r\n"})


def reading(cells: dict[str, str], zone: str) -> Reading:
    """The one entry of a row, or why there is none."""
    before, after = AROUND
    return read_calendar((before + cells.get(COMPONENT, "") + after).encode("utf-8", "replace"), floating=zone)


def drafted(entry: Entry, event: Event | None, known: Known, language: str) -> Draft:
    """The entry put on top of the event that its UID means, or of a new one; nothing is written."""
    made = event is None
    event = event or Event(pk=identity(entry.uid), slug=our_slug(entry))
    draft = Draft(event, made=made, known=known)
    if gone(entry.summary):
        _stone(draft)
        return draft
    before = cells_of(event)
    try:
        topics, draft.notes = write(event, entry, known.names, language=language)
    except NotTaken as error:
        draft.problems.append(("", gettext("It has no title: give it a SUMMARY.") + f" ({error.why})"))
    except ValidationError as error:
        draft.problems += [(name, " ".join(said)) for name, said in error.message_dict.items()]
    else:
        if missing := [topic for topic in topics if topic not in _topics(event)]:
            draft.topics = [*_topics(event), *missing]
        finish(draft, before, chosen=False)
        _wait(draft, entry)
    return draft


def _wait(draft: Draft, entry: Entry) -> None:
    """A parent that is not on the desk may stand in the same file."""
    above = next((uid for uid, kind in entry.relations if kind == "PARENT"), "")
    if above and (note := outside(above)) in draft.notes:
        draft.waits = str(identity(above))
        draft.notes.remove(note)


def _topics(event: Event) -> list[Topic]:
    return [] if event._state.adding else list(event.topics.all())  # noqa: SLF001 - how Django marks a new row


def _stone(draft: Draft) -> None:
    """A tombstone: nothing to enter, and for an event that stands here a decision that only people take."""
    if draft.made or draft.event.stage == Stage.WITHDRAWN:
        draft.made = False
        draft.notes.append(gettext("It is gone where it comes from: nothing to enter."))
        return
    why = gettext("It was withdrawn or merged where it comes from: withdraw or merge it here as well, with a reason.")
    draft.problems.append(("stage", why))


def faults(found: Reading) -> list[tuple[str, str]]:
    """What is wrong with a component, each with what to do; the words of the file's grammar stay as they are."""
    return [("", f"{gettext(one.remedy)} ({one.why})") for one in map(unread, found.faults)]
