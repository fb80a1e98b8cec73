"""The collection of a private feed, with its alarms: `/caldav/feeds/{token}/`. No home lists it; one knows its address."""

from datetime import date

from django.utils import timezone

from calendar_app.feeds import private
from calendar_app.feeds.heads import head
from calendar_app.models.readers import PrivateFeed
from calendar_app.selection import SelectionError
from calendar_app.wording.names import Text

from . import shelf
from .collection import Collection

FOLDER = "feeds"


def is_below(path: str) -> bool:
    return path.startswith(f"{shelf.ROOT}{FOLDER}/")


def collection(token: str) -> Collection | None:
    """What the token opens, None where it opens nothing or nothing any more; its use is noted."""
    feed = PrivateFeed.objects.alive().read_with(token).first()
    if feed is None:
        return None
    try:
        wish = private.wish(feed)
    except SelectionError:  # a word that the record no longer has; the feed and its manage page say which
        return None
    private.touch(feed=feed, now=timezone.now())
    return Collection(
        path=f"{shelf.ROOT}{FOLDER}/{token}/",
        language=feed.language,
        key=f"{FOLDER}/{feed.pk}",
        name=Text(head(wish.selection, feed.language, source="", site="").name, feed.language),
        selection=wish.selection,
        past=wish.selection.replace(asof=date.max),  # a look into the past knows every slug by its former names
        options=wish.options,
        alarms=wish.alarms,
    )
