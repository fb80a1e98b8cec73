"""An editor who is signed in, and a small published week."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import factories
from tests.factories import Week


@pytest.fixture
def week(db: None) -> Week:
    """Kuala Lumpur, July 2025, published."""
    return factories.published_week()


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
