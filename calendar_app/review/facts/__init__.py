"""The facts of a noun as its next publication will hold them, read from the desk."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from calendar_app.models.desk import Event, Organization, Outcome, Person, Place, Post, Source, Topic
from calendar_app.models.vocabulary import Noun

from . import event, nouns

Facts = dict[str, Any]

MODELS: dict[Noun, type[models.Model]] = {
    Noun.EVENT: Event,
    Noun.ORGANIZATION: Organization,
    Noun.PERSON: Person,
    Noun.POST: Post,
    Noun.PLACE: Place,
    Noun.TOPIC: Topic,
    Noun.SOURCE: Source,
    Noun.OUTCOME: Outcome,
}

_READERS: dict[Noun, tuple[Callable[[Any], Facts], tuple[str, ...]]] = {
    Noun.EVENT: (event.facts, event.PREFETCH),
    Noun.ORGANIZATION: (nouns.organization, ("citations", "other_names", "identifiers", "memberships", "members")),
    Noun.PERSON: (nouns.person, ("citations", "other_names", "identifiers", "appointments")),
    Noun.POST: (nouns.post, ("citations",)),
    Noun.PLACE: (nouns.place, ("citations", "other_names")),
    Noun.TOPIC: (nouns.topic, ("citations",)),
    Noun.SOURCE: (nouns.source, ("citations",)),
    Noun.OUTCOME: (nouns.outcome, ("citations",)),
}


def kind_of(noun: models.Model) -> Noun:
    """Which public noun a desk row is. Raises KeyError for a row that has no publications of its own."""
    return {model: kind for kind, model in MODELS.items()}[type(noun)]


def read(kind: Noun, ids: Iterable[UUID]) -> dict[UUID, Facts]:
    """The facts of these rows, by id, in a fixed number of queries; ids that are not there are left out."""
    reader, prefetch = _READERS[kind]
    rows: QuerySet[Any] = QuerySet(MODELS[kind]).filter(pk__in=list(ids)).prefetch_related(*prefetch)
    return {row.pk: reader(row) for row in rows}
