"""The web server as it is run: no header from a neighbour moves the site, and a stop drains, at any moment."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from typing import IO, Any

import psutil
import pytest
from django.conf import settings

from calendar_app.management.ground import answers
from tests.services import free_port

Server = tuple[int, "subprocess.Popen[bytes]"]


def start(environment: dict[str, str], log: IO[bytes] | None = None) -> Server:
    port = free_port()
    command = [sys.executable, "-m", "config.serve"]
    where: dict[str, Any] = {"cwd": settings.BASE_DIR, "env": {**environment, "PORT": str(port)}}
    return port, subprocess.Popen(command, stderr=log, **where)


@contextmanager
def serving(environment: dict[str, str], log: IO[bytes] | None = None) -> Iterator[Server]:
    port, server = start(environment, log)
    await_answer(port)
    try:
        yield port, server
    finally:
        server.terminate()
        assert server.wait(15) in {0, -signal.SIGKILL}


def await_answer(port: int) -> None:
    end = time.monotonic() + 60
    while not healthy(port) and time.monotonic() < end:
        time.sleep(0.05)


def healthy(port: int) -> bool:
    try:
        return get(port, "/healthz")[0] == 200
    except OSError:
        return False


def get(port: int, path: str, **headers: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_it_serves_and_a_script_name_from_outside_is_nothing(child_environment: dict[str, str]) -> None:
    with serving(child_environment) as (port, _):
        assert get(port, "/healthz") == (200, b'{"status": "ok"}')
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/healthz", headers={"SCRIPT_NAME": "/evil", "Script-Name": "/evil"})
        assert connection.getresponse().status == 200
        connection.close()


def test_a_proxy_on_this_machine_may_say_that_it_was_https(child_environment: dict[str, str]) -> None:
    child_environment["SITE_URL"] = "https://calendar.example.org"
    with serving(child_environment) as (port, _):
        assert get(port, "/admin/login/", Host="calendar.example.org")[0] == 301
        assert get(port, "/admin/login/", Host="calendar.example.org", X_Forwarded_Proto="https")[0] == 200
        assert get(port, "/healthz", Host="127.0.0.1")[0] == 200


def test_a_process_that_dies_is_replaced(child_environment: dict[str, str]) -> None:
    with serving(child_environment | {"WEB_WORKERS": "1"}) as (port, server):
        (worker,) = psutil.Process(server.pid).children()
        time.sleep(6)  # one that dies sooner counts as unable to start, and ends the server
        worker.kill()
        await_answer(port)
        assert get(port, "/healthz")[0] == 200
        assert psutil.Process(server.pid).children() != [worker]


def test_a_server_that_is_killed_leaves_nobody_and_its_address_free(child_environment: dict[str, str]) -> None:
    with serving(child_environment) as (port, server):
        workers = psutil.Process(server.pid).children()
        assert len(workers) == 2
        server.kill()
        server.wait()
        assert psutil.wait_procs(workers, timeout=10)[1] == []
        assert not answers("127.0.0.1", port)


def test_each_request_is_logged_if_wished(child_environment: dict[str, str], tmp_path: Path) -> None:
    for wished in ("true", "false"):
        with (
            (tmp_path / wished).open("wb") as log,
            serving(child_environment | {"ACCESS_LOG": wished}, log) as (port, _),
        ):
            assert get(port, "/healthz?x=1")[0] == 200
        written = (tmp_path / wished).read_text()
        assert ('127.0.0.1 "GET /healthz?x=1 HTTP/1.1" 200 ' in written) is (wished == "true")


def test_a_stop_drains_what_was_asked(child_environment: dict[str, str]) -> None:
    with serving(child_environment) as (port, server), ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(get, port, "/readyz") for _ in range(8)]
        time.sleep(0.05)
        server.terminate()
        answered = []
        for request in asked:
            try:
                answered.append(json.loads(request.result()[1])["parts"]["database"])
            except (ConnectionRefusedError, RemoteDisconnected, ConnectionResetError):
                answered.append("came too late")
        assert set(answered) <= {"ok", "came too late"}
        assert "ok" in answered


@pytest.mark.parametrize("after", [0.0, 0.4, 0.9])
def test_a_stop_right_after_the_start_is_obeyed(child_environment: dict[str, str], after: float) -> None:
    _, server = start(child_environment)
    time.sleep(after)
    server.terminate()
    assert server.wait(15) in {0, -signal.SIGTERM}


def test_a_process_whose_server_is_gone_already_ends_at_once(child_environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", "from config.serve import application; application(0, '')"]
    ended = subprocess.run(command, cwd=settings.BASE_DIR, env=child_environment, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, b"the web server is gone\n")
