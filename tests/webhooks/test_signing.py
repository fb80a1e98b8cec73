"""Secrets and signatures, against the receivers' own library."""

from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from calendar_app.webhooks import signing

BODY = '{"type":"event.moved","name":"مجموعة"}'.encode()


def now() -> datetime:
    """The library compares timestamps with its own clock."""
    return datetime.now(UTC)


def test_a_secret_has_256_bits_and_never_comes_twice() -> None:
    made = {signing.fresh() for _ in range(50)}
    assert len(made) == 50
    assert {len(b64decode(key.removeprefix("whsec_"))) for key in made} == {32}


def test_an_independent_verifier_accepts_what_we_sign_and_nothing_else() -> None:
    key = signing.fresh()
    headers = signing.headers(signing.rotated([], key, now()), message="msg_1", body=BODY, now=now())
    assert Verifier(key).verify(BODY, headers) == {"type": "event.moved", "name": "مجموعة"}
    for wrong in (
        {**headers, "webhook-id": "msg_2"},
        {**headers, "webhook-timestamp": str(int(now().timestamp()) - 9)},
    ):
        with pytest.raises(WebhookVerificationError):
            Verifier(key).verify(BODY, wrong)
    with pytest.raises(WebhookVerificationError):
        Verifier(key).verify(BODY + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(signing.fresh()).verify(BODY, headers)


def test_for_a_day_after_a_rotation_both_secrets_sign() -> None:
    first, second, third = signing.fresh(), signing.fresh(), signing.fresh()
    begun = now() - timedelta(hours=23)
    kept = signing.rotated(signing.rotated([], first, begun), second, begun)
    headers = signing.headers(kept, message="m", body=BODY, now=now())
    assert [bool(Verifier(key).verify(BODY, headers)) for key in (first, second)] == [True, True]
    assert list(signing.standing(kept, begun + timedelta(days=1))) == [second]
    assert list(signing.standing(signing.rotated(kept, third, begun), begun)) == [third, second]
