"""The clock goes on with uploaded files, one at a time, and forgets old ones."""

from datetime import timedelta

import pytest
from django.utils import timezone

from calendar_app.exchange.imports import receive
from calendar_app.models.imports import Upload
from calendar_app.tasks import imports
from tests.exchange.imports.carried import editor, table

pytestmark = pytest.mark.django_db


def upload() -> Upload:
    return receive(data=table("Talks,2026,"), name="", by=editor(), language="en", now=timezone.now())


def test_whatever_was_left_is_gone_on_with() -> None:
    made = [upload(), upload()]
    assert imports.catch_up() == 2
    assert [Upload.objects.get(pk=one.pk).state for one in made] == ["read", "read"]
    assert imports.catch_up() == 0


def test_one_at_a_time() -> None:
    busy, next_one = upload(), upload()
    Upload.objects.filter(pk=busy.pk).update(claimed=timezone.now())
    assert imports.work(str(next_one.pk)) is True
    assert Upload.objects.get(pk=next_one.pk).read == 0
    Upload.objects.filter(pk=busy.pk).update(claimed=None)
    assert imports.work(str(next_one.pk)) is False
    assert Upload.objects.get(pk=next_one.pk).state == "read"


def test_old_files_are_forgotten() -> None:
    Upload.objects.filter(pk=upload().pk).update(at=timezone.now() - timedelta(days=8))
    upload()
    assert (imports.forget(), Upload.objects.count()) == (1, 1)
