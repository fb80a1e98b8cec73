"""What cells may name: by the code or address that exports write, or by any name that means one thing alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Self, TypeVar

from django.db.models import TextChoices
from django.utils.translation import override

from calendar_app.exchange.ics.names import Names
from calendar_app.fold import fold
from calendar_app.models.desk import Event, Organization, Place, Topic
from calendar_app.models.vocabulary import LANGUAGES, OrganizationKind

T = TypeVar("T")


@dataclass
class Known:
    """Everything of the desk that a cell may mean; events are looked up as batches of rows ask for them."""

    names: Names = field(default_factory=Names)
    organizations: dict[str, Organization] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Self:
        """As the desk has it now."""
        return cls(
            Names.read(),
            {one.code: one for one in Organization.objects.all()},
            {one.slug: one for one in Place.objects.select_related("country")},
            {one.slug: one for one in Topic.objects.all()},
        )

    def look(self, slugs: Iterable[str]) -> None:
        """Get events by their addresses ready to be named as parents."""
        self.events |= {event.slug: event for event in Event.objects.filter(slug__in=set(slugs) - self.events.keys())}

    def organization(self, text: str) -> Organization | None:
        return self.organizations.get(text) or self.names.forums.get(text) or self.names.states.get(text)

    def state(self, text: str) -> Organization | None:
        found = self.organizations.get(text) or self.organizations.get(text.upper()) or self.names.states.get(text)
        return found if found and found.kind == OrganizationKind.STATE else None

    def place(self, text: str) -> Place | None:
        return self.places.get(text) or self.names.places.get(text)

    def topic(self, text: str) -> Topic | None:
        return self.topics.get(text) or self.names.topics.get(text)


def word(vocabulary: type[TextChoices], text: str) -> str | None:
    """The value that is called so, by its own code or in any of the three languages."""
    return _words(vocabulary).get(fold(text)) if text not in vocabulary.values else text


@cache
def _words(vocabulary: type[TextChoices]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code in LANGUAGES:
        with override(code):
            found |= {fold(str(member.label)): str(member.value) for member in vocabulary}
    return found
