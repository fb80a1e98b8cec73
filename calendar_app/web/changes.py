"""What changed in the record: its revisions, newest first, and the events that each made anew."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import Selection
from calendar_app.templatetags.pages import address as path

from . import history
from .calendars import chosen, page_number
from .door import page
from .errors import refused
from .frame import kept, language, show, with_query
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
    selection = chosen(request)
    number = page_number(request)
    found = list(latest(selection)[(number - 1) * PAGE : number * PAGE + 1])
    if number > 1 and not found:
        raise refused("page", str(number), "no such page of the list", ["1"])
    asof = kept(selection)
    context = {
        "revisions": revisions(found[:PAGE], selection),
        "more": f"?{asof + '&' if asof else ''}page={number + 1}" if len(found) > PAGE else "",
    }
    return show(request, "web/changes.html", context, asked=selection, here="changes")


def latest(selection: Selection) -> QuerySet[Publication]:
    """Event publications up to the day of the record, newest revision first."""
    found = Publication.objects.of(Noun.EVENT).select_related("since").order_by("-since", "slug")
    revision = selection.revision()
    return found if revision is None else found.filter(since__lte=revision)


def arrivals(selection: Selection, most: int) -> list[dict[str, Any]]:
    """The last revisions that entered new events: since (its number), since__at (UTC) and n (how many)."""
    new = latest(selection).filter(number=1).order_by("-since").values("since", "since__at")
    return [dict(row) for row in new.annotate(n=Count("pk"))[:most]]


def revisions(found: list[Publication], selection: Selection) -> list[Revision]:
    """The publications gathered under their revisions."""
    out = []
    for number, run in groupby(found, key=lambda publication: publication.since_id):
        entries = [listed(one, selection) for one in run]
        since = entries[0].publication.since
        changed = [entry for entry in entries if entry.gone or not entry.first]
        entered = [entry for entry in entries if entry.first and not entry.gone]
        out.append(Revision(number, since.at, since.reason, changed, entered))
    return out


def listed(publication: Publication, selection: Selection) -> history.Entry:
    """An entry as a list of changes prints it, with a link to what changed."""
    href = with_query(path(address(publication)), kept(selection))
    return history.entry(publication, publication.cards, language(), href)
