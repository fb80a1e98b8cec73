"""The WSGI door."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_django = get_wsgi_application()

from calendar_app.web.gate import Gate  # noqa: E402 - the models are there only now

_gate = Gate(_django)
_proxies = {"127.0.0.1", "::1", *settings.TRUSTED_PROXIES}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The site. A proxy on this machine, or one of TRUSTED_PROXIES, is believed that the reader came by TLS."""
    if environ.get("HTTP_X_FORWARDED_PROTO") == "https" and environ.get("REMOTE_ADDR") in _proxies:
        environ["wsgi.url_scheme"] = "https"
    return _gate(environ, start_response)
