"""A search that finds nothing among 100,000 events, beside icontains over their texts, on SQLite and on PostgreSQL."""

import sys
from contextlib import ExitStack
from itertools import islice
from multiprocessing import get_context
from statistics import median
from typing import Any

from tests.services import NoServerError, postgres

from .crowd import BATCH, grow, record
from .side_by_side import Way, seconds

EVENTS, MADE_UP = 100_000, 20_000
NOTHING = "qqqqzz"
ROUNDS, OFTEN = 7, 200
LEAST = {"sqlite": 1000, "postgresql": 100}


def main() -> None:
    """Print a ratio for each database, each in a process of its own; fails beneath the least."""
    failed = run("sqlite", "")
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgres())
        except NoServerError as error:
            sys.exit(f"skipped  a search on PostgreSQL: {error}")
        failed += run("postgresql", url)
    sys.exit(failed)


def run(vendor: str, url: str) -> int:
    """The measure in a new process, since Django has one set of settings a process; 1 where it failed."""
    process = get_context("spawn").Process(target=measure, args=(vendor, url))
    process.start()
    process.join()
    return int(process.exitcode != 0)


def measure(vendor: str, url: str) -> None:
    """Bring up the record and compare; ends with 1 beneath the least."""
    with record(url):
        from calendar_app.selection import Selection

        grow(EVENTS, languages=())
        widen()
        table = texts()

        def ours() -> list[Any]:
            return list(Selection(q=NOTHING).listings())

        def theirs() -> list[Any]:
            return list(table.objects.filter(text__icontains=NOTHING))

        assert ours() == theirs() == []
        good = compared(vendor, theirs, ours)
    sys.exit(0 if good else 1)


def compared(vendor: str, slow: Way, fast: Way) -> bool:
    """Print how often the second goes into the first, in turns of wall time; whether it is often enough."""
    pairs = [(seconds(slow, 1), seconds(fast, OFTEN)) for _ in range(ROUNDS)]
    ratio = median(one / two for one, two in pairs)
    one, two = (1000 * median(column) for column in zip(*pairs, strict=True))
    what = f"a search without a match in {EVENTS:,} events on {vendor}"
    print(f"{ratio:8.0f}  {what}: icontains {one:.1f} ms, ours {two:.3f} ms (at least {LEAST[vendor]})", flush=True)
    return ratio >= LEAST[vendor]


def widen() -> None:
    """More words than the shipped record knows, as so many events would say."""
    from calendar_app.review.words import known

    syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "tu"]
    known({"".join(syllables[int(digit)] for digit in f"{number:05}") for number in range(MADE_UP)})


def texts() -> Any:
    """A table with all that each event is found by, as text: its own names and titles, and those of what it shows."""
    from django.db import connection, models

    from calendar_app.models.public import Publication

    class Text(models.Model):
        text = models.TextField()

        class Meta:
            app_label = "calendar_app"

        def __str__(self) -> str:
            return self.text

    with connection.schema_editor() as editor:
        editor.create_model(Text)
    events = Publication.objects.current().filter(kind="event", since=1)
    told = [_told(event) for event in events]
    rows = (Text(text=f"{told[number % len(told)]} {number}") for number in range(EVENTS))
    table: Any = Text
    while batch := list(islice(rows, BATCH)):
        table.objects.bulk_create(batch)
    return table


def _told(event: Any) -> str:
    from calendar_app.models.vocabulary import Noun
    from calendar_app.review.said import _texts, found_by

    shown = [event.cards[ref] for ref in sorted(found_by(event.snapshot))]
    own = list(_texts(Noun.EVENT, event.facts, event.cards))
    names = [text for card in shown for value in card.values() if isinstance(value, dict) for text in value.values()]
    return " ".join(text for text in (*own, *names) if text)


if __name__ == "__main__":
    main()
