"""The pages of people, posts, places and topics: what each is, who says so, and its calendar."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from calendar_app.dates import partial_bounds
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import Selection
from calendar_app.wording.names import Text, pick

from .apparatus import Apparatus, Cite
from .calendars import calendar, chosen, met
from .charts import chart
from .door import page
from .frame import language, show
from .shelf import find

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


@dataclass(frozen=True)
class Tenure:
    """A row of a table of periods: whom or what it joins, from when to when, and who says so."""

    card: Facts
    since: str
    until: str
    status: str = ""
    acting: bool = False
    cite: Cite | None = None

    def holds(self, day: date) -> bool:
        """Whether it may hold on the day; a partial date counts for every day it could mean."""
        begun = not self.since or partial_bounds(self.since).first <= day
        return begun and (not self.until or partial_bounds(self.until).last > day)


def tenures(
    rows: list[Facts], other: str, cards: dict[str, Facts], apparatus: Apparatus | None = None, field: str = ""
) -> list[Tenure]:
    """Rows whose other side is public, newest first; `field` is what their citations call them."""
    found = [
        Tenure(
            cards[row[other]],
            row["since"],
            row["until"],
            row.get("status", ""),
            row.get("acting", False),
            apparatus.cite(f"{field}-{number}", field, rows=[row.get("id")]) if apparatus else None,
        )
        for number, row in enumerate(rows)
        if row[other] in cards
    ]
    return sorted(found, key=lambda one: (one.since, one.card["slug"]), reverse=True)


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


def with_gaps(holders: list[Tenure], seats: int) -> list[Tenure | tuple[str, str]]:
    """Holders newest first, with (until, since) wherever a one-seat post had nobody in the record."""
    out: list[Tenure | tuple[str, str]] = []
    for newer, one in zip([None, *holders], holders, strict=False):
        if newer and seats == 1 and _gap(one.until, newer.since):
            out.append((one.until, newer.since))
        out.append(one)
    return out


def _gap(until: str, since: str) -> bool:
    """Whether more than three days lie between two ends that are known to the day."""
    if len(until) != len(since) or len(until) != len("2025-07-10"):
        return False
    return (date.fromisoformat(since) - date.fromisoformat(until)).days > 3


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
