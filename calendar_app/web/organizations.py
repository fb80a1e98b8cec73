"""The pages of forums, states and other organizations: members and posts, numbered sessions with their gaps, a calendar."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Level, MembershipStatus, Noun, OrganizationKind
from calendar_app.selection import Selection

from .calendars import calendar, chosen
from .door import page
from .frame import kept, language, show
from .nouns import sheet
from .rows import Row, rows
from .shelf import Moved, address, find
from .tenures import Tenure, tenures

Facts = dict[str, Any]

MOST = 400


def organization_page(
    request: HttpRequest, slug: str, kinds: tuple[str, ...], param: str, template: str
) -> HttpResponse:
    """One kind of organization at its own address; the other kinds are sent to theirs."""
    selection = chosen(request)
    publication = find(Noun.ORGANIZATION, slug, selection)
    if publication.facts["kind"] not in kinds:
        raise Moved(address(publication))
    context, apparatus = sheet(publication, param)
    facts, cards = publication.facts, publication.cards
    context |= calendar(request, selection, param, publication.slug, numbered=param != "forum")
    members = tenures(facts["members"], "member", cards, apparatus, "members")
    memberships = tenures(facts["memberships"], "organization", cards, apparatus, "memberships")
    context |= {
        "parent": publication.card(facts["parent"]),
        "members": by_status(one for one in members if one.holds(context["today"])),
        "former_members": [one for one in members if not one.holds(context["today"])],
        "memberships": memberships,
        "posts": posts(publication, selection),
    }
    if param == "forum":
        context["sessions"] = sessions(publication, selection)
    return show(request, template, context, asked=selection)


@page
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    return organization_page(request, slug, (OrganizationKind.FORUM,), "forum", "web/forum.html")


@page
def state(request: HttpRequest, slug: str) -> HttpResponse:
    return organization_page(request, slug, (OrganizationKind.STATE,), "state", "web/state.html")


@page
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    kinds = (OrganizationKind.ORGANIZATION, OrganizationKind.MINISTRY, OrganizationKind.PUBLISHER)
    return organization_page(request, slug, kinds, "organization", "web/organization.html")


def by_status(members: Iterable[Tenure]) -> list[tuple[str, list[Tenure]]]:
    """Present members under each status, in the order of the vocabulary and by name."""
    found: dict[str, list[Tenure]] = defaultdict(list)
    for one in members:
        found[one.status].append(one)
    order = [str(status) for status in MembershipStatus]
    return [(status, sorted(found[status], key=_name)) for status in order if status in found]


def _name(tenure: Tenure) -> str:
    names = tenure.card["name"]
    return str(names.get(language()) or names["en"] or tenure.card["slug"]).casefold()


@dataclass(frozen=True)
class Post:
    """An office of the organization, and whoever holds it now."""

    card: Facts
    holders: list[Tenure]


def posts(publication: Publication, selection: Selection) -> list[Post]:
    """The offices of this organization with their present holders."""
    today = timezone.now().date()
    standing = Publication.objects.of(Noun.POST).as_of(selection.revision()).showing([publication.subject])
    out = []
    for one in standing.filter(snapshot__facts__organization=str(publication.subject)):
        held = tenures(one.derived["holders"], "person", one.cards)
        card = {"kind": one.kind, "slug": one.slug, "name": one.facts["name"]}
        out.append(Post(card, [tenure for tenure in held if tenure.holds(today) and not tenure.until]))
    return sorted(out, key=lambda post: str(post.card["slug"]))


@dataclass(frozen=True)
class Session:
    """A number of the series with its meeting, or a run of numbers that the record does not hold."""

    number: int
    last: int
    row: Row | None


def sessions(publication: Publication, selection: Selection) -> list[tuple[str, list[Session]]]:
    """Every numbered meeting of the forum by level, newest first, with the gaps shown."""
    listings = Selection(forum=(publication.slug,), asof=selection.asof).listings()
    today = timezone.now().date()
    found = rows(listings[:MOST], language=language(), today=today, query=kept(selection))
    by_level: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        if row.ordinal:
            by_level[row.level].append(row)
    order = [*Level.values, ""]
    return [(level, numbered(by_level[level])) for level in order if level in by_level]


def numbered(found: Iterable[Row]) -> list[Session]:
    """Newest first, down to the first of the series; each run of missing numbers is one line."""
    out: list[Session] = []
    above = None
    for row in sorted(found, key=lambda row: (row.ordinal or 0, row.span.first), reverse=True):
        number = row.ordinal or 0
        if above is not None and above - number > 1:
            out.append(Session(number + 1, above - 1, None))
        out.append(Session(number, number, row))
        above = number
    if above is not None and above > 1:
        out.append(Session(1, above - 1, None))
    return out
