"""Filters to offer while a name is being typed: nouns that the events of the record name, counted over the days in view."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, Window
from django.db.models.functions import Length, RowNumber

from calendar_app.dates import Span
from calendar_app.models.public import Listing, Publication, Reference, Term
from calendar_app.models.vocabulary import Noun, OrganizationKind

from .selection import Selection
from .tallies import Pair, tallies
from .words import Meant, meant, nouns

#: So many nouns of each kind are looked at: whoever gets fewer than there are types on.
MOST = 60
#: Of those that show as much, the nearer stands first: a state before the posts that say its name.
KINDS = (Noun.PERSON, Noun.ORGANIZATION, Noun.PLACE, Noun.TOPIC, Noun.POST)
#: Which column of a listing names a noun, by kind and sort of organization.
COLUMNS = {
    (Noun.PLACE, ""): "place", (Noun.ORGANIZATION, OrganizationKind.STATE): "country",
    (Noun.ORGANIZATION, OrganizationKind.FORUM): "forum",
}  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """A filter: its parameter and value, the noun behind it, and how many events of the days it shows beside the others."""

    param: str
    noun: Publication
    count: int

    @property
    def value(self) -> str:
        return self.noun.slug

    def taken(self, selection: Selection) -> bool:
        return self.value in selection.values(self.param)


@dataclass(frozen=True)
class Offered:
    """What is offered, what shows most first; and the words of the record that were meant."""

    offers: list[Offer]
    marks: frozenset[str]


def offered(selection: Selection, span: Span, text: str) -> Offered:
    """What the text, as typed so far, may name. As many queries however much is found. Raises BeforeRecord."""
    shelf = _Shelf(selection.revision())
    found = meant(text, shelf.revision, unfinished=True)
    if not all(one.words for one in found):
        return Offered([], frozenset())
    candidates = list(shelf.candidates(found))
    columns = shelf.columns(candidates)
    pairs = [(param, noun) for noun in candidates for param in _params(noun, columns)]
    counts = tallies(selection, span, [(param, noun.slug) for param, noun in pairs])
    offers = [Offer(param, noun, counts[param, noun.slug]) for param, noun in pairs]
    offers.sort(key=lambda one: (-one.count, KINDS.index(Noun(one.noun.kind)), one.value, one.param))
    return Offered(offers, frozenset(text for one in found for text in one.words.values()))


@dataclass(frozen=True)
class _Shelf:
    """What stood at a revision; None means now."""

    revision: int | None

    @cached_property
    def standing(self) -> Q:
        """Of rows that hang on a publication: those of events that stood."""
        here = Q(publication__listing__tombstone="")
        if self.revision is None:
            return here & Q(publication__listing__until_rev=None)
        until = Q(publication__listing__until_rev=None) | Q(publication__listing__until_rev__gt=self.revision)
        return here & until & Q(publication__listing__since_rev__lte=self.revision)

    def candidates(self, found: list[Meant]) -> QuerySet[Publication]:
        """Nouns that say every word and that an event names; `takes_part` where they are a participant or a topic."""
        named = Reference.objects.filter(self.standing, subject=OuterRef("subject"))
        part = Term.objects.filter(self.standing, dimension=OuterRef("kind"), value=OuterRef("slug"))
        rows = nouns(Publication.objects.as_of(self.revision).filter(kind__in=KINDS), found).filter(Exists(named))
        shortest = Window(RowNumber(), partition_by=F("kind"), order_by=[Length("slug").asc(), F("slug").asc()])
        best: QuerySet[Publication] = rows.annotate(takes_part=Exists(part), place=shortest).filter(place__lte=MOST)
        return best

    def columns(self, candidates: Iterable[Publication]) -> set[Pair]:
        """Column and value of those that a listing names. One query."""
        wanted: dict[str, list[str]] = {column: [] for column in COLUMNS.values()}
        for noun in candidates:
            if column := COLUMNS.get(_sort(noun)):
                wanted[column].append(noun.slug)
        rows = Listing.objects.as_of(self.revision).alive().order_by()
        names = list(wanted)
        first, *others = (
            rows.filter(**{f"{column}__in": slugs})
            .values(which=Value(names.index(column), IntegerField()), under=F(column))
            .distinct()
            for column, slugs in wanted.items()
        )
        return {(names[row["which"]], row["under"]) for row in first.union(*others, all=True)}


def _sort(noun: Publication) -> tuple[Any, str]:
    return Noun(noun.kind), noun.facts["kind"] if noun.kind == Noun.ORGANIZATION else ""


def _params(noun: Any, columns: set[Pair]) -> Iterator[str]:
    """The parameters under which an event may be found by the noun."""
    kind, sort = _sort(noun)
    if noun.takes_part:
        yield "state" if sort == OrganizationKind.STATE else str(kind)
    column = COLUMNS.get((kind, sort), "")
    if (column, noun.slug) in columns:
        yield column
