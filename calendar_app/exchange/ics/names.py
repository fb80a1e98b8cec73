"""The desk's nouns by what people call them, in any language."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

from calendar_app.fold import fold
from calendar_app.models.desk import Organization, OtherName, Place, Topic
from calendar_app.models.desk.noun import trilingual
from calendar_app.models.vocabulary import LANGUAGES, EventKind, Level, OrganizationKind
from calendar_app.wording import labels

T = TypeVar("T")
#: What an event may be a meeting of: a dialogue format, or a body such as ASEAN itself.
FORMATS = (OrganizationKind.FORUM, OrganizationKind.ORGANIZATION)


@dataclass
class Called(Generic[T]):
    """Things by folded name; a name that means two of them means none."""

    found: dict[str, T | None] = field(default_factory=dict)

    def add(self, name: str, thing: T) -> None:
        if key := fold(name):
            self.found[key] = thing if self.found.get(key, thing) == thing else None

    def get(self, name: str) -> T | None:
        return self.found.get(fold(name))


@dataclass
class Names:
    """Everything that a calendar's text may name."""

    places: Called[Place] = field(default_factory=Called)
    states: Called[Organization] = field(default_factory=Called)
    forums: Called[Organization] = field(default_factory=Called)
    topics: Called[Topic] = field(default_factory=Called)
    kinds: Called[str] = field(default_factory=Called)
    levels: Called[str] = field(default_factory=Called)
    topics_by_slug: dict[str, Topic] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Self:
        """The names of all places, states, forums and topics, and our words for kinds and levels."""
        names = cls()
        for place in Place.objects.select_related("country"):
            _add(names.places, place, trilingual(place, "name").values())
        for one in Organization.objects.filter(kind__in=[OrganizationKind.STATE, *FORMATS]):
            _add(names.called(one), one, trilingual(one, "name").values())
        for topic in Topic.objects.all():
            names.topics_by_slug[topic.slug] = topic
            _add(names.topics, topic, trilingual(topic, "name").values())
        names._add_others()
        names._add_words()
        return names

    def called(self, one: Organization) -> Called[Organization]:
        """Where the organization's names belong."""
        return self.states if one.kind == OrganizationKind.STATE else self.forums

    def _add_others(self) -> None:
        """Aliases, where no main name is the same."""
        for other in OtherName.objects.select_related("place__country", "organization"):
            if other.place and self.places.get(other.name) is None:
                self.places.add(other.name, other.place)
            one = other.organization
            if one and one.kind in (OrganizationKind.STATE, *FORMATS) and self.called(one).get(other.name) is None:
                self.called(one).add(other.name, one)

    def _add_words(self) -> None:
        for language in LANGUAGES:
            for kind in EventKind.values:
                self.kinds.add(labels.word("kind", kind, language), kind)
            for level in Level.values:
                self.levels.add(labels.word("level", level, language), level)


def _add(called: Called[T], thing: T, names: Iterable[str]) -> None:
    for name in names:
        called.add(name, thing)
