"""Reminders through Celery and Redis to a mail server on loopback: ours, one task and one Django message each, and raw.

All three on PostgreSQL in turns within one run, with the ledger on: ours and the simple way claim nothing that is not
written down, and write down what was accepted. Each is measured for about as long as the others, since a busy
machine favours what is over soon: ours on 4,000 of 100,000 mails at a time, the simple way and the raw dialogue before and
after each time. A worker of ours serves ours and the simple way alike. Ends with 1 where ours is slower than promised.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from tests.services import await_port, free_port, postgres, valkey

ROUNDS, MAILS, SIMPLE, RAW = 25, 100_000, 30, 10_000
FASTER, SHARE = 50, 0.2  # than one task and one message each; of the raw limit
PATIENCE = 600  # seconds for one measurement; a worker that died must not keep anybody waiting
CONNECTIONS = 4
SITE = "https://calendar.example.org"
SLUG = "arf-bench"
LANGUAGES = ("en", "ru", "ar")
WARM = 1000


def main() -> int:
    """Print the ratios; 1 where one is too small."""
    with ExitStack() as stack:
        port = free_port()
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="calendar-bench-"))
        os.environ |= {
            "CALENDAR_DATA": folder, "ENV_FILE": os.devnull, "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": stack.enter_context(postgres()), "REDIS_URL": stack.enter_context(valkey()),
            "EMAIL_URL": f"smtp://127.0.0.1:{port}", "SITE_URL": SITE, "LOG_LEVEL": "warning",
        }  # fmt: skip
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        log = Path(folder) / "log"
        stack.enter_context(program([sys.executable, "-m", "tests.reminders.program", str(port)], port, log))
        worker = [sys.executable, "-m", "celery", "-A", "tests.bench.simple_mails", "worker", "--pool", "threads"]
        stack.enter_context(program([*worker, "--concurrency", "2", "--loglevel", "warning"], 0, log))
        return measure(port)


@contextmanager
def program(command: list[str], port: int, log: Path) -> Iterator[None]:
    """It runs meanwhile."""
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        if port:
            await_port(port, process, log)
        yield
    finally:
        process.terminate()
        process.wait(30)


def measure(port: int) -> int:
    """In turns: the simple way, the limit, and ours; the median over the rounds."""
    from calendar_app.tasks import reminders
    from tests import factories as make

    ahead = (datetime.now(tz=UTC) + timedelta(days=2)).date().isoformat()
    meeting = make.event(
        SLUG, title_en="ASEAN Regional Forum", date=ahead, start_time="14:00", zone="Asia/Kuala_Lumpur"
    )
    meeting.refresh_from_db()
    make.publish(meeting)
    readers(WARM + MAILS + SIMPLE * (ROUNDS + 1))
    finding, keys = owe()
    mails = written(RAW)
    sent(keys[:WARM], reminders.send.delay)
    others, ours = [beside(mails, port)], []
    for part in range(ROUNDS):
        ours.append(sent(keys[WARM:][part * MAILS // ROUNDS : (part + 1) * MAILS // ROUNDS], reminders.send.delay))
        others.append(beside(mails, port))
    around = [[(before + after) / 2 for before, after in zip(*pair, strict=True)] for pair in pairwise(others)]
    faster = median(simple / mine for (simple, _, _), mine in zip(around, ours, strict=True))
    share = median(limit / mine for (_, limit, _), mine in zip(around, ours, strict=True))
    simple, limit, least = (median(times) * 1e6 for times in zip(*others, strict=True))
    mine = f"{median(ours) * 1e6:.0f} µs"
    print(
        f"          {MAILS:,} reminders in {ROUNDS} rounds; {finding * 1e6:.0f} µs each to write into the ledger beforehand"
    )
    print(
        f"{faster:8.1f}  times as fast as one task and one Django message each: {mine}, {simple:.0f} µs a mail (at least {FASTER})"
    )
    print(f"{share:8.2f}  of the raw pipelined limit: {mine}, {limit:.0f} µs a mail (at least {SHARE})")
    print(f"          {least:.0f} µs a mail by sockets alone, which read no answer")
    return int(faster < FASTER or share < SHARE)


def beside(mails: list[Any], port: int) -> tuple[float, float, float]:
    """Seconds a mail of the simple way, of the raw dialogue, and by sockets alone."""
    from calendar_app.models.readers import Delivery

    from .simple_mails import one

    later = Delivery.objects.waiting().order_by("-due").values_list("pk", flat=True)
    owed = list(later[:SIMPLE])
    return sent(owed, lambda: [one.delay(str(pk)) for pk in owed], due=False), raw(mails), bare(mails, port)


def readers(number: int) -> None:
    """Confirmed subscribers in three languages."""
    from django.utils import timezone

    from calendar_app.models.readers import Subscription

    now = timezone.now()
    Subscription.objects.bulk_create(
        (
            Subscription(
                email=f"reader{each}@example.org", language=LANGUAGES[each % 3], zone="Europe/Moscow", nonce=f"{each:064}",
                asked=now, confirmed=now, since=now, options={},
            )
            for each in range(number)
        ),
        batch_size=1000,
    )  # fmt: skip


def owe() -> tuple[float, list[Any]]:
    """Owe a reminder of one meeting that is to come to each reader, later; seconds each, and their keys."""
    from django.db import connection
    from django.utils import timezone

    from calendar_app.models.public import Publication
    from calendar_app.models.readers import Delivery, Subscription
    from calendar_app.reminders.moments import slot

    event = Publication.objects.current().get(slug=SLUG)
    later = timezone.now() + timedelta(days=30)
    began = time.perf_counter()
    rows = [
        Delivery(key=f"reminder:{pk}:{event.subject}:1440:{slot(event.facts)}", subscription_id=pk, kind="reminder",
                 event=event.subject, due=later)
        for pk in Subscription.objects.values_list("pk", flat=True)
    ]  # fmt: skip
    Delivery.objects.bulk_create(rows, batch_size=1000)
    took = (time.perf_counter() - began) / len(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself a minute later
    return took, [row.pk for row in rows]


def sent(keys: list[Any], start: Callable[[], object], *, due: bool = True) -> float:
    """Seconds a mail from the call until all of these are recorded."""
    from django.utils import timezone

    from calendar_app.models.readers import Delivery

    now, mine = timezone.now(), Delivery.objects.filter(pk__among=keys)
    if due:
        mine.update(due=now)
    left = Delivery.objects.due(now) if due else mine.waiting()
    began = time.perf_counter()
    start()
    while left.exists():
        if time.perf_counter() - began > PATIENCE:
            raise SystemExit(f"{mine.waiting().count()} of {len(keys)} mails were not sent within {PATIENCE} seconds")
        time.sleep(0.01)
    took = time.perf_counter() - began
    if failed := mine.filter(sent=None).first():
        raise SystemExit(f"a mail was given up: {failed.result}")
    return took / len(keys)


def written(number: int) -> list[Any]:
    """So many of these mails, as they go to the mail server."""
    from django.utils import timezone

    from calendar_app.models.readers import Claim, Delivery
    from calendar_app.reminders.compose import Scribe

    claims = [Claim(*row) for row in Delivery.objects.values_list(*Claim._fields)[:number]]
    scribe = Scribe(SITE)
    scribe.look(claims, now=timezone.now())
    return [scribe.compose(one) for one in claims]


def raw(mails: list[Any]) -> float:
    """Seconds a mail in our own dialogue, written beforehand and recorded nowhere."""
    from calendar_app.reminders.post import Post

    post = Post(100)
    try:
        post.open(len(mails))
        began = time.perf_counter()
        assert sum(answer.failure is None for answer in post.deliver(iter(mails))) == len(mails)
        return (time.perf_counter() - began) / len(mails)
    finally:
        post.close()


def bare(mails: list[Any], port: int) -> float:
    """Seconds a mail by sockets alone: the same octets over as many connections, answers counted and not read."""
    said = [
        b"MAIL FROM:<calendar@calendar.example.org> BODY=8BITMIME\r\nRCPT TO:<%b>\r\nDATA\r\n"
        % mail.to.address.encode()
        for mail in mails
    ]
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    for line in lines:
        heard(line, 1, b"220")
        line.sendall(b"EHLO bench\r\n")
        heard(line, 3, b"250")
    began = time.perf_counter()
    for line, first in zip(lines, said, strict=False):
        line.sendall(first)
    for number, mail in enumerate(mails):
        line = lines[number % CONNECTIONS]
        heard(line, 3 if number < CONNECTIONS else 4, b"250")
        line.sendall(mail.text + b".\r\n" + b"".join(said[number + CONNECTIONS : number + CONNECTIONS + 1]))
    for line in lines:
        heard(line, 1, b"250")
    took = time.perf_counter() - began
    for line in lines:
        line.close()
    return took / len(mails)


def heard(line: socket.socket, lines: int, code: bytes) -> None:
    """Wait for so many lines of answers; the first has this code."""
    said = line.recv(4096)
    while said.count(b"\n") < lines:
        said += line.recv(4096)
    assert said.startswith(code), said


if __name__ == "__main__":
    sys.exit(main())
