"""The address of a feed as a QR code, so that a phone need not type it."""

from io import BytesIO
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from calendar_app.selection import Selection

from .frame import with_query
from .served import MAX_AGE, door, refusal

LONGEST = 700  # octets of an address whose code a phone still reads from a screen
QUIET = 4  # modules of white around the code (ISO/IEC 18004 section 6.3.8)


def address(selection: Selection) -> str:
    """The feed of the selection as calendar programs on phones take it: opening it subscribes."""
    site = urlsplit(settings.SITE_URL).netloc
    return f"webcal://{site}{with_query(reverse('web:feed'), selection.query())}"


def fits(selection: Selection) -> bool:
    """Whether the address is short enough for a code that can be read."""
    return len(address(selection)) <= LONGEST


@door
def code(request: HttpRequest) -> HttpResponse:
    """`/{lang}/subscribe/qr.svg`: black on white whatever the page's colours are, since not every reader knows others."""
    selection = Selection.read(request.GET)
    if not fits(selection):
        return refusal(f"This address is longer than {LONGEST} characters; no phone reads such a code.", 404)
    picture = BytesIO()
    segno.make_qr(address(selection), error="m").save(
        picture, kind="svg", xmldecl=False, omitsize=True, border=QUIET, light="#fff", svgclass=None, lineclass=None
    )
    headers = {"Cache-Control": f"public, max-age={MAX_AGE}"}
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml", headers=headers)
