"""Questions about the desk as a whole that no single row can answer: what contradicts itself, and what looks odd."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from calendar_app.dates import partial_bounds
from calendar_app.models.desk import (
    AgendaItem,
    Appointment,
    Citation,
    Event,
    Membership,
    Organization,
    OutcomeStep,
    Participation,
    Person,
    Source,
)
from calendar_app.models.vocabulary import CITED_FIELDS, Lifecycle, Noun, Rank

from . import facts


@dataclass(frozen=True)
class Finding:
    """An error contradicts the domain's rules; a warning is for an editor to look at."""

    subject: str
    what: str
    error: bool = True

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}"


def findings() -> Iterator[Finding]:
    """Every finding, errors and warnings, in the order of the questions."""
    yield from crowded_posts()
    yield from circles()
    yield from stale_bounds()
    yield from unsupported_meetings()
    yield from broken_citations()
    yield from names_from_nowhere()
    yield from children_outside()
    yield from out_of_office()
    yield from foreign_places()


def crowded_posts() -> Iterator[Finding]:
    """Two full holders of a one-seat post at once: an error where all the days are known, else a warning.

    A holder without a known end, whom another followed, would be shown as the holder of today.
    """
    full = Appointment.objects.filter(acting=False, post__seats=1).exclude(since="").select_related("person", "post")
    by_post = defaultdict[UUID, list[Appointment]](list)
    for row in full.order_by("since_earliest", "pk"):
        by_post[row.post_id].append(row)
    for before, after in (pair for rows in by_post.values() for pair in pairwise(rows)):
        if not before.until:
            yield Finding(
                f"post {after.post.slug}",
                f"no end of {before.person} is known, though {after.person} followed",
                error=False,
            )
        elif after.since_earliest and before.until_latest and after.since_earliest < before.until_latest:
            what = f"{before.person} until {before.until} and {after.person} since {after.since} hold it at once"
            known = before.known_to_the_day and after.known_to_the_day
            yield Finding(f"post {after.post.slug}", what, error=known)


def circles() -> Iterator[Finding]:
    """Rows that stand under themselves: events, organizations, republished sources."""
    above = {
        Noun.EVENT: (Event, "parent"),
        Noun.ORGANIZATION: (Organization, "parent"),
        Noun.SOURCE: (Source, "republishes"),
    }
    for noun, (model, name) in above.items():
        links = dict(model._default_manager.filter(**{f"{name}__isnull": False}).values_list("pk", f"{name}_id"))
        for pk, ref in links.items():
            seen = {pk}
            while ref in links and ref not in seen:
                seen.add(ref)
                ref = links[ref]
            if ref == pk:
                yield Finding(f"{noun} {model._default_manager.get(pk=pk)}", f"its {name} leads back to itself")


def stale_bounds() -> Iterator[Finding]:
    """Stored bounds that no longer follow from date, times, zone and tenure."""
    for event in Event.objects.exclude(date="").iterator():
        stored = (event.first_day, event.end_day, event.starts_at, event.ends_at)
        event.settle()
        if stored != (event.first_day, event.end_day, event.starts_at, event.ends_at):
            yield Finding(f"event {event.slug}", f"its stored bounds do not follow from {event.date}: save it again")
    for model in (Membership, Appointment):
        for row in model.objects.iterator():
            kept = (row.since_earliest, row.since_latest, row.until_earliest, row.until_latest)
            row.settle()
            if kept != (row.since_earliest, row.since_latest, row.until_earliest, row.until_latest):
                yield Finding(f"{model.__name__.lower()} {row.pk}", "its stored bounds do not follow: save it again")


def unsupported_meetings() -> Iterator[Finding]:
    """Meetings recorded as held that no source dated on or after their last day reports."""
    held = Event.objects.filter(lifecycle=Lifecycle.HELD).prefetch_related("citations__source")
    for event in held:
        days = [row.source.published for row in event.citations.all() if row.rank != Rank.DEPRECATED]
        when = event.edtf
        if when and not any(day and partial_bounds(day).last >= when.span.last for day in days):
            yield Finding(f"event {event.slug}", f"held, but no source dated {when.span.last} or later reports it")


def names_from_nowhere() -> Iterator[Finding]:
    """People with a Russian or an Arabic name and no source that shows any name of theirs."""
    named = Person.objects.filter(~Q(name_ru="") | ~Q(name_ar=""))
    kind = ContentType.objects.get_for_model(Person)
    shown = Citation.objects.filter(subject_type=kind, subject_id=OuterRef("pk"), field__in=("name", "other_names"))
    for person in named.filter(~Exists(shown)):
        yield Finding(f"person {person.slug}", "has a name in Russian or Arabic that no source shows")


def children_outside() -> Iterator[Finding]:
    """Events that lie outside the days of the event they stand under."""
    outside = Q(first_day__lt=F("parent__first_day")) | Q(end_day__gt=F("parent__end_day"))
    for event in Event.objects.filter(outside).select_related("parent"):
        what = f"{event.date} lies outside {event.parent} ({event.parent.date})" if event.parent else ""
        yield Finding(f"event {event.slug}", what, error=False)


def out_of_office() -> Iterator[Finding]:
    """People recorded in an appointment that surely did not cover the event's days."""
    surely = Q(appointment__since_earliest__gte=F("event__end_day")) | Q(
        appointment__until_latest__lte=F("event__first_day")
    )
    for line in Participation.objects.filter(surely).select_related("event", "person", "appointment__post"):
        what = f"{line.person} was not {line.appointment and line.appointment.post} on {line.event.date}"
        yield Finding(f"event {line.event.slug}", what, error=False)


def foreign_places() -> Iterator[Finding]:
    """Events whose country is not that of their place."""
    for event in Event.objects.exclude(country=F("place__country")).filter(
        place__country__isnull=False, country__isnull=False
    ):
        yield Finding(f"event {event.slug}", "its country is not that of its place", error=False)


#: Where the rows live that a citation may name, and the columns that say whose they are.
ROWS: dict[tuple[str, str], tuple[type[models.Model], str]] = {
    (Noun.EVENT, "participations"): (Participation, "event_id"),
    (Noun.EVENT, "agenda"): (AgendaItem, "event_id"),
    (Noun.EVENT, "outcomes"): (OutcomeStep, "event_id"),
    (Noun.OUTCOME, "progress"): (OutcomeStep, "outcome_id"),
    (Noun.ORGANIZATION, "memberships"): (Membership, "organization_id"),
    (Noun.PERSON, "appointments"): (Appointment, "person_id"),
    (Noun.POST, "appointments"): (Appointment, "post_id"),
}


def broken_citations() -> Iterator[Finding]:
    """Citations of what is not there, of a field that can't be cited, or of somebody else's row."""
    kinds = {kind.pk: kind.model for kind in ContentType.objects.filter(pk__in=Citation.objects.values("subject_type"))}
    there = {noun: set(model._default_manager.values_list("pk", flat=True)) for noun, model in facts.MODELS.items()}
    owners = {place: dict(model._default_manager.values_list("pk", owner)) for place, (model, owner) in ROWS.items()}
    for citation in Citation.objects.order_by("pk").iterator():
        noun = kinds[citation.subject_type_id]
        if what := _broken(citation, noun, there, owners):
            yield Finding(f"citation {citation.pk} of {noun} {citation.subject_id}", what)


def _broken(
    citation: Citation, noun: str, there: dict[Noun, set[UUID]], owners: dict[tuple[str, str], dict[UUID, UUID]]
) -> str:
    if citation.field not in CITED_FIELDS.get(noun, ()):
        return f"“{citation.field}” can't be cited there"
    if citation.subject_id not in there[Noun(noun)]:
        return "what it speaks of is not there"
    if citation.row and owners.get((noun, citation.field), {}).get(citation.row) != citation.subject_id:
        return f"the row it speaks of is not among its {citation.field}"
    return ""
