"""Taking a file in: which kind it is, and who brought it. It is read by the clock, or at once if it is short."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from calendar_app.dates import DateError
from calendar_app.dates import zone as zone_of
from calendar_app.exchange.events import Unreadable
from calendar_app.exchange.events.files import kind_of
from calendar_app.exchange.events.trouble import explained
from calendar_app.models.imports import Upload, UploadedFile

MOST = 20  # files of one editor that wait at a time


def receive(*, data: bytes, name: str, by: User, language: str, now: datetime, zone: str = "") -> Upload:
    """Keep a file until it is applied or given up. Raises Unreadable for what is no file of events at all.

    `language` is that of its editor and of texts that name none; `zone` that of times in a calendar without one.
    """
    try:
        zone = zone_of(zone).key if zone else ""
    except DateError as error:
        raise Unreadable(explained(error)) from error
    kind = kind_of(data)
    with transaction.atomic():
        if Upload.objects.of(by.pk).count() >= MOST:
            raise Unreadable(gettext("You have %(most)s files here: give some up first.") % {"most": MOST})
        made: Upload = Upload.objects.create(
            by=by, at=now, name=name.replace("\x00", "")[-200:], kind=kind, language=language, zone=zone
        )
        UploadedFile.objects.create(upload=made, octets=data)
    return made
