"""The names that WebDAV and its extensions give to elements and properties."""

from typing import NamedTuple

DAV = "DAV:"
CALDAV = "urn:ietf:params:xml:ns:caldav"
CALENDARSERVER = "http://calendarserver.org/ns/"
APPLE = "http://apple.com/ns/ical/"
#: The prefixes that every answer declares.
PREFIXES = {DAV: "D", CALDAV: "C", CALENDARSERVER: "CS", APPLE: "A"}


class Name(NamedTuple):
    """An expanded name (Namespaces in XML, section 2.1); `space` is empty where there is none."""

    space: str
    local: str


def dav(local: str) -> Name:
    """RFC 4918 and its extensions by RFC 3253, 3744, 5397 and 6578."""
    return Name(DAV, local)


def caldav(local: str) -> Name:
    """RFC 4791."""
    return Name(CALDAV, local)
