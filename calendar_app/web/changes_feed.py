"""The feed of changes alone: what the page of changes lists, for readers of news."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from calendar_app.feeds import News, news_feed
from calendar_app.feeds.feed import BEFORE
from calendar_app.ical import Words
from calendar_app.models.public import Revision
from calendar_app.selection import Selection

from .changes import entries, latest
from .frame import language
from .history import Entry
from .served import answer, door
from .telling import told, what

MOST = 200  # the newest; whoever looks once a week misses none


@door
def atom(request: HttpRequest) -> HttpResponseBase:
    """`/{lang}/changes.atom`: takes the selection of the page."""
    selection = Selection.read(request.GET)
    found = entries(list(latest(selection)[:MOST]), Selection())
    first = None if found else Revision.objects.first()
    feed = news_feed(
        [_news(entry) for entry in found],
        selection,
        language(),
        word=_("Changes"),
        site=settings.SITE_URL,
        begun=first.at if first else BEFORE,
    )
    return answer(request, feed, "changes", "atom")


def _news(entry: Entry) -> News:
    publication = entry.publication
    return News(
        subject=publication.subject,
        number=publication.number,
        revision=publication.since_id,
        at=entry.at,
        what=what(entry),
        title=Words(entry.title.text, entry.title.lang or language()),
        told=told(entry),
        page=settings.SITE_URL + entry.href,
    )
