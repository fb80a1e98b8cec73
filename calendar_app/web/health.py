"""Health for operators: /healthz says the process answers, /readyz names what is red.

A part that cannot be looked at is red too: nothing here is green on trust.
"""

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from calendar_app.models.public import Cursor, Revision

from . import owed
from .owed import RedError

EXPORTS = "exports"
LATE = timedelta(seconds=25)  # beat wakes the exports every 15 seconds
SILENT = timedelta(seconds=20)  # worker and beat give a sign of life every 5 seconds
LEAST_FREE = 64 * 1024 * 1024  # bytes; below it a publication may fail half way


@never_cache
@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """200 whenever the process can answer at all."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """200 while everything works that readers and editors need, 503 otherwise.

    JSON: `status` ("ok" or "red"), `red` (names of the parts that are), `parts` (each with "ok" or what is wrong).
    """
    states = {name: state(check) for name, check in parts(timezone.now()).items()}
    red = [name for name, text in states.items() if text != "ok"]
    answer = {"status": "red" if red else "ok", "red": red, "parts": states}
    return JsonResponse(answer, status=503 if red else 200)


def parts(now: datetime) -> dict[str, Callable[[], None]]:
    """Every check by its name; worker and beat are watched where they share this data directory."""
    checks: dict[str, Callable[[], None]] = {
        "database": database,
        "migrations": migrations,
        "exports": partial(exports, now),
        "mails": partial(owed.mails, now),
        "webhooks": partial(owed.webhooks, now),
        "disk": partial(disk, Path(settings.CALENDAR_DATA)),
    }
    if settings.CLOCK_HERE:
        checks |= {name: partial(pulse, name, now) for name in ("worker", "beat")}
    return checks


def state(check: Callable[[], None]) -> str:
    """ "ok", or what is wrong."""
    try:
        check()
    except RedError as problem:
        return str(problem)
    except (DatabaseError, OSError) as problem:
        return f"cannot tell: {type(problem).__name__}"
    return "ok"


def database() -> None:
    """The database answers a question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations() -> None:
    """The code's migrations are all applied."""
    executor = MigrationExecutor(connection)
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RedError(f"{len(waiting)} not applied; run manage.py migrate")


def exports(now: datetime) -> None:
    """The exported feeds hold every revision that has had time to arrive there."""
    done = Cursor.objects.filter(consumer=EXPORTS).values_list("revision", flat=True).first() or 0
    waiting = Revision.objects.filter(n__gt=done).order_by("n").first()
    if waiting and now - waiting.at > LATE:
        raise RedError(f"revision {waiting.n} has waited {(now - waiting.at).total_seconds():.0f} s")


def disk(data: Path) -> None:
    """The data directory can be written to, and has room."""
    with tempfile.TemporaryFile(dir=data) as probe:
        probe.write(b"\0" * 4096)
    if (free := shutil.disk_usage(data).free) < LEAST_FREE:
        raise RedError(f"{free // (1024 * 1024)} MB free")


def pulse(name: str, now: datetime) -> None:
    """The program has given a sign of life lately."""
    touched = datetime.fromtimestamp((Path(settings.PULSE_ROOT) / f"{name}.pulse").stat().st_mtime, tz=now.tzinfo)
    if now - touched > SILENT:
        raise RedError(f"no sign of life for {(now - touched).total_seconds():.0f} s")
