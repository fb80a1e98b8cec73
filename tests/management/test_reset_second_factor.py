"""An operator lets somebody in again who lost the second factor."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from calendar_app.models.accounts import SecondFactor, SignIn
from tests.accounts.people import app, person

pytestmark = pytest.mark.django_db


def test_it_is_taken_away_and_on_record() -> None:
    app(person())
    said = StringIO()
    call_command("reset_second_factor", "editor", stdout=said)
    assert said.getvalue() == "1 taken away; editor signs in by password.\n"
    assert (SecondFactor.objects.count(), SignIn.objects.get().outcome) == (0, "factors_reset")


def test_a_name_that_is_nobodys_is_said() -> None:
    with pytest.raises(CommandError, match="No account is called nobody"):
        call_command("reset_second_factor", "nobody")
