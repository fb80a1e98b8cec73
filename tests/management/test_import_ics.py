"""The command that reads a foreign calendar in."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from calendar_app.models.desk import Decision, Event
from tests.exchange.ics.calendars import calendar, event
from tests.fetching.server import ok, serving

pytestmark = pytest.mark.django_db
FILE = calendar(event("1"), event("2", title="Переговоры"))


def run(where: object, *options: str) -> str:
    out = StringIO()
    call_command("import_ics", str(where), *options, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "talks.ics"
    found.write_bytes(FILE)
    return found


def test_a_file_becomes_drafts_and_a_report(path: Path) -> None:
    assert run(path) == "created: 1 “Talks”\ncreated: 2 “Переговоры”\n2 created, 0 updated, 0 unchanged, 0 refused\n"
    assert run(path).splitlines()[-1] == "0 created, 0 updated, 2 unchanged, 0 refused"
    assert set(Event.objects.values_list("stage", flat=True)) == {"draft"}
    assert set(Decision.objects.values_list("actor", flat=True)) == {"import"}


def test_a_dry_run_writes_nothing(path: Path) -> None:
    told = run(path, "--dry-run").splitlines()
    assert told[-1] == "2 created, 0 updated, 0 unchanged, 0 refused; nothing was written (--dry-run)"
    assert (Event.objects.count(), Decision.objects.count()) == (0, 0)


@pytest.mark.parametrize("scheme", ["http", "webcal"])
def test_an_address_is_fetched(settings: Any, scheme: str) -> None:
    with serving(ok(FILE)) as server:
        settings.FETCH_ALSO = f"127.0.0.1:{server.port}"
        if scheme == "webcal":  # is read as https, which this server does not speak
            with pytest.raises(CommandError, match="SSL"):
                run(f"webcal://127.0.0.1:{server.port}/a.ics")
            return
        told = run(f"http://127.0.0.1:{server.port}/a.ics")
    assert told.splitlines()[-1] == "2 created, 0 updated, 0 unchanged, 0 refused"


def test_nothing_inside_is_asked() -> None:
    with serving(ok(FILE)) as canary:
        with pytest.raises(CommandError, match=r"127\.0\.0\.1 is no public address"):
            run(f"http://127.0.0.1:{canary.port}/a.ics")
        assert canary.connections == 0


def test_what_is_refused_is_named_and_fails_the_command(tmp_path: Path) -> None:
    path = tmp_path / "talks.ics"
    path.write_bytes(calendar(event("1", start="DTSTART:20250711T100000"), event("2")))
    with pytest.raises(CommandError, match=r"^1 refused; each is named above, with what to do\.$"):
        run(path)
    assert Event.objects.count() == 1
    assert run(path, "--zone", "Asia/Kuala_Lumpur").splitlines()[-1] == "1 created, 0 updated, 1 unchanged, 0 refused"


def test_what_cannot_be_read_at_all(tmp_path: Path, path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.ics can't be read"):
        run(tmp_path / "nowhere.ics")
    with pytest.raises(CommandError, match="--zone: "):
        run(path, "--zone", "Europe")
    large = tmp_path / "large.ics"
    large.write_bytes(b" " * 2_000_000)
    with pytest.raises(CommandError):
        run(large)
