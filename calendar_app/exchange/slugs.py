"""The address of an event that came without one."""

import re
from uuid import UUID

from django.utils.text import slugify

from calendar_app.models.desk import Event

LONGEST = 100


def slug_for(event: Event, wanted: str = "") -> str:
    """The one that is wanted, or one of its title and year, with a part of its id if that is taken."""
    year = f"-{event.first_day.year}" if event.first_day else ""
    wanted = wanted or re.sub("[-_]+", "-", slugify(event.title_en)[:LONGEST]).strip("-") + year
    wanted = wanted[:LONGEST].strip("-") or "event"
    taken = Event.objects.filter(slug=wanted).exists()
    return f"{wanted}-{UUID(str(event.pk)).hex[:12]}" if taken else wanted
