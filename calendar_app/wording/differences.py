"""The difference between two publications, field by field, in words."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from calendar_app.wording import dates, labels
from calendar_app.wording.names import Text, pick

Facts = dict[str, Any]
Cards = Mapping[str, Facts]

#: Fields whose values come from a closed list, and the list; the kind's depends on the noun.
WORDS = {"level": "level", "certainty": "certainty", "lifecycle": "lifecycle", "attends": "level"}
KINDS = {"event": "kind", "organization": "organization_kind", "outcome": "outcome_kind"}
NOUNS = {
    "forum", "parent", "place", "country", "organization", "nationality", "publisher", "republishes", "announcer",
}  # fmt: skip
#: Fields that change with others and say nothing by themselves.
SILENT = {"id", "former_dates"}


@dataclass(frozen=True)
class Change:
    """One field: what it says now and what it said, or rows added and removed."""

    field: str
    now: Text | None = None
    was: Text | None = None
    added: list[Text] = dataclasses.field(default_factory=list)
    removed: list[Text] = dataclasses.field(default_factory=list)


def change(row: Facts, kind: str, cards: Cards, language: str) -> Change | None:
    name = row["field"]
    if name in SILENT:
        return None
    if "added" in row:
        say = _ROWS.get(name, _plain_row)
        added, removed = ([say(one, cards, language) for one in row[side]] for side in ("added", "removed"))
        both = set(added) & set(removed)
        return Change(_field(name, language), added=_once(added, both), removed=_once(removed, both))
    now, was = (_value(name, row[side], kind, cards, language) for side in ("after", "before"))
    return None if now == was else Change(_field(name, language), now, was)


def _field(name: str, language: str) -> str:
    return capfirst(labels.field(name, language))


def _once(texts: list[Text], both: set[Text]) -> list[Text]:
    """Each name once; who stands on both sides was neither added nor removed, only some detail changed."""
    return [text for text in dict.fromkeys(texts) if text.text and text not in both]


def _value(name: str, value: Any, kind: str, cards: Cards, language: str) -> Text | None:
    """A value in words; None where there is none, or none that may be named."""
    if value in (None, "", [], {}):
        return None
    if name == "when":
        return Text(when(value, language), language)
    if isinstance(value, dict):
        text = pick(value, language)
        return text if text.text else None
    if name in NOUNS:
        return pick(cards[value]["name"], language) if value in cards else None
    if words := KINDS.get(kind) if name == "kind" else WORDS.get(name):
        return Text(labels.word(words, value, language), language)
    if isinstance(value, bool):
        return Text(_("yes") if value else _("no"), language)
    return Text(str(value), "")


def when(value: Facts, language: str) -> str:
    """A date with its hour, where it has one."""
    spelled = dates.spell(value, language)
    return f"{spelled}, {value['start_time']}" if value.get("start_time") else spelled


def _participation(row: Facts, cards: Cards, language: str) -> Text:
    party = cards.get(row["person"] or "") or cards.get(row["organization"] or "")
    return pick(party["name"], language) if party else Text(row["raw_name"], "")


def _outcome(row: Facts, cards: Cards, language: str) -> Text:
    card = cards.get(row["outcome"])
    if not card:
        return Text("", "")
    text = pick(card["name"], language)
    return Text(f"{text.text} ({labels.word('progress', row['progress'], language)})", text.lang)


def _citation(row: Facts, cards: Cards, _language: str) -> Text:
    card = cards.get(row["source"])
    return Text(card["publisher_name"], "") if card else Text("", "")


def _topic(ref: str, cards: Cards, language: str) -> Text:
    return pick(cards[ref]["name"], language) if ref in cards else Text("", "")


def _tenure(*names: str) -> Callable[[Facts, Cards, str], Text]:
    def say(row: Facts, cards: Cards, language: str) -> Text:
        ref = next((row[name] for name in names if row.get(name)), "")
        return pick(cards[ref]["name"], language) if ref in cards else Text("", "")

    return say


def _plain_row(row: Any, _cards: Cards, language: str) -> Text:
    if isinstance(row, dict):
        title = row.get("title") or row.get("name") or row.get("value") or ""
        return pick(title, language) if isinstance(title, dict) else Text(str(title), row.get("language", "")[:2])
    return Text(str(row), "")


_ROWS: dict[str, Callable[[Any, Cards, str], Text]] = {
    "participations": _participation,
    "outcomes": _outcome,
    "citations": _citation,
    "topics": _topic,
    "memberships": _tenure("organization"),
    "members": _tenure("member"),
    "appointments": _tenure("post"),
}
