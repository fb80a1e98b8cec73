"""What crawlers are asked to leave alone: the desk, the API, and the same pages again under every filter."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

TEXT = "User-agent: *\nDisallow: /admin/\nDisallow: /api/\nDisallow: /*?\n"


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    place = settings.SITE_URL + reverse("sitemap")
    return HttpResponse(f"{TEXT}Sitemap: {place}\n", content_type="text/plain; charset=utf-8")
