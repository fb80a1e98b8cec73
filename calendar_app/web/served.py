"""What HTTP says of a feed or file, whatever its form: codings, validators, refusals in plain text (RFC 9110)."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache, wraps
from typing import TypeAlias

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.csrf import csrf_exempt

from calendar_app.feeds import CODINGS, IDENTITY, Feed, Large
from calendar_app.selection import BeforeRecord, SelectionError

SETTLED = timedelta(seconds=2)  # a date speaks for its second only once no further change can fall into it
MAX_AGE = 5  # seconds: how long a publication may take to reach everybody
MARK = "calendar.feed"  # in the request's META: the Feed that was answered with, whatever became of the request
METHODS = ("GET", "HEAD", "OPTIONS")
OPEN = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
#: Form → media type: RFC 5545, RFC 4287, JSON Feed 1.1, RFC 4180, ECMA-376, ISO 32000.
MEDIA = {
    "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
_ETAG = re.compile(r'(?:W/)?"([0-9a-f]*)(?:-[a-z]+)?"')
_CODING = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?\s*", re.ASCII)
View: TypeAlias = Callable[..., HttpResponseBase]


def door(view: View) -> View:
    """Reading only, and every refusal in plain text, as calendar programs show nothing else."""

    @csrf_exempt  # a write is answered by 405, as there is nothing to protect
    @wraps(view)
    def open_to_all(request: HttpRequest, **values: str) -> HttpResponseBase:
        if request.method not in METHODS:
            return refusal("This is a calendar to read: use GET or HEAD.", 405, {"Allow": ", ".join(METHODS)})
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=OPEN | PREFLIGHT | {"Allow": ", ".join(METHODS)})
        try:
            return view(request, **values)
        except SelectionError as error:
            return refusal(str(error), 400)
        except BeforeRecord as error:
            return refusal(f"asof={request.GET['asof']}: {error}", 400)

    return open_to_all


def answer(request: HttpRequest, found: Feed | Large, name: str, form: str) -> HttpResponseBase:
    """The feed in one of the forms of MEDIA, or 304 to a client that has it already; `name` is that of a saved file."""
    request.META[MARK] = found
    packed = coding(request.headers.get("Accept-Encoding", ""), found.codings)
    headers = OPEN | {
        "ETag": f'"{found.etag}-{packed}"' if packed else f'"{found.etag}"',
        "Cache-Control": f"public, max-age={MAX_AGE}",
        "Vary": "Accept-Encoding",
    }
    if timezone.now() - found.modified > SETTLED:
        headers["Last-Modified"] = http_date(found.modified.timestamp())
    tags, since = (request.headers.get(name, "") for name in ("If-None-Match", "If-Modified-Since"))
    if known(tags, since, etag=found.etag, modified=found.modified.timestamp()):
        return HttpResponse(status=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = packed
    headers["Content-Disposition"] = f'inline; filename="{name}.{form}"'
    pieces, size = found.packed(packed)
    headers["Content-Length"] = str(size)
    kind = HttpResponse if isinstance(found, Feed) else StreamingHttpResponse
    return kind(pieces, content_type=MEDIA[form], headers=headers)


def refusal(text: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(
        f"{text}\n", status=status, content_type="text/plain; charset=utf-8",
        headers=OPEN | {"Cache-Control": f"public, max-age={MAX_AGE}"} | (headers or {}),
    )  # fmt: skip


def known(tags: str, since: str, *, etag: str, modified: float) -> bool:
    """Whether a client that sent this If-None-Match and If-Modified-Since has the feed already (RFC 9110 section 13.2.2).

    Its ETag decides; a date only without one. `modified` is in seconds since 1970 (UTC).
    """
    if tags:
        return tags.strip() == "*" or etag in _ETAG.findall(tags)
    moment = parse_http_date_safe(since)
    return moment is not None and int(modified) <= moment


@lru_cache(maxsize=256)
def coding(accepted: str, offered: tuple[str, ...] = tuple(CODINGS)) -> str:
    """The best of the offered codings that the client names (RFC 9110 section 12.5.3); empty for none, which all understand."""
    weights = {
        match[1].lower(): float(match[2] or 1) for part in accepted.split(",") if (match := _CODING.fullmatch(part))
    }
    return max((name for name in offered if weights.get(name)), key=lambda name: weights[name], default=IDENTITY)
