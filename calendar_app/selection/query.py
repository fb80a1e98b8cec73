"""From a selection to rows: participation filters bind to one line, dates compare by overlap."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import Exists, OuterRef, Q, QuerySet

from calendar_app.models.public import Publication, Term
from calendar_app.models.public.listing import ListingQuerySet

from .words import meant, saying

if TYPE_CHECKING:
    from .selection import Selection

Slugs: TypeAlias = list[str] | QuerySet[Publication, dict[str, Any]]

COLUMNS = ("forum", "place", "country", "kind", "level", "certainty", "lifecycle")
PARTIES = ("state", "organization", "person", "post")
#: Parameter → kind of the public noun whose slug it takes.
NOUN_OF = {
    "forum": "organization", "state": "organization", "organization": "organization", "country": "organization",
    "person": "person", "post": "post", "topic": "topic", "place": "place",
}  # fmt: skip


def matching(selection: "Selection", rows: ListingQuerySet) -> ListingQuerySet:
    """The rows that answer the selection, whatever their revision; none at once where a word means nothing."""
    found = meant(selection.q, selection.revision()) if selection.q else []
    if not all(one.words for one in found):
        return rows.none()
    for column in COLUMNS:
        if selection.values(column):
            rows = rows.filter(**{f"{column}__in": _slugs(selection, column)})
    if selection.from_ or selection.to:
        rows = rows.within(selection.from_, selection.to + timedelta(days=1) if selection.to else None)
    rows = saying(rows, found)
    if selection.topic:
        rows = rows.filter(_has(Q(dimension="topic", value__in=_slugs(selection, "topic"))))
    return _with_parties(selection, rows)


def _with_parties(selection: "Selection", rows: ListingQuerySet) -> ListingQuerySet:
    dimensions = [name for name in PARTIES if selection.values(name)]
    line = _line(selection)
    if dimensions:
        first, *others = dimensions
        rows = rows.filter(_has(line & _is(selection, first), *(_is(selection, name) for name in others)))
    elif line:
        rows = rows.filter(_has(line & Q(dimension__in=PARTIES)))
    basis = Q(basis__in=selection.basis) if selection.basis else Q()
    for text in selection.with_:
        dimension, _, value = text.partition(":")
        rows = rows.filter(_has(basis & Q(dimension=dimension, value__in=ever(dimension, (value,), selection))))
    return rows


def _line(selection: "Selection") -> Q:
    line = Q(role__in=selection.role) if selection.role else Q()
    return line & Q(basis__in=selection.basis) if selection.basis else line


def _is(selection: "Selection", dimension: str) -> Q:
    return Q(dimension=dimension, value__in=_slugs(selection, dimension))


def _has(condition: Q, *same_line: Q) -> Exists:
    """A term of the row's publication, with further terms of the same participation."""
    return Exists(_terms(condition, *same_line).filter(publication=OuterRef("pk")))


def _terms(condition: Q, *same_line: Q) -> QuerySet[Term]:
    terms = Term.objects.filter(condition)
    for other in same_line:
        sister = Term.objects.filter(
            other, publication=OuterRef("publication"), participation=OuterRef("participation")
        )
        terms = terms.filter(Exists(sister))
    return terms


def terms(selection: "Selection", dimension: str) -> QuerySet[Term]:
    """The terms of a dimension that a value of it could be chosen by, beside the participants asked for otherwise."""
    if dimension not in PARTIES:
        return _terms(Q(dimension=dimension))
    others = [name for name in PARTIES if name != dimension and selection.values(name)]
    return _terms(_line(selection) & Q(dimension=dimension), *(_is(selection, name) for name in others))


def _slugs(selection: "Selection", param: str) -> Slugs:
    return ever(param, selection.values(param), selection)


def ever(param: str, values: Sequence[str], selection: "Selection") -> Slugs:
    """The values as they are now and, for a look into the past, whatever the same nouns were called before."""
    if selection.asof is None or param not in NOUN_OF or not values:
        return list(values)
    named = Publication.objects.filter(kind=NOUN_OF[param], slug__in=values).values("subject")
    return Publication.objects.filter(subject__in=named).values("slug")


def spellings(param: str, values: Iterable[str], selection: "Selection") -> dict[str, str]:
    """Every spelling under which rows may have these values → the value it was asked for by."""
    asked = dict.fromkeys(values)
    if selection.asof is None or param not in NOUN_OF:
        return {value: value for value in asked}
    known = Publication.objects.filter(kind=NOUN_OF[param])
    subjects = dict(known.filter(slug__in=asked).values_list("subject", "slug"))
    return {
        slug: subjects[subject] for slug, subject in known.filter(subject__in=subjects).values_list("slug", "subject")
    }
