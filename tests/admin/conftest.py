"""An editor who is signed in, and a small published week."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from tests import factories
from tests.factories import Week


@pytest.fixture(autouse=True)
def _in_english_again() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test begins without."""
    yield
    translation.deactivate()


@pytest.fixture
def week(db: None) -> Week:
    """Kuala Lumpur, July 2025, published."""
    made = factories.week()
    factories.publish(made.umbrella, made.meeting)
    return made


@pytest.fixture
def editor(db: None) -> User:
    """Without a password: hashing one takes its time."""
    return User.objects.create(username="editor", is_staff=True, is_superuser=True)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The editor's browser, in English."""
    client.force_login(editor)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
