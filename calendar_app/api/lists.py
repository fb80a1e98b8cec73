"""Lists: events by their selection, and every other noun by its slug; whole nouns, a page at a time."""

from functools import cache
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from calendar_app.models.public import Listing, Publication
from calendar_app.selection import NAMES

from . import addresses, asked, cursors, parameters
from .asked import Asked
from .catalogue import EVENTS, NOUNS, Entry
from .description import Description
from .face import Face
from .freshness import Record
from .shapes.reading import Json, Reading

REFUSALS = {400: "A parameter, value or date that can't be read; `errors` names each, and what is allowed."}


class Page(serializers.Serializer[Any]):
    revision = serializers.IntegerField(min_value=0, help_text="The record's newest revision; 0 while it is empty.")
    count = serializers.IntegerField(min_value=0, help_text="How many there are on all pages.")
    next = serializers.URLField(allow_null=True, help_text="The next page; null on the last.")


@cache
def page_of(shape: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The shape of a page that holds this one."""
    fields = {"results": shape(many=True), "__module__": __name__, "__doc__": f"A page of a list of {shape.__name__}."}
    return type(f"{shape.__name__}Page", (Page,), fields)


class NounList(Face):
    entry: Entry = NOUNS[0]
    selecting: tuple[str, ...] = ("asof",)

    def get(self, request: Request) -> Response:
        question = asked.read(request.GET, self.selecting, self.entry)
        record = Record.now()
        if response := record.answered(request):
            return response
        rows = self.rows(question)
        headers = {"Content-Language": question.language}
        return record.stamped(Response(self._page(question, rows, record), headers=headers))

    def rows(self, question: Asked) -> QuerySet[Any]:
        """All rows in order. Raises BeforeRecord."""
        known = Publication.objects.of(self.entry.noun).as_of(question.selection.revision()).filter(tombstone="")
        if question.kinds:
            known = known.filter(snapshot__facts__kind__in=question.kinds)
        return known.select_related("since").order_by("slug")

    def _page(self, question: Asked, rows: QuerySet[Any], record: Record) -> Json:
        noun, size = self.entry.noun, question.size
        left = rows.filter(cursors.beyond(noun, question.after)) if question.after else rows
        found = list(left[: size + 1])
        shown = found[:size]
        return {
            "revision": record.revision,
            "count": rows.count(),
            "next": self._next(question, shown[-1]) if len(found) > size else None,
            "results": [self.entry.show(Reading(self.publication(row), question.language)) for row in shown],
        }

    def _next(self, question: Asked, last: Any) -> str:
        return addresses.listed(self.entry.noun, [*question.pairs(), ("cursor", cursors.encode(self.key(last)))])

    def publication(self, row: Any) -> Publication:
        found: Publication = row
        return found

    def key(self, row: Any) -> cursors.Key:
        return cursors.of_publication(row)

    def describe(self) -> Description:
        entry = self.entry
        own = [parameters.of_kinds(entry.kinds)] if entry.kinds else []
        return Description(
            id=f"list_{entry.path}",
            tag=entry.path,
            summary=entry.about,
            shape=page_of(entry.shape),
            parameters=[*self.selectors(), *own, parameters.LANG, parameters.SIZE, parameters.CURSOR],
            refusals=REFUSALS,
        )

    def selectors(self) -> tuple[Any, ...]:
        return (parameters.ASOF,)


class EventList(NounList):
    entry = EVENTS
    selecting = NAMES

    def rows(self, question: Asked) -> QuerySet[Any]:
        return question.selection.listings()

    def publication(self, row: Listing) -> Publication:
        return row.publication

    def key(self, row: Listing) -> cursors.Key:
        return cursors.of_listing(row)

    def selectors(self) -> tuple[Any, ...]:
        return parameters.SELECTION
