"""What a delivery says, written at the moment it is sent: nothing that changed since it became due is told wrongly."""

from collections.abc import Callable, Collection, Hashable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from calendar_app.models.public import Head
from calendar_app.models.readers import Claim, Delivery, Reader, Subscription

from . import alerts, diary, digest, due, subscribing
from .errors import Moot
from .letter import Letter
from .letters import change, confirmation, overview, reminder
from .letters import diary as agency
from .message import Person, person
from .skeleton import Skeleton


class Writer(NamedTuple):
    """Who writes a kind of letter; what it says beside language and zone depends on `alike`; `standing` of its reader."""

    write: Callable[[Delivery, Subscription, str, datetime], Letter]
    alike: Callable[[Claim, Reader], Hashable]
    standing: str


WRITERS = {
    subscribing.CONFIRM: Writer(confirmation.write, confirmation.alike, "asked"),
    due.REMINDER: Writer(reminder.write, reminder.alike, "listening"),
    alerts.CHANGE: Writer(change.write, change.alike, "listening"),
    digest.DIGEST: Writer(overview.write, overview.alike, "listening"),
    diary.DIARY: Writer(agency.write, agency.alike, "listening"),
}
KEPT = timedelta(minutes=1)  # for how long a letter that is written serves


class Ready(NamedTuple):
    """A mail that can go; `text` as a mail server takes it."""

    delivery: Claim
    to: Person
    skeleton: Skeleton
    text: bytes = b""


class Scribe:
    """Writes each letter once for all who get the same, as long as the record stands still."""

    def __init__(self, site: str) -> None:
        self.site, self.head = site, -1
        self.written: dict[Hashable, Skeleton | Moot] = {}
        self.since = self.now = datetime.min.replace(tzinfo=UTC)

    def look(self, deliveries: Collection[Claim], *, now: datetime) -> None:
        """See the record and the readers of these deliveries as they are now: `compose` goes by it."""
        if (head := Head.number()) != self.head or now - self.since > KEPT:
            self.head, self.since, self.written = head, now, {}
        self.now = now
        self.readers = Subscription.objects.readers(one.subscription_id for one in deliveries if one.subscription_id)

    def compose(self, delivery: Claim) -> Ready:
        """The mail of one of them. Raises Moot."""
        writer = WRITERS[delivery.kind]
        reader = self.readers.get(delivery.subscription_id) if delivery.subscription_id else None
        if reader is None or reader.standing != writer.standing:
            raise Moot(f"the subscription is {reader.standing if reader else 'gone'}")
        like = (delivery.kind, reader.language, reader.zone, writer.alike(delivery, reader))
        found = self.written.get(like)
        if found is None:
            found = self.written[like] = self._write(writer, delivery, reader)
        if isinstance(found, Moot):
            raise Moot(str(found))
        to = person(reader, key=delivery.key, site=self.site)
        return Ready(delivery, to, found, found.raw(to))

    def _write(self, writer: Writer, claim: Claim, reader: Reader) -> Skeleton | Moot:
        known = reader._asdict()
        del known["standing"]
        delivery, subscription = Delivery(**claim._asdict()), Subscription(**known)
        try:
            return Skeleton(writer.write(delivery, subscription, self.site, self.now), site=self.site)
        except Moot as reason:
            return reason
