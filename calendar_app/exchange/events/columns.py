"""The columns of a table of events: how each spells what an event has, and how it takes what a cell says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calendar_app.ical.text import clean
from calendar_app.models.desk import Event, Topic
from calendar_app.models.vocabulary import LANGUAGES, Certainty, EventKind, Level, Lifecycle

from . import take
from .draft import Draft

BETWEEN = "; "
WORDS = ("title", "venue", "reason", "note")
LISTS = ("topics",)
FLAGS = ("online",)
FIGURES = ("ordinal",)


@dataclass(frozen=True)
class Column:
    """`needed` is one that always holds something: an empty cell leaves it as it is. `broken`: its text may have lines."""

    name: str
    show: Callable[[Event], str]
    take: Callable[[Draft, str, str], None]
    needed: bool = False
    broken: bool = False

    def tidy(self, cell: str) -> str:
        """The cell as it is compared and kept: without what no text holds, one kind of line break, or none at all."""
        text = clean(cell).strip()
        return text if self.broken else " ".join(text.split("\n"))


def _attribute(name: str) -> Callable[[Event], str]:
    return lambda event: _text(getattr(event, name))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:%H:%M}" if hasattr(value, "hour") else str(value)


def _key(name: str, key: str) -> Callable[[Event], str]:
    return lambda event: _text(getattr(getattr(event, name), key, None))


def spelled(topics: list[Topic]) -> str:
    """Topics as their cell has them."""
    return BETWEEN.join(sorted(topic.slug for topic in topics))


def _topics(event: Event) -> str:
    """None for an event that was never saved."""
    return "" if event._state.adding else spelled(list(event.topics.all()))  # noqa: SLF001 - how Django marks a new row


def _texts(name: str, *, broken: bool = False) -> tuple[Column, ...]:
    names = [f"{name}_{code}" for code in LANGUAGES]
    return tuple(Column(each, _attribute(each), take.text, broken=broken) for each in names)


_ALL = (
    Column("id", _attribute("id"), take.identity, needed=True),
    Column("slug", _attribute("slug"), take.slug, needed=True),
    Column("kind", _attribute("kind"), take.choice(EventKind), needed=True),
    Column("level", _attribute("level"), take.choice(Level)),
    Column("forum", _key("forum", "code"), take.forum),
    Column("ordinal", _attribute("ordinal"), take.number),
    Column("parent", _key("parent", "slug"), take.parent),
    *_texts("title"),
    Column("date", _attribute("date"), take.day),
    Column("start_time", _attribute("start_time"), take.clock),
    Column("end_time", _attribute("end_time"), take.clock),
    Column("zone", _attribute("zone"), take.zone),
    Column("place", _key("place", "slug"), take.place),
    Column("country", _key("country", "code"), take.country),
    *_texts("venue"),
    Column("online", _attribute("online"), take.flag, needed=True),
    Column("topics", _topics, take.topics),
    *_texts("note", broken=True),
    Column("lifecycle", _attribute("lifecycle"), take.choice(Lifecycle), needed=True),
    *_texts("reason"),
    Column("certainty", _attribute("certainty"), take.choice(Certainty), needed=True),
)
#: By name, in the order of the file. The last one always holds something, so that a file cut short is known by its last row.
COLUMNS: dict[str, Column] = {column.name: column for column in _ALL}


def cells_of(event: Event) -> dict[str, str]:
    """What every column holds of an event whose topics are at hand."""
    return {name: column.show(event) for name, column in COLUMNS.items()}
