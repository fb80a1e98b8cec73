"""iCalendar: RFC 5545, 7986 and 9253, entries to bytes and bytes to entries. Plain Python: no clock, no framework."""

from .calendar import CLOSING, Head, calendar, opening
from .checker import Finding, check
from .entry import Entry, Link, Relation, Status, Words
from .event import vevent
from .invitation import invitation, method_of
from .read import Fault, Reading, read
from .rich import Data, Location, Participant, Rich
from .text import isolated
from .zones import vtimezone

__all__ = [
    "CLOSING",
    "Data",
    "Entry",
    "Fault",
    "Finding",
    "Head",
    "Link",
    "Location",
    "Participant",
    "Reading",
    "Relation",
    "Rich",
    "Status",
    "Words",
    "calendar",
    "check",
    "invitation",
    "isolated",
    "method_of",
    "opening",
    "read",
    "vevent",
    "vtimezone",
]
