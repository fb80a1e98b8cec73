"""`manage.py export_feeds`: what the clock does, by hand."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests import factories as make

pytestmark = pytest.mark.django_db
GOOD = "Every exported feed is as it should be.\n"


def run(*options: str) -> str:
    out = StringIO()
    call_command("export_feeds", *options, stdout=out, no_color=True)
    return out.getvalue()


def test_it_exports_then_has_nothing_to_do_then_proves(tmp_path: Path, settings: Any) -> None:
    settings.FEEDS_ROOT = tmp_path
    make.publish(make.event())
    assert run() == "en/events.ics\nru/events.ics\nar/events.ics\n3 in all.\n"
    assert run() == GOOD
    (tmp_path / "en/events.ics.gz").unlink()
    assert run("--verify") == "en/events.ics: events.ics.gz is missing\n1 in all.\n"
    assert run("--verify") == GOOD
