"""What waits for an editor's hand: facts without a source, meetings nobody reported, documents still only expected."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from calendar_app.models.desk import Citation, Event, Outcome, OutcomeStep, Participation
from calendar_app.models.vocabulary import Lifecycle, Progress, Rank, Stage

#: After how many days without a source that gives its date an event ahead counts as not confirmed lately.
DAYS = (30, 90, 365)
#: The facts of an event that readers rely on first; of each list (participants, documents) one source is asked for.
FACTS = ("date", "place", "lifecycle", "participations", "outcomes")


def unsourced(_: date) -> QuerySet[Event]:
    """Events of which one of FACTS is stated and no source cited; each has `lacks_…` for every one of them."""
    found = lacks()
    events: QuerySet[Event] = _kept().annotate(**found)
    return events.filter(reduce(or_, (Q(**{name: True}) for name in found)))


def lacks() -> dict[str, Any]:
    """`lacks_date` and so on: whether an event states that fact and no source is cited for it."""
    return {f"lacks_{name}": ExpressionWrapper(_stated(name) & ~_cited(name), BooleanField()) for name in FACTS}


def unreported(today: date) -> QuerySet[Event]:
    """Events whose days are over and that are still only scheduled."""
    return _kept().filter(lifecycle=Lifecycle.SCHEDULED, end_day__lte=today)


def unconfirmed(days: int) -> Callable[[date], QuerySet[Event]]:
    """Events ahead whose date no source gave within the last so many days; a source dated to a month counts from its first."""

    def question(today: date) -> QuerySet[Event]:
        since = (today - timedelta(days=days)).isoformat()
        fresh = _cited("date", source__published__gte=since)
        ahead = Q(end_day__gt=today) | Q(end_day=None)
        return _kept().filter(ahead, ~fresh, lifecycle=Lifecycle.SCHEDULED)

    return question


def expected(_: date) -> QuerySet[Outcome]:
    """Documents that some meeting was to adopt, and of which nobody recorded what became."""
    steps = OutcomeStep.objects.filter(outcome=OuterRef("pk"))
    return Outcome.objects.filter(
        Exists(steps.filter(progress=Progress.EXPECTED)), ~Exists(steps.exclude(progress=Progress.EXPECTED))
    )


def embargoed(_: date) -> QuerySet[Event]:
    """Events that will be published by themselves at a set time."""
    return _kept().filter(embargo__refused="")


def missed(_: date) -> QuerySet[Event]:
    """Events that were to be published at a set time, and were refused then."""
    return _kept().filter(embargo__isnull=False).exclude(embargo__refused="")


#: The worklists over events, by the name that stands in the address.
EVENTS: dict[str, Callable[[date], QuerySet[Event]]] = {
    "unsourced": unsourced,
    "unreported": unreported,
    **{f"unconfirmed-{days}": unconfirmed(days) for days in DAYS},
    "embargoed": embargoed,
    "missed": missed,
}
#: Likewise over documents.
OUTCOMES: dict[str, Callable[[date], QuerySet[Outcome]]] = {"expected": expected}


def _kept() -> QuerySet[Event]:
    """Not those that were withdrawn or merged into another."""
    return Event.objects.exclude(stage=Stage.WITHDRAWN)


def _stated(name: str) -> Q:
    conditions: dict[str, Any] = {
        "date": ~Q(date=""),
        "place": Q(place__isnull=False),
        "lifecycle": ~Q(lifecycle=Lifecycle.SCHEDULED),
        "participations": Exists(Participation.objects.filter(event=OuterRef("pk"))),
        "outcomes": Exists(OutcomeStep.objects.filter(event=OuterRef("pk"))),
    }
    return Q(conditions[name])


def _cited(name: str, **more: Any) -> Exists:
    kind = ContentType.objects.get_for_model(Event)
    rows = Citation.objects.filter(subject_type=kind, subject_id=OuterRef("pk"), field=name, **more)
    return Exists(rows.exclude(rank=Rank.DEPRECATED))
