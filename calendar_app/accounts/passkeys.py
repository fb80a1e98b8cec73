"""Passkeys (WebAuthn level 3). Each must be unlocked by its owner (user verification), so it is two factors by itself.

`origin` is `scheme://host[:port]` of the site as the browser sees it; its host is the relying party. `state` is what the
browser's answer must fit to: keep it in the session, and use it once.
"""

import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from calendar_app.models.accounts import SecondFactor
from calendar_app.models.vocabulary import FactorKind

from .errors import Refused

NAME = "Diplomatic Calendar"
VERIFIED = UserVerificationRequirement.REQUIRED


def invitation(user: User, *, origin: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser makes a new passkey from, as JSON has it, and the state."""
    handle = salted_hmac("calendar_app.accounts.handle", str(user.pk), algorithm="sha256").digest()
    options, state = _server(origin).register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=user.get_username(), display_name=user.get_username()),
        [_known(factor) for factor in user.second_factors.passkeys()],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=VERIFIED,
    )
    return dict(options)["publicKey"], state


def accept(*, user: User, name: str, answer: str, state: Any, origin: str, now: datetime) -> SecondFactor:
    """Keep the passkey that the browser made. Raises Refused for any answer that does not fit."""
    try:
        made = _server(origin).register_complete(state, json.loads(answer))
        credential = made.credential_data
    except Exception as error:
        raise Refused from error
    if credential is None or SecondFactor.objects.filter(credential=websafe_encode(credential.credential_id)).exists():
        raise Refused
    return SecondFactor.objects.create(
        user=user, kind=FactorKind.PASSKEY, name=name, credential=websafe_encode(credential.credential_id),
        public=bytes(credential), counter=made.counter, made=now,
    )  # fmt: skip


def challenge(*, origin: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser lets its owner choose a passkey for, as JSON has it, and the state. It names no account."""
    options, state = _server(origin).authenticate_begin(user_verification=VERIFIED)
    return dict(options)["publicKey"], state


def owner(*, answer: str, state: Any, origin: str, now: datetime) -> User:
    """Whose passkey answered, of those who may enter the desk. Raises Refused for any answer that does not fit, and where its count went back: a copy."""
    staff = SecondFactor.objects.passkeys().select_related("user").filter(user__is_active=True, user__is_staff=True)
    try:
        given = AuthenticationResponse.from_dict(json.loads(answer))
        factor = staff.get(credential=websafe_encode(given.raw_id))
        _server(origin).authenticate_complete(state, [_known(factor)], given)
        count = given.response.authenticator_data.counter
    except Exception as error:
        raise Refused from error
    if not SecondFactor.objects.filter(pk=factor.pk).advance(count, now=now):
        raise Refused
    return factor.user


def _server(origin: str) -> Fido2Server:
    party = PublicKeyCredentialRpEntity(id=urlsplit(origin).hostname or "", name=NAME)
    return Fido2Server(party, verify_origin=lambda asked: asked == origin)


def _known(factor: SecondFactor) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(factor.public))
