"""How fresh an answer is: ETag and Last-Modified from the record, and 304 for whoever has it already (RFC 9110)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from rest_framework.request import Request
from rest_framework.response import Response

from calendar_app.models.public import Publication, Revision

from . import problems

#: Raise it whenever the same facts are told otherwise, so that no cache keeps the old words.
FORM = 1


@dataclass(frozen=True)
class Freshness:
    """What an answer is made of (`mark`), and the moment when that last changed (UTC; None before anything did)."""

    mark: str
    modified: datetime | None

    @property
    def etag(self) -> str:
        seal = hashlib.sha256(f"{FORM} {settings.SITE_URL} {self.mark}".encode()).hexdigest()
        return f'"{seal[:32]}"'

    def answered(self, request: Request) -> Response | None:
        """304 (or 412) where the request's conditions say so, else None."""
        moment = int(self.modified.timestamp()) if self.modified else None
        plain = get_conditional_response(request._request, etag=self.etag, last_modified=moment)  # noqa: SLF001 - DRF wraps Django's request, and has no other name for it
        if plain is None:
            return None
        if plain.status_code == 304:
            return self.stamped(Response(status=304))
        return problems.answer(412, "This is not what the request's conditions expect: ask again without them.")

    def stamped(self, response: Response) -> Response:
        response["ETag"] = self.etag
        if self.modified:
            response["Last-Modified"] = http_date(self.modified.timestamp())
        return response


@dataclass(frozen=True)
class Record(Freshness):
    """The whole public record at its newest revision."""

    revision: int

    @classmethod
    def now(cls) -> "Record":
        newest: dict[str, Any] = Revision.objects.aggregate(n=Max("n"), at=Max("at"))
        revision = newest["n"] or 0
        return cls(mark=f"revision {revision}", modified=newest["at"], revision=revision)


def of(publication: Publication) -> Freshness:
    """One publication: it never changes, but that an administrator may redact it."""
    mark = f"publication {publication.subject} {publication.number} {publication.redacted or ''}"
    return Freshness(mark, publication.since.at)
