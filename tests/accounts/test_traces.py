"""What is kept of whoever signs in: little, and never to be rewritten."""

import pytest
from django.db import DatabaseError, transaction

from calendar_app.accounts import traces
from calendar_app.models.accounts import SignIn
from calendar_app.models.vocabulary import Outcome
from tests.factories import NOW

from .people import person

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2::/64", "2001:db8:1::/48"), ("::1", "::/48"),
        ("", ""), ("unknown", ""),
    ],
)  # fmt: skip
def test_of_an_address_the_network(address: str, kept: str) -> None:
    assert traces.network(address) == kept


@pytest.mark.parametrize(
    ("agent", "kept"),
    [
        (CHROME, "Chrome, Linux"), (f"{CHROME} Edg/140.0", "Edge, Linux"), ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("curl/8.5.0", "curl"), ("<script>", ""), ("", ""), ("Linux", "Linux"),
    ],
)  # fmt: skip
def test_of_a_browser_its_name(agent: str, kept: str) -> None:
    assert traces.browser(agent) == kept


@pytest.mark.django_db
def test_a_line_stays_as_it_was_written_even_when_the_account_goes() -> None:
    editor = person()
    visitor = traces.visitor(address="192.0.2.77", agent=CHROME)
    traces.note(Outcome.PASSWORD, user=editor, visitor=visitor, now=NOW)
    traces.note(Outcome.WRONG_PASSWORD, user=None, visitor=visitor, now=NOW)
    for field in ("outcome", "name", "address", "browser"):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            SignIn.objects.update(**{field: "x"})
    editor.delete()
    kept: list[object] = list(SignIn.objects.values_list("user", "name", "address", "browser"))
    assert kept == [
        (None, "", "192.0.2.0/24", "Chrome, Linux"),
        (None, "editor", "192.0.2.0/24", "Chrome, Linux"),
    ]
    assert str(SignIn.objects.last()) == f"editor, {NOW:%Y-%m-%d %H:%M}"
