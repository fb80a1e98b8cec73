"""iTIP (RFC 5546) by mail (RFC 6047): one event, addressed to one mailbox, so that its calendar moves by itself."""

from collections.abc import Iterable

from .calendar import CLOSING, Head, opening
from .entry import Entry
from .event import vevent
from .lines import line
from .text import uri

VERSION, BEGIN = b"VERSION:2.0\r\n", b"BEGIN:VEVENT\r\n"


def method_of(entry: Entry) -> str:
    """CANCEL for what does not take place, else REQUEST, which adds the event or moves it (RFC 5546 section 3.2)."""
    return "CANCEL" if entry.status == "CANCELLED" else "REQUEST"


def invitation(head: Head, entry: Entry, zones: Iterable[bytes] = (), *, organizer: str, attendee: str) -> bytes:
    """A VCALENDAR with METHOD, and the event under the UID and SEQUENCE it has in every feed.

    `organizer` and `attendee` are bare mail addresses; nobody is asked to answer.
    """
    begun = opening(head, zones).replace(VERSION, VERSION + line("METHOD", method_of(entry)), 1)
    parties = line("ORGANIZER", uri(f"mailto:{organizer}"), CN=head.name) + line(
        "ATTENDEE", uri(f"mailto:{attendee}"), ROLE="NON-PARTICIPANT", PARTSTAT="ACCEPTED", RSVP="FALSE"
    )
    return begun + vevent(entry).replace(BEGIN, BEGIN + parties, 1) + CLOSING
