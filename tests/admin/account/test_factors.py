"""One's own factors: set up, added, removed; codes shown once; the keys of it all shown nowhere else."""

import re
from typing import Any

import pyotp
import pytest
from django.contrib.auth.models import User
from django.test import Client

from calendar_app.accounts import recovery
from calendar_app.models.accounts import RecoveryCode, SecondFactor, SignIn
from tests.accounts.people import RECORDED, app, passkey
from tests.admin.account.conftest import log_in

pytestmark = pytest.mark.django_db
APP, ACCOUNT = "/admin/account/app/", "/admin/account/"
CODE = re.compile(r"<code>([a-z2-7-]{35})</code>")


@pytest.fixture
def mine(visitor: Client, editor: User) -> Client:
    """The editor's browser."""
    visitor.force_login(editor)
    return visitor


def key(page: str) -> str:
    found = re.search(r'<code class="key"[^>]*>([A-Z2-7 ]+)</code>', page)
    assert found
    return found[1].replace(" ", "")


def test_an_app_is_set_up_and_asked_for_from_then_on(mine: Client, editor: User, settings: Any) -> None:
    settings.REQUIRE_MFA = True
    other = Client()
    other.force_login(editor)
    other.get(ACCOUNT)
    page = mine.get(APP).content.decode()
    phone = pyotp.TOTP(key(page))
    assert ("<svg" in page, "style=" in page, key(mine.get(APP).content.decode())) == (True, False, phone.secret)
    wrong = mine.post(APP, {"code": "000000"})
    assert (wrong.status_code, key(wrong.content.decode())) == (400, phone.secret)
    assert mine.get("/admin/").status_code == 302
    shown = mine.post(APP, {"code": phone.now(), "name": "  My \n phone "})
    codes = CODE.findall(shown.content.decode())
    assert (shown.status_code, len(codes), editor.second_factors.get().name) == (200, 10, "My phone")
    assert "no-store" in shown["Cache-Control"]
    assert mine.get("/admin/").status_code == 200
    assert other.get(ACCOUNT).status_code == 302
    assert key(mine.get(APP).content.decode()) != phone.secret
    mine.logout()
    log_in(mine)
    assert mine.post("/admin/login/second/", {"code": codes[0]})["Location"] == "/admin/"
    assert list(SignIn.objects.order_by("pk").values_list("outcome", flat=True)) == ["factor_added", "recovery"]


def test_the_next_one_leaves_codes_and_sessions_alone(mine: Client, editor: User) -> None:
    app(editor)
    recovery.renew(user=editor)
    before = set(RecoveryCode.objects.values_list("digest", flat=True))
    code = pyotp.TOTP(key(mine.get(APP).content.decode())).now()
    assert mine.post(APP, {"code": code})["Location"] == ACCOUNT
    assert set(RecoveryCode.objects.values_list("digest", flat=True)) == before
    assert [factor.name for factor in editor.second_factors.all()] == ["Phone", "Authenticator app"]


def test_so_many_first_codes_an_hour(mine: Client) -> None:
    mine.get(APP)
    assert [mine.post(APP, {"code": "1"}).status_code for _ in range(11)] == [400] * 10 + [429]


def test_codes_are_made_anew_for_who_has_a_factor(mine: Client, editor: User) -> None:
    assert mine.get("/admin/account/codes/")["Location"] == ACCOUNT
    assert mine.post("/admin/account/codes/")["Location"] == ACCOUNT
    assert "Recovery codes stand in for a second factor: set one up first." in mine.get(ACCOUNT).content.decode()
    app(editor)
    pages = [mine.post("/admin/account/codes/").content.decode() for _ in range(2)]
    first, second = (CODE.findall(page) for page in pages)
    assert (len(first), len(second), set(first) & set(second), editor.recovery_codes.count()) == (10, 10, set(), 10)


def test_a_factor_is_removed_by_its_owner_alone(mine: Client, editor: User, settings: Any) -> None:
    app(editor)
    factor = editor.second_factors.get()
    stranger = Client()
    stranger.force_login(User.objects.create(username="other", is_staff=True))
    path = f"/admin/account/factors/{factor.pk}/remove/"
    assert (stranger.post(path).status_code, mine.get(path)["Location"]) == (404, ACCOUNT)
    settings.REQUIRE_MFA = True
    session = mine.session
    session["second factor"] = True
    session.save()
    mine.post(path)
    assert "add another before you remove the last" in mine.get(ACCOUNT).content.decode()
    settings.REQUIRE_MFA = False
    mine.post(path)
    assert (SecondFactor.objects.count(), SignIn.objects.get().outcome) == (0, "factor_removed")


# Passkeys: the browser's part is recorded here and real in test_browser.py.
HOST = "localhost:8180"  # at which they were recorded


def asked(client: Client, name: str, recorded: str) -> None:
    """As if the recorded answer's question had been asked in this session."""
    session = client.session
    session[name] = RECORDED[recorded]["state"]
    session.save()
    client.cookies["sessionid"] = str(session.session_key)


def test_a_passkey_is_added_and_opens_the_desk_by_itself(mine: Client, editor: User) -> None:
    mine.defaults["HTTP_HOST"] = HOST
    question = mine.post("/admin/account/passkeys/invitation/").json()
    assert question["rp"]["id"] == "localhost"
    answer = {"answer": RECORDED["made"]["answer"]}
    assert mine.post("/admin/account/passkeys/", answer)["Location"] == ACCOUNT
    assert "The passkey could not be added. Try again." in mine.get(ACCOUNT).content.decode()
    asked(mine, "new passkey", "made")
    assert len(CODE.findall(mine.post("/admin/account/passkeys/", answer).content.decode())) == 10
    assert editor.second_factors.get().name == "Passkey"
    mine.logout()
    asked(mine, "passkey", "given")
    given = {"answer": RECORDED["given"]["answer"], "next": "/admin/calendar_app/event/"}
    assert mine.post("/admin/login/passkey/", given)["Location"] == "/admin/calendar_app/event/"
    assert mine.get("/admin/").status_code == 200
    assert SignIn.objects.first().outcome == "passkey"  # type: ignore[union-attr]


def test_no_other_answer_opens_anything(visitor: Client, editor: User) -> None:
    visitor.defaults["HTTP_HOST"] = HOST
    passkey(editor)
    question = visitor.post("/admin/login/passkey/question/").json()
    assert (question["rpId"], visitor.session["passkey"]["challenge"]) == ("localhost", question["challenge"])
    answer = {"answer": RECORDED["given"]["answer"]}
    for _ in range(2):  # for another question, and for none
        assert visitor.post("/admin/login/passkey/", answer)["Location"] == "/admin/login/"
    assert "This passkey does not open the desk." in visitor.get("/admin/login/").content.decode()
    assert SignIn.objects.get().outcome == "wrong_passkey"
    statuses = [visitor.post("/admin/login/passkey/question/").status_code for _ in range(60)]
    assert (statuses[0], statuses[-1]) == (200, 429)


@pytest.mark.parametrize(
    ("host", "offered"), [("localhost:8000", True), ("127.0.0.1:8000", False), ("[::1]", False), ("localhost", True)]
)
def test_passkeys_are_offered_where_the_site_has_a_name(mine: Client, host: str, offered: bool) -> None:
    pages = [
        mine.get(ACCOUNT, HTTP_HOST=host).content.decode(),
        Client().get("/admin/login/", HTTP_HOST=host).content.decode(),
    ]
    assert ["data-passkey" in page for page in pages] == [offered, offered]
    assert ("was opened by a number" in pages[0]) is not offered
