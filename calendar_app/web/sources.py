"""The page of one source: who published it, whose words it repeats, and what in this record rests on it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.wording import labels
from calendar_app.wording.names import Text

from . import history
from .calendars import PAGE, chosen, page_number
from .door import page
from .errors import refused
from .frame import kept, language, show
from .shelf import address, find

Facts = dict[str, Any]


@dataclass(frozen=True)
class Use:
    """A noun that cites the source: which of its facts, and in which words."""

    card: Facts
    title: Text
    kind: str
    fields: str
    quotes: list[str]


@page
def source(request: HttpRequest, ref: UUID) -> HttpResponse:
    selection = chosen(request)
    publication = find(Noun.SOURCE, str(ref), selection)
    facts = publication.facts
    number = page_number(request)
    showing = Publication.objects.as_of(selection.revision()).filter(tombstone="").showing([publication.subject])
    citing = showing.exclude(kind=Noun.SOURCE).order_by("kind", "-slug")[(number - 1) * PAGE : number * PAGE + 1]
    found = list(citing)
    if number > 1 and not found:
        raise refused("page", str(number), "no such page of the list", ["1"])
    asof = kept(selection)
    context = {
        "facts": facts,
        "title": facts["title"] or facts["publisher_name"],
        "publisher": publication.card(facts["publisher"]),
        "original": publication.card(facts["republishes"]),
        "announcer": publication.card(facts["announcer"]),
        "uses": [used for one in found[:PAGE] if (used := use(one, str(ref), language()))],
        "more": f"?{asof + '&' if asof else ''}page={number + 1}" if len(found) > PAGE else "",
    }
    return show(request, "web/source.html", context, asked=selection)


def use(publication: Publication, ref: str, code: str) -> Use | None:
    """What of the noun rests on the source; None where it only names it."""
    rows = [row for row in publication.facts["citations"] if row["source"] == ref]
    if not rows:
        return None
    fields = Counter(labels.field(row["field"], code) for row in rows)
    quotes = list(dict.fromkeys(row["quote"] for row in rows if row["quote"]))
    kind = capfirst(labels.word("noun", publication.kind, code))
    title = history.title(publication, code)
    return Use(address(publication), title, kind, ", ".join(fields), quotes)
