"""Several processes of a real server count together."""

import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

import psutil
import pytest
from django.contrib.auth.models import User

from calendar_app.models.accounts import SignIn
from tests.admin.account.conftest import PASSWORD, hashed
from tests.config.test_serve import serving

pytestmark = pytest.mark.django_db(transaction=True)


def tried(port: int, password: str) -> int:
    """The status of one try, from a browser of its own."""
    asked = HTTPConnection("127.0.0.1", port, timeout=60)
    asked.request("GET", "/admin/login/")
    answer = asked.getresponse()
    cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())
    assert token
    form = {"csrfmiddlewaretoken": token[1], "username": "editor", "password": password}
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    asked.request("POST", "/admin/login/", urlencode(form), headers)
    answer = asked.getresponse()
    answer.read()
    asked.close()
    return answer.status


def test_ten_of_many_tries_at_once_over_two_processes(child_environment: dict[str, str]) -> None:
    User.objects.create(username="editor", is_staff=True, password=hashed())
    with serving({**child_environment, "WEB_WORKERS": "2"}) as (port, server):
        workers = [child for child in psutil.Process(server.pid).children() if child.is_running()]
        assert len(workers) >= 2
        with ThreadPoolExecutor(4) as pool:
            statuses = sorted(pool.map(tried, [port] * 14, ["wrong"] * 14))
        assert statuses == [200] * 10 + [429] * 4
        assert tried(port, PASSWORD) == 429
    assert SignIn.objects.filter(outcome="wrong_password").count() == 10
