"""The pages of people, posts, places and topics: what each is, who says so, and its calendar."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import Selection
from calendar_app.wording.names import Text, pick

from .apparatus import Apparatus
from .calendars import calendar, chosen, met
from .charts import chart
from .door import page
from .frame import language, show
from .shelf import find
from .tenures import tenures, with_gaps

Facts = dict[str, Any]


def sheet(publication: Publication, feed: str) -> tuple[Facts, Apparatus]:
    """What every noun's page begins with: names, sources, feed; and the apparatus for its other facts."""
    facts = publication.facts
    apparatus = Apparatus(facts["citations"], publication.cards, language())
    context = {
        "publication": publication,
        "facts": facts,
        "title": pick(facts["name"], language()),
        "also": others(facts["name"], language()),
        "aliases": aliases(facts.get("other_names", [])),
        "sources": apparatus.sources,
        "cites": {name: apparatus.cite(name, *fields) for name, fields in FACTS[publication.kind].items()},
        "feed": reverse(f"web:{feed}-feed", args=[publication.slug]) if feed else "",
    }
    return context, apparatus


#: The facts of each noun's page, and the citation fields that speak of them.
FACTS: dict[str, dict[str, tuple[str, ...]]] = {
    Noun.ORGANIZATION: {
        "name": ("name", "abbreviation", "other_names"),
        "founded": ("founded",),
        "website": ("website",),
    },
    Noun.PERSON: {"name": ("name", "other_names"), "nationality": ("nationality",)},
    Noun.POST: {"name": ("name",), "organization": ("organization",), "seats": ("seats",)},
    Noun.PLACE: {"name": ("name",), "country": ("country",), "zone": ("zone",), "coordinates": ("coordinates",)},
    Noun.TOPIC: {"name": ("name",)},
}


def others(trilingual: dict[str, str], code: str) -> list[Text]:
    """A name or title in the other languages in which it is known."""
    shown = pick(trilingual, code)
    return [Text(text, lang) for lang, text in trilingual.items() if text and lang != shown.lang]


def aliases(rows: list[Facts]) -> list[Text]:
    return [Text(row["name"], row["language"] if row["language"] in ("en", "ru", "ar") else "") for row in rows]


@page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    selection = chosen(request)
    publication = find(Noun.PERSON, slug, selection)
    context, apparatus = sheet(publication, "person")
    facts, cards = publication.facts, publication.cards
    context |= calendar(request, selection, "person", publication.slug)
    context |= {
        "nationality": cards.get(facts["nationality"] or ""),
        "appointments": tenures(facts["appointments"], "post", cards, apparatus, "appointments"),
        "met": met(selection, publication.slug),
    }
    return show(request, "web/person.html", context, asked=selection)


@page
def post(request: HttpRequest, slug: str) -> HttpResponse:
    selection = chosen(request)
    publication = find(Noun.POST, slug, selection)
    context, _apparatus = sheet(publication, "post")
    context |= calendar(request, selection, "post", publication.slug)
    holders = tenures(publication.derived["holders"], "person", publication.cards)
    context |= {
        "organization": publication.card(publication.facts["organization"]),
        "holders": with_gaps(holders, publication.facts["seats"]),
        "present": [one for one in holders if one.holds(context["today"]) and not one.until],
    }
    return show(request, "web/post.html", context, asked=selection)


@page
def place(request: HttpRequest, slug: str) -> HttpResponse:
    selection = chosen(request)
    publication = find(Noun.PLACE, slug, selection)
    context, _apparatus = sheet(publication, "place")
    context |= calendar(request, selection, "place", publication.slug)
    context |= {
        "country": publication.card(publication.facts["country"]),
        "map": chart(publication.facts, language()),
    }
    return show(request, "web/place.html", context, asked=selection)


@page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    selection: Selection = chosen(request)
    publication = find(Noun.TOPIC, slug, selection)
    context, _apparatus = sheet(publication, "topic")
    context |= calendar(request, selection, "topic", publication.slug)
    return show(request, "web/topic.html", context, asked=selection)
