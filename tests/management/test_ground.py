"""What must hold before the site can run."""

import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.core.management.base import CommandError
from pytest_django.fixtures import Settings

from calendar_app.management import ground
from tests.services import free_port


def test_one_at_a_time(tmp_path: Path) -> None:
    with ground.alone(tmp_path / "data"):
        with pytest.raises(CommandError) as failure, ground.alone(tmp_path / "data"):
            pass
        assert str(failure.value) == (
            f"Already running on {tmp_path}/data. Stop it first, or name another directory with --data."
        )
        with ground.alone(tmp_path / "other"):
            pass
    with ground.alone(tmp_path / "data"):
        pass


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_free_port(host: str) -> None:
    ground.probe(host, free_port())


def test_a_busy_port() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError) as failure:
            ground.probe("127.0.0.1", port)
    assert str(failure.value) == (
        f"Cannot listen on 127.0.0.1:{port} (Address already in use). Try another: --port {port + 1}."
    )


@pytest.mark.parametrize(("status", "alive"), [(200, True), (503, False)])
def test_a_site_that_answers(status: int, alive: bool) -> None:
    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Site) as site:
        Thread(target=site.handle_request).start()
        assert ground.answers("0.0.0.0", site.server_port) is alive


def test_a_site_that_is_not_there() -> None:
    assert not ground.answers("127.0.0.1", free_port())


def test_static_files_are_collected_once(settings: Settings, tmp_path: Path) -> None:
    source, root = tmp_path / "source", tmp_path / "collected"
    source.mkdir()
    (source / "page.css").write_text("a {}")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], root
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS]  # clears the finders that were found before
    ground.collect_static(root)
    assert (root / "page.css").read_text() == "a {}"
    (root / "page.css").write_text("untouched while nothing changed")
    ground.collect_static(root)
    assert (root / "page.css").read_text() == "untouched while nothing changed"
    (source / "more.css").write_text("b {}")
    ground.collect_static(root)
    assert {path.name: path.read_text() for path in root.glob("*.css")} == {"page.css": "a {}", "more.css": "b {}"}
