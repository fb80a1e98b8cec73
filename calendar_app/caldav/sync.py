"""sync-collection (RFC 6578): what came, changed and went since a token."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponseBase

from . import tokens
from .collection import Collection, Row, last_changes, rows
from .depth import depth
from .errors import Refusal
from .members import members, path_of
from .multistatus import gone, multistatus
from .names import dav
from .objects import Shape
from .places import Place
from .reading import Element
from .tokens import Position

BEGINNING = Position(0, 0)
CUT = "<D:number-of-matches-within-limits/>"


class Change(NamedTuple):
    """A member that came or changed in a revision; or that went, and then `row` is None."""

    revision: int
    subject: UUID
    row: Row | None = None


def sync(request: HttpRequest, element: Element, _: Place, collection: Collection) -> HttpResponseBase:
    """Everything there is for an empty token. Raises Refusal: 400, or DAV:valid-sync-token.

    Depth: 1 is let pass, as Thunderbird sends it still for servers of an older draft.
    """
    if depth(request, missing="0") == "infinity" or _text(element, "sync-level", "1") not in ("1", "infinite"):
        raise Refusal(400, "A sync-collection has Depth 0, and a sync-level of 1 or infinite.")
    shape, since, most = Shape.read(element), _since(element, collection), _limit(element)
    (last,) = last_changes([collection])  # before the rows are read: what is published meanwhile is told again
    changes = sorted([*_there(collection, since or BEGINNING), *(_gone(collection, since) if since else ())])
    kept, cut = changes[:most], most is not None and len(changes) > most
    known = since.known if since else last
    position = Position(known, kept[-1].revision, kept[-1].subject) if cut else Position(last, last)
    (token,) = tokens.written([(collection, position)])
    return multistatus(_answers(shape, collection, kept, cut=cut), token=token)


def _since(element: Element, collection: Collection) -> Position | None:
    if element.first(dav("sync-token")) is None:
        raise Refusal(400, "A sync-collection says since when: give a sync-token, empty at first.")
    text = _text(element, "sync-token")
    return tokens.read(text, collection) if text else None


def _limit(element: Element) -> int | None:
    """RFC 6578 section 3.7."""
    if (limit := element.first(dav("limit"))) is None:
        return None
    text = _text(limit, "nresults")
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise Refusal(400, "A limit has an nresults of 1 or more.")
    return int(text)


def _text(element: Element, name: str, missing: str = "") -> str:
    found = element.first(dav(name))
    return missing if found is None else found.text.strip()


def _there(collection: Collection, since: Position) -> list[Change]:
    """What came or changed after the position, and is there now."""
    later = Q(since_rev__gt=since.revision)
    if since.subject:
        later |= Q(since_rev=since.revision, subject__gt=since.subject)
    return [Change(row.since, row.subject, row) for row in rows(collection.listings().filter(later))]


def _gone(collection: Collection, since: Position) -> list[Change]:
    """What the collection held after the client began, and holds no longer."""
    past = (
        collection.ever().filter(until_rev__gt=since.known).exclude(subject__in=collection.listings().values("subject"))
    )
    left = past.values("subject").annotate(left=Max("until_rev")).values_list("left", "subject")
    return [Change(*one) for one in left if since.subject is None or one > (since.revision, since.subject)]


def _answers(shape: Shape, collection: Collection, changes: list[Change], *, cut: bool) -> Iterator[str]:
    yield from shape.of(members(collection, [change.row for change in changes if change.row]))
    yield from (gone(path_of(collection, change.subject)) for change in changes if not change.row)
    if cut:
        yield gone(collection.path, 507, CUT)
