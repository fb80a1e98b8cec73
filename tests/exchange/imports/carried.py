"""Files through the whole way in, as the tests of this room need them."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import User

from calendar_app.exchange.events import written
from calendar_app.exchange.imports import apply, receive, work
from calendar_app.models.desk import Event
from calendar_app.models.imports import Upload
from calendar_app.tasks.imports import TRACE

NOW = datetime(2025, 7, 3, 9, 0, tzinfo=UTC)
LONG = timedelta(hours=1)


def clock() -> datetime:
    return NOW


def editor(name: str = "editor") -> User:
    return User.objects.get_or_create(username=name, defaults={"is_staff": True})[0]


def exported(kind: str, language: str = "en") -> bytes:
    events = Event.objects.select_related("forum", "place__country", "country", "parent").prefetch_related("topics")
    return written(events, kind, language=language, site="https://calendar.example", now=NOW)


def brought(data: bytes, *, name: str = "talks.csv", language: str = "en", zone: str = "") -> Upload:
    """The file, read to its end."""
    upload = receive(data=data, name=name, by=editor(), language=language, now=NOW, zone=zone)
    assert work(upload=upload.pk, clock=clock, stretch=LONG, trace=TRACE) is False
    upload.refresh_from_db()
    return upload


def applied(upload: Upload, *, whole: bool = False) -> Upload:
    apply(upload=upload, whole=whole)
    assert work(upload=upload.pk, clock=clock, stretch=LONG, trace=TRACE) is False
    upload.refresh_from_db()
    return upload


def table(*rows: str, head: str = "title_en,date,place") -> bytes:
    return "\r\n".join([head, *rows, ""]).encode()
