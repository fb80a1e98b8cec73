"""What a subscriber asks for, beside the selection: as a value, and as the row keeps it."""

from dataclasses import dataclass
from datetime import timedelta

from calendar_app.models.readers import Subscription

DIGESTS = ("daily", "weekly")


@dataclass(frozen=True)
class Wish:
    """`before`: spans before each meeting, the longest first; `alerts`: of changes; `digest`: "", daily or weekly; `diary`: every day.
    `itip`: alerts are invitations too.

    `zone` and `hour` are the reader's: for digest and diary; the hour also for reminders of meetings whose hour is not known.
    """

    language: str
    zone: str = "UTC"
    hour: int = 8
    before: tuple[timedelta, ...] = ()
    alerts: bool = False
    digest: str = ""
    diary: bool = False
    itip: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing would ever be sent."""
        return not (self.before or self.alerts or self.digest or self.diary)

    @property
    def options(self) -> dict[str, object]:
        """What the row keeps as options."""
        return {"alerts": self.alerts, "digest": self.digest, "diary": self.diary, "itip": self.itip}


def wish(subscription: Subscription) -> Wish:
    """What this subscriber asked for."""
    rows = sorted(subscription.reminders.all(), key=lambda row: -row.minutes_before)
    return Wish(
        language=subscription.language,
        zone=subscription.zone,
        hour=subscription.local_hour,
        before=tuple(timedelta(minutes=row.minutes_before) for row in rows),
        alerts=bool(subscription.options.get("alerts")),
        digest=str(subscription.options.get("digest", "")),
        diary=bool(subscription.options.get("diary")),
        itip=bool(subscription.options.get("itip")),
    )
