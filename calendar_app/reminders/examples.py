"""Each kind of mail as a reader would have it, from the record as it is and a reader who does not exist."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from calendar_app.models.public import Listing, Publication
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.readers import Delivery, Subscription
from calendar_app.models.vocabulary import Lifecycle, Noun

from .alerts import CHANGE
from .compose import WRITERS
from .diary import DIARY
from .digest import DIGEST
from .due import REMINDER
from .errors import Moot
from .message import Mail, mail, person
from .moments import begins, slot, wall
from .subscribing import CONFIRM

KINDS = (CONFIRM, REMINDER, CHANGE, DIGEST, DIARY)
WISHES = {"alerts": True, "digest": "weekly", "diary": True}
EIGHT = time(8)


def example(kind: str, language: str, *, site: str, now: datetime) -> Mail:
    """The mail of one of KINDS. Its links lead to nobody's subscription. Raises Moot where the record has nothing for it."""
    reader = Subscription(email="reader@example.org", language=language, options=WISHES, nonce=kind, asked=now)
    delivery, moment = _DELIVERIES[kind](now)
    letter = WRITERS[kind].write(delivery, reader, site, moment)
    return mail(letter, person(reader, key=f"example:{kind}:{language}", site=site), site=site)


def _plain(now: datetime) -> tuple[Delivery, datetime]:
    return Delivery(kind=CONFIRM, due=now), now


def _reminder(now: datetime) -> tuple[Delivery, datetime]:
    rows = Listing.objects.current().alive().known_to_day().filter(lifecycle=Lifecycle.SCHEDULED)
    row = _nearest(rows, now)
    event = row.publication
    key = f"{REMINDER}:{slot(event.facts)}"
    return Delivery(kind=REMINDER, key=key, event=event.subject, due=now), begins(event.facts) - timedelta(days=1)


def _change(now: datetime) -> tuple[Delivery, datetime]:
    events = Publication.objects.of(Noun.EVENT).order_by("-since", "-number")
    found = events.filter(number__gt=1).first() or events.first()
    if found is None:
        raise Moot("the record has no event yet")
    return Delivery(kind=CHANGE, revision=found.since_id, due=now), now


def _ahead(now: datetime) -> tuple[Delivery, datetime]:
    rows = Listing.objects.current().alive().known_to_day()
    day = _nearest(rows, now).first_day or now.date()
    return Delivery(due=wall(day, EIGHT, "UTC")), now


def _nearest(rows: ListingQuerySet, now: datetime) -> Listing:
    """The next one, or else the last one that there was."""
    rows = rows.select_related("publication")
    ahead = rows.filter(first_day__gte=now.date()).order_by("first_day", "subject").first()
    found: Listing | None = ahead or rows.order_by("-first_day", "subject").first()
    if found is None:
        raise Moot("the record has no such event yet")
    return found


_DELIVERIES: dict[str, Callable[[datetime], tuple[Delivery, datetime]]] = {
    CONFIRM: _plain,
    REMINDER: _reminder,
    CHANGE: _change,
    DIGEST: _ahead,
    DIARY: _ahead,
}
