"""Several new events at once, or none."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from calendar_app.models.desk import Decision, Event
from calendar_app.models.public import Publication
from calendar_app.review.enter import enter
from tests import factories as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def new(slug: str, **fields: object) -> Event:
    return Event(slug=slug, title_en=slug, date="2026-07-21", **fields)


def test_all_as_drafts_each_with_its_decision() -> None:
    by = User.objects.create(username="editor")
    week = new("week", kind="umbrella", stage="published")
    enter([week, new("meeting", parent=week, ordinal=3)], by=by, now=NOW)
    assert list(Event.objects.values_list("slug", "parent__slug", "stage").order_by("slug")) == [
        ("meeting", "week", "draft"),
        ("week", None, "draft"),
    ]
    assert set(Decision.objects.values_list("action", "by", "at", "reason")) == {
        ("edit", by.pk, NOW, "title_en, kind, date, certainty, slug"),
        ("edit", by.pk, NOW, "title_en, kind, ordinal, parent, date, certainty, slug"),
    }
    assert Publication.objects.exists() is False


def test_none_where_one_can_not_be() -> None:
    make.event("taken")
    with pytest.raises(ValidationError, match="Slug"):
        enter([new("week"), new("taken")], by=User.objects.create(username="editor"), now=NOW)
    assert list(Event.objects.values_list("slug", flat=True)) == ["taken"]
    assert Decision.objects.exists() is False
