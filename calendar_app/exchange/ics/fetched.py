"""A calendar at an address, within the limits that hold for everything that is fetched."""

from django.conf import settings

from calendar_app.fetching import fetch


def fetched(url: str) -> bytes:
    """The octets at an http, https or webcal address. Raises FetchError, which says why."""
    secure = f"https://{url[9:]}" if url[:9].lower() == "webcal://" else url
    return fetch(secure, also=settings.FETCH_ALSO).body
