"""Taking a foreign calendar in: one verb, one transaction a component, and a report that leaves nothing out."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from calendar_app.exchange.slugs import slug_for
from calendar_app.ical import Entry, read
from calendar_app.models.desk import Decision, Event
from calendar_app.models.vocabulary import Action, Noun, Stage

from .facts import our_slug, shown, write
from .ids import identity
from .names import Names
from .order import parents_first
from .report import Change, NotTaken, Outcome, Report, unread
from .titles import gone, title

DEEPEST = 8
LINKS = ("forum", "place", "country", "parent", "merged_into")


def take(
    data: bytes,
    *,
    by: User | None,
    now: datetime,
    actor: str = "",
    origin: str = "a calendar file",
    language: str = "en",
    zone: str = "",
) -> Report:
    """Bring a calendar's events to the desk as drafts; nothing is published. Never raises, whatever the octets.

    An event that is there already is changed where the file says otherwise, unless somebody reviews it or withdrew it.
    `language` is that of texts that name none, `zone` that of times without one; `origin` says where it came from.
    """
    reading = read(data, floating=zone)
    outcomes = [unread(fault) for fault in reading.faults]
    names = Names.read() if reading.entries else Names()
    step = _Step(by=by, actor=actor or (by.get_username() if by else "nobody"), now=now, origin=origin)
    for depth, entry in parents_first(reading.entries):
        outcomes.append(_taken(entry, depth, names, language, step))
    return Report(outcomes)


@dataclass(frozen=True, kw_only=True)
class _Step:
    """Who takes the calendar in, when and from where, as decisions remember it."""

    by: User | None
    actor: str
    now: datetime
    origin: str

    def remember(self, event: Event, changes: tuple[Change, ...]) -> None:
        told = ", ".join(change.field for change in changes) or "topics"
        Decision.objects.create(
            action=Action.LOAD, subject_kind=Noun.EVENT, subject=event.pk, by=self.by, actor=self.actor, at=self.now,
            reason=f"Read from {self.origin}: {told}.",
        )  # fmt: skip


def _taken(entry: Entry, depth: int, names: Names, language: str, step: _Step) -> Outcome:
    named = title(entry.summary, language).text
    try:
        with transaction.atomic():
            return _component(entry, depth, names, language, step)
    except NotTaken as error:
        return Outcome(result="refused", uid=entry.uid, title=named, why=error.why, remedy=error.remedy)
    except ValidationError as error:
        why = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
    except (IntegrityError, DataError) as error:
        why = str(error).splitlines()[0]
    return Outcome(result="refused", uid=entry.uid, title=named, why=why, remedy=NotTaken("").remedy)


def _component(entry: Entry, depth: int, names: Names, language: str, step: _Step) -> Outcome:
    key = identity(entry.uid)
    rows = Event.objects.select_for_update(of=("self",)).select_related("place__country", "country", "forum", "parent")
    event = rows.filter(pk=key).first()
    if gone(entry.summary):
        return _stone(entry, event)
    if depth > DEEPEST:
        raise NotTaken(f"it stands under {depth} others of this file", f"nest {DEEPEST} at most")
    made = event is None
    event = event or Event(pk=key)
    before = shown(event)
    topics, left = write(event, entry, names, language=language)
    changes = tuple(_changes(before, shown(event)))
    known = set() if made else set(event.topics.all())
    missing = [topic for topic in topics if topic not in known]
    if changes or missing:
        _check(event)
        _save(event, entry, made=made)
        event.topics.add(*missing)
        step.remember(event, changes)
    result = "created" if made else "updated" if changes or missing else "unchanged"
    told = () if made else changes
    return Outcome(result=result, uid=entry.uid, title=event.title, changes=told, left=tuple(left))  # type: ignore[arg-type] # one of the four


def _stone(entry: Entry, event: Event | None) -> Outcome:
    """A tombstone: nothing to enter, and for an event that stands here a decision that only people take."""
    if event is None or event.stage == Stage.WITHDRAWN:
        why = "it is gone there, and not here" if event is None else "it is gone there as here"
        return Outcome(result="unchanged", uid=entry.uid, left=(why,))
    raise NotTaken("it was withdrawn or merged where it comes from", "withdraw or merge it here as well, with a reason")


def _check(event: Event) -> None:
    """Raises NotTaken for an event in other hands, ValidationError for values that no field takes."""
    if event.stage == Stage.IN_REVIEW:
        raise NotTaken("somebody is reviewing this event", "send it back first, or change it after the review")
    if event.stage == Stage.WITHDRAWN:
        raise NotTaken("this event was withdrawn or merged here", "look at its history before you enter it anew")
    event.full_clean(exclude=["id", "slug", *LINKS], validate_unique=False, validate_constraints=False)


def _save(event: Event, entry: Entry, *, made: bool) -> None:
    if made:
        event.slug = slug_for(event, our_slug(entry))
    event.save(force_insert=made)


def _changes(before: dict[str, object], after: dict[str, object]) -> list[Change]:
    return [Change(name, _text(before[name]), _text(value)) for name, value in after.items() if value != before[name]]


def _text(value: object) -> str:
    return "" if value is None else str(value)
