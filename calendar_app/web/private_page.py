"""What pages say of a private feed, and to whom: whoever asked, once, with nothing left in caches and Referers."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from calendar_app.feeds import alarms, private
from calendar_app.models.readers import PrivateFeed
from calendar_app.selection import SelectionError

from . import chips
from .frame import show

#: What the options are called on pages; the form of the subscribe page says the same.
CANCELLED = {
    "status": gettext_noop("Kept, with a mark in the title and the status"),
    "mark": gettext_noop("Kept, with a mark in the title alone"),
    "drop": gettext_noop("Left out"),
}
UNDATED = {
    "omit": gettext_noop("Left out until the day is known"),
    "span": gettext_noop("Shown as free all-day spans"),
}
ALARMS = {
    "P7D": gettext_noop("A week before"),
    "P1D": gettext_noop("A day before"),
    "PT1H": gettext_noop("An hour before"),
    "PT15M": gettext_noop("15 minutes before"),
}
#: On the feed: it is asked for anew each time, so that a revoked one is gone at once.
FEED = {
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
#: On every page that shows an address, or has one in its own.
PAGE = FEED | {"Cache-Control": "private, no-store"}
Answer = TypeVar("Answer", bound=HttpResponseBase)


def discreet(response: Answer, headers: Mapping[str, str]) -> Answer:
    """The answer, with these headers."""
    for name, value in headers.items():
        response[name] = value
    return response


def shown(request: HttpRequest, made: private.Addresses) -> HttpResponse:
    """The page that shows the addresses, the only time."""
    https = settings.SITE_URL + reverse("private-feed", args=[made.token])
    context = {
        "https": https,
        "webcal": "webcal://" + https.partition("://")[2],
        "caldav": f"{settings.SITE_URL}{reverse('caldav:door')}/feeds/{made.token}/",
        "manage": settings.SITE_URL + reverse("private-manage", args=[made.manage]) if made.manage else "",
        **described(made.feed),
    }
    return show(request, "web/private_made.html", context, here="subscribe")


def described(feed: PrivateFeed) -> dict[str, Any]:
    """What a page says of a feed: its filters by name, and its options in words."""
    said: dict[str, Any] = {"feed": "", "spoken": dict(settings.LANGUAGES)[feed.language]}
    try:
        wish = private.wish(feed)
    except SelectionError as error:  # a word that the record no longer has: its owner can still end the feed
        return said | {"problems": error.problems}
    return said | {
        "filters": [label for label, _without in chips.filters(wish.selection)],
        "cancelled": _(CANCELLED[wish.options.cancelled]),
        "undated": _(UNDATED[wish.options.undated]),
        "alarms": [_(ALARMS[span]) if span in ALARMS else span for span in alarms.written(wish.alarms)],
    }
