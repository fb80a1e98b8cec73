"""The members of a collection: calendar object resources, made of the VEVENTs that publishing stored."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import cached_property
from itertools import islice
from uuid import UUID

from django.conf import settings

from calendar_app.entries import renderings
from calendar_app.feeds import alarms, private
from calendar_app.feeds.heads import PRODUCT
from calendar_app.ical import vtimezone
from calendar_app.models.public import Listing, Publication, Rendering

from .collection import Collection, Row

BATCH = 500
MARK = "mark"
HEAD = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\nCALSCALE:GREGORIAN\r\n".encode()
END = b"END:VCALENDAR\r\n"
UTC_NAMES = ("", "UTC")
UID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LOCAL = re.compile(rb"^(DTSTART|DTEND);TZID=[^:\r]*:[^\r]*", re.MULTILINE)


@dataclass(frozen=True)
class Member:
    """RFC 4791 section 4.1: one UID, no METHOD, and the VTIMEZONE of its own."""

    path: str
    row: Row
    vevent: bytes

    @cached_property
    def body(self) -> bytes:
        row = self.row
        if row.zone in UTC_NAMES:
            return HEAD + self.vevent + END
        last = row.end_day - timedelta(days=1)
        return HEAD + vtimezone(row.zone, row.first_day.year, last.year) + self.vevent + END

    @cached_property
    def etag(self) -> str:
        """Strong (RFC 9110 section 8.8.3): the digest of the body, quoted."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    def expanded(self) -> bytes:
        """RFC 4791 section 9.6.5: the same with its times in UTC, and no VTIMEZONE. Nothing recurs here."""
        moments = {b"DTSTART": self.row.starts_at, b"DTEND": self.row.ends_at}

        def in_utc(found: re.Match[bytes]) -> bytes:
            return b"%s:%s" % (found[1], f"{moments[found[1]].astimezone(UTC):%Y%m%dT%H%M%SZ}".encode())

        return HEAD + _LOCAL.sub(in_utc, self.vevent) + END


def path_of(collection: Collection, subject: UUID) -> str:
    return f"{collection.path}{subject}.ics"


def subject_of(collection: Collection, path: str) -> UUID | None:
    """The UID of the member that would stand at the path, None for a path that no member can have."""
    name = path.removeprefix(collection.path).removesuffix(".ics")
    return UUID(name) if re.fullmatch(UID, name) and path == f"{collection.path}{name}.ics" else None


def members(collection: Collection, found: Sequence[Row]) -> Iterator[Member]:
    """The rows with their bytes, in the same order; one query for every 500."""
    rest = iter(found)
    while batch := list(islice(rest, BATCH)):
        vevents = _vevents(collection, [row.publication for row in batch])
        for row in batch:
            yield Member(path_of(collection, row.subject), row, vevents[row.publication])


def _vevents(collection: Collection, publications: list[int]) -> dict[int, bytes]:
    """What publishing stored, or else rendered now."""
    marked = collection.options.cancelled == MARK
    kept = Rendering.objects.filter(publication__in=publications, language=collection.language)
    forms = {(pk, form): bytes(body) for pk, form, body in kept.values_list("publication", "form", "body")}
    missing = [pk for pk in publications if (pk, "ics") not in forms]
    if missing:
        for publication in Publication.objects.filter(pk__in=missing).select_related("since"):
            made = renderings(publication, site=settings.SITE_URL)
            forms |= {(publication.pk, form): body for code, form, body in made if code == collection.language}
    return _rung(collection, {pk: (marked and forms.get((pk, "ics-mark"))) or forms[pk, "ics"] for pk in publications})


def _rung(collection: Collection, vevents: dict[int, bytes]) -> dict[int, bytes]:
    """With the alarms of a private feed."""
    if not collection.alarms:
        return vevents
    loud = private.loud(Listing.objects.filter(publication__in=vevents))
    return {pk: alarms.rung(body, loud, collection.alarms) for pk, body in vevents.items()}
