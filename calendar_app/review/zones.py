"""New rules for a zone: wall times stay as announced; the instants kept beside them follow, in a revision that says so."""

from datetime import datetime

from django.db import transaction

from calendar_app.models.desk import Decision, Event
from calendar_app.models.public import Head, Listing, Publication, Revision
from calendar_app.models.vocabulary import Action

from .index import moments
from .publish import release

BATCH = 500
ACTOR, REASON = "zones", "The rules of a time zone changed."


@transaction.atomic
def follow_zones(*, now: datetime) -> Revision | None:
    """Make anew what readers see of every event whose instants are others by now; returns the revision, None without any.

    The desk's own instants follow too. Facts stay, so nobody is told of a change; SEQUENCE rises, as calendars must move.
    """
    head = Head.locked()
    _settle()
    moved = Publication.objects.filter(pk__in=_moved()).order_by("pk")
    publications = [_again(one) for one in moved]
    if not publications:
        return None
    decisions = [
        Decision(
            action=Action.PUBLISH, subject_kind=one.kind, subject=one.subject, actor=ACTOR, at=now, reason=REASON,
            revision=head.n + 1,
        )
        for one in publications
    ]  # fmt: skip
    return release(head, publications, decisions, now=now, reason=REASON)


def _moved() -> list[int]:
    """Current publications whose listing does not follow from their wall times any more."""
    rows = Listing.objects.current().alive().filter(starts_at__isnull=False).order_by()
    columns = rows.values_list("pk", "publication__snapshot__facts__when", "starts_at", "ends_at", "zone")
    return [pk for pk, when, *kept in columns.iterator(chunk_size=BATCH) if moments(when) != tuple(kept)]


def _again(one: Publication) -> Publication:
    return Publication(
        kind=one.kind,
        subject=one.subject,
        number=one.number + 1,
        slug=one.slug,
        sequence=one.sequence + 1,
        snapshot=one.snapshot,
        digest=one.digest,
    )


def _settle() -> None:
    stale = []
    for event in Event.objects.filter(starts_at__isnull=False).iterator(chunk_size=BATCH):
        kept = (event.starts_at, event.ends_at)
        event.settle()
        if kept != (event.starts_at, event.ends_at):
            stale.append(event)
    Event.objects.bulk_update(stale, ["starts_at", "ends_at"], batch_size=BATCH)
