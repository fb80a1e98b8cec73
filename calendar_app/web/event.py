"""The page of one event: what, when, where, who, what came of it, who says so, and how the record changed."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from calendar_app.dates import Span, week_of
from calendar_app.entries import structured
from calendar_app.models.public import Listing, Publication
from calendar_app.models.vocabulary import Noun, Role
from calendar_app.selection import Selection
from calendar_app.wording import states
from calendar_app.wording.names import pick

from . import history
from .apparatus import Apparatus
from .brackets import lined
from .charts import chart
from .delegations import expected, recorded
from .documents import documents, steps
from .door import page, read
from .frame import kept, language, show
from .nouns import others
from .rows import rows
from .shelf import find
from .sidelines import sidelines

Facts = dict[str, Any]

IN_THE_CHAIR = (Role.HOST, Role.CHAIR, Role.CO_CHAIR)
NEAR = 14
ONE_DAY = timedelta(days=1)
#: Each fact of the page, and the citation fields that speak of it.
FACTS = {
    "state": ("lifecycle", "certainty"),
    "when": ("date", "time"),
    "where": ("place", "country", "venue", "online"),
    "format": ("level", "forum", "ordinal"),
    "topics": ("topics", "agenda"),
    "parent": ("parent",),
    "title": ("title",),
    "who": ("participations",),
}


@page
def event(request: HttpRequest, slug: str) -> HttpResponse:
    selection = read(request, only=("asof",))
    publication = find(Noun.EVENT, slug, selection)
    today = timezone.now().date()
    apparatus = Apparatus(publication.facts["citations"], publication.cards, language())
    listing = publication.listing
    context = {
        **sheet(publication, apparatus, today),
        **around(listing, selection, today),
        "documents": documents(publication, steps(publication, selection), apparatus),
        "history": versions(publication),
        "structured": structured(publication, language(), site=settings.SITE_URL),
        "feed": reverse("web:event-feed", args=[publication.slug]) if listing.first_day else "",
        "today": today,
    }
    return show(request, "web/event.html", context, asked=selection, at=listing.first_day)


def sheet(publication: Publication, apparatus: Apparatus, today: date) -> Facts:
    """What the event's own publication says, shaped for its page."""
    facts, cards, code = publication.facts, publication.cards, language()
    lines = recorded(facts, cards, apparatus, code)
    chair = [line for line in lines if line.role in IN_THE_CHAIR]
    mark = states.mark(facts, today=today)
    return {
        "publication": publication,
        "facts": facts,
        "title": pick(facts["title"], code),
        "also": others(facts["title"], code),
        "mark": mark,
        "label": states.label(mark, code),
        "certainty": states.certainty(facts),
        "sources": apparatus.sources,
        "cites": {name: apparatus.cite(name, *fields) for name, fields in FACTS.items()},
        "starts_at": publication.listing.starts_at if facts["when"]["start_time"] else None,
        "forum": cards.get(facts["forum"] or ""),
        "parent": cards.get(facts["parent"] or ""),
        "place": cards.get(facts["place"] or ""),
        "country": cards.get(facts["country"] or ""),
        "topics": [cards[ref] for ref in facts["topics"] if ref in cards],
        "chair": chair,
        "chair_cite": apparatus.cite("chair", "participations", rows=[line.id for line in chair]),
        "recorded": lines,
        "expected": expected(publication.derived["expected"], cards, code),
        "last_confirmed": publication.derived["last_confirmed"],
        "map": chart(cards.get(facts["place"] or ""), code),
        "feed": reverse("web:event-feed", args=[publication.slug]),
    }


def around(listing: Listing, selection: Selection, today: date) -> Facts:
    """What hangs under the event, and what else is on in its week."""
    span = _week(listing)
    listings = Selection(asof=selection.asof).listings().exclude(subject=listing.subject)
    near = Q(parent=listing.subject)
    if listing.parent:
        near |= Q(parent=listing.parent)
    if span:
        near |= Q(known_to_day=True, first_day__lt=span.end, end_day__gt=span.first)
    found = rows(listings.filter(near), language=language(), today=today, query=kept(selection))
    children = [row for row in found if row.parent == str(listing.subject)]
    siblings = [row for row in found if str(listing.subject) != row.parent and row.subject != str(listing.parent)]
    return {
        "children": lined(children, language()),
        "sidelines": sidelines(children, language()),
        "siblings": siblings[:NEAR],
    }


def _week(listing: Listing) -> Span | None:
    """The ISO week of the first day, as far as the event's last."""
    if not (listing.known_to_day and listing.first_day and listing.end_day):
        return None
    week = week_of(listing.first_day)
    return Span(week.days[0], max(week.days[-1] + ONE_DAY, listing.end_day))


def versions(publication: Publication) -> list[history.Entry]:
    """The publications of the event so far, newest first; of a withdrawn time nothing but that it was so."""
    found = Publication.objects.history(publication.subject).filter(number__lte=publication.number)
    return history.entries(found, language())
