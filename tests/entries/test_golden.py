"""Whole feeds, compared with files that were read line by line. `GOLDEN=write` writes them anew, to be read again."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from calendar_app.feeds import Options, feed
from calendar_app.ical import check
from calendar_app.selection import Selection

from .scenario import SITE, gone, record

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize(
    ("name", "options"), [("feed", Options()), ("everything", Options(cancelled="mark", undated="span"))]
)
def test_golden(language: str, name: str, options: Options, admin_user: User, settings: Any) -> None:
    settings.SITE_URL = SITE
    gone(record().postponed, admin_user)
    body = feed(Selection(), language, options=options, site=SITE).body
    path = GOLDEN / f"{name}.{language}.ics"
    if os.environ.get("GOLDEN") == "write":
        path.write_bytes(body)
    assert body == path.read_bytes()
    assert check(body) == []
