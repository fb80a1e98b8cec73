"""The reminder of one event. Whatever became of the event since it fell due is looked at once more."""

from datetime import datetime

from django.utils.translation import gettext, override

from calendar_app.models.public import Publication
from calendar_app.models.readers import Claim, Delivery, Reader, Subscription
from calendar_app.models.vocabulary import Lifecycle, Noun
from calendar_app.reminders.errors import Moot
from calendar_app.reminders.letter import Letter
from calendar_app.reminders.moments import begins, slot
from calendar_app.wording import dates
from calendar_app.wording.names import pick

from . import event


def alike(delivery: Claim, _reader: Reader) -> tuple[object, str]:
    """The event, and the date that the key names; however long before."""
    return delivery.event, delivery.key.split(":", 4)[-1]


def write(delivery: Delivery, reader: Subscription, site: str, now: datetime) -> Letter:
    """Raises Moot where the event is gone, over, or not when it was."""
    assert delivery.event, "a reminder is of an event"  # noqa: S101 - narrows the type
    found = Publication.objects.of(Noun.EVENT).current().filter(subject=delivery.event).select_related("since").first()
    if found is None or found.tombstone:
        raise Moot("the event was withdrawn")
    if found.facts["lifecycle"] != Lifecycle.SCHEDULED:
        raise Moot(f"the event is {found.facts['lifecycle']}")
    if not delivery.key.endswith(f":{slot(found.facts)}"):
        raise Moot("the event moved")
    if begins(found.facts) <= now:
        raise Moot("the event has begun")
    language = reader.language
    with override(language):
        title, day = pick(found.facts["title"], language).text, dates.spell(found.facts["when"], language)
        return Letter(
            language=language,
            subject=gettext("Reminder: %(title)s, %(day)s") % {"title": title, "day": day},
            lede=gettext("You asked to be reminded of this meeting."),
            items=(event.item(found, reader, site),),
            file=event.file(found, language, site),
        )
