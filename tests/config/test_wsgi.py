"""The doors for servers are there under the names that servers ask for."""

from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler

from config import asgi, wsgi


def test_the_doors() -> None:
    assert isinstance(wsgi.application, WSGIHandler)
    assert isinstance(asgi.application, ASGIHandler)
