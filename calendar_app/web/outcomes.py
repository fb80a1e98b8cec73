"""Documents: one page for each with its path from expected to adopted, and the list of all."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.wording.names import Text, pick

from .apparatus import Apparatus
from .calendars import chosen, page_number
from .documents import Step, path
from .door import page
from .errors import refused
from .frame import kept, language, show
from .nouns import others
from .shelf import find

Facts = dict[str, Any]

PAGE = 100
FACTS = {"title": ("title",), "kind": ("kind",), "period": ("period",), "link": ("url",), "progress": ("progress",)}


@page
def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    selection = chosen(request)
    publication = find(Noun.OUTCOME, slug, selection)
    facts, ref = publication.facts, str(publication.subject)
    apparatus = Apparatus(facts["citations"], publication.cards, language())
    events = (
        Publication.objects.of(Noun.EVENT)
        .as_of(selection.revision())
        .filter(tombstone="")
        .showing([publication.subject])
    )
    context = {
        "facts": facts,
        "title": pick(facts["title"], language()),
        "also": others(facts["title"], language()),
        "steps": path(events, [ref], None)[ref],
        "sources": apparatus.sources,
        "cites": {name: apparatus.cite(name, *fields) for name, fields in FACTS.items()},
    }
    return show(request, "web/outcome.html", context, asked=selection)


@dataclass(frozen=True)
class Item:
    """A document in the list of all."""

    publication: Publication
    title: Text
    steps: list[Step]

    @property
    def latest(self) -> Step | None:
        return self.steps[-1] if self.steps else None


@page
def outcomes(request: HttpRequest) -> HttpResponse:
    """All documents, those whose last step is newest first."""
    selection = chosen(request)
    number = page_number(request)
    standing = Publication.objects.as_of(selection.revision()).filter(tombstone="")
    documents = {str(one.subject): one for one in standing.filter(kind=Noun.OUTCOME).order_by("slug")}
    events = standing.filter(kind=Noun.EVENT).showing(one.subject for one in documents.values())
    steps = path(events, documents, None)
    items = [Item(one, pick(one.facts["title"], language()), steps[ref]) for ref, one in documents.items()]
    items.sort(key=lambda item: (item.latest.when["date"] if item.latest else "", item.publication.slug), reverse=True)
    shown = items[(number - 1) * PAGE : number * PAGE]
    if number > 1 and not shown:
        raise refused("page", str(number), "no such page of the list", ["1"])
    asof = kept(selection)
    more = f"?{asof + '&' if asof else ''}page={number + 1}" if len(items) > number * PAGE else ""
    context = {"items": shown, "count": len(items), "more": more}
    return show(request, "web/outcomes.html", context, asked=selection, here="outcomes")
