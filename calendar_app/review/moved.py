"""Moved dates: what a published event's date was before is kept, so that nobody turns up on the old day."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from calendar_app.models.desk import Event, FormerDate
from calendar_app.models.public import Publication

from .facts.event import when


def remember(ids: Iterable[UUID], now: datetime) -> None:
    """Write a former date for each of these events whose public date, time or zone differs from the desk's."""
    events = Event.objects.in_bulk(list(ids))
    for publication in Publication.objects.current().filter(subject__in=events, tombstone=""):
        old, event = publication.facts["when"], events[publication.subject]
        if old["date"] and old != when(event):
            slot = {"start_time": old["start_time"], "end_time": old["end_time"], "zone": old["zone"]}
            FormerDate.objects.get_or_create(event=event, date=old["date"], replaced=now.date(), defaults=slot)
