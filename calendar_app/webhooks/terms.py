"""Under which terms webhooks are called: the settings, as whoever knocks hands them in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from calendar_app.fetching import Resolve, resolved


@dataclass(frozen=True)
class Terms:
    """`schedule` holds the waits between the attempts of one call; `pause_after` how long an endpoint may be dead.

    `site` is the origin that addresses begin with, `also` the one host:port that need not be public.
    """

    site: str
    clock: Callable[[], datetime]
    schedule: tuple[timedelta, ...]
    pause_after: timedelta
    also: str = ""
    seconds: float = 10
    resolve: Resolve = resolved
