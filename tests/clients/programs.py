"""Calendar programs that take our feeds from a running server, each asked the same: what do you show?

A feed is named by its path, "ru/forums/arf.ics"; those who speak CalDAV take the collection of the same events.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from caldav.davclient import DAVClient

from calendar_app.models.vocabulary import LANGUAGES
from tests.machine import Machine

from . import node
from .truth import Seen, feeds, moment, seen, truth

COLLECTION = r"(forums/)?[\w-]+\.ics"
MALAYSIA = ZoneInfo("Asia/Kuala_Lumpur")
HTTP = """
[pair {name}]
a = "{name}_there"
b = "{name}_here"
collections = null
conflict_resolution = "a wins"
[storage {name}_there]
type = "http"
url = "{url}"
[storage {name}_here]
type = "filesystem"
path = "{folder}"
fileext = ".ics"
"""
CALDAV = """
[pair {name}]
a = "{name}_there"
b = "{name}_here"
collections = ["from a"]
conflict_resolution = "a wins"
metadata = ["displayname", "color", "description"]
[storage {name}_there]
type = "caldav"
url = "{url}"
read_only = true
[storage {name}_here]
type = "filesystem"
path = "{folder}"
fileext = ".ics"
"""


class Program(ABC):
    """Knows one site, and takes the feeds whose path below the language matches.

    Those who speak `caldav` find collections of all events and of each forum there, and no tombstones: merged and
    withdrawn events just go.
    """

    takes: ClassVar[str] = r".*"
    caldav: ClassVar[bool] = False

    def __init__(self, root: Path, site: str, feeds: Sequence[str]) -> None:
        self.root, self.site, self.feeds = root, site, feeds

    @abstractmethod
    def look(self) -> dict[str, list[Seen]]:
        """Refresh every feed; what it shows then, by feed."""

    def close(self) -> None:  # noqa: B027 - most hold nothing open
        """Let go of what it holds open."""

    @classmethod
    def expected(cls, only: str = "") -> dict[str, list[Seen]]:
        """What the database says of every feed that the program can take, or of those whose path is `only`."""
        return {
            f"{language}/{path}": [cls.habit(one) for one in truth(rows.alive() if cls.caldav else rows, language)]
            for path, rows in feeds().items()
            for language in LANGUAGES
            if re.fullmatch(only or cls.takes, path)
        }

    @classmethod
    def habit(cls, one: Seen) -> Seen:
        """What the program makes of an event, as its manual has it."""
        return one


class IcalJs(Program):
    library = "ical.js"

    def look(self) -> dict[str, list[Seen]]:
        addresses = {f"{self.site}/{feed}": feed for feed in self.feeds}
        return {addresses[source]: seen(rows) for source, rows in node.read(self.library, *addresses).items()}


class NodeIcal(IcalJs):
    library = "node-ical"


class Khal(Program):
    """What khal shows of the calendars that vdirsyncer brings.

    It reads an event anew for every day that it lasts: feeds with events of a year are not for it.
    """

    takes = r"[^?]*|.*profile=rich"

    def __init__(self, root: Path, site: str, feeds: Sequence[str]) -> None:
        super().__init__(root, site, feeds)
        self.folders = {f"c{number}": root / self.kept(feed) for number, feed in enumerate(feeds)}
        self.machine = Machine(root, f'[general]\nstatus_path = "{root}/status/"\n{self.pairs()}')
        self.machine.discover()

    @abstractmethod
    def kept(self, feed: str) -> str:
        """The folder below `root` in which vdirsyncer keeps the feed."""

    @abstractmethod
    def pairs(self) -> str:
        """What vdirsyncer's configuration says of the feeds."""

    def look(self) -> dict[str, list[Seen]]:
        self.machine.sync()
        self.machine.show(self.folders, readonly=True)
        listed = self.machine.listed()
        return {
            feed: seen(self.shown(event) for event in listed if event["calendar"] == name)
            for name, feed in zip(self.folders, self.feeds, strict=True)
        }

    @staticmethod
    def shown(event: dict[str, str]) -> Seen:
        return Seen(event["uid"], *_span(event), event["status"].strip(), event["title"])

    @classmethod
    def habit(cls, one: Seen) -> Seen:
        """A start alone is shown as an hour."""
        if one.start != one.end:
            return one
        return one._replace(end=moment(datetime.fromisoformat(one.end) + timedelta(hours=1)))


class Subscriber(Khal):
    """vdirsyncer gives whatever it fetches over HTTP a UID of its own; here there is none."""

    @classmethod
    def habit(cls, one: Seen) -> Seen:
        return super().habit(one)._replace(uid="")

    @staticmethod
    def shown(event: dict[str, str]) -> Seen:
        return Khal.shown(event)._replace(uid="")

    def kept(self, feed: str) -> str:
        folder = self.root / feed
        folder.mkdir(parents=True)
        return feed

    def pairs(self) -> str:
        named = zip(self.folders.items(), self.feeds, strict=True)
        return "".join(HTTP.format(name=name, url=f"{self.site}/{feed}", folder=at) for (name, at), feed in named)


class Synchronizer(Khal):
    """vdirsyncer over CalDAV: it finds the collections of each language itself."""

    caldav, takes = True, COLLECTION

    def kept(self, feed: str) -> str:
        language, collection = _collection(feed)
        return f"{language}/{collection}"

    def pairs(self) -> str:
        languages = sorted({feed.partition("/")[0] for feed in self.feeds})
        homes = {language: f"{self.site}/caldav/{language}/" for language in languages}
        return "".join(CALDAV.format(name=one, url=url, folder=self.root / one) for one, url in homes.items())


class PythonCaldav(Program):
    """Reads everything once, and from then on asks with its sync token what has changed."""

    caldav, takes = True, COLLECTION

    def __init__(self, root: Path, site: str, feeds: Sequence[str]) -> None:
        super().__init__(root, site, feeds)
        self.clients: dict[str, Any] = {
            language: DAVClient(url=f"{site}/caldav/{language}/")
            for language in {_collection(feed)[0] for feed in feeds}
        }
        self.found: dict[str, list[Any]] = {}
        self.known: dict[str, Any] = {}

    def look(self) -> dict[str, list[Seen]]:
        return {feed: seen(map(_component, self._synchronized(feed))) for feed in self.feeds}

    def close(self) -> None:
        for client in self.clients.values():
            client.close()

    def _synchronized(self, feed: str) -> Any:
        if feed in self.known:
            self.known[feed].sync()
        else:
            language, collection = _collection(feed)
            if language not in self.found:
                self.found[language] = self.clients[language].principal().get_calendars()
            (calendar,) = [one for one in self.found[language] if str(one.url).rstrip("/").endswith(f"/{collection}")]
            self.known[feed] = calendar.get_objects_by_sync_token(load_objects=True, disable_fallback=True)
        return self.known[feed]


PROGRAMS = (IcalJs, NodeIcal, Subscriber, Synchronizer, PythonCaldav)


def _collection(feed: str) -> tuple[str, str]:
    language, *_, last = feed.removesuffix(".ics").split("/")
    return language, last


def _span(event: dict[str, str]) -> tuple[str, str]:
    """khal's days end with their last, its moments are Malaysia's."""
    start, end = event["start-long"], event["end-long"]
    if event["all-day"] == "True":
        return start, (date.fromisoformat(end) + timedelta(days=1)).isoformat()
    begins, ends = (datetime.fromisoformat(text).replace(tzinfo=MALAYSIA) for text in (start, end))
    return moment(begins), moment(ends)


def _component(found: Any) -> Seen:
    part = found.get_icalendar_component()
    start = part["DTSTART"].dt
    end = part["DTEND"].dt if "DTEND" in part else start
    begins, ends = (moment(at) if isinstance(at, datetime) else str(at) for at in (start, end))
    return Seen(str(part["UID"]), begins, ends, str(part["STATUS"]), str(part["SUMMARY"]))
