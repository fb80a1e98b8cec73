"""Passkeys: what a real Chromium answered is taken once, for the site and the question it was given for."""

import json
from typing import Any

import pytest

from calendar_app.accounts import passkeys
from calendar_app.accounts.errors import Refused
from calendar_app.models.accounts import SecondFactor
from tests.factories import NOW

from .people import RECORDED, passkey, person

pytestmark = pytest.mark.django_db
ORIGIN, MADE, GIVEN = RECORDED["origin"], RECORDED["made"], RECORDED["given"]


def owner(**other: Any) -> Any:
    return passkeys.owner(**{**GIVEN, "origin": ORIGIN, "now": NOW, **other})


def test_an_answer_opens_once_and_a_count_that_stands_still_is_a_copy() -> None:
    editor = person()
    made = passkey(editor)
    assert owner() == editor
    made.refresh_from_db()
    assert made.used == NOW
    with pytest.raises(Refused):
        owner()


def test_a_passkey_that_does_not_count_opens_as_often_as_it_likes() -> None:
    editor = person()
    made = passkey(editor)
    SecondFactor.objects.update(counter=0)
    mine = SecondFactor.objects.filter(pk=made.pk)
    assert [mine.advance(count, now=NOW) for count in (0, 0, 3, 0, 3, 4)] == [True, True, True, False, False, True]


def changed(answer: str, **parts: str) -> str:
    read = json.loads(answer)
    read["response"] |= parts
    return json.dumps(read)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "http://localhost:8181"},
        {"state": MADE["state"]},
        {"state": None},
        {"answer": ""},
        {"answer": "[" * 50_000},
        {"answer": "{}"},
        {"answer": MADE["answer"]},
        {"answer": changed(GIVEN["answer"], signature="MEUCIQ")},
        {"answer": changed(GIVEN["answer"], authenticatorData="AAAA")},
        {"answer": changed(GIVEN["answer"], clientDataJSON="e30")},
    ],
    ids=lambda wrong: str(wrong)[:60],
)
def test_any_other_answer_opens_nothing(wrong: dict[str, Any]) -> None:
    passkey(person())
    with pytest.raises(Refused):
        owner(**wrong)
    assert SecondFactor.objects.get().used is None


@pytest.mark.parametrize("gone", [{"is_active": False}, {"is_staff": False}])
def test_who_may_no_longer_enter_gets_in_by_no_passkey(gone: dict[str, Any]) -> None:
    passkey(person(**gone))
    with pytest.raises(Refused):
        owner()


@pytest.mark.parametrize(
    "wrong",
    [{"origin": "https://elsewhere.example"}, {"state": None}, {"state": GIVEN["state"]}, {"answer": "x"}, {"answer": GIVEN["answer"]}],
    ids=lambda wrong: str(wrong)[:60],
)  # fmt: skip
def test_no_other_answer_makes_a_passkey(wrong: dict[str, Any]) -> None:
    asked = {**MADE, "user": person(), "name": "Laptop", "origin": ORIGIN, "now": NOW, **wrong}
    with pytest.raises(Refused):
        passkeys.accept(**asked)
    assert SecondFactor.objects.count() == 0


def test_a_passkey_has_one_owner() -> None:
    passkey(person())
    with pytest.raises(Refused):
        passkey(person("other"))


def test_questions_are_never_the_same_and_name_what_is_there_already() -> None:
    editor = person()
    made = passkey(editor)
    (first, state), (second, _) = (passkeys.invitation(editor, origin=ORIGIN) for _ in range(2))
    assert first["challenge"] != second["challenge"]
    assert [one["id"] for one in first["excludeCredentials"]] == [made.credential]
    assert (first["rp"]["id"], dict(first["user"])["name"]) == ("localhost", "editor")
    assert state["challenge"] == first["challenge"]
    options, _ = passkeys.challenge(origin=ORIGIN)
    assert (options.get("allowCredentials"), options["userVerification"]) == (None, "required")
