"""The door of calendar programs: any selection as a feed, each noun's, and one event's."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.csrf import csrf_exempt

from calendar_app.feeds import CODINGS, IDENTITY, OPTIONS, Feed, Options, feed, single
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import BeforeRecord, Problem, Selection, SelectionError

from .frame import language

SETTLED = timedelta(seconds=2)  # a date speaks for its second only once no further change can fall into it
MAX_AGE = 5  # seconds: how long a publication may take to reach everybody
METHODS = ("GET", "HEAD", "OPTIONS")
OPEN = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
_ETAG = re.compile(r'(?:W/)?"([0-9a-f]*)(?:-[a-z]+)?"')
_CODING = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?\s*", re.ASCII)
View: TypeAlias = Callable[..., HttpResponse]


def _door(view: View) -> View:
    """Reading only, and every refusal in plain text, as calendar programs show nothing else."""

    @csrf_exempt  # a write is answered by 405, as there is nothing to protect
    @wraps(view)
    def open_to_all(request: HttpRequest, **values: str) -> HttpResponse:
        if request.method not in METHODS:
            return _refusal("This is a calendar to read: use GET or HEAD.", 405, {"Allow": ", ".join(METHODS)})
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=OPEN | PREFLIGHT | {"Allow": ", ".join(METHODS)})
        try:
            return view(request, **values)
        except SelectionError as error:
            return _refusal(str(error), 400)
        except BeforeRecord as error:
            return _refusal(f"asof={request.GET['asof']}: {error}", 400)

    return open_to_all


@_door
def events(request: HttpRequest) -> HttpResponse:
    """`/{lang}/events.ics`: whatever the selection holds."""
    return _selected(request, request.GET, "events")


@_door
def noun(request: HttpRequest, dimension: str, value: str) -> HttpResponse:
    """`/{lang}/forums/{slug}.ics` and its like: `events.ics` with that selection."""
    try:
        Selection.read({dimension: [value]})
    except SelectionError:
        return _refusal(f"There is no {dimension} {value} in this record.", 404)
    if dimension in request.GET:
        raise SelectionError([Problem(dimension, value, "the address itself says it already")])
    params = request.GET.copy()
    params[dimension] = value
    return _selected(request, params, value)


@_door
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """`/{lang}/events/{slug}.ics`: one event, under any address it ever had."""
    if given := Selection.read(request.GET).pairs():
        raise SelectionError([Problem(*given[0], "the address itself names the event, and takes no selection")])
    named = Publication.objects.filter(kind=Noun.EVENT, slug=slug).order_by("-since").values("subject")[:1]
    publication = Publication.objects.current().filter(subject__in=named).select_related("since").first()
    found = single(publication, language(), site=settings.SITE_URL) if publication else None
    if found is None:
        return _refusal("There is no such event in this record, or it has no date yet.", 404)
    return _answer(request, found, slug)


def _selected(request: HttpRequest, params: QueryDict, name: str) -> HttpResponse:
    problems: list[Problem] = []
    read: dict[str, Any] = {}
    for part, reader in (
        ("selection", lambda: Selection.read(params, also=OPTIONS)),
        ("options", lambda: Options.read(params)),
    ):
        try:
            read[part] = reader()
        except SelectionError as error:
            problems += error.problems
    if problems:
        raise SelectionError(problems)
    found = feed(read["selection"], language(), options=read["options"], site=settings.SITE_URL)
    return _answer(request, found, name)


def _answer(request: HttpRequest, found: Feed, name: str) -> HttpResponse:
    coding = _coding(request.headers.get("Accept-Encoding", ""))
    headers = OPEN | {
        "ETag": f'"{found.etag}-{coding}"' if coding else f'"{found.etag}"',
        "Cache-Control": f"public, max-age={MAX_AGE}",
        "Vary": "Accept-Encoding",
    }
    if timezone.now() - found.modified > SETTLED:
        headers["Last-Modified"] = http_date(found.modified.timestamp())
    if _known(request, found):
        return HttpResponse(status=304, headers=headers)
    if coding:
        headers["Content-Encoding"] = coding
    headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return HttpResponse(
        CODINGS[coding].packed(found.body), content_type="text/calendar; charset=utf-8", headers=headers
    )


def _known(request: HttpRequest, found: Feed) -> bool:
    """Whether the client has this already (RFC 9110 section 13.2.2): its ETag decides; a date only without one."""
    if tags := request.headers.get("If-None-Match"):
        return tags.strip() == "*" or found.etag in _ETAG.findall(tags)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and int(found.modified.timestamp()) <= since


def _coding(accepted: str) -> str:
    """The best of the codings that the client names (RFC 9110 section 12.5.3); empty for none, which all understand."""
    weights = {
        match[1].lower(): float(match[2] or 1) for part in accepted.split(",") if (match := _CODING.fullmatch(part))
    }
    return max(
        (coding for coding in CODINGS if weights.get(coding)), key=lambda coding: weights[coding], default=IDENTITY
    )


def _refusal(text: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(
        f"{text}\n", status=status, content_type="text/plain; charset=utf-8",
        headers=OPEN | {"Cache-Control": f"public, max-age={MAX_AGE}"} | (headers or {}),
    )  # fmt: skip
