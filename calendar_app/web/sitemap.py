"""The site map: every page that stands, in each language, for those who index the web (sitemaps.org 0.9)."""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from django.views.decorators.http import require_safe

from calendar_app.models.public import Publication
from calendar_app.models.public.publication import PublicationQuerySet
from calendar_app.models.vocabulary import LANGUAGES, Noun
from calendar_app.templatetags.pages import address

PART = 5000  # nouns in a file; with three languages each it stays below the 50,000 addresses and 50 MB of the protocol
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
#: What stands beside the nouns' own pages.
PAGES = ("home", "agenda", "timeline", "outcomes", "changes", "subscribe")


@require_safe
def index(_request: HttpRequest) -> HttpResponse:
    """The list of the parts."""
    parts = max(1, -(-_standing().count() // PART))
    places = (settings.SITE_URL + reverse("sitemap-part", args=[number]) for number in range(1, parts + 1))
    lines = "".join(f"<sitemap><loc>{escape(place)}</loc></sitemap>\n" for place in places)
    return _xml(f"<sitemapindex {NAMESPACE}>\n{lines}</sitemapindex>\n")


@require_safe
def part(_request: HttpRequest, number: str) -> HttpResponse:
    """The addresses of one part. Raises Http404 where the index names no such part."""
    with override("en"):
        found = [*(_pages() if number == "1" else ()), *_nouns(int(number))]
    if not found:
        raise Http404
    lines = "".join(_entries(path, moment) for path, moment in found)
    return _xml(f"<urlset {NAMESPACE} {LINKS}>\n{lines}</urlset>\n")


def _standing() -> PublicationQuerySet:
    return Publication.objects.as_of(None).filter(tombstone="")


def _pages() -> Iterator[tuple[str, datetime | None]]:
    for name in PAGES:
        yield reverse(f"web:{name}"), None


def _nouns(number: int) -> Iterator[tuple[str, datetime | None]]:
    """Each noun's English path in that part, and since when its page reads as it does."""
    rows = _standing().order_by("pk").annotate(sort=KT("snapshot__facts__kind"))
    columns = rows.values_list("kind", "slug", "subject", "sort", "since__at")
    for kind, slug, subject, sort, moment in columns[(number - 1) * PART : number * PART]:
        if kind == Noun.SOURCE:
            yield reverse("web:source", args=[subject]), moment
        else:
            yield address({"kind": kind, "slug": slug, "org_kind": sort or ""}), moment


def _entries(path: str, moment: datetime | None) -> str:
    """The page in each language, each with its sisters."""
    places = {language: escape(f"{settings.SITE_URL}/{language}{path[3:]}") for language in LANGUAGES}
    sisters = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{place}"/>'
        for language, place in (*places.items(), ("x-default", places[LANGUAGES[0]]))
    )
    changed = f"<lastmod>{moment:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if moment else ""
    return "".join(f"<url><loc>{place}</loc>{changed}{sisters}</url>\n" for place in places.values())


def _xml(text: str) -> HttpResponse:
    response = HttpResponse(DECLARATION + text, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, no_cache=True)
    return response
