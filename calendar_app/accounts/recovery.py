"""Recovery codes: ten at a time, each good once; making new ones ends the old."""

from base64 import b32encode
from secrets import token_bytes

from django.contrib.auth.models import User
from django.db import transaction

from calendar_app.models.accounts import RecoveryCode
from calendar_app.models.readers.private_feed import digest

MANY = 10
LETTERS = 30  # of Base32: 150 bits
GROUP = 5


@transaction.atomic
def renew(*, user: User) -> list[str]:
    """New codes as they are to be written down."""
    made = [b32encode(token_bytes(19)).decode()[:LETTERS].lower() for _ in range(MANY)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=digest(code)) for code in made)
    return ["-".join(code[at : at + GROUP] for at in range(0, LETTERS, GROUP)) for code in made]


def plain(text: str) -> str:
    """What was typed as it was made: small letters, nothing between them."""
    return "".join(letter for letter in text.lower() if letter.isalnum())
