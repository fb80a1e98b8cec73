"""calendar-multiget (RFC 4791 section 7.9): the objects at these addresses, and a 404 for each that isn't there."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from .collection import Collection, rows
from .errors import Refusal
from .members import BATCH, members, subject_of
from .multistatus import gone, multistatus
from .names import dav
from .objects import Shape
from .places import Place
from .reading import Element

LONGEST = 2048


def multiget(_: HttpRequest, element: Element, place: Place, collection: Collection) -> HttpResponseBase:
    """The Depth header says nothing here. Asked of an object, only that object is there."""
    shape = Shape.read(element)
    asked = dict.fromkeys(child.text.strip() for child in element.all(dav("href")))
    if not asked:
        raise Refusal(400, "A calendar-multiget names the objects it wants.")
    subjects = {text: _subject(text, place, collection) for text in asked}
    return multistatus(_answers(shape, collection, subjects))


def _subject(text: str, place: Place, collection: Collection) -> UUID | None:
    try:
        path = unquote(urlsplit(text[:LONGEST]).path)
    except ValueError:
        return None
    if place is not collection and path != place.path:
        return None
    return subject_of(collection, path)


def _answers(shape: Shape, collection: Collection, subjects: dict[str, UUID | None]) -> Iterator[str]:
    wanted = sorted({subject for subject in subjects.values() if subject})
    there: set[UUID] = set()
    for start in range(0, len(wanted), BATCH):  # SQLite binds a limited number of values
        found = rows(collection.listings().filter(subject__in=wanted[start : start + BATCH]))
        there |= {row.subject for row in found}
        yield from shape.of(members(collection, found))
    for text, subject in subjects.items():
        if subject not in there:
            yield gone(text)
