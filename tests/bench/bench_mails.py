"""Reminders through Celery and Redis to a mail server on loopback: ours, one task and one Django message each, and raw.

All three on PostgreSQL in turns within one run, with the ledger on: ours and the simple way claim nothing that is not
written down, and write down what was accepted. The simple way and the raw dialogue are measured on fewer mails and scaled
per mail. A worker of ours serves ours and the simple way alike.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from tests.services import await_port, free_port, postgres, valkey

ROUNDS, MAILS, SIMPLE, RAW = 2, 50_000, 300, 20_000
SITE = "https://calendar.example.org"
SLUG = "arf-bench"
LANGUAGES = ("en", "ru", "ar")


def main() -> None:
    """Print the ratios."""
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
        measure()


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


def measure() -> None:
    """In turns: ours, the simple way, and the limit; the median over the rounds."""
    from calendar_app.tasks import reminders
    from tests import factories as make

    from .simple_mails import one

    ahead = (datetime.now(tz=UTC) + timedelta(days=2)).date().isoformat()
    meeting = make.event(
        SLUG, title_en="ASEAN Regional Forum", date=ahead, start_time="14:00", zone="Asia/Kuala_Lumpur"
    )
    meeting.refresh_from_db()
    make.publish(meeting)
    readers(MAILS)
    rows: list[tuple[float, float, float, float]] = []
    for number in range(ROUNDS + 1):
        owed = owe(SIMPLE)
        simple = sent(SIMPLE, lambda owed=owed: [one.delay(str(pk)) for pk in owed])
        limit = raw(RAW)
        many = MAILS if number else 1000  # the first round warms up
        began = time.perf_counter()
        owe(many)
        finding = (time.perf_counter() - began) / many
        rows.append((sent(many, reminders.send.delay), simple, limit, finding))
    ours, simple, limit, finding = (median(times) * 1e6 for times in zip(*rows[1:], strict=True))
    print(
        f"          {ROUNDS} rounds of {MAILS:,} reminders; {finding:.0f} µs each to write into the ledger beforehand"
    )
    print(
        f"{simple / ours:8.1f}  times as fast as one task and one Django message each: {ours:.0f} µs, {simple:.0f} µs a mail (at least 50)"
    )
    print(f"{limit / ours:8.2f}  of the raw pipelined limit: {ours:.0f} µs, {limit:.0f} µs a mail (at least 0.2)")


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


def owe(number: int) -> list[Any]:
    """So many reminders of one meeting that is to come, due now; the ledger is empty before."""
    from django.utils import timezone

    from calendar_app.models.public import Publication
    from calendar_app.models.readers import Delivery, Subscription
    from calendar_app.reminders.moments import slot

    Delivery.objects.all().delete()
    now = timezone.now()
    event = Publication.objects.current().get(slug=SLUG)
    rows = [
        Delivery(key=f"reminder:{pk}:{event.subject}:1440:{slot(event.facts)}", subscription_id=pk, kind="reminder",
                 event=event.subject, due=now - timedelta(minutes=1))
        for pk in Subscription.objects.values_list("pk", flat=True)[:number]
    ]  # fmt: skip
    Delivery.objects.bulk_create(rows, batch_size=1000)
    return [row.pk for row in rows]


def sent(number: int, start: Any) -> float:
    """Seconds a mail from the call until all of them are recorded."""
    from calendar_app.models.readers import Delivery

    began = time.perf_counter()
    start()
    while Delivery.objects.filter(sent__isnull=False).count() < number:
        if not Delivery.objects.waiting().exists() and Delivery.objects.filter(failed__isnull=False).exists():
            raise SystemExit(Delivery.objects.filter(failed__isnull=False).values_list("result", flat=True)[0])
        time.sleep(0.05)
    return (time.perf_counter() - began) / number


def raw(number: int) -> float:
    """Seconds a mail of the same size over the same connections, written beforehand, and recorded nowhere."""
    from django.utils import timezone

    from calendar_app.models.readers import Delivery
    from calendar_app.reminders.compose import Scribe
    from calendar_app.reminders.post import Post

    delivery = Delivery.objects.order_by("pk").first()
    assert delivery
    scribe = Scribe(SITE)
    scribe.look([delivery], now=timezone.now())
    ready = scribe.compose(delivery)
    written = ready._replace(skeleton=Written(ready.skeleton.raw(ready.to)))  # type: ignore[arg-type]
    post = Post(100)
    try:
        post.open(number)
        began = time.perf_counter()
        assert sum(answer.failure is None for answer in post.deliver(iter([written] * number))) == number
        return (time.perf_counter() - began) / number
    finally:
        post.close()


class Written:
    """A mail that is octets already."""

    def __init__(self, octets: bytes) -> None:
        self.octets = octets

    def raw(self, _to: object) -> bytes:
        return self.octets


if __name__ == "__main__":
    main()
