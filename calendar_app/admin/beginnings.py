"""What a new event begins with: from the week it stands in, its forum's last meeting, or the event just saved.

What can be known is filled in and told; what can only be guessed (number, titles, day, participants) waits for a click.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from calendar_app.dates import Span
from calendar_app.models.desk import Event, Organization, Participation
from calendar_app.models.desk.noun import trilingual
from calendar_app.models.vocabulary import Attendance, EventKind
from calendar_app.review.numbers import Advance
from calendar_app.review.series import goes_on, last

from .dates import in_words
from .said_back import JOINT

#: What the next event of a week shares with the one before it.
CARRIED = ("kind", "level", "forum", "parent", "date", "place", "country", "zone")
#: Of which facts its source may speak again.
CITED = ("title", "date", "place", "country", "forum", "parent", "level", "participations")
#: A longer week offers none of its days.
MOST_DAYS = 14
#: What a participant of one meeting brings to the next; whether they come is not known yet.
PARTICIPANT = ("organization", "person", "raw_name", "role", "represents", "position")
NEXT_NUMBER, NEXT_TITLE = gettext_noop("the next number: %(n)s"), gettext_noop("the next title: %(title)s")
DAY = gettext_noop("the day: %(day)s")


@dataclass(frozen=True)
class Filled:
    """Inputs that were filled in, and from where."""

    origin: Model
    names: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """Something that one click fills in: values of inputs by their names, or lines."""

    name: str
    label: str | Promise
    values: dict[str, str] = field(default_factory=dict)
    participations: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Beginning:
    """Values of inputs, lines to begin with, what to tell of them, and what is only offered."""

    values: dict[str, Any] = field(default_factory=dict)
    participations: list[dict[str, Any]] = field(default_factory=list)
    citations: list[dict[str, Any]] = field(default_factory=list)
    told: list[Filled] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    def fill(self, origin: Model, found: dict[str, Any]) -> None:
        """Fill in what is known and not filled in yet."""
        new = {name: value for name, value in found.items() if value not in (None, "") and name not in self.values}
        self.values |= new
        if new:
            self.told.append(Filled(origin, tuple(new)))

    def take(self, names: list[str]) -> None:
        """What the editor chose of the offers stands in the form; the rest stays offered."""
        for offer in [offer for offer in self.offers if offer.name in names]:
            self.values |= offer.values
            self.participations += offer.participations
            self.offers.remove(offer)


def beginning(asked: QueryDict) -> Beginning:
    """For `?after=`, `?parent=` and `?forum=` (UUIDs; what is none counts for nothing), with the offers named in `?take=`."""
    found = Beginning()
    after = _row(Event, asked.get("after"))
    if after is not None and after.kind != EventKind.UMBRELLA:
        _follow(found, after)
    else:
        _enter(found, after or _row(Event, asked.get("parent")), _row(Organization, asked.get("forum")))
    if after is not None and (lines := _again_by_its_source(after)):
        found.citations = lines
        found.told.append(Filled(after, ("citations",)))
    found.take(asked.getlist("take"))
    return found


def _row(model: type[Any], text: str | None) -> Any:
    try:
        return model.objects.filter(pk=UUID(text)).first() if text else None
    except ValueError:
        return None


def _follow(found: Beginning, before: Event) -> None:
    """The next of the same week: where and when the one before it was, and by the same sources."""
    found.fill(before, {name: before.serializable_value(name) for name in CARRIED})
    found.offers += _days(before.parent, without=before.date)


def _again_by_its_source(before: Event) -> list[dict[str, Any]]:
    """A line for each fact that the source cited last may state again."""
    cited = before.citations.order_by("-pk")
    if (newest := cited.first()) is None:
        return []
    names = set(cited.filter(source=newest.source_id).values_list("field", flat=True))
    return [{"source": newest.source_id, "field": name} for name in CITED if name in names]


def _enter(found: Beginning, parent: Event | None, forum: Organization | None) -> None:
    """In a week: where it is; of a forum: as it met last."""
    if parent is not None:
        where = {name: parent.serializable_value(name) for name in ("place", "country", "zone")}
        found.fill(parent, {"parent": parent.pk, **where, "forum": parent.forum_id if forum is None else None})
        found.offers += _days(parent)
        forum = forum or parent.forum
    if forum is not None:
        found.fill(forum, {"forum": forum.pk})
        if before := last(forum, level=parent.level if parent else ""):
            found.fill(before, {"kind": before.kind, "level": before.level})
            found.offers += _as_before(before, parent)


def _days(parent: Event | None, without: str = "") -> Iterator[Offer]:
    """Each day of the week, where its days are known."""
    when = parent.edtf if parent else None
    if when is None or not when.known_to_day:
        return
    for day in _each(when.span):
        if day.isoformat() != without:
            yield Offer(f"date-{day}", _(DAY) % {"day": in_words(day.isoformat())}, {"date": day.isoformat()})


def _each(span: Span) -> list[date]:
    count = (span.end - span.first).days
    return [span.first + timedelta(days=number) for number in range(count)] if count <= MOST_DAYS else []


def _as_before(before: Event, parent: Event | None) -> Iterator[Offer]:
    """The next number and title, and who took part then."""
    following = goes_on(before, first=parent.first_day if parent else None)
    if following.ordinal:
        number = str(following.ordinal[1])
        yield Offer("ordinal", _(NEXT_NUMBER) % {"n": number}, {"ordinal": number})
    if titles := {f"title_{code}": text for code, text in _titles(before, following).items() if text}:
        label = _(NEXT_TITLE) % {"title": JOINT.join(titles.values())}
        yield Offer("title", label, titles | _address(following.address(before.slug)))
    if lines := [_again(line) for line in before.participations.all()]:
        told = {"n": len(lines), "origin": before}
        label = ngettext("%(n)s participant of “%(origin)s”", "%(n)s participants of “%(origin)s”", len(lines))
        yield Offer("participations", label % told, participations=lines)


def _titles(before: Event, following: Advance) -> dict[str, str]:
    return {code: following.title(text) for code, text in trilingual(before, "title").items()}


def _address(slug: str) -> dict[str, str]:
    """Unless another event has it."""
    return {"slug": slug} if slug and not Event.objects.filter(slug=slug).exists() else {}


def _again(line: Participation) -> dict[str, Any]:
    return {**{name: line.serializable_value(name) for name in PARTICIPANT}, "attendance": Attendance.INVITED}
