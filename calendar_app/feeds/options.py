"""What a feed's address says beside its selection."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import Lifecycle
from calendar_app.selection import Problem, SelectionError

#: Option → what it may say; the first is meant where it is absent.
OPTIONS = {"cancelled": ("status", "mark", "drop"), "undated": ("omit", "span"), "profile": ("plain", "rich")}
SHOWN = 80


@dataclass(frozen=True)
class Options:
    """`cancelled`: with STATUS, with a mark in the title only, or not at all. `undated`: left out, or as their period.

    `profile`: what every calendar program reads, or the components of RFC 9073 beside it, which some choke on.
    """

    cancelled: str = "status"
    undated: str = "omit"
    profile: str = "plain"

    @classmethod
    def read(cls, params: Mapping[str, Any]) -> Self:
        """Read query parameters (a QueryDict, or lists of texts by name). Raises SelectionError with every problem."""
        getlist = getattr(params, "getlist", params.__getitem__)
        given = {name: [str(text) for text in getlist(name) if str(text)] for name in OPTIONS if name in params}
        if problems := [problem for name, texts in given.items() for problem in _problems(name, texts)]:
            raise SelectionError(problems)
        return cls(**{name: texts[0] for name, texts in given.items() if texts})

    def pairs(self) -> list[tuple[str, str]]:
        """Options that differ from the usual, in canonical order."""
        return [
            (option.name, value) for option in fields(self) if (value := getattr(self, option.name)) != option.default
        ]

    def held(self, rows: ListingQuerySet) -> ListingQuerySet:
        """Those of the rows that such a feed holds."""
        rows = rows.filter(first_day__isnull=False)
        if self.undated == "omit":
            rows = rows.known_to_day()
        if self.cancelled == "drop":
            rows = rows.alive().exclude(lifecycle=Lifecycle.CANCELLED)
        return rows


def _problems(name: str, texts: list[str]) -> list[Problem]:
    if len(texts) > 1:
        return [Problem(name, _printable(texts[-1]), "give it once", list(OPTIONS[name]))]
    return [
        Problem(name, _printable(text), "no such value", list(OPTIONS[name]))
        for text in texts
        if text not in OPTIONS[name]
    ]


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text[:SHOWN])
