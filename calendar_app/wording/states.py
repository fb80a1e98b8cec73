"""One mark for the reader out of the questions that are never mixed; and what RFC 5545 and schema.org call it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop, override

from calendar_app.dates import EdtfDate, parse, zone
from calendar_app.models.vocabulary import Certainty, Lifecycle

Facts = Mapping[str, Any]

MARKS: Final = {
    "projected": gettext_noop("Projected"),
    "tentative": gettext_noop("Tentative"),
    "confirmed": gettext_noop("Confirmed"),
    "held": gettext_noop("Held"),
    "overdue": gettext_noop("Not yet confirmed as held"),
    "postponed": gettext_noop("Postponed"),
    "rescheduled": gettext_noop("Rescheduled"),
    "cancelled": gettext_noop("Cancelled"),
}


def mark(facts: Facts, *, today: date) -> str:
    """Which of `MARKS` an event's facts or card show on that day. Raises DateError.

    What became of the meeting comes first, then that its last day has passed unreported, then that its date was
    another once, then how sure the date is.
    """
    if facts["lifecycle"] != Lifecycle.SCHEDULED:
        return str(facts["lifecycle"])
    known = _known(facts)
    if known and known.span.end <= today:
        return "overdue"
    return "rescheduled" if _rescheduled(facts) else certainty(facts)


@cache
def label(of: str, language: str) -> str:
    """The word that always stands beside a mark."""
    with override(language):
        return gettext(MARKS[of])


def certainty(facts: Facts) -> str:
    """How sure the date is: a confirmed one with “?” (ISO 8601-2, uncertain) counts as tentative. Raises DateError."""
    known = _known(facts)
    doubtful = known is not None and known.uncertain and facts["certainty"] == Certainty.CONFIRMED
    return str(Certainty.TENTATIVE if doubtful else facts["certainty"])


def headline(facts: Facts, title: str, language: str) -> str:
    """The title, with “Postponed:” or “Cancelled:” before it where that is so, as a SUMMARY carries it."""
    with override(language):
        if facts["lifecycle"] == Lifecycle.POSTPONED:
            return gettext("Postponed: %(title)s") % {"title": title}
        if facts["lifecycle"] == Lifecycle.CANCELLED:
            return gettext("Cancelled: %(title)s") % {"title": title}
        return title


def event_status(facts: Facts) -> str:
    """STATUS (RFC 5545, section 3.8.1.11). Precision never decides it. Raises DateError."""
    if facts["lifecycle"] == Lifecycle.CANCELLED:
        return "CANCELLED"
    if facts["lifecycle"] == Lifecycle.POSTPONED:
        return "TENTATIVE"
    sure = facts["lifecycle"] == Lifecycle.HELD or certainty(facts) == Certainty.CONFIRMED
    return "CONFIRMED" if sure else "TENTATIVE"


def transparency(facts: Facts) -> str:
    """TRANSP (RFC 5545, section 3.8.2.7): only a sure meeting with a known hour takes up its subscriber's time."""
    return "OPAQUE" if event_status(facts) == "CONFIRMED" and facts["when"].get("start_time") else "TRANSPARENT"


def schema_status(facts: Facts) -> str:
    """The eventStatus of schema.org, as its full address. Raises DateError."""
    words = {Lifecycle.CANCELLED: "EventCancelled", Lifecycle.POSTPONED: "EventPostponed"}
    word = words.get(facts["lifecycle"], "EventRescheduled" if _moved(facts) else "EventScheduled")
    return f"https://schema.org/{word}"


def previous_start(facts: Facts) -> str | None:
    """schema.org's previousStartDate in ISO 8601: where a moved event stood last, where a postponed one stood.

    A day, or a date-time with its offset where the hour was known; None where no day was, or nothing moved.
    Raises DateError.
    """
    if facts["lifecycle"] == Lifecycle.POSTPONED and facts["when"]["date"]:
        return _start(facts["when"])
    if facts["lifecycle"] == Lifecycle.POSTPONED or _moved(facts):
        former = sorted(facts.get("former_dates") or [], key=lambda slot: str(slot["replaced"]))
        return _start(former[-1]) if former else None
    return None


def _known(facts: Facts) -> EdtfDate | None:
    return parse(facts["when"]["date"]) if facts["when"]["date"] else None


def _moved(facts: Facts) -> bool:
    return facts["lifecycle"] == Lifecycle.SCHEDULED and _rescheduled(facts)


def _rescheduled(facts: Facts) -> bool:
    """It had another date before, and has one now that somebody announced; a date made more precise did not move."""
    moved = (slot for slot in facts.get("former_dates") or () if not _narrowed(slot, facts["when"]))
    return facts["certainty"] != Certainty.PROJECTED and any(moved)


def _narrowed(former: Facts, when: Facts) -> bool:
    """Whether the date says the same as before, only more closely: a day of that month, an hour of that day."""
    if not when["date"] or (former["start_time"] and former["start_time"] != when["start_time"]):
        return False
    old, new = parse(former["date"]).span, parse(when["date"]).span
    return old.first <= new.first and new.end <= old.end


def _start(when: Facts) -> str | None:
    known = parse(when["date"])
    if not known.known_to_day:
        return None
    if not when.get("start_time"):
        return known.span.first.isoformat()
    at = datetime.combine(known.span.first, time.fromisoformat(when["start_time"]), zone(when["zone"]))
    return at.isoformat(timespec="minutes")
