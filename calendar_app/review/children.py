"""Cancelling, postponing or moving an event says for each of its parts what becomes of it: the same, as it was, or on its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.dates import DateError, EdtfDate, parse, shifted
from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Event
from calendar_app.models.public import Head
from calendar_app.models.vocabulary import LANGUAGES, Certainty, Lifecycle, Stage

from .eyes import edited

ENDINGS = (Lifecycle.CANCELLED, Lifecycle.POSTPONED)
#: What was held, or cancelled before, is not asked about.
OPEN = (Lifecycle.SCHEDULED, Lifecycle.POSTPONED)
REASONS = tuple(f"reason_{code}" for code in LANGUAGES)
DERIVED = ("first_day", "end_day", "starts_at", "ends_at")


class Fate(models.TextChoices):
    """What an editor says of a part."""

    SAME = "same", _("the same")
    KEEP = "keep", _("keep as it is")
    DETACH = "detach", _("detach")


@dataclass(frozen=True)
class Turn:
    """What happened to an event: cancelled or postponed (`lifecycle`, else empty), or moved from its date before (EDTF)."""

    event: Event
    before: str
    lifecycle: str = ""
    moved: bool = False


@dataclass(frozen=True)
class Part:
    """One of the parts, and what “the same” would change of it; None where that can't be known."""

    event: Event
    same: dict[str, Any] | None


def turn(before: Event, after: Event) -> Turn | None:
    """What an edit did to an event; None where its parts need not be asked.

    A date that became longer, shorter, or more precise did not move: it lies within the other.
    """
    ended = after.lifecycle if after.lifecycle in ENDINGS and after.lifecycle != before.lifecycle else ""
    moved = bool(before.date) and _moved(parse(before.date), after.edtf)
    return Turn(after, before.date, ended, moved) if ended or moved else None


def concerned(of: Turn) -> list[Part]:
    """Every part, and part of a part, that could go the same way."""
    found = [Part(event, _same(event, of)) for event in _below(of.event, {of.event.pk})]
    return [part for part in found if part.same is None or part.same]


def unsaid(of: Turn, fates: Mapping[UUID, str]) -> list[Problem]:
    """One for each part of which nothing was said, or “the same” where that can't be known."""
    return [
        Problem("parts", gettext("“%(part)s”: say what becomes of it.") % {"part": part.event})
        for part in concerned(of)
        if fates.get(part.event.pk) not in Fate.values or (fates[part.event.pk] == Fate.SAME and part.same is None)
    ]


def settle(of: Turn, fates: Mapping[UUID, str], *, by: User, now: datetime) -> list[Event]:
    """Do what was said of each part, each with its decision; returns those that changed.

    Raises Refused where nothing was said of one, and then changes nothing.
    """
    with transaction.atomic():
        Head.locked()
        if problems := unsaid(of, fates):
            raise Refused(problems)
        changed = []
        for part in concerned(of):
            if values := _said(part, fates[part.event.pk]):
                _change(part.event, values)
                edited(part.event, by=by, now=now, what=", ".join(values))
                changed.append(part.event)
    return changed


def _said(part: Part, fate: str) -> dict[str, Any] | None:
    if fate == Fate.DETACH:
        return {"parent": None}
    return part.same if fate == Fate.SAME else None


def _moved(before: EdtfDate, after: EdtfDate | None) -> bool:
    if after is None:
        return True
    spans = (before.span, after.span)
    return not any(one.first <= two.first and two.end <= one.end for one, two in (spans, spans[::-1]))


def _below(event: Event, seen: set[UUID]) -> Iterator[Event]:
    for child in event.children.exclude(stage=Stage.WITHDRAWN).exclude(pk__in=seen):
        seen.add(child.pk)
        yield child
        yield from _below(child, seen)


def _same(part: Event, of: Turn) -> dict[str, Any] | None:
    if part.lifecycle not in OPEN:
        return {}
    values: dict[str, Any] = {}
    if of.lifecycle and part.lifecycle != of.lifecycle:
        values = {"lifecycle": of.lifecycle, **{name: getattr(of.event, name) for name in REASONS}}
    if of.moved and part.date:
        slot = _slot(part, parse(part.date), of)
        return {**values, **slot} if slot else values or None
    return values


def _slot(part: Event, known: EdtfDate, of: Turn) -> dict[str, Any] | None:
    """Days move by as many days; a date known less closely holds for every part. Never surer than what it follows."""
    before, after = parse(of.before), of.event.edtf
    order = list(Certainty)
    sure = {"certainty": min(part.certainty, of.event.certainty, key=lambda word: order.index(Certainty(word)))}
    if after is None or not after.known_to_day:
        return {"date": of.event.date, "start_time": None, "end_time": None, **sure}
    if not before.known_to_day:
        return None
    try:
        when = shifted(known, after.span.first - before.span.first)
    except DateError:
        return None
    doubt = "?" if after.uncertain and not when.uncertain else ""
    return {"date": parse(f"{when.text}{doubt}").text, **sure}


def _change(part: Event, values: Mapping[str, Any]) -> None:
    old = part.date
    for name, value in values.items():
        setattr(part, name, value)
    part.save(update_fields=[*values, *DERIVED])
    if "date" in values:
        _change_lines(part, parse(old), part.edtf)


def _change_lines(part: Event, old: EdtfDate, new: EdtfDate | None) -> None:
    """Participants' own days move along; where the days are not known any more, theirs are not either."""
    for line in part.participations.exclude(date=""):
        try:
            own = shifted(parse(line.date), new.span.first - old.span.first).text if new and new.known_to_day else ""
        except DateError:
            own = ""
        line.date = own
        line.save(update_fields=["date"])
