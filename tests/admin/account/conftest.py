"""People with passwords, hashed once for all tests."""

from functools import cache
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.test import Client

PASSWORD = "a-long-password-of-a-test"


@cache
def hashed() -> str:
    return make_password(PASSWORD)


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create(username="editor", email="editor@example.org", is_staff=True, password=hashed())


@pytest.fixture
def visitor(client: Client) -> Client:
    """A browser in English that has not signed in."""
    client.defaults |= {"HTTP_ACCEPT_LANGUAGE": "en", "HTTP_USER_AGENT": "Firefox on Linux"}
    return client


def log_in(client: Client, name: str = "editor", password: str = PASSWORD, **more: Any) -> Any:
    """The form, sent."""
    return client.post("/admin/login/", {"username": name, "password": password, **more})
