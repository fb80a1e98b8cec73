"""The diary of the week ahead, in the very lines of the printed one; ** marks what came since the day before."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qs

from django.utils.translation import gettext, override

from calendar_app.dates import Span, zone
from calendar_app.entries import diary
from calendar_app.models.public import Publication
from calendar_app.models.readers import Claim, Delivery, Reader, Subscription
from calendar_app.reminders.errors import Moot
from calendar_app.reminders.letter import Letter
from calendar_app.reminders.moments import DAY
from calendar_app.selection import Selection, SelectionError
from calendar_app.wording import counts, dates

MOST = 200  # meetings in one letter; the rest is counted
AHEAD = 7  # days, the first included


def alike(delivery: Claim, reader: Reader) -> tuple[datetime, str, bool]:
    """The moment, the selection, and whether one is wanted."""
    return delivery.due, reader.selection, bool(reader.options.get("diary"))


def write(delivery: Delivery, reader: Subscription, site: str, _now: datetime) -> Letter:
    """Raises Moot where nothing is ahead, or the reader wants no diary any more."""
    if not reader.options.get("diary"):
        raise Moot("no diary is wanted")
    first = delivery.due.astimezone(zone(reader.zone)).date()
    span = Span(first, first + AHEAD * DAY)
    found = _ahead(reader, span)
    if not found:
        raise Moot("nothing is ahead")
    language, rest = reader.language, len(found) - MOST
    new = _new(found, delivery.due - DAY)
    with override(language):
        said = dates.spell({"date": f"{first}/{span.last}"}, language)
        count = counts.counted("event", len(found), language)
        more = (gettext("And %(count)s more.") % {"count": counts.counted("event", rest, language)},)
        return Letter(
            language=language,
            subject=gettext("Diary: %(days)s, %(count)s") % {"days": said, "count": count},
            lede=gettext("What the record has for %(days)s.") % {"days": said},
            days=tuple(diary.diary(found[:MOST], language, site=site, new=new, first=span.first, end=span.end)),
            foot=(
                *(more if rest > 0 else ()),
                diary.legend(dates.day((delivery.due - DAY).astimezone(zone(reader.zone)).date(), language), language),
            ),
        )


def _ahead(reader: Subscription, span: Span) -> list[Publication]:
    """Meetings of these days, and those of which only a month or the like is known that holds some of them."""
    try:
        rows = Selection.read(parse_qs(reader.selection)).listings()
    except SelectionError as error:
        raise Moot("the selection cannot be read") from error
    listed = rows.alive().within(span.first, span.end).in_date_order().select_related("publication__since")
    return [row.publication for row in listed]


def _new(found: list[Publication], since: datetime) -> Callable[[Publication], bool]:
    """Whether a meeting came, or its date moved, since then."""
    came = Publication.objects.came(since).filter(subject__in=[one.subject for one in found])
    return diary.fresh(set(came.values_list("subject", flat=True)), since.date())
