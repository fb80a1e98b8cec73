"""An event as JSON, with everything that hangs on it."""

from typing import Any

from rest_framework import serializers

from calendar_app.api import addresses
from calendar_app.models.vocabulary import Certainty, EventKind, Level, Lifecycle, Noun, Progress

from . import participants
from .cards import EventCard, OrganizationCard, OutcomeCard, PlaceCard, TopicCard
from .names import Display, Trilingual, titled, trilingual
from .naming import card
from .participants import Participant
from .reading import Json, Reading
from .rows import Citation, Standing, citations, hidden, standing
from .when import FormerDate, When, former_dates, when


class AgendaItem(serializers.Serializer[Any]):
    """What is on the agenda, in order."""

    title = Trilingual()
    display = Display()
    topic = TopicCard(allow_null=True)


class Step(serializers.Serializer[Any]):
    """What this event did with a document."""

    outcome = OutcomeCard()
    progress = serializers.ChoiceField(Progress.choices)


class Event(Standing):
    """A meeting, or what holds meetings together."""

    uid = serializers.UUIDField(help_text="Its iCalendar UID (RFC 7986), the same in every feed, for ever.")
    slug = serializers.CharField(help_text="May change; former ones keep redirecting.")
    title = Trilingual()
    display = Display()
    note = Trilingual()
    kind = serializers.ChoiceField(EventKind.choices)
    level = serializers.ChoiceField(Level.choices, allow_null=True)
    forum = OrganizationCard(allow_null=True, help_text="The dialogue format.")
    ordinal = serializers.IntegerField(allow_null=True, min_value=1, help_text="32 for the 32nd.")
    parent = EventCard(allow_null=True, help_text="The umbrella that it stands under.")
    when = When()
    former_dates = FormerDate(many=True)
    certainty = serializers.ChoiceField(Certainty.choices, help_text="How sure the date is; not how precise.")
    lifecycle = serializers.ChoiceField(Lifecycle.choices, help_text="What became of it; held needs a source.")
    reason = Trilingual(help_text="Why it was postponed or cancelled.")
    place = PlaceCard(allow_null=True)
    country = OrganizationCard(allow_null=True)
    venue = Trilingual()
    online = serializers.BooleanField()
    participants = Participant(many=True)
    topics = TopicCard(many=True)
    agenda = AgendaItem(many=True)
    outcomes = Step(many=True)
    citations = Citation(many=True, help_text="By field. A field that none names is unsourced.")
    last_confirmed = serializers.DateField(
        allow_null=True, help_text="The latest day on which a source that gives the date was published."
    )
    sequence = serializers.IntegerField(min_value=0, help_text="iCalendar SEQUENCE (RFC 5546, section 2.1.4).")
    page = serializers.URLField(help_text="Its page for people, in `lang`.")
    ics = serializers.URLField(help_text="It alone as an iCalendar file, in `lang`.")
    self = serializers.URLField(help_text="Its address in this API.")


def show(reading: Reading) -> Json:
    facts, publication = reading.facts, reading.publication
    return {
        **_what(reading),
        "when": when(facts["when"]),
        "former_dates": former_dates(facts),
        **{field: facts[field] for field in ("certainty", "lifecycle")},
        "reason": trilingual(facts["reason"]),
        **{field: card(reading, facts[field]) for field in ("place", "country")},
        "venue": trilingual(facts["venue"]),
        "online": facts["online"],
        **_lines(reading),
        "last_confirmed": publication.derived["last_confirmed"],
        "sequence": publication.sequence,
        **standing(reading),
        **_links(reading),
    }


def _what(reading: Reading) -> Json:
    facts = reading.facts
    return {
        "uid": facts["id"],
        "slug": facts["slug"],
        **titled(facts["title"], reading.language),
        "note": trilingual(facts["note"]),
        "kind": facts["kind"],
        "level": facts["level"] or None,
        "forum": card(reading, facts["forum"]),
        "ordinal": facts["ordinal"],
        "parent": card(reading, facts["parent"]),
    }


def _lines(reading: Reading) -> Json:
    facts = reading.facts
    recorded = participants.recorded(reading)
    return {
        "participants": recorded + participants.expected(reading),
        "topics": [topic for ref in facts["topics"] if (topic := card(reading, ref))],
        "agenda": [
            {**titled(item["title"], reading.language), "topic": card(reading, item["topic"])}
            for item in facts["agenda"]
        ],
        "outcomes": [
            {"outcome": outcome, "progress": step["progress"]}
            for step in facts["outcomes"]
            if (outcome := card(reading, step["outcome"]))
        ],
        "citations": citations(reading, hidden(facts["participations"], recorded)),
    }


def _links(reading: Reading) -> Json:
    facts, language = reading.facts, reading.language
    return {
        "page": addresses.page(Noun.EVENT, facts, language),
        "ics": addresses.calendar_file(facts["slug"], language),
        "self": addresses.single(Noun.EVENT, facts["slug"]),
    }
