"""Addresses that answers carry: of this API, of the pages for people and of the calendar files; always whole URLs."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from calendar_app.models.vocabulary import Noun, OrganizationKind

#: Path of each noun, the same in the API and on the pages for people.
PATHS = {
    Noun.EVENT: "events",
    Noun.ORGANIZATION: "organizations",
    Noun.PERSON: "people",
    Noun.POST: "posts",
    Noun.PLACE: "places",
    Noun.TOPIC: "topics",
    Noun.SOURCE: "sources",
    Noun.OUTCOME: "outcomes",
}
#: Organizations with pages, and selection parameters, of their own.
SPECIAL = {OrganizationKind.STATE: ("states", "state"), OrganizationKind.FORUM: ("forums", "forum")}


@cache
def _path(kind: Noun) -> str:
    return reverse(f"api:{PATHS[kind]}")


def listed(kind: Noun, pairs: Sequence[tuple[str, str]] = ()) -> str:
    """The list of a noun in this API, with these query parameters."""
    return settings.SITE_URL + _path(kind) + _query(pairs)


def single(kind: Noun, slug: str, pairs: Sequence[tuple[str, str]] = ()) -> str:
    """One noun in this API, with these query parameters."""
    return f"{settings.SITE_URL}{_path(kind)}{slug}/{_query(pairs)}"


def _query(pairs: Sequence[tuple[str, str]]) -> str:
    return f"?{urlencode(pairs)}" if pairs else ""


def page(kind: Noun, facts: dict[str, Any], language: str) -> str:
    """The page for people. `facts` need the slug, and the kind of an organization."""
    path = PATHS[kind]
    if kind == Noun.ORGANIZATION and facts["kind"] in SPECIAL:
        path = SPECIAL[facts["kind"]][0]
    return f"{settings.SITE_URL}/{language}/{path}/{facts['slug']}/"


def calendar_file(slug: str, language: str) -> str:
    """One event as an iCalendar file (RFC 5545)."""
    return f"{settings.SITE_URL}/{language}/{PATHS[Noun.EVENT]}/{slug}.ics"


def events_of(kind: Noun, facts: dict[str, Any]) -> str:
    """The events of a noun in this API: the selection that names it."""
    param = SPECIAL.get(facts["kind"], ("", kind))[1] if kind == Noun.ORGANIZATION else kind
    return listed(Noun.EVENT, [(param, facts["slug"])])
