"""The facts of an event, with everything that hangs on it: dates it had, participants, agenda, documents."""

from datetime import time
from typing import Any

from calendar_app.models.desk import Event, Participation
from calendar_app.models.desk.event import Slot
from calendar_app.models.desk.noun import trilingual

from . import rows

Facts = dict[str, Any]

PREFETCH = (
    "citations",
    "former_dates",
    "participations__appointment",
    "agenda",
    "topics",
    "outcome_steps",
)


def facts(row: Event) -> Facts:
    return {
        "id": str(row.pk),
        "slug": row.slug,
        "kind": row.kind,
        "level": row.level,
        "forum": rows.ref(row.forum_id),
        "ordinal": row.ordinal,
        "parent": rows.ref(row.parent_id),
        "title": trilingual(row, "title"),
        "note": trilingual(row, "note"),
        "when": when(row),
        "place": rows.ref(row.place_id),
        "country": rows.ref(row.country_id),
        "venue": trilingual(row, "venue"),
        "online": row.online,
        "certainty": row.certainty,
        "lifecycle": row.lifecycle,
        "reason": trilingual(row, "reason"),
        **_lines(row),
        "citations": rows.citations(row),
    }


def _lines(row: Event) -> Facts:
    former = sorted(row.former_dates.all(), key=lambda slot: (slot.replaced, slot.date))
    steps = sorted(row.outcome_steps.all(), key=lambda step: str(step.pk))
    return {
        "former_dates": [{**when(slot), "replaced": slot.replaced.isoformat()} for slot in former],
        "participations": [
            _participation(line)
            for line in sorted(row.participations.all(), key=lambda line: (line.position, str(line.pk)))
        ],
        "agenda": [
            {"topic": rows.ref(item.topic_id), "title": trilingual(item, "title")}
            for item in sorted(row.agenda.all(), key=lambda item: (item.position, str(item.pk)))
        ],
        "topics": [str(topic.pk) for topic in sorted(row.topics.all(), key=lambda topic: topic.slug)],
        "outcomes": [
            {"id": str(step.pk), "outcome": str(step.outcome_id), "progress": step.progress} for step in steps
        ],
    }


def when(slot: Slot) -> dict[str, str | None]:
    """A date with its wall times and zone, as publications hold it."""
    return {
        "date": slot.date,
        "start_time": _clock(slot.start_time),
        "end_time": _clock(slot.end_time),
        "zone": slot.zone,
    }


def _clock(value: time | None) -> str | None:
    return value.strftime("%H:%M") if value else None


def _participation(line: Participation) -> Facts:
    return {
        "id": str(line.pk),
        "organization": rows.ref(line.organization_id),
        "person": rows.ref(line.person_id),
        "post": rows.ref(line.appointment.post_id) if line.appointment else None,
        "raw_name": line.raw_name,
        "role": line.role,
        "attendance": line.attendance,
        "represents": rows.ref(line.represents_id),
        "substitutes_for": rows.ref(line.substitutes_for_id),
        "date": line.date,
    }
