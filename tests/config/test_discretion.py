"""No token in any log: of a formatter, and of the whole server with every log an operator can switch on."""

import logging
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection

from calendar_app.management.ground import answers
from config.discretion import Discreet, line
from tests import factories as make
from tests.services import free_port

TOKEN, OWNER = "dcf_" + "Ab-_9" * 8 + "xyz", "dcm_" + "Zy-_1" * 8 + "abc"


def quoted(text: str) -> str:
    """Every letter percent-encoded."""
    return "".join(f"%{octet:02X}" for octet in text.encode())


def written(message: str, *, error: BaseException | None = None) -> str:
    trace = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, (), trace)
    return line().format(record)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (f"Not Found: /feeds/{TOKEN}.ics", "Not Found: /feeds/dcf_….ics"),
        (f"GET /feeds/manage/{OWNER}/rotate/ {TOKEN}", "GET /feeds/manage/dcm_…/rotate/ dcf_…"),
        (f"https://calendar.example/feeds/{TOKEN}", "https://calendar.example/feeds/dcf_…"),
        ("Not Found: /en/forums/arf/", "Not Found: /en/forums/arf/"),
        (f"GET /feeds/%64cf_{TOKEN[4:]}.ics", "GET /feeds/%64cf_….ics"),
        (f"GET /feeds/{quoted(TOKEN)}%2eics {quoted(OWNER).lower()}/", "GET /feeds/%64%63%66%5F… %64%63%6d%5f…/"),
        ("POST /mail/unsubscribe/dcu_Ab-_9/ dcs_x dcc_y", "POST /mail/unsubscribe/dcu_…/ dcs_… dcc_…"),
        ("GET /admin/password/MQ/dcr_c1-2_x/ %64cr_c1-2", "GET /admin/password/MQ/dcr_…/ %64cr_…"),
        (f"Not Found: /nowhere{TOKEN}", "Not Found: /nowheredcf_…"),
    ],
)
def test_a_line_is_told_without_tokens(message: str, told: str) -> None:
    assert written(message).partition("django.request: ")[2] == told


def test_a_traceback_too() -> None:
    text = written("failed", error=ValueError(f"no {TOKEN}"))
    assert text.endswith("ValueError: no dcf_…")


def test_a_handler_without_formatter_is_served_as_well() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "%s", (OWNER,), None)
    assert Discreet(None).format(record) == "dcm_…"


@contextmanager
def _serving(environment: dict[str, str], log: Path) -> Iterator[int]:
    """The web server with its access log on, at its most talkative; everything it writes goes to the file."""
    port = free_port()
    command = [sys.executable, "-m", "config.serve"]
    talkative = {"ACCESS_LOG": "true", "LOG_LEVEL": "debug", "WEB_WORKERS": "1"}
    environment = {**os.environ, **environment, **talkative, "PORT": str(port)}
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        end = time.monotonic() + 60
        while not answers("127.0.0.1", port) and time.monotonic() < end:
            time.sleep(0.05)
        try:
            yield port
        finally:
            server.terminate()
            assert server.wait(15) == 0


def _ask(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
    asked = HTTPConnection("127.0.0.1", port, timeout=20)
    headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    try:
        asked.request(method, path, body or None, headers)
        response = asked.getresponse()
        return response.status, response.read().decode()
    finally:
        asked.close()


def test_a_real_server_writes_no_token_anywhere(child_environment: dict[str, str], tmp_path: Path) -> None:
    make.publish(make.event())
    log = tmp_path / "everything.log"
    with _serving(child_environment, log) as port:
        status, page = _ask(port, "POST", "/en/subscribe/private/", urlencode({"alarms": "P1D"}))
        tokens = sorted(set(re.findall(r"dc[fm]_[\w-]{43}", page)))
        assert (status, [token[:4] for token in tokens]) == (200, ["dcf_", "dcm_"])
        feed, manage = f"/feeds/{tokens[0]}.ics", f"/feeds/manage/{tokens[1]}/"
        statuses = [
            _ask(port, method, path, Referer=f"http://127.0.0.1{manage}")[0]
            for method, path in (
                ("GET", feed), ("HEAD", feed), ("POST", feed), ("GET", feed + "?x=" + tokens[0]), ("GET", feed[:-4]),
                ("GET", feed.replace("dcf_", "%64cf%5F")),
                ("GET", "/nowhere" + feed), ("GET", manage), ("GET", manage[:-1]), ("GET", manage + "rotate/"),
                ("GET", "/en/"), ("POST", manage + "rotate/"), ("GET", feed), ("POST", manage + "revoke/"), ("GET", manage),
            )
        ]  # fmt: skip
        assert statuses == [200, 200, 405, 400, 404, 200, 404, 200, 301, 405, 200, 200, 404, 200, 404]
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE calendar_app_privatefeed RENAME TO away")
            try:
                assert [_ask(port, "GET", path)[0] for path in (feed, manage)] == [500, 500]
            finally:
                cursor.execute("ALTER TABLE away RENAME TO calendar_app_privatefeed")
    text = log.read_text()
    assert "Internal Server Error: /feeds/dcf_….ics" in text
    assert '"GET /feeds/dcf_….ics? HTTP/1.1" 200 ' in text
    assert '"GET /feeds/dcf_….ics?x=dcf_… HTTP/1.1" 400 ' in text
    assert re.findall(r"dc[fm]_[\w-]+", text) == []
    assert [token for token in tokens if token[4:20] in text] == []
