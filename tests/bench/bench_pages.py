"""Pages of a record of 100,000 events, beside bare Django views on the same server: a cold list, an unchanged one, a crowd.

The server is granian as `up` runs it, on SQLite. CPU is that of its processes; the views beside pass the same middleware.
A list is cold when nothing was kept of it: each request has an address of its own (`_` is noise that selections drop).
The last figure needs wrk on the PATH: apt-get install wrk.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median

from tests.services import free_port

from .bench_http import Server, running
from .crowd import record
from .years import EVENTS, LISTED, ROWS, fill

ROUNDS = 7
COLD, OFTEN = 50, 500  # requests of a round
SECONDS, CONNECTIONS = 3, 50
MOST = {"cold": 20, "unchanged": 3, "p99": 2}
ROW = b'<a class="t" '
Address = Callable[[], str]
_numbers = count()


def main() -> None:
    """Print the ratios; ends with 1 where one is above the most."""
    with record() as base:
        fill()
        sys.exit(0 if measure(base) else 1)


def measure(base: Path) -> bool:
    """All figures of the record in this directory; whether each is good enough."""
    with served(base) as site:
        body, etag = told(site)
        rows = body.count(ROW)
        print(f"          {LISTED}: {rows} rows, {len(body) / 1000:.0f} kB; {EVENTS:,} events", flush=True)
        (base / "same").write_bytes(body)
        bare, same = (partial(str, path) for path in ("/bare", "/same"))
        listed: Address = partial(str, LISTED)
        good = [
            rows == ROWS,
            ratio("cold", "a cold list", site, (cold, COLD), (bare, OFTEN)),
            ratio("unchanged", "an unchanged list, whole", site, (listed, OFTEN), (same, OFTEN)),
            ratio("unchanged", "an unchanged list, 304", site, (listed, OFTEN), (same, OFTEN), if_none_match=etag),
        ]
        if wrk := shutil.which("wrk"):
            good.append(crowd(wrk, site))
        else:
            print("skipped  a crowd of readers: apt-get install wrk", flush=True)
    return all(good)


@contextmanager
def served(base: Path) -> Iterator[Server]:
    """The site as `up` runs it, with the two bare views."""
    port = free_port()
    command = [sys.executable, "-m", "config.serve"]
    settings = {"DJANGO_SETTINGS_MODULE": "tests.bench.bare", "BENCH_BYTES": str(base / "same")}
    given = settings | {"PORT": str(port), "CALENDAR_DATA": str(base), "WEB_WORKERS": "2", "STATIC_HASHED": "false"}
    with running(command, port, base / "site.log", **given) as server:
        yield server


def told(site: Server) -> tuple[bytes, str]:
    """The list and its ETag."""
    connection = HTTPConnection("127.0.0.1", site.port)
    connection.request("GET", LISTED)
    answer = connection.getresponse()
    return answer.read(), answer.headers["ETag"]


def cold() -> str:
    """The list at an address that nobody asked for before."""
    return f"{LISTED}&_={next(_numbers)}"


def cpu(site: Server, address: Address, times: int, headers: dict[str, str]) -> float:
    """Seconds of the server for each answer, one asked after the other."""
    connection = HTTPConnection("127.0.0.1", site.port)
    began = site.cpu()
    for _ in range(times):
        connection.request("GET", address(), headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (200, 304):
            raise RuntimeError(f"{address()}: {answer.status}")
    return (site.cpu() - began) / times


def ratio(
    name: str, what: str, site: Server, ours: tuple[Address, int], bare: tuple[Address, int], **headers: str
) -> bool:
    """Print how often the bare view's CPU goes into ours, the median of rounds in turns; whether seldom enough."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    pairs = [(cpu(site, *ours, given), cpu(site, *bare, {})) for _ in range(ROUNDS + 1)][1:]
    found = median(one / two for one, two in pairs)
    one, two = (1000 * median(column) for column in zip(*pairs, strict=True))
    print(f"{found:8.2f}  {what}: {one:.2f} ms of CPU, a bare view {two:.2f} ms (at most {MOST[name]})", flush=True)
    return found <= MOST[name]


def crowd(wrk: str, site: Server) -> bool:
    """The slowest of a hundred answers while so many readers ask at once, beside those of the bare view."""
    pairs = [(slowest(wrk, site, LISTED), slowest(wrk, site, "/bare")) for _ in range(ROUNDS)]
    found = median(one / two for one, two in pairs)
    one, two = (median(column) for column in zip(*pairs, strict=True))
    what = f"p99 of an unchanged list at {CONNECTIONS} connections"
    print(f"{found:8.2f}  {what}: {one:.1f} ms, a bare view {two:.1f} ms (at most {MOST['p99']})", flush=True)
    return found <= MOST["p99"]


def slowest(wrk: str, site: Server, path: str) -> float:
    """The 99th percentile of latency, in milliseconds."""
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", f"http://127.0.0.1:{site.port}{path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ).stdout
    match = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said)
    if "Non-2xx" in said or not match:
        raise RuntimeError(said)
    return float(match[1]) * {"us": 0.001, "ms": 1, "s": 1000}[match[2]]


if __name__ == "__main__":
    main()
