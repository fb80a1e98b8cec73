"""The overview of what is ahead, for a day and the next, or for a week."""

from datetime import datetime
from urllib.parse import parse_qs

from django.utils.translation import gettext, override

from calendar_app.dates import Span, zone
from calendar_app.models.public import Publication
from calendar_app.models.readers import Claim, Delivery, Reader, Subscription
from calendar_app.reminders.digest import AHEAD
from calendar_app.reminders.errors import Moot
from calendar_app.reminders.letter import Letter
from calendar_app.reminders.moments import DAY
from calendar_app.selection import Selection, SelectionError
from calendar_app.wording import counts, dates

from . import event

MOST = 60


def alike(delivery: Claim, reader: Reader) -> tuple[datetime, str, object]:
    """The moment, the selection, and for how many days."""
    return delivery.due, reader.selection, reader.options.get("digest")


def write(delivery: Delivery, reader: Subscription, site: str, _now: datetime) -> Letter:
    """Raises Moot where nothing is ahead, or the reader wants no overviews any more."""
    if not (days := AHEAD.get(reader.options.get("digest", ""), 0)):
        raise Moot("no overviews are wanted")
    first = delivery.due.astimezone(zone(reader.zone)).date()
    found = list(_ahead(reader, Span(first, first + days * DAY)))
    if not found:
        raise Moot("nothing is ahead")
    language, rest = reader.language, len(found) - MOST
    with override(language):
        span = {"date": f"{first}/{first + (days - 1) * DAY}"}
        count = counts.counted("event", len(found), language)
        return Letter(
            language=language,
            subject=gettext("Ahead: %(days)s, %(count)s") % {"days": dates.spell(span, language), "count": count},
            lede=gettext("What the record has for %(days)s.") % {"days": dates.spell(span, language)},
            items=tuple(event.item(one, reader, site) for one in found[:MOST]),
            foot=(gettext("And %(count)s more.") % {"count": counts.counted("event", rest, language)},)
            if rest > 0
            else (),
        )


def _ahead(reader: Subscription, span: Span) -> list[Publication]:
    try:
        rows = Selection.read(parse_qs(reader.selection)).listings()
    except SelectionError as error:
        raise Moot("the selection cannot be read") from error
    listed = rows.known_to_day().within(span.first, span.end).select_related("publication__since")
    return [row.publication for row in listed]
