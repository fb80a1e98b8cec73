"""OPTIONS (RFC 4918 section 10.1, RFC 4791 section 5.1): what can be done here; for a browser's program, a preflight too."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from .collection import Collection
from .places import Place

METHODS = ("OPTIONS", "GET", "HEAD", "PROPFIND", "REPORT")
ALLOW = ", ".join(METHODS)
#: On every answer. Class 2 is locking, which nobody needs who can't write.
ALWAYS = {
    "DAV": "1, 3, calendar-access",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "DAV, ETag",
}
#: Instead, on every answer about a private feed: no other site's script has any business there.
PRIVATE = {
    "DAV": ALWAYS["DAV"],
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": ALLOW,
    "Access-Control-Allow-Headers": "Content-Type, Depth, If-None-Match, If-Modified-Since, Prefer",
    "Access-Control-Max-Age": "86400",
}


def options(_request: HttpRequest, _place: Place, _collection: Collection | None) -> HttpResponseBase:
    return HttpResponse(headers=PREFLIGHT | {"Allow": ALLOW})
