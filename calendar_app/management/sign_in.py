"""The first sign-in: made once, shown once, and kept nowhere in clear."""

import secrets
from pathlib import Path

from django.contrib.auth.models import User

NAME = "admin"


def first(*, at: Path) -> str:
    """Make the first administrator and return the words that tell; only the way to reset where there is one already."""
    reset = f"CALENDAR_DATA={at} .venv/bin/python manage.py changepassword"
    if administrator := User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first():
        return f"  Sign in as {administrator.username}; for a new password: {reset} {administrator.username}\n"
    password = secrets.token_urlsafe(15)
    User.objects.create_superuser(NAME, password=password)
    return f"  First sign-in, shown only now: {NAME} {password}\n  For another password: {reset} {NAME}\n"
