"""The doors for servers are there under the names that servers ask for; a proxy is believed where it is ours."""

from typing import Any

import pytest
from django.core.handlers.asgi import ASGIHandler
from django.test import RequestFactory

from config import asgi, wsgi


def test_the_door_for_asgi_servers() -> None:
    assert isinstance(asgi.application, ASGIHandler)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("peer", "said", "scheme"),
    [
        ("127.0.0.1", "https", "https"),
        ("::1", "https", "https"),
        ("127.0.0.1", "http", "http"),
        ("127.0.0.1", "", "http"),
        ("192.0.2.1", "https", "http"),
    ],
)
def test_a_proxy_on_this_machine_says_whether_it_was_tls(peer: str, said: str, scheme: str) -> None:
    environ = RequestFactory(headers={"x-forwarded-proto": said}).get("/healthz", REMOTE_ADDR=peer).environ
    heard: list[Any] = []
    answer: Any = wsgi.application(environ, lambda status, headers: heard.append(status))
    answer.close()
    assert heard == ["200 OK"]
    assert environ["wsgi.url_scheme"] == scheme
