"""People with something to sign in by, and the answers that a real Chromium gave for a passkey."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pyotp
from django.contrib.auth.models import User

from calendar_app.accounts import passkeys, proofs, totp
from calendar_app.models.accounts import SecondFactor
from calendar_app.models.vocabulary import FactorKind
from tests.factories import NOW

#: `origin`, and `state` and `answer` of a passkey as it was `made` and as it was `given`, recorded from Chromium.
RECORDED: dict[str, Any] = json.loads((Path(__file__).parent / "passkey.json").read_text(encoding="utf-8"))


def person(name: str = "editor", **more: Any) -> User:
    """Without a password: hashing one takes its time."""
    return User.objects.create(username=name, **{"is_staff": True, **more})


def app(user: User) -> pyotp.TOTP:
    """An app of theirs, set up, as the app itself has it."""
    nonce = proofs.nonce()
    SecondFactor.objects.create(user=user, kind=FactorKind.APP, name="Phone", nonce=nonce, made=NOW)
    return pyotp.TOTP(totp.spelled(totp.secret(nonce)).replace(" ", ""))


def passkey(user: User, *, now: datetime = NOW) -> SecondFactor:
    """The recorded passkey, theirs."""
    made = RECORDED["made"]
    return passkeys.accept(
        user=user, name="Laptop", answer=made["answer"], state=made["state"], origin=RECORDED["origin"], now=now
    )
