"""Whom an allowance is counted for."""

from typing import Any

import pytest
from django.test import RequestFactory

from calendar_app.client import client

PROXIES = ["127.0.0.1", "10.0.0.5"]


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "found"),
    [
        ("192.0.2.1", "", [], "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", [], "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", PROXIES, "192.0.2.1"),
        ("127.0.0.1", "", PROXIES, "127.0.0.1"),
        ("127.0.0.1", "198.51.100.7", PROXIES, "198.51.100.7"),
        ("127.0.0.1", "203.0.113.1, 198.51.100.7", PROXIES, "198.51.100.7"),
        ("127.0.0.1", "203.0.113.1, 198.51.100.7,10.0.0.5 ", PROXIES, "198.51.100.7"),
        ("127.0.0.1", "10.0.0.5, 10.0.0.5", PROXIES, "10.0.0.5"),
        ("127.0.0.1", " , unknown", PROXIES, "unknown"),
        ("2001:db8:1:2:3:4:5:6", "", [], "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "", [], "192.0.2.1"),
        ("", "", [], ""),
    ],
)
def test_it_is_whoever_connected_unless_a_proxy_of_ours_did(
    peer: str, forwarded: str, proxies: list[str], found: str, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=peer)
    assert client(request) == found
