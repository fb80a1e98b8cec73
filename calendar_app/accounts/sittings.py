"""Sessions that can be seen and ended."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from calendar_app.models.accounts import Sitting

from .traces import Visitor

EVERY = timedelta(minutes=1)  # between two notes that a session was seen


def note(*, key: str, user: User, visitor: Visitor, now: datetime) -> None:
    """This session was seen; written down once a minute at most."""
    sitting = Sitting.objects.filter(session=key, user=user).first()
    if sitting is None:
        values = {**visitor._asdict(), "user": user, "seen": now}
        with suppress(IntegrityError), transaction.atomic():  # the session may have been ended this moment
            Sitting.objects.update_or_create(session_id=key, defaults=values, create_defaults={**values, "made": now})
    elif sitting.seen <= now - EVERY:
        Sitting.objects.filter(pk=sitting.pk).update(seen=now, **visitor._asdict())


def alive(user: User, *, now: datetime) -> list[Sitting]:
    """Those that still open the desk: not over, and begun with the password as it is."""
    present = user.get_session_auth_hash()
    found = user.sittings.filter(session__expire_date__gt=now).select_related("session")
    return [one for one in found if constant_time_compare(one.session.get_decoded().get(HASH_SESSION_KEY, ""), present)]


def end(*, user: User, number: int) -> int:
    """End one of this person's sessions; returns how many that were."""
    return Session.objects.filter(sitting__user=user, sitting__pk=number).delete()[1].get("sessions.Session", 0)


def end_others(*, user: User, key: str) -> int:
    """End all but the one with this key; returns how many."""
    others = Session.objects.filter(sitting__user=user).exclude(pk=key)
    return others.delete()[1].get("sessions.Session", 0)
