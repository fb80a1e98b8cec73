"""Feeds of 10,000 and of 100,000 events: beside icalendar, beside a file, in memory, and after a change. CPU, on SQLite."""

import gzip
import hashlib
import tempfile
import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from .crowd import grow, record
from .side_by_side import Way

SITE = "https://calendar.example.org"
ROUNDS = 5
TENTH = 10  # icalendar writes a tenth of the largest feed, and its time is multiplied


def main() -> None:
    """Print the ratios."""
    with record():
        grow(10_000)
        stored()
        on_request()
        grow(100_000)
        streamed()
        changed()


def stored() -> None:
    """A named feed as it is kept, beside icalendar writing the same events."""
    from calendar_app.feeds import large
    from calendar_app.feeds.named import Named

    whole = b"".join(large.kept(Named("en"), site=SITE).packed("")[0])
    theirs = _parsed(whole)
    print_ratio(
        "10,000 events from stored bytes",
        ("icalendar", theirs.to_ical),
        ("ours", lambda: drained(_largest().packed("")[0])),
        least=150,
    )


def on_request() -> None:
    """A selection that is in no cache, and a private feed whose alarms are put in as it is asked for."""
    from calendar_app.feeds import Options, alarms, feed
    from calendar_app.selection import Selection

    def selected() -> bytes:
        return feed(Selection(to=date(2100, 1, 1)), "en", options=Options(), site=SITE).body

    uids = [line[4:].decode() for line in selected().splitlines() if line.startswith(b"UID:")]

    def rung() -> bytes:
        return alarms.rung(selected(), uids, [timedelta(days=1)])

    theirs = _parsed(selected())
    print_ratio("10,000 events selected on request", ("icalendar", theirs.to_ical), ("ours", selected), least=10)
    print_ratio("10,000 events with alarms on request", ("icalendar", theirs.to_ical), ("ours", rung), least=10)


def streamed() -> None:
    """The largest feed beside its file: reading, and the octets that it takes at once."""
    import tracemalloc

    with tempfile.NamedTemporaryFile(suffix=".ics") as file:
        path = Path(file.name)
        path.write_bytes(_kept())
        print(f"          {path.stat().st_size / 1e6:.0f} MB in {path.read_bytes().count(b'BEGIN:VEVENT')} events")

        def ours() -> object:
            return drained(_largest().packed("")[0])

        def theirs() -> object:
            with path.open("rb") as held:
                return drained(iter(lambda: held.read(65_536), b""))

        print_ratio("100,000 events beside their file", ("the feed", ours), ("reading the file", theirs), most=6)
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        ours()
        peak = (tracemalloc.get_traced_memory()[1] - before) / 1_048_576
        tracemalloc.stop()
        print(f"{peak:8.1f}  MiB over idle while 100,000 events are streamed (at most 16)", flush=True)


def changed() -> None:
    """One event changes: from the revision to new gzip bytes, beside icalendar and gzip doing all of it again."""
    whole = _kept()
    theirs = _parsed(_tenth(whole))

    def rebuilt() -> float:
        return TENTH * cpu(lambda: gzip.compress(theirs.to_ical(), 6))

    ours, others = [], []
    for number in range(ROUNDS):
        _edit(number)
        ours.append(cpu(lambda: drained(_largest().packed("gzip")[0])))
        others.append(rebuilt())
    _print("one change in 100,000 events, to gzip", others, ours, least=1000, names=("icalendar", "ours"))


def drained(pieces: Iterable[bytes]) -> int:
    """How many octets they were."""
    return sum(len(piece) for piece in pieces)


def cpu(way: Way) -> float:
    """Seconds of this process."""
    began = time.process_time()
    way()
    return time.process_time() - began


def print_ratio(what: str, slow: tuple[str, Way], fast: tuple[str, Way], **wanted: float) -> None:
    """Both in turns; the median of how often the second goes into the first."""
    pairs = [(cpu(slow[1]), cpu(fast[1])) for _ in range(ROUNDS)]
    _print(what, [one for one, _ in pairs], [two for _, two in pairs], names=(slow[0], fast[0]), **wanted)


def _print(what: str, ones: list[float], twos: list[float], *, names: tuple[str, str], **wanted: float) -> None:
    ratio = median(one / two for one, two in zip(ones, twos, strict=True))
    ((word, bound),) = wanted.items()
    times = f"{names[0]} {1000 * median(ones):.1f} ms, {names[1]} {1000 * median(twos):.1f} ms of CPU"
    print(f"{ratio:8.1f}  {what}: {times} (at {word} {bound:g})", flush=True)


def _largest() -> Any:
    from calendar_app.feeds import large
    from calendar_app.feeds.named import Named

    return large.kept(Named("en"), site=SITE)


def _kept() -> bytes:
    return b"".join(_largest().packed("")[0])


def _parsed(body: bytes) -> Any:
    import icalendar

    return icalendar.Calendar.from_ical(body)


def _tenth(body: bytes) -> bytes:
    head, *events = body.removesuffix(b"END:VCALENDAR\r\n").split(b"BEGIN:VEVENT\r\n")
    kept = events[::TENTH]
    return b"BEGIN:VEVENT\r\n".join([head, *kept]) + b"END:VCALENDAR\r\n"


def _edit(number: int) -> None:
    """An event's publication is followed by another, at a revision of its own, as publishing does it."""
    from django.utils import timezone

    from calendar_app.models.public import Head, Listing, Publication, Rendering, Revision

    from .crowd import _again

    listing = Listing.objects.current().known_to_day().select_related("publication")[50_000 + 1000 * number]
    old, head = listing.publication, Head.locked()
    revision = Revision.objects.create(n=head.n + 1, at=timezone.now())
    for model, row in ((Publication, old), (Listing, listing)):
        model.objects.filter(pk=row.pk).update(until_rev=revision.n)
    new = _again(Publication, old, number=old.number + 1, since=revision, until_rev=None)
    new.save()
    _again(Listing, listing, publication=new, since_rev=revision.n, until_rev=None).save(force_insert=True)
    for text in Rendering.objects.filter(publication=old):
        mark = hashlib.sha256(str(number).encode()).hexdigest().encode()
        body = bytes(text.body).replace(b"END:VEVENT", b"COMMENT:" + mark + b"\r\nEND:VEVENT")
        _again(Rendering, text, publication=new, body=body).save()
    head.n = revision.n
    head.save()


if __name__ == "__main__":
    main()
