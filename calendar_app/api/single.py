"""One noun: by its slug, by a former slug, or by the id that it has for ever."""

from uuid import UUID

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from calendar_app.models.public import Publication
from calendar_app.models.public.publication import PublicationQuerySet
from calendar_app.models.vocabulary import Noun

from . import addresses, asked, freshness, parameters
from .asked import Asked
from .catalogue import EVENTS, Entry
from .description import Description
from .face import Face
from .lists import REFUSALS
from .problems import Gone
from .shapes.reading import Reading

ELSEWHERE = {
    301: "A former slug, or a merged event: `Location` has what stands there now.",
    404: "Not in the record, or not yet on the day asked for.",
}
WITHDRAWN = {410: "Withdrawn; `detail` gives the reason."}


class NounOne(Face):
    entry: Entry = EVENTS

    def get(self, request: Request, slug: str) -> Response:
        question = asked.read(request.GET, ("asof",))
        standing = Publication.objects.of(self.entry.noun).as_of(question.selection.revision())
        found = self._find(standing.select_related("since"), slug)
        if found.tombstone:
            return self._gone(found, standing, question)
        if question.selection.asof is None and slug != found.slug and _uuid(slug) is None:
            return self._moved(found.slug, question)
        fresh = freshness.of(found)
        if response := fresh.answered(request):
            return response
        body = self.entry.show(Reading(found, question.language))
        return fresh.stamped(Response(body, headers={"Content-Language": question.language}))

    def _find(self, standing: PublicationQuerySet, slug: str) -> Publication:
        """The publication of this id, or slug, or else of whatever had this slug last. Raises NotFound."""
        uid = _uuid(slug)
        found: Publication | None = standing.filter(subject=uid).first() if uid else self._named(standing, slug)
        if found is None:
            raise NotFound(f"The record holds nothing called {slug!r} here, or held nothing on the day asked for.")
        return found

    def _named(self, standing: PublicationQuerySet, slug: str) -> Publication | None:
        former = Publication.objects.of(self.entry.noun).filter(slug=slug).order_by("-since").values("subject")[:1]
        return standing.filter(slug=slug).first() or standing.filter(subject__in=former).first()

    def _gone(self, found: Publication, standing: PublicationQuerySet, question: Asked) -> Response:
        survivor = standing.filter(subject=found.facts.get("merged_into"), tombstone="").first()
        if survivor is None:
            raise Gone(found.facts.get("reason") or "It is no longer part of the record.")
        return self._moved(survivor.slug, question)

    def _moved(self, slug: str, question: Asked) -> Response:
        return Response(status=301, headers={"Location": addresses.single(self.entry.noun, slug, question.pairs())})

    def describe(self) -> Description:
        entry = self.entry
        return Description(
            id=f"get_{entry.noun}",
            tag=entry.path,
            summary=f"One {entry.noun}, by slug or id.",
            shape=entry.shape,
            parameters=[
                parameters.address("Its slug, or the id that it has for ever."),
                parameters.ASOF,
                parameters.LANG,
            ],
            refusals={**REFUSALS, **ELSEWHERE, **(WITHDRAWN if entry.noun == Noun.EVENT else {})},
        )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
