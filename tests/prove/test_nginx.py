"""docs/nginx.conf as it stands, before a real site: exported feeds from the disk, all else from the site, no token told."""

import gzip
import http.client
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.utils.http import http_date

from calendar_app.feeds import export
from calendar_app.ical import check
from tests import factories as make
from tests.services import await_port, free_port, nobody

from .house import within

NGINX, OPENSSL = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"), shutil.which("openssl")
pytestmark = [
    pytest.mark.prove,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not (NGINX and OPENSSL), reason="needs nginx and openssl on the PATH"),
]
HOST = "calendar.example.org"
SITE = f"https://{HOST}"
FEED = "/en/forums/arf.ics"
#: What Debian's own nginx.conf has around a site, in as far as it matters.
AROUND = """\
pid {base}/nginx.pid;
error_log {base}/error.log info;
events {{ }}
http {{
    client_body_temp_path {base}/body; proxy_temp_path {base}/proxy; fastcgi_temp_path {base}/fastcgi;
    uwsgi_temp_path {base}/uwsgi; scgi_temp_path {base}/scgi;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    gzip on;
    include {base}/calendar.conf;
}}
"""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Front:
    """nginx as the document has it, and the site behind it."""

    base: Path
    port: int
    plain: int
    inner: int

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        """Over TLS, through nginx."""
        trusted = ssl.create_default_context(cafile=str(self.base / "fullchain.pem"))
        trusted.check_hostname = False
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=trusted, timeout=20)
        return _answered(connection, method, path, body, {"Host": HOST, **headers})

    def site(self, path: str, **headers: str) -> Answer:
        """The site itself."""
        connection = http.client.HTTPConnection("127.0.0.1", self.inner, timeout=20)
        return _answered(connection, "GET", path, None, {"Host": HOST, "X-Forwarded-Proto": "https", **headers})

    def logs(self) -> str:
        return "".join(path.read_text() for path in sorted(self.base.glob("*.log")))


def _answered(
    connection: http.client.HTTPConnection, method: str, path: str, body: str | None, headers: dict[str, str]
) -> Answer:
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
    try:
        connection.request(method, path, body, headers | form)
        answer = connection.getresponse()
        named = {name.title().replace("Etag", "ETag"): value for name, value in answer.headers.items()}
        return Answer(answer.status, named, answer.read())
    finally:
        connection.close()


@pytest.fixture(params=["root", "nobody"])
def front(request: pytest.FixtureRequest, child_environment: dict[str, str]) -> Iterator[Front]:
    """As the machine's own service starts it, and as somebody without rights does."""
    if request.param == "root" and os.geteuid() != 0:
        pytest.skip("only root can start it as root; it runs without rights as well")
    week = make.week()
    make.publish(week.umbrella, week.meeting)
    base = Path(tempfile.mkdtemp(prefix="calendar-nginx-"))
    base.chmod(0o755)
    found = Front(base, free_port(), free_port(), free_port())
    environment = child_environment | {
        "CALENDAR_DATA": str(base / "data"), "PORT": str(found.inner), "SITE_URL": SITE, "STATIC_HASHED": "true",
        "TRUSTED_PROXIES": "127.0.0.1", "LOG_LEVEL": "debug", "ACCESS_LOG": "true",
    }  # fmt: skip
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, base, ignore_errors=True)
        manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(manage, cwd=settings.BASE_DIR, env=environment, check=True)
        export.catch_up(root=base / "data" / "feeds", site=SITE)
        _configure(found)
        site = [sys.executable, "-m", "config.serve"]
        stack.enter_context(_running(site, found.inner, base / "site.log", env=environment))
        rights = nobody() if request.param == "nobody" else {}
        for path in [base, *base.glob("*.pem")] if rights else []:
            os.chown(path, rights["user"], rights["group"])
        command = [str(NGINX), "-e", f"{base}/error.log", "-c", f"{base}/nginx.conf", "-g", "daemon off;"]
        stack.enter_context(_running(command, found.port, base / "start.log", **rights))
        yield found


def _configure(front: Front) -> None:
    """The document, with the operator's own values in their places."""
    text = (settings.BASE_DIR / "docs" / "nginx.conf").read_text()
    for theirs, ours in {
        "/etc/ssl/calendar": front.base, "/srv/calendar/data": front.base / "data", "/var/log/nginx": front.base,
        "listen 80;": f"listen {front.plain};", "listen 443 ssl": f"listen {front.port} ssl",
        "127.0.0.1:8000": f"127.0.0.1:{front.inner}",
    }.items():  # fmt: skip
        assert theirs in text
        text = text.replace(theirs, str(ours))
    (front.base / "calendar.conf").write_text(text)
    (front.base / "nginx.conf").write_text(AROUND.format(base=front.base))
    subprocess.run(
        [str(OPENSSL), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", f"/CN={HOST}", "-keyout", front.base / "privkey.pem", "-out", front.base / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


@contextmanager
def _running(command: Sequence[str], port: int, log: Path, **options: Any) -> Iterator[None]:
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=out, stderr=out, **options)
    try:
        await_port(port, process, log, seconds=60)
        yield
    finally:
        process.terminate()
        assert process.wait(20) == 0


def test_feeds_files_and_the_rest_each_from_its_place(front: Front) -> None:  # one start for all, as each takes seconds
    _an_exported_feed(front)
    _conditions_and_codings(front)
    _what_is_not_exported(front)
    _static_files(front)
    _the_site_behind(front)
    _a_private_feed(front)


OWN = ("Server", "Date", "Connection", "ETag", "Accept-Ranges", "Last-Modified", "Cross-Origin-Opener-Policy", "Vary")


def _an_exported_feed(front: Front) -> None:
    kept = front.base / "data" / "feeds" / "en" / "forums" / "arf.ics"
    ours, theirs = front.ask(FEED), front.site(FEED)
    assert (ours.status, ours.body) == (200, kept.read_bytes())
    assert ours.body == theirs.body
    assert check(ours.body) == []
    assert ours.headers["Server"].startswith("nginx")
    assert ours.headers["Accept-Ranges"] == "bytes"  # it came from the disk
    assert ours.headers["Vary"] == "Accept-Encoding"
    assert ours.headers["Last-Modified"] == http_date(make.NOW.timestamp())
    policy = "Content-Security-Policy"
    assert {name: value for name, value in ours.headers.items() if name not in (*OWN, policy)} == {
        name: value for name, value in theirs.headers.items() if name not in (*OWN, policy)
    }
    assert ours.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert ours.headers[policy] == "default-src 'none'; frame-ancestors 'none'"
    head = front.ask(FEED, "HEAD")
    assert (head.status, head.body, head.headers | {"Date": ""}) == (200, b"", ours.headers | {"Date": ""})
    (front.base / "data" / "feeds" / "en" / "forums" / "arf.ics").write_bytes(b"from the disk")
    assert front.ask(FEED).body == b"from the disk"
    kept.write_bytes(ours.body)
    os.utime(kept, (make.NOW.timestamp(), make.NOW.timestamp()))


def _conditions_and_codings(front: Front) -> None:
    plain = front.ask(FEED)
    packed = front.ask(FEED, **{"Accept-Encoding": "gzip"})
    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.body)) == ("gzip", plain.body)
    assert packed.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert front.ask(FEED, **{"Accept-Encoding": "gzip", "Via": "1.1 cache"}).headers["Content-Encoding"] == "gzip"
    for accepted in ("identity", "gzip;q=0", "deflate", "*;q=0.1"):
        assert "Content-Encoding" not in front.ask(FEED, **{"Accept-Encoding": accepted}).headers
    later = http_date(make.NOW.timestamp() + 5)
    for headers in (
        {"If-None-Match": plain.headers["ETag"]},
        {"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "gzip"},
        {"If-Modified-Since": plain.headers["Last-Modified"]},
        {"If-Modified-Since": later},
    ):
        known = front.ask(FEED, **headers)
        assert (known.status, known.body) == (304, b"")
        assert known.headers["Cache-Control"] == "public, max-age=5"
        assert known.headers["Access-Control-Allow-Origin"] == "*"
    assert front.ask(FEED, **{"If-None-Match": '"another"'}).status == 200
    earlier = http_date(make.NOW.timestamp() - 5)
    assert front.ask(FEED, **{"If-Modified-Since": earlier}).status == 200


def _what_is_not_exported(front: Front) -> None:
    """Parameters, other methods and other feeds: the site answers as it does without nginx."""
    for path in (
        FEED + "?cancelled=drop",
        "/ar/places/kuala-lumpur.ics",
        "/ru/events/arf-32-2025.ics",
        "/en/events.csv",
    ):
        ours, theirs = front.ask(path), front.site(path)
        assert (ours.status, ours.body, ours.headers["ETag"]) == (200, theirs.body, theirs.headers["ETag"])
    assert front.ask("/en/forums/none.ics").status == 404
    assert front.ask("/en/forums/..%2f..%2f..%2f..%2fsecret-key").status == 400
    assert front.ask("/en/forums/arf.ics.gz").status == 404
    for method in ("POST", "PUT", "DELETE"):
        refused = front.ask(FEED, method, "")
        assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert front.ask(FEED, "OPTIONS").status == 204
    kept = front.base / "data" / "feeds" / "en" / "forums" / "arf.ics"
    kept.rename(kept.with_suffix(".away"))
    gone = front.ask(FEED)
    assert (gone.status, "Accept-Ranges" in gone.headers) == (200, False)
    kept.with_suffix(".away").rename(kept)


def _static_files(front: Front) -> None:
    page = front.ask("/en/").body.decode()
    for path in sorted(set(re.findall(r'"(/static/[^"]+\.(?:css|js))"', page))):
        ours, theirs = front.ask(path), front.site(path)
        assert (ours.status, ours.body) == (200, theirs.body)
        for name in (
            "Cache-Control",
            "Access-Control-Allow-Origin",
            "X-Content-Type-Options",
            "Strict-Transport-Security",
        ):
            assert (name, ours.headers.get(name)) == (name, theirs.headers.get(name))
        assert ours.headers["Content-Type"].partition(";")[0].endswith(("/css", "/javascript"))
        packed = front.ask(path, **{"Accept-Encoding": "gzip"})
        assert gzip.decompress(packed.body) == ours.body
    assert front.ask("/static/favicon.svg").status == 200


def _the_site_behind(front: Front) -> None:
    page = front.ask("/en/events/arf-32-2025/")
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert f'href="{SITE}/' in page.body.decode()
    found = front.ask("/caldav/", "PROPFIND", "", Depth="0")
    assert found.status == 207
    connection = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=20)
    sent = _answered(connection, "GET", FEED + "?x=1", None, {"Host": HOST})
    assert (sent.status, sent.headers["Location"]) == (301, f"{SITE}{FEED}?x=1")


def _a_private_feed(front: Front) -> None:
    made = front.ask("/en/subscribe/private/", "POST", urlencode({"alarms": "P1D"}), Origin=SITE)
    tokens = sorted(set(re.findall(r"dc[fm]_[\w-]{43}", made.body.decode())))
    assert (made.status, len(tokens)) == (200, 2)
    feed, manage = f"/feeds/{tokens[0]}.ics", f"/feeds/manage/{tokens[1]}/"
    answer = front.ask(feed)
    assert (answer.status, check(answer.body, private=True)) == (200, [])
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("private, no-cache", "noindex")
    for path in (
        feed, feed.replace("dcf", "%64cf"), feed + "?x=" + tokens[0], "/nowhere" + feed, "/en" + feed, manage, manage[:-1],
        "/en/events.ics?x=" + tokens[0], f"/caldav/feeds/{tokens[0]}/",
    ):  # fmt: skip
        front.ask(path, Referer=SITE + manage)
    for path in (feed, manage):
        front.ask(path, "PUT", "x" * 3_000_000)  # more than nginx takes
        connection = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=20)
        assert _answered(connection, "GET", path, None, {"Host": HOST}).status == 301
    assert front.ask(manage + "revoke/", "POST", "", Origin=SITE).status == 200
    assert front.ask(feed).status == 404
    _while_the_site_is_down(front, [feed, manage])
    logged = front.logs()
    assert '"GET /feeds/dcf_..." 200' in logged
    assert f'"GET {FEED}" 200' in logged
    assert [
        line for token in tokens for line in logged.splitlines() if token[4:24] in line or token[-20:] in line
    ] == []


def _while_the_site_is_down(front: Front, paths: list[str]) -> None:
    """nginx itself answers, and quotes what failed in its error log."""
    text = (front.base / "calendar.conf").read_text()
    (front.base / "calendar.conf").write_text(text.replace(f"127.0.0.1:{front.inner}", "127.0.0.1:1"))
    pid = (front.base / "nginx.pid").read_text().strip()
    os.kill(int(pid), signal.SIGHUP)  # read it again
    for path in ("/en/", *paths):
        assert within(20, lambda asked=path: front.ask(asked).status == http.HTTPStatus.BAD_GATEWAY)  # type: ignore[misc]
    assert front.ask(FEED).status == http.HTTPStatus.OK
    assert 'request: "GET /en/ HTTP/1.1"' in front.logs()
