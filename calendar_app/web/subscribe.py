"""How to subscribe to a selection: its address for calendar programs, and how often each of them looks again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendar_app.selection import Selection

from . import chips, embed, mail_form, qr
from .door import page, read
from .errors import not_here
from .frame import show, with_query


@page
def subscribe(request: HttpRequest) -> HttpResponse:
    selection = read(request)
    if selection.asof:
        raise not_here([("asof", selection.asof.isoformat())], [])
    listings = selection.listings()
    today = timezone.now().date()
    feed = with_query(reverse("web:feed"), selection.query())
    context = {
        "feed": feed,
        "https": settings.SITE_URL + feed,
        "webcal": qr.address(selection),
        "qr": with_query(reverse("web:qr"), selection.query()) if qr.fits(selection) else "",
        "embed": embed.line(selection),
        "diary": with_query(reverse("web:events-pdf"), selection.query()),
        "count": listings.count(),
        "ahead": listings.filter(end_day__gt=today).count(),
        "filters": chips.chosen(selection, _here),
        "programs": programs(),
        **mail_form.context(mail_form.offered()),
    }
    return show(request, "web/subscribe.html", context, asked=selection, here="subscribe")


def _here(selection: Selection) -> str:
    return with_query(reverse("web:subscribe"), selection.query())


def programs() -> list[tuple[str, str, str]]:
    """Calendar programs, how often each looks for news of a feed, and whether a reader can hurry it."""
    return [
        ("Apple Calendar", _("as you set it, from 5 minutes to a week"), _("yes, in the calendar’s settings")),
        ("Google Calendar", _("within a day, when it chooses"), _("no")),
        (_("Outlook on the web"), _("every few hours"), _("no")),
        ("Thunderbird", _("every 30 minutes, unless changed"), _("yes")),
        ("DAVx⁵, ICSx⁵", _("as you set it, once a day at first"), _("yes")),
    ]
