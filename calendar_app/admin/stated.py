"""What a noun states, fact by fact, in the editor's words, beside what its sources say of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext

from calendar_app.models.desk import Citation, Event, OutcomeStep
from calendar_app.models.vocabulary import CITED_FIELDS, Rank
from calendar_app.wording import labels

from .dates import READERS, in_words

#: Facts whose lines stand under another name.
LINES = {"outcomes": "outcome_steps", "progress": "steps"}
#: Facts whose lines can be cited one by one.
LINE_BY_LINE = ("participations", "agenda", "outcomes", "memberships", "appointments")
#: Facts made of several columns; without the first there is none.
OF_SEVERAL = {"time": ("start_time", "end_time", "zone"), "coordinates": ("latitude", "longitude")}
_ORDER = {Rank.PREFERRED: 0, Rank.NORMAL: 1, Rank.DEPRECATED: 2}


@dataclass
class Fact:
    """A fact or one line of it: what the noun says (empty: nothing), and who says what, the best source first."""

    name: str
    row: UUID | None
    label: str
    said: str
    citations: list[Citation] = field(default_factory=list)

    @property
    def disputed(self) -> bool:
        """Whether a source that still counts says it otherwise."""
        return any(one.value and one.rank != Rank.DEPRECATED for one in self.citations)

    @property
    def outranked(self) -> str:
        """What the preferred source says instead of what the noun says; empty where they agree."""
        return next((value_of(one) for one in self.citations if one.rank == Rank.PREFERRED and one.value), "")

    @property
    def voices(self) -> list[tuple[Citation, str]]:
        """Each citation with what it says."""
        return [(one, value_of(one)) for one in self.citations]


def value_of(citation: Citation) -> str:
    """What the source says otherwise than the noun; a date in words, as far as it is one."""
    words = in_words(citation.value) if citation.field in READERS else ""
    return words or citation.value


def stated(noun: Any) -> list[Fact]:
    """Every fact that is stated or cited, in the order of the closed list; its lines after the whole."""
    facts = {(fact.name, fact.row): fact for fact in _all(noun)}
    for citation in noun.citations.select_related("source", "said_by"):
        key = citation.field, citation.row
        if key not in facts:
            label = labels.field(citation.field, _language())
            facts[key] = Fact(
                citation.field, citation.row, label, gettext("a line that is gone") if citation.row else ""
            )
        facts[key].citations.append(citation)
    for fact in facts.values():
        fact.citations.sort(key=lambda one: one.source.published, reverse=True)
        fact.citations.sort(key=lambda one: _ORDER[Rank(one.rank)])
    return [fact for fact in facts.values() if fact.said or fact.citations]


def _all(noun: Any) -> Iterator[Fact]:
    for name in CITED_FIELDS[noun._meta.model_name]:
        label = labels.field(name, _language())
        lines = _lines(noun, name)
        yield Fact(name, None, label, " · ".join(lines.values()) if lines else _said(noun, name))
        yield from (Fact(name, pk, label, text) for pk, text in lines.items() if name in LINE_BY_LINE)


def _lines(noun: Any, name: str) -> dict[Any, str]:
    """The lines of a fact that has some, by their ids."""
    relation: Any = getattr(noun, LINES.get(name, name), None)
    return {row.pk: _line(noun, row) for row in relation.all()} if hasattr(relation, "all") else {}


def _line(noun: Any, row: Any) -> str:
    """A document with what became of it, in words; other lines name themselves."""
    if not isinstance(row, OutcomeStep):
        return str(row)
    other = row.outcome if isinstance(noun, Event) else row.event
    return f"{other}: {row.get_progress_display()}"


def _said(noun: Any, name: str) -> str:
    """The value of a fact without lines, in words."""
    if name in OF_SEVERAL:
        values = [getattr(noun, column) for column in OF_SEVERAL[name]]
        return ", ".join(_text(value) for value in values if value not in (None, "")) if values[0] is not None else ""
    value = getattr(noun, name, "")
    if name in READERS:
        return in_words(value) or value
    if name == "publisher" and value is None:
        return str(noun.publisher_name)
    chosen = getattr(noun, f"get_{name}_display", None)
    return str(chosen()) if chosen else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else ""
    return f"{value:%H:%M}" if hasattr(value, "hour") else "" if value is None or hasattr(value, "all") else str(value)


def _language() -> str:
    return (get_language() or "en")[:2]
