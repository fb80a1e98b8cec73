"""Entering several new events at once: all of them as drafts, or none."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from calendar_app.models.desk import Event
from calendar_app.models.public import Head
from calendar_app.models.vocabulary import Stage

from .eyes import edited

#: Which fields a decision names, if they were given.
NAMED = (
    "title_en", "title_ru", "title_ar", "kind", "level", "forum", "ordinal", "parent", "date", "certainty", "place",
    "country", "zone", "slug",
)  # fmt: skip


def enter(events: Sequence[Event], *, by: User, now: datetime) -> None:
    """Save new events as drafts, parents before what stands under them; each edited by `by`. Raises ValidationError."""
    with transaction.atomic():
        Head.locked()
        for event in events:
            event.stage = Stage.DRAFT
            event.full_clean()
            event.save(force_insert=True)
            what = [name for name in NAMED if getattr(event, name) not in (None, "")]
            edited(event, by=by, now=now, what=", ".join(what))
