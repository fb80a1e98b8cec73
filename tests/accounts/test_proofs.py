"""The second step: each code once, whoever is faster; and what becomes of the rest when a factor goes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from calendar_app.accounts import proofs, recovery
from calendar_app.accounts.errors import Refused
from calendar_app.models.accounts import RecoveryCode, SecondFactor
from calendar_app.models.vocabulary import Outcome
from tests.factories import NOW

from .people import app, passkey, person

pytestmark = pytest.mark.django_db


def test_a_code_of_the_app_is_good_once_and_none_before_it() -> None:
    editor = person()
    phone = app(editor)
    before = phone.at(NOW - timedelta(seconds=30))
    assert proofs.prove(user=editor, text=phone.at(NOW), now=NOW) == Outcome.APP
    for text in (phone.at(NOW), before, "", "000000x"):
        with pytest.raises(Refused):
            proofs.prove(user=editor, text=text, now=NOW)
    assert proofs.prove(user=editor, text=phone.at(NOW + timedelta(seconds=30)), now=NOW) == Outcome.APP
    assert SecondFactor.objects.get().used == NOW


def test_a_recovery_code_is_good_once_for_its_owner_alone() -> None:
    editor, other = person(), person("other")
    codes = recovery.renew(user=editor)
    assert (len(codes), len(set(codes)), {len(recovery.plain(code)) * 5 for code in codes}) == (10, 10, {150})
    kept = list(RecoveryCode.objects.values_list("digest", flat=True))
    assert [code for code in codes for digest in kept if recovery.plain(code) in digest] == []
    with pytest.raises(Refused):
        proofs.prove(user=other, text=codes[0], now=NOW)
    assert proofs.prove(user=editor, text=f" {codes[0].upper()} ", now=NOW) == Outcome.RECOVERY
    with pytest.raises(Refused):
        proofs.prove(user=editor, text=codes[0], now=NOW)
    recovery.renew(user=editor)
    with pytest.raises(Refused):
        proofs.prove(user=editor, text=codes[1], now=NOW)
    assert [str(code).startswith("recovery code ") for code in editor.recovery_codes.all()] == [True] * 10


@pytest.mark.django_db(transaction=True)
def test_of_many_with_one_code_at_once_one_gets_in() -> None:
    editor = person()
    texts = [app(editor).at(NOW), recovery.renew(user=editor)[0]]

    def gets_in(text: str) -> bool:
        try:
            proofs.prove(user=editor, text=text, now=NOW)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    for text in texts:
        with ThreadPoolExecutor(8) as pool:
            assert sorted(pool.map(gets_in, [text] * 16)) == [False] * 15 + [True]


def test_an_app_is_kept_once_it_has_shown_a_code() -> None:
    editor = person()
    with pytest.raises(Refused):
        proofs.add_app(user=editor, nonce="n", name="Phone", text="000000", now=NOW)
    assert SecondFactor.objects.count() == 0
    phone = app(editor)
    nonce = editor.second_factors.get().nonce
    made = proofs.add_app(user=editor, nonce=nonce, name="Tablet", text=phone.at(NOW), now=NOW)
    assert (str(made), made.counter, len(proofs.nonce())) == ("Tablet", int(NOW.timestamp()) // 30, 64)


def test_the_last_factor_takes_the_codes_along_unless_it_must_stay() -> None:
    editor = person()
    app(editor)
    second = passkey(editor)
    recovery.renew(user=editor)
    proofs.remove(factor=editor.second_factors.apps().get(), keep_one=True)
    with pytest.raises(Refused):
        proofs.remove(factor=second, keep_one=True)
    assert (editor.second_factors.count(), editor.recovery_codes.count()) == (1, 10)
    proofs.remove(factor=second, keep_one=False)
    assert (editor.second_factors.count(), editor.recovery_codes.count()) == (0, 0)


def test_a_reset_takes_all_and_ends_every_session(client: Client) -> None:
    editor = person()
    app(editor)
    recovery.renew(user=editor)
    client.force_login(editor)
    assert client.get("/admin/").status_code == 200
    assert proofs.reset(user=editor) == 1
    assert (editor.second_factors.count(), editor.recovery_codes.count(), Session.objects.count()) == (0, 0, 0)
    assert client.get("/admin/").status_code == 302
