"""Finding a noun's publication by its address: the current one, the one of a past day, or where it moved to."""

from typing import Any, NoReturn

from django.http import Http404

from calendar_app.models.public import Publication
from calendar_app.models.public.publication import PublicationQuerySet
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import Selection


class Moved(Exception):
    """The noun has another address now."""

    def __init__(self, card: dict[str, Any]) -> None:
        self.card = card
        super().__init__(card["slug"])


class Gone(Exception):
    """The noun was public and was withdrawn; the reason stays."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class NotYet(Exception):
    """The noun is in the record now, and was not on that day."""


def find(kind: Noun, slug: str, selection: Selection) -> Publication:
    """The publication that stood at this address on the day of the record.

    Raises Moved for a former slug or a merged event, Gone for a withdrawn one, NotYet, BeforeRecord, and Http404.
    """
    known = Publication.objects.of(kind).select_related("since")
    standing = known.as_of(selection.revision())
    found: Publication | None = standing.filter(slug=slug).first()
    if found is None:
        former = known.filter(slug=slug).order_by("-number").first()
        if former is None:
            raise Http404
        found = standing.filter(subject=former.subject).first()
        if found is None:
            raise NotYet
        if not found.tombstone:
            raise Moved(address(found))
    if found.tombstone:
        _bury(found, standing)
    return found


def address(publication: Publication) -> dict[str, Any]:
    """What it takes to link to a noun: kind, slug, and which sort of organization it is."""
    org_kind = publication.facts.get("kind", "") if publication.kind == Noun.ORGANIZATION else ""
    return {"kind": publication.kind, "slug": publication.slug, "org_kind": org_kind}


def _bury(stone: Publication, standing: PublicationQuerySet) -> NoReturn:
    """Raises Moved to whatever the event was merged into, however often, or else Gone with the last reason."""
    seen = {str(stone.subject)}
    while (survivor := stone.facts.get("merged_into")) and survivor not in seen:
        seen.add(survivor)
        found: Publication | None = standing.filter(subject=survivor).first()
        if found is None:
            break
        if not found.tombstone:
            raise Moved(address(found))
        stone = found
    raise Gone(stone.facts["reason"])
