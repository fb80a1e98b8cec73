"""A week to come after the pattern of the last one: what would be entered, and what of it nobody can know yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from calendar_app.dates import Span
from calendar_app.models.desk import Event, Place
from calendar_app.models.desk.noun import trilingual
from calendar_app.models.vocabulary import Certainty, EventKind, Lifecycle, Stage

from .numbers import Advance
from .series import goes_on

_DAYS = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"


@dataclass(frozen=True)
class Planned:
    """An event to come, not saved, after the one that it is like.

    `standing` is the one that is at the desk already, if it looks like the same; `doubts` names the fields that are empty
    because nothing is certain.
    """

    like: Event
    event: Event
    standing: Event | None
    doubts: tuple[str, ...]

    @property
    def wanted(self) -> bool:
        """Whether it is likely to take place and not entered yet. What belongs to no series need not come again."""
        return self.standing is None and self.like.forum_id is not None and self.like.lifecycle != Lifecycle.CANCELLED


def weeks() -> QuerySet[Event]:
    """Weeks that can be a pattern: of a forum, with known days and meetings in them; by forum, the newest first."""
    events = Event.objects.filter(kind=EventKind.UMBRELLA, forum__isnull=False, date__regex=_DAYS)
    events = events.exclude(stage=Stage.WITHDRAWN).annotate(meetings=Count("children", filter=_again("children__")))
    return events.filter(meetings__gt=0).select_related("forum").order_by("forum__code", "-first_day", "slug")


def left_out(week: Event) -> int:
    """How many bilaterals it had: who meets whom is announced anew each time."""
    return week.children.filter(kind=EventKind.BILATERAL).exclude(stage=Stage.WITHDRAWN).count()


def planned(week: Event, *, first: date, place: Place, zone: str) -> list[Planned]:
    """The week that begins on `first`, then its meetings in the order of their days. `zone` is an IANA name."""
    if week.first_day is None or week.end_day is None:
        return []
    children = list(week.children.filter(_again("")).select_related("forum").order_by("first_day", "slug"))
    to_come = _ToCome(first - week.first_day, Span(first, week.end_day + (first - week.first_day)), place, zone)
    made = [to_come.planned(week, _of_week(week, children, first), Certainty.TENTATIVE)]
    return made + [to_come.planned(child, goes_on(child, first=first), Certainty.PROJECTED) for child in children]


@dataclass(frozen=True)
class _ToCome:
    """By how much the days move on, which they are then, and where."""

    moved: timedelta
    days: Span
    place: Place
    zone: str

    def planned(self, like: Event, following: Advance, certainty: Certainty) -> Planned:
        titles = {f"title_{code}": following.title(text) for code, text in trilingual(like, "title").items()}
        ordinal = following.ordinal[1] if like.ordinal and following.ordinal else None
        event = Event(
            kind=like.kind, level=like.level, forum=like.forum, ordinal=ordinal, slug=_free(following.address(like.slug)),
            date=self._date(like), certainty=certainty, place=self.place, zone=self.zone, country=self.place.country, **titles,
        )  # fmt: skip
        stated = {
            **{name: getattr(like, name) for name in titles},
            "ordinal": like.ordinal,
            "date": like.date,
            "slug": True,
        }
        doubts = tuple(name for name, before in stated.items() if before and not getattr(event, name))
        return Planned(like, event, self._standing(like), doubts)

    def _date(self, like: Event) -> str:
        """The same days of the week to come, where the pattern's own were known."""
        when = like.edtf
        if when is None or not when.known_to_day:
            return ""
        first, last = when.span.first + self.moved, when.span.last + self.moved
        return str(first) if first == last else f"{first}/{last}"

    def _standing(self, like: Event) -> Event | None:
        """Of the same forum, kind and level: in these days, or with the next number and no day yet."""
        if like.forum_id is None:
            return None
        alike = Event.objects.filter(forum=like.forum_id, kind=like.kind, level=like.level).exclude(pk=like.pk)
        same = Q(first_day__lt=self.days.end, end_day__gt=self.days.first)
        if like.ordinal:
            same |= Q(first_day=None, ordinal=like.ordinal + 1)
        return alike.exclude(stage=Stage.WITHDRAWN).filter(same).first()


def _again(prefix: str) -> Q:
    return ~Q(**{f"{prefix}kind": EventKind.BILATERAL}) & ~Q(**{f"{prefix}stage": Stage.WITHDRAWN})


def _of_week(week: Event, children: Iterable[Event], first: date) -> Advance:
    """A week is called by the number of the one meeting in it that is its forum's own."""
    chief = [child for child in children if child.forum_id == week.forum_id and child.ordinal]
    certain = len(chief) == 1 and goes_on(chief[0], first=first).ordinal
    return goes_on(week, first=first, number=chief[0].ordinal if certain else None)


def _free(slug: str) -> str:
    return "" if Event.objects.filter(slug=slug).exists() else slug
