"""The second step after a password: a code of an app, or a recovery code; and what a person has to take it with."""

from datetime import datetime
from secrets import token_hex

from django.contrib.auth.models import User
from django.db import transaction

from calendar_app.models.accounts import SecondFactor
from calendar_app.models.vocabulary import FactorKind, Outcome

from . import recovery, totp
from .errors import Refused


def prove(*, user: User, text: str, now: datetime) -> Outcome:
    """How the text proves who it is; a code is good once. Raises Refused where it proves nothing."""
    for app in user.second_factors.apps():
        step = totp.matching(app.nonce, text, now=now)
        if step is not None and user.second_factors.filter(pk=app.pk).advance(step, now=now):
            return Outcome.APP
    if user.recovery_codes.spend(recovery.plain(text)):
        return Outcome.RECOVERY
    raise Refused


def nonce() -> str:
    """What the secret of a new app is derived from."""
    return token_hex(32)


def add_app(*, user: User, nonce: str, name: str, text: str, now: datetime) -> SecondFactor:
    """Keep an app that has shown its first code. Raises Refused where the code is wrong."""
    step = totp.matching(nonce, text, now=now)
    if step is None:
        raise Refused
    return SecondFactor.objects.create(
        user=user, kind=FactorKind.APP, name=name, nonce=nonce, counter=step, made=now, used=now
    )


@transaction.atomic
def remove(*, factor: SecondFactor, keep_one: bool) -> None:
    """Take one factor away, and with the last one the recovery codes. Raises Refused where the last must stay."""
    user = User.objects.select_for_update().get(pk=factor.user_id)
    others = user.second_factors.exclude(pk=factor.pk).exists()
    if keep_one and not others:
        raise Refused
    factor.delete()
    if not others:
        user.recovery_codes.all().delete()


@transaction.atomic
def reset(*, user: User) -> int:
    """Take all away, and end every session; returns how many factors there were."""
    user.recovery_codes.all().delete()
    many = user.second_factors.count()
    user.second_factors.all().delete()
    for sitting in user.sittings.select_related("session"):
        sitting.session.delete()
    return many
