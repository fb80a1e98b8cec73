"""A large feed in segments reads, byte for byte, like the feed rendered whole, whatever happened to it."""

import gzip
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.test import Client

from calendar_app.feeds import Feed, Large, Options, export, feed, segments, standing
from calendar_app.feeds import large as large_feeds
from calendar_app.feeds.named import Named
from calendar_app.models.desk import Event
from calendar_app.models.public import Assembly, Head, Segment
from calendar_app.review import withdraw
from calendar_app.selection import Selection
from tests import factories as make
from tests.entries.scenario import PUBLISHED, SITE

pytestmark = pytest.mark.django_db
ALL = Named("en")
FEED = "/en/events.ics"


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two events make a large feed, and every second one ends a segment."""
    monkeypatch.setattr(large_feeds, "LARGE", 2)
    monkeypatch.setattr(segments, "BOUNDARY", tuple("01234567"))
    monkeypatch.setattr(large_feeds, "AT_ONCE", {"body": 2, "packed": 2})
    monkeypatch.setattr(large_feeds, "BATCH", 3)


class Year:
    """A forum's meetings, each published by itself, an hour after the other."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.events: list[Event] = []
        self.hour = 0
        self.editor = User.objects.create_user("editor")

    def now(self) -> datetime:
        self.hour += 1
        return self.then

    @property
    def then(self) -> datetime:
        return PUBLISHED + timedelta(hours=self.hour)

    def day(self) -> str:
        return (date(2025, 1, 1) + timedelta(days=self.chance.randrange(40))).isoformat()

    def add(self) -> None:
        made = make.event(
            id=UUID(int=self.chance.getrandbits(128), version=4), slug=f"meeting-{self.hour}",
            title_en=f"Meeting {self.hour}", date=self.day(),
        )  # fmt: skip
        make.publish(made, now=self.now())
        self.events.append(made)

    def move(self) -> None:
        event = self.chance.choice(self.events)
        event.date = self.day()
        event.save()
        make.publish(event, now=self.now())

    def rename(self) -> None:
        event = self.chance.choice(self.events)
        event.title_en += " again"
        event.save()
        make.publish(event, now=self.now())

    def go(self) -> None:
        event = self.events.pop(self.chance.randrange(len(self.events)))
        withdraw(event, by=self.editor, now=self.now(), reason="Entered twice.")


def whole() -> Feed:
    return feed(Selection(), "en", options=Options(), site=SITE)


def kept() -> Large:
    found = large_feeds.kept(ALL, site=SITE)
    assert isinstance(found, Large)
    return found


def body(found: Large, coding: str = "") -> bytes:
    pieces, size = found.packed(coding)
    packed = b"".join(pieces)
    assert len(packed) == size
    return packed


def test_a_small_feed_has_no_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_feeds, "LARGE", 3)
    year = Year(1)
    year.add()
    year.add()
    assert large_feeds.kept(ALL, site=SITE) == whole()
    year.add()
    assert body(kept()) == whole().body


@pytest.mark.parametrize("seed", range(4))
def test_after_every_change_it_reads_like_the_whole(seed: int) -> None:
    year = Year(seed)
    for _ in range(9):
        year.add()
    before, old = kept(), whole().body
    doings: list[Callable[[], None]] = [year.add, year.move, year.move, year.rename, year.go]
    for doing in year.chance.choices(doings, k=14):
        doing()
        fresh, found = whole(), kept()
        assert body(found) == fresh.body == b"".join(large_feeds.afresh(ALL, site=SITE))
        assert gzip.decompress(body(found, "gzip")) == fresh.body
        assert (found.modified, found.revision, found.size) == (fresh.modified, fresh.revision, len(fresh.body))
        assert (found.etag == before.etag) is (fresh.body == old)
        before, old = found, fresh.body


def test_a_change_leaves_the_other_segments() -> None:
    year = Year(5)
    for _ in range(12):
        year.add()
    before = {piece.number for piece in kept().pieces}
    year.rename()
    after = {piece.number for piece in kept().pieces}
    assert len(before) >= 4
    assert (len(before - after), len(after - before)) == (1, 1)


def test_a_boundary_that_goes_takes_the_next_segment_with_it() -> None:
    year = Year(5)
    for number in range(4):  # each ends a segment
        made = make.event(
            id=UUID(int=number), slug=f"meeting-{number}", title_en=f"Meeting {number}", date=f"2025-01-0{number + 1}"
        )
        make.publish(made, now=year.now())
        year.events.append(made)
    before = [piece.number for piece in kept().pieces]
    year.events[0].date = ""
    year.events[1].title_en = "Another title"
    for event in year.events[:2]:
        event.save()
        make.publish(event, now=year.now())
    after = [piece.number for piece in kept().pieces]
    assert body(kept()) == whole().body
    assert (len(before), after[1:]) == (4, before[2:])


def test_what_nothing_touched_keeps_its_etag() -> None:
    year = Year(6)
    year.add()
    year.add()
    before = kept()
    make.publish(make.person("someone"), now=year.now())
    assert Head.number() == 3
    assert (kept().etag, kept().modified) == (before.etag, before.modified)
    assert Assembly.objects.get().revision == 3


def test_a_reader_at_work_still_finds_the_segments_that_were_replaced() -> None:
    year = Year(7)
    for _ in range(6):
        year.add()
    reading, old = kept(), whole().body
    year.rename()
    assert body(kept()) == whole().body
    assert body(reading) == old


def test_replaced_segments_go_after_an_hour() -> None:
    year = Year(8)
    year.add()
    year.add()
    kept()
    year.rename()
    kept()
    (dropped,) = Segment.objects.exclude(dropped_at=None)
    assert dropped.dropped_at == year.then
    year.rename()
    kept()
    assert Segment.objects.filter(pk=dropped.pk).exists()
    year.hour += 1
    year.rename()
    kept()
    assert not Segment.objects.filter(pk=dropped.pk).exists()


def test_who_comes_second_finds_it_done() -> None:
    year = Year(9)
    year.add()
    year.add()
    before = kept()
    segments.bring_up(ALL, Head.number(), site=SITE)
    assert [piece.number for piece in kept().pieces] == [piece.number for piece in before.pieces]


def test_an_empty_one_stays_a_calendar() -> None:
    year = Year(10)
    year.add()
    year.add()
    kept()
    for event in year.events:
        event.date = ""
        event.save()
        make.publish(event, now=year.now())
    assert body(kept()) == whole().body == b"".join(large_feeds.afresh(ALL, site=SITE))


def test_only_the_named_feed_itself_is_kept_so() -> None:
    year = Year(11)
    year.add()
    year.add()
    kept()
    assert isinstance(standing(Selection(), "en", options=Options(), site=SITE), Large)
    for selection, language, options in (
        (Selection(), "ru", Options()),
        (Selection(), "en", Options(cancelled="drop")),
        (Selection(kind=("summit",)), "en", Options()),
    ):
        found = standing(selection, language, options=options, site=SITE)
        assert found == feed(selection, language, options=options, site=SITE)


def test_http_says_the_same_of_it(client: Client, settings: object) -> None:
    settings.SITE_URL = SITE  # type: ignore[attr-defined]
    year = Year(12)
    year.add()
    year.add()
    plain = client.get(FEED)
    kept()
    answer = client.get(FEED)
    assert b"".join(answer) == plain.content
    same = {"Content-Type", "Content-Length", "Content-Disposition", "Last-Modified", "Cache-Control", "Vary"}
    assert {name: answer[name] for name in same} == {name: plain[name] for name in same}
    packed = client.get(FEED, headers={"accept-encoding": "br, gzip;q=0.5"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(packed)) == plain.content
    assert client.get(FEED, headers={"if-none-match": packed["ETag"]}).status_code == 304
    year.rename()
    assert client.get(FEED, headers={"if-none-match": packed["ETag"]}).status_code == 200


def test_it_is_exported_without_brotli_and_proved(tmp_path: Path) -> None:
    year = Year(13)
    year.add()
    export.catch_up(root=tmp_path, site=SITE)
    year.add()
    export.catch_up(root=tmp_path, site=SITE)
    assert sorted(file.name for file in (tmp_path / "en").glob("events*")) == ["events.ics", "events.ics.gz"]
    assert (tmp_path / "en/events.ics").read_bytes() == whole().body
    assert gzip.decompress((tmp_path / "en/events.ics.gz").read_bytes()) == whole().body
    assert export.verify(root=tmp_path, site=SITE) == []


def test_a_spoilt_segment_is_found_and_made_anew(tmp_path: Path) -> None:
    year = Year(14)
    year.add()
    year.add()
    export.catch_up(root=tmp_path, site=SITE)
    segment = Segment.objects.filter(assembly=ALL.path, dropped_at=None).earliest("pk")
    Segment.objects.filter(pk=segment.pk).update(body=bytes(segment.body).replace(b"Meeting", b"Banquet"))
    (tmp_path / "en/events.ics").write_bytes(body(kept()))
    assert export.verify(root=tmp_path, site=SITE) == ["en/events.ics: events.ics differs"]
    assert body(kept()) == whole().body == (tmp_path / "en/events.ics").read_bytes()
    assert export.verify(root=tmp_path, site=SITE) == []


def test_they_say_what_they_are() -> None:
    year = Year(1)
    year.add()
    year.add()
    kept()
    assert str(Assembly.objects.get()) == "en/events.ics at 2"
    assert str(Segment.objects.standing().last()).startswith("en/events.ics up to 2025-")
