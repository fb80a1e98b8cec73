"""The first sign-in is shown once and kept nowhere in clear."""

from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

from calendar_app.management import sign_in

DATA = Path("/data")
RESET = "CALENDAR_DATA=/data .venv/bin/python manage.py changepassword"


@pytest.mark.django_db
def test_the_first_is_made_and_shown() -> None:
    told = sign_in.first(at=DATA)
    password = told.splitlines()[0].rsplit(" ", 1)[1]
    assert told == f"  First sign-in, shown only now: admin {password}\n  For another password: {RESET} admin\n"
    user = authenticate(username="admin", password=password)
    assert user is not None
    assert (user.is_superuser, user.is_staff) == (True, True)
    assert password not in User.objects.get().password


@pytest.mark.django_db
def test_it_is_not_shown_again() -> None:
    sign_in.first(at=DATA)
    assert sign_in.first(at=DATA) == f"  Sign in as admin; for a new password: {RESET} admin\n"
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_whoever_is_there_already_stays() -> None:
    User.objects.create_superuser("keeper", password="kept as it is, of course")
    assert sign_in.first(at=DATA) == f"  Sign in as keeper; for a new password: {RESET} keeper\n"
