"""An entry written onto an event, field by field: only what the file says, and only where the event says otherwise."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from calendar_app.ical import Entry
from calendar_app.models.desk import Event, Topic
from calendar_app.models.desk.noun import trilingual
from calendar_app.models.vocabulary import Certainty, EventKind, Lifecycle
from calendar_app.wording import states

from .ids import identity
from .names import Names
from .report import NotTaken
from .slots import same, slot
from .titles import title, tongue
from .where import prints, where
from .written import printed_as

COLUMNS = (
    *(f"{name}_{code}" for name in ("title", "note", "venue") for code in ("en", "ru", "ar")),
    "date", "start_time", "end_time", "zone", "certainty", "lifecycle", "kind", "level", "forum", "place", "country",
    "online", "parent",
)  # fmt: skip
OURS = re.compile(r"https?://[^/]+/(?:en|ru|ar)/events/([a-z0-9]+(?:-[a-z0-9]+)*)/")


def shown(event: Event) -> dict[str, Any]:
    """The fields that an entry can carry, as they stand."""
    return {name: getattr(event, name) for name in COLUMNS}


def our_slug(entry: Entry) -> str:
    """The last part of an address of ours; empty for anybody else's."""
    match = OURS.fullmatch(entry.url)
    return match[1] if match else ""


def write(event: Event, entry: Entry, names: Names, *, language: str) -> tuple[list[Topic], list[str]]:
    """Set what the entry says; returns topics to add, and what the desk has no place for.

    Raises NotTaken, and ValidationError for a date that no event may have.
    """
    alarms = [gettext("alarms belong to whoever sets them")] if entry.alarms else []
    if printed_as(event, entry):
        return [], alarms
    lifecycle = _titles(event, entry, language)
    _place(event, entry, names, language)
    if not same(event, entry):
        told = slot(entry)
        event.date, event.start_time, event.end_time = told.date, told.start_time, told.end_time
        event.zone = told.zone or event.zone or (event.place.zone if event.place else "")
        event.settle()
    _state(event, entry, lifecycle)
    left = list(_subjects(event, entry, names))
    left += _parent(event, entry)
    return list(_topics(entry, names)), left + alarms


def _titles(event: Event, entry: Entry, language: str) -> str:
    """Title and note; returns what the SUMMARY says became of the meeting."""
    told = title(entry.summary, language)
    if not told.text.strip():
        raise NotTaken("it has no title (SUMMARY)", "give it a SUMMARY and read the file in again")
    if told.text not in trilingual(event, "title").values():
        setattr(event, f"title_{told.language}", told.text)
    note = entry.description.text
    ours = our_slug(entry) and note.endswith(entry.url)  # such a text only says what the fields say
    if note and not ours and note not in trilingual(event, "note").values():
        setattr(event, f"note_{tongue(note, language)}", note)
    return told.lifecycle


def _state(event: Event, entry: Entry, lifecycle: str) -> None:
    """What STATUS and the word before the title say; held and projected, which they can't say, stay as they are."""
    lifecycle = Lifecycle.CANCELLED if entry.status == "CANCELLED" else lifecycle
    if lifecycle or not entry.status:
        event.lifecycle = lifecycle or event.lifecycle
        return
    if event.lifecycle != Lifecycle.HELD:
        event.lifecycle = Lifecycle.SCHEDULED
    facts = {"lifecycle": event.lifecycle, "certainty": event.certainty, "when": {"date": event.date}}
    if states.event_status(facts) == entry.status:
        return
    event.certainty = Certainty.CONFIRMED if entry.status == "CONFIRMED" else Certainty.TENTATIVE
    if entry.status == "CONFIRMED" and event.date.endswith("?"):  # what is sure though its date is not, was held
        event.lifecycle = Lifecycle.HELD


def _place(event: Event, entry: Entry, names: Names, language: str) -> None:
    text = entry.location.text
    if not text or prints(event, text):
        return
    told = where(text, names)
    event.online = told.online
    if told.online:
        return
    event.place, event.country = told.place, told.country
    if not told.venue:
        event.venue_en = event.venue_ru = event.venue_ar = ""
    elif told.venue not in trilingual(event, "venue").values():
        setattr(event, f"venue_{tongue(told.venue, entry.location.language[:2] or language)}", told.venue)


def _subjects(event: Event, entry: Entry, names: Names) -> Iterator[str]:
    """Kind, level and forum by their names among the categories; yields those that name nothing known."""
    if entry.reference == entry.uid:
        event.kind = EventKind.UMBRELLA
    for category in entry.categories:
        if forum := names.forums.get(category.text):
            event.forum = forum
        elif level := names.levels.get(category.text):
            event.level = level
        elif kind := names.kinds.get(category.text):
            event.kind = kind
        elif names.topics.get(category.text) is None:
            yield gettext("the record has no category “%(name)s”") % {"name": category.text}


def _topics(entry: Entry, names: Names) -> Iterator[Topic]:
    slugs = [concept.rstrip("/").rpartition("/topics/")[2] for concept in entry.concepts]
    found = [names.topics_by_slug.get(slug) for slug in slugs]
    found += [names.topics.get(category.text) for category in entry.categories]
    yield from dict.fromkeys(topic for topic in found if topic)


def _parent(event: Event, entry: Entry) -> list[str]:
    uid = next((uid for uid, kind in entry.relations if kind == "PARENT"), "")
    if not uid:
        return []
    parent = Event.objects.filter(pk=identity(uid)).first()
    if parent is None:
        return [outside(uid)]
    event.parent = parent
    return []


def outside(uid: str) -> str:
    """What is said of a parent that is not there."""
    return gettext("it is part of %(uid)s, which is not in the record") % {"uid": uid}
