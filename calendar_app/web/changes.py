"""What changed in the record: its revisions, newest first, and the events that each made anew."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import Selection
from calendar_app.templatetags.pages import address as path
from calendar_app.wording.differences import Cards

from . import chips, history
from .calendars import page_number
from .door import page, read
from .errors import refused
from .frame import Face, kept, language, show, with_query
from .served import MEDIA
from .shelf import address

PAGE = 60


@dataclass(frozen=True)
class Revision:
    """A step of the record as its readers see it: what it changed, and what it entered for the first time."""

    number: int
    at: datetime
    reason: str
    changed: list[history.Entry]
    entered: list[history.Entry]


@page
def changes(request: HttpRequest) -> HttpResponse:
    selection = read(request, also=("page",))
    number = page_number(request)
    found = list(latest(selection)[(number - 1) * PAGE : number * PAGE + 1])
    if number > 1 and not found:
        raise refused("page", str(number), "no such page of the list", ["1"])
    query = selection.query()
    feed = with_query(reverse("web:changes-atom"), query)
    context = {
        "revisions": revisions(found[:PAGE], selection),
        "more": f"?{query + '&' if query else ''}page={number + 1}" if len(found) > PAGE else "",
        "filters": chips.chosen(selection, _here),
        "faces": [Face("atom", MEDIA["atom"].partition(";")[0], feed)],
    }
    return show(request, "web/changes.html", context, asked=selection, here="changes")


def _here(selection: Selection) -> str:
    return with_query(reverse("web:changes"), selection.query())


def latest(selection: Selection) -> QuerySet[Publication]:
    """Event publications up to the day of the record, newest revision first.

    A change belongs to a selection that the event answered before it or answers after it, so that what leaves is told.
    """
    found = Publication.objects.of(Noun.EVENT).select_related("since").order_by("-since", "slug")
    revision = selection.revision()
    if revision is not None:
        found = found.filter(since__lte=revision)
    if selection.without("asof") == Selection():
        return found
    standing = Q(until_rev__isnull=True) | Q(until_rev__gte=OuterRef("since"))
    held = selection.ever().filter(standing, subject=OuterRef("subject"), since_rev__lte=OuterRef("since"))
    return found.filter(Exists(held))


def arrivals(selection: Selection, most: int) -> list[dict[str, Any]]:
    """The last revisions that entered new events: since (its number), since__at (UTC) and n (how many)."""
    new = latest(selection).filter(number=1).order_by("-since").values("since", "since__at")
    return [dict(row) for row in new.annotate(n=Count("pk"))[:most]]


def revisions(found: list[Publication], selection: Selection) -> list[Revision]:
    """The publications gathered under their revisions."""
    out = []
    for number, run in groupby(entries(found, selection), key=lambda entry: entry.publication.since_id):
        together = list(run)
        since = together[0].publication.since
        changed = [entry for entry in together if entry.gone or not entry.first]
        entered = [entry for entry in together if entry.first and not entry.gone]
        out.append(Revision(number, since.at, since.reason, changed, entered))
    return out


def entries(found: list[Publication], selection: Selection) -> list[history.Entry]:
    """The publications as entries; whom one no longer names is called as the one before called them."""
    ended = {one.since_id for one in found if one.number > 1}
    before = Publication.objects.filter(subject__in={one.subject for one in found}, until_rev__in=ended)
    cards = {(one.subject, one.until_rev): one.cards for one in before}
    return [listed(one, selection, cards.get((one.subject, one.since_id))) for one in found]


def listed(publication: Publication, selection: Selection, before: Cards | None = None) -> history.Entry:
    """An entry as a list of changes prints it, with a link to what changed; `before` are names known until then."""
    href = with_query(path(address(publication)), kept(selection))
    return history.entry(publication, {**(before or {}), **publication.cards}, language(), href)
