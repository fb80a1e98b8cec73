"""Where a form was sent from. Public pages set no cookie, so there is none whose authority a forger could borrow;
what is refused here is another site's page that makes its visitors press our buttons (docs/adr/0011)."""

from django.conf import settings
from django.http import HttpRequest

OURS = ("same-origin", "none")
HIDDEN = "null"


def elsewhere(request: HttpRequest, *, hidden: bool = False) -> bool:
    """Whether a browser says that the form stood on another site's page.

    Sec-Fetch-Site decides (Fetch Metadata); older browsers send Origin alone (RFC 6454 section 7), which is "null" from
    a page without referrer: `hidden` for forms of such pages. A program sends neither, and has no visitor to misuse.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in OURS
    origin = request.headers.get("Origin")
    ours = (None, settings.SITE_URL, f"{request.scheme}://{request.get_host()}", *((HIDDEN,) if hidden else ()))
    return origin not in ours
