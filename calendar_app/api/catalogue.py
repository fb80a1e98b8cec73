"""The nouns that the API gives: for each its shape, the function that fills it, and how it is described."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from rest_framework import serializers

from calendar_app.models.vocabulary import Noun, OrganizationKind, OutcomeKind

from . import addresses
from .shapes import event, organization, outcome, person, place, post, source, topic
from .shapes.reading import Json, Reading


@dataclass(frozen=True)
class Entry:
    """`kinds` are the values of the list's own `kind` parameter, where it has one."""

    noun: Noun
    shape: type[serializers.Serializer[Any]]
    show: Callable[[Reading], Json]
    about: str
    kinds: type[TextChoices] | None = None

    @property
    def path(self) -> str:
        return addresses.PATHS[self.noun]


EVENTS = Entry(Noun.EVENT, event.Event, event.show, "Meetings, and what holds meetings together.")
NOUNS = (
    Entry(
        Noun.ORGANIZATION,
        organization.Organization,
        organization.show,
        "States, bodies, forums (dialogue formats), ministries and publishers.",
        OrganizationKind,
    ),
    Entry(Noun.PERSON, person.Person, person.show, "People, with the posts that they held."),
    Entry(Noun.POST, post.Post, post.show, "Offices, with those who held them."),
    Entry(Noun.PLACE, place.Place, place.show, "Cities, with their time zones."),
    Entry(Noun.TOPIC, topic.Topic, topic.show, "What meetings are about."),
    Entry(Noun.SOURCE, source.Source, source.show, "Documents that say what this record holds."),
    Entry(Noun.OUTCOME, outcome.Outcome, outcome.show, "Documents that meetings adopt.", OutcomeKind),
)
ENTRIES = (EVENTS, *NOUNS)
