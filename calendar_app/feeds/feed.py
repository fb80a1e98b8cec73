"""A feed: the stored entries of a selection, joined in date order under one head."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Max, Q, QuerySet

from calendar_app.entries import renderings
from calendar_app.ical import Head, calendar, vtimezone
from calendar_app.models.public import Head as Front
from calendar_app.models.public import Listing, Publication, Rendering, Revision
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.selection import Selection

from .codings import CODINGS
from .heads import head, head_of, source_of
from .options import Options

ONE_DAY = timedelta(days=1)
BEFORE = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Feed:
    """`etag` is the SHA-256 of the body, shortened.

    `modified` (UTC) is the moment of the revision at which an entry of the feed last came, changed or went; that of the
    record's first revision while there never was one. `revision` is its number, 0 in an empty record.
    """

    body: bytes
    etag: str
    modified: datetime
    revision: int

    codings = tuple(CODINGS)

    @property
    def digest(self) -> str:
        """SHA-256 of the body in hex."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def size(self) -> int:
        """Octets of the body."""
        return len(self.body)

    def packed(self, coding: str) -> tuple[Iterable[bytes], int]:
        """The body in one of the codings, in pieces, and how many octets that is."""
        body = CODINGS[coding].packed(self.body)
        return [body], len(body)


class Row(NamedTuple):
    """A listing, as far as a feed needs it."""

    publication: int
    first_day: date
    end_day: date
    zone: str


def feed(selection: Selection, language: str, *, options: Options, site: str) -> Feed:
    """The selection in one language. The same bytes every time while nothing in it changed. Raises BeforeRecord.

    Tombstones of merged and withdrawn events stay for good. `site` is the origin that addresses begin with.
    """
    source = source_of(selection, language, options=options, site=site)
    return _feed(
        options.held(selection.ever()),
        head(selection, language, source=source, site=site),
        language,
        options=options,
        site=site,
        revision=selection.revision(),
    )


def single(publication: Publication, language: str, *, options: Options | None = None, site: str) -> Feed | None:
    """One event as a feed of its own, in whatever precision its date is known; None while it has no date at all."""
    rows = Listing.objects.filter(subject=publication.subject, first_day__isnull=False)
    if not rows.current().exists():
        return None
    described = head_of(publication, language, options=options or Options(), site=site)
    spanned = replace(options or Options(), undated="span")
    return _feed(spanned.held(rows), described, language, options=spanned, site=site)


def _feed(
    ever: ListingQuerySet, described: Head, language: str, *, options: Options, site: str, revision: int | None = None
) -> Feed:
    """Everything as of one revision, so that a publication in the meantime cannot give old bytes a new date."""
    upto = Front.number() if revision is None else revision
    rows = ever.as_of(upto)
    columns = rows.order_by("first_day", "subject").values_list("publication", "first_day", "end_day", "zone")
    found = [Row(*column) for column in columns]
    bodies = bodies_of(found, rows.order_by().values("publication"), language, options, site)
    body = calendar(described, (bodies[row.publication] for row in found), zones_of(found))
    changed = last_change(ever, upto)
    return Feed(
        body=body,
        etag=hashlib.sha256(body).hexdigest()[:32],
        modified=changed.at if changed else BEFORE,
        revision=changed.n if changed else 0,
    )


def bodies_of(
    found: list[Row], publications: Collection[int] | QuerySet[Any, Any], language: str, options: Options, site: str
) -> dict[int, bytes]:
    """VEVENTs by publication: what publishing stored, or else, for what was published by an older version, rendered now.

    `publications` are those of the rows: their keys, or a query for these where they may be too many to list.
    """
    form = "rich" if options.profile == "rich" else "ics"
    forms = [form, f"{form}-mark"] if options.cancelled == "mark" else [form]
    stored: dict[int, bytes] = {}
    for one in forms:
        stored |= _stored(publications, language, one)
    missing = [row.publication for row in found if row.publication not in stored]
    for publication in Publication.objects.filter(pk__in=missing).select_related("since"):
        written = {form: body for _, form, body in renderings(publication, languages=(language,), site=site)}
        stored[publication.pk] = [written[one] for one in forms if one in written][-1]
    return stored


def _stored(publications: Collection[int] | QuerySet[Any, Any], language: str, form: str) -> dict[int, bytes]:
    held = Rendering.objects.filter(publication__in=publications, language=language, form=form)
    return {pk: bytes(body) for pk, body in held.values_list("publication", "body")}


def zones_of(rows: Sequence[Row]) -> list[bytes]:
    """A VTIMEZONE for each zone in use, true for all years of the feed."""
    names = zone_names(rows)
    return [vtimezone(name, *years(rows)) for name in names]


def zone_names(rows: Iterable[Row]) -> list[str]:
    """The zones that need a VTIMEZONE, in order."""
    return sorted({row.zone for row in rows} - {"", "UTC"})


def years(rows: Iterable[Row]) -> tuple[int, int]:
    """First and last year of the rows, of which there is at least one."""
    rows = list(rows)
    return min(row.first_day for row in rows).year, max(row.end_day - ONE_DAY for row in rows).year


def last_change(ever: ListingQuerySet, upto: int) -> Revision | None:
    """The newest revision at which an event entered the feed, changed in it, or left it, so that time never runs back.

    An event leaves with the end of the publication that the feed held, whatever follows it.
    """
    moments = ever.order_by().aggregate(
        came=Max("since_rev", filter=Q(since_rev__lte=upto)), went=Max("until_rev", filter=Q(until_rev__lte=upto))
    )
    numbers = [number for number in moments.values() if number is not None]
    return Revision.objects.filter(n=max(numbers)).first() if numbers else Revision.objects.filter(n__lte=upto).first()
