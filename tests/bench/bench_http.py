"""The web server itself: feeds asked for again, beside nginx with the same bytes as files, and beside Radicale.

Every request opens a connection of its own, as calendar programs do, which ask once an hour. wrk makes the requests, and
both servers have two processes. Needs nginx and wrk on the PATH: apt-get install nginx-light wrk.
"""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from tests.services import await_port, free_port

from .crowd import record

PATH = "/en/events.ics"
ROUNDS, SECONDS, CONNECTIONS = 5, 2, 32
SOME = 4  # who ask at once where a server may be slow
ROOT = Path(__file__).resolve().parents[2]
NGINX = """\
worker_processes 2; pid {base}/nginx.pid; error_log {base}/nginx.err; daemon off;
events {{ worker_connections 512; }}
http {{
    access_log off; sendfile on; gzip_static on; default_type "text/calendar; charset=utf-8"; types {{}}
    client_body_temp_path {base}/body; proxy_temp_path {base}/proxy; fastcgi_temp_path {base}/fastcgi;
    uwsgi_temp_path {base}/uwsgi; scgi_temp_path {base}/scgi;
    server {{ listen 127.0.0.1:{port}; root {base}/feeds; }}
}}
"""
BEHIND = """\
worker_processes 2; pid {base}/behind.pid; daemon off;
events {{ worker_connections 512; }}
http {{
    sendfile on; client_body_temp_path {base}/body; proxy_temp_path {base}/proxy; fastcgi_temp_path {base}/fastcgi;
    uwsgi_temp_path {base}/uwsgi; scgi_temp_path {base}/scgi;
    include {base}/calendar.conf;
}}
"""


def main() -> None:
    """Print the ratios, or what is missing."""
    search = f"{os.environ['PATH']}:/usr/sbin"
    nginx, wrk = shutil.which("nginx", path=search), shutil.which("wrk", path=search)
    with record() as base, ExitStack() as stack:
        from calendar_app.feeds import export

        site = stack.enter_context(ours(base))
        export.catch_up(root=base / "feeds", site=f"http://127.0.0.1:{site.port}")
        if nginx and wrk:
            plain = stack.enter_context(files(nginx, base))
            beside(wrk, "from the site itself", site, plain, least=(0.6, 0.35))
            documented = stack.enter_context(behind(nginx, base, site))
            beside(wrk, "behind nginx", documented, plain, least=(0.9, 0.75))
            radicale(wrk, base, site, stack)
        else:
            print("skipped  beside nginx and Radicale: apt-get install nginx-light wrk", flush=True)


class Server:
    """A program that serves, and where."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self.process = port, process

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    def ask(self, url: str = "", **headers: str) -> Any:
        """A response, with its headers."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with urllib.request.urlopen(urllib.request.Request(url or self.url, headers=named)) as answer:
            answer.read()
            return answer

    def cpu(self) -> float:
        """Seconds that all its processes have taken."""
        processes = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        return sum(sum(one.cpu_times()[:2]) for one in processes)


@contextmanager
def running(command: Sequence[str], port: int, log: Path, **environment: str) -> Iterator[Server]:
    """The program, once it listens."""
    with log.open("ab") as out:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=out, stderr=out)
    try:
        await_port(port, process, log, seconds=60)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def ours(base: Path) -> Iterator[Server]:
    """The site as `up` runs it."""
    port = free_port()
    command = [sys.executable, "-m", "config.serve"]
    with running(command, port, base / "site.log", PORT=str(port), CALENDAR_DATA=str(base), WEB_WORKERS="2") as server:
        server.ask()
        yield server


@contextmanager
def files(nginx: str, base: Path) -> Iterator[Server]:
    """nginx with the exported files, and nothing else to do."""
    port = free_port()
    (base / "nginx.conf").write_text(NGINX.format(base=base, port=port))
    for path in (base, *base.glob("feeds/**/*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    command = [nginx, "-e", str(base / "nginx.err"), "-c", str(base / "nginx.conf")]
    with running(command, port, base / "nginx.log") as server:
        yield server


@contextmanager
def behind(nginx: str, base: Path, site: Server) -> Iterator[Server]:
    """The site behind nginx as docs/nginx.conf has it, but for TLS, of which both would have the same."""
    port, text = free_port(), (ROOT / "docs" / "nginx.conf").read_text()
    redirect = re.search(r"^server {\n    listen 80;.*?^}\n", text, re.MULTILINE | re.DOTALL)
    assert redirect is not None
    text = re.sub(r"^ +ssl_.*\n", "", text.replace(redirect[0], ""), flags=re.MULTILINE)
    for theirs, here in {
        "listen 443 ssl http2": f"listen 127.0.0.1:{port}", "/srv/calendar/data": str(base), "/var/log/nginx": str(base),
        "127.0.0.1:8000": f"127.0.0.1:{site.port}",
    }.items():  # fmt: skip
        assert theirs in text
        text = text.replace(theirs, here)
    (base / "calendar.conf").write_text(text)
    (base / "behind.conf").write_text(BEHIND.format(base=base))
    command = [nginx, "-e", str(base / "behind.err"), "-c", str(base / "behind.conf")]
    with running(command, port, base / "behind.log") as server:
        yield server


def beside(wrk: str, where: str, one: Server, other: Server, *, least: tuple[float, float]) -> None:
    """304s and gzip bodies a second, in turns."""
    headers = {"304s": {"If_None_Match": "{etag}"}, "gzip bodies": {"Accept_Encoding": "gzip"}}
    for (what, header), bound in zip(headers.items(), least, strict=True):
        pairs = [(a_second(wrk, one, header), a_second(wrk, other, header)) for _ in range(ROUNDS)]
        ratio = median(ours / theirs for ours, theirs in pairs)
        ours, theirs = (median(column) for column in zip(*pairs, strict=True))
        print(
            f"{ratio:8.2f}  {what} {where}: {ours:.0f} a second, nginx alone {theirs:.0f} (at least {bound})",
            flush=True,
        )


def a_second(wrk: str, server: Server, header: dict[str, str]) -> float:
    """Answers a second to so many who ask at once."""
    etag = server.ask().headers["ETag"]
    given = {name: value.format(etag=etag) for name, value in header.items()}
    return asked(wrk, server.url, CONNECTIONS, **given)[1]


def asked(wrk: str, url: str, connections: int, **headers: str) -> tuple[int, float]:
    """How many answers came from those who ask at once, and how many a second."""
    given = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    options = [part for one in (*given, "Connection: close") for part in ("-H", one)]
    command = [wrk, "-t1", f"-c{connections}", f"-d{SECONDS}s", *options, url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    requests, rate = re.search(r"(\d+) requests in", told), re.search(r"Requests/sec:\s+([\d.]+)", told)
    if "Non-2xx" in told or not (requests and rate):
        raise RuntimeError(told)
    return int(requests[1]), float(rate[1])


def radicale(wrk: str, base: Path, site: Server, stack: ExitStack) -> None:
    """CPU of a whole feed that was asked for before, beside Radicale's with the same events; both may compress."""
    port = free_port()
    command = [
        sys.executable, "-m", "radicale", "--hosts", f"127.0.0.1:{port}", "--auth-type", "none",
        "--rights-type", "authenticated", "--storage-filesystem-folder", str(base / "radicale"),
    ]  # fmt: skip
    theirs = stack.enter_context(running(command, port, base / "radicale.log"))
    url = f"http://127.0.0.1:{port}/reader/events/"
    with urllib.request.urlopen(site.url) as answer:
        body = answer.read()
    reader = {"Authorization": "Basic cmVhZGVyOng="}
    urllib.request.urlopen(
        urllib.request.Request(url, body, {"Content-Type": "text/calendar", **reader}, method="PUT")
    ).close()

    def one(server: Server, url: str, **headers: str) -> float:
        server.ask(url, **headers)
        began = server.cpu()
        answers, _ = asked(wrk, url, SOME, **headers)
        return (server.cpu() - began) / answers

    for what, header in {"compressed": {"Accept_Encoding": "gzip"}, "plain": {}}.items():
        pairs = [(one(theirs, url, **header, **reader), one(site, site.url, **header)) for _ in range(ROUNDS)]
        ratio = median(theirs / ours for theirs, ours in pairs)
        their, our = (1e6 * median(column) for column in zip(*pairs, strict=True))
        print(
            f"{ratio:8.0f}  CPU of a hot feed, {what}: Radicale {their:.0f} µs, ours {our:.0f} µs (at least 300)",
            flush=True,
        )


if __name__ == "__main__":
    began = time.monotonic()
    main()
    print(f"          {time.monotonic() - began:.0f} s", flush=True)
