"""What changed in an event, field by field, in public names; a noun that isn't public is not even counted."""

from collections.abc import Callable, Iterable
from typing import Any

from calendar_app.models.public import Publication

from . import shape

Json = dict[str, Any]

NOUNS = ("forum", "parent", "place", "country")
#: Fields that follow from others, or that hold what no reader has a name for.
SILENT = ("id", "former_dates")


def differences(before: Publication | None, after: Publication) -> list[Json]:
    """Rows field, before, after; for lists field, added, removed. None for what entered the record or left it."""
    if before is None or before.tombstone or after.tombstone:
        return []
    rows = [_difference(row, before, after) for row in after.changes if row["field"] not in SILENT]
    return [row for row in rows if row]


def _difference(row: Json, before: Publication, after: Publication) -> Json | None:
    name = row["field"]
    if "added" in row:
        say = _ROWS.get(name, _plain)
        added, removed = _said(say, row["added"], after), _said(say, row["removed"], before)
        both = [one for one in added if one in removed]
        lists = {"added": _less(added, both), "removed": _less(removed, both)}
        return {"field": name, **lists} if any(lists.values()) else None
    was, now = (_value(name, value, of) for value, of in ((row["before"], before), (row["after"], after)))
    return {"field": name, "before": was, "after": now} if was != now else None


def _value(name: str, value: Any, publication: Publication) -> Any:
    if name in NOUNS:
        return shape.noun(publication, value)
    return shape.when(value) if name == "when" and value else value


def _said(say: "Say", rows: Iterable[Any], publication: Publication) -> list[Any]:
    return [said for row in rows if (said := say(row, publication))]


def _less(rows: list[Any], both: list[Any]) -> list[Any]:
    return [row for row in rows if row not in both]


def _participation(row: Json, publication: Publication) -> Json | None:
    refs = [row["person"], row["organization"]]
    party = next((noun for ref in refs if (noun := shape.noun(publication, ref))), None)
    if party is None and (any(refs) or not row["raw_name"]):
        return None
    return {"party": party, "name": row["raw_name"] or None, "role": row["role"], "attendance": row["attendance"]}


def _outcome(row: Json, publication: Publication) -> Json | None:
    document = shape.noun(publication, row["outcome"])
    return {"outcome": document, "progress": row["progress"]} if document else None


def _citation(row: Json, publication: Publication) -> Json | None:
    card = publication.card(row["source"])
    return {"publisher": card["publisher_name"], "url": card["url"] or None} if card else None


def _topic(ref: str, publication: Publication) -> Json | None:
    return shape.noun(publication, ref)


def _plain(row: Json, publication: Publication) -> Json | None:
    return {"title": row["title"], "topic": shape.noun(publication, row["topic"])}


Say = Callable[[Any, Publication], Json | None]
_ROWS: dict[str, Say] = {
    "participations": _participation, "outcomes": _outcome, "citations": _citation, "topics": _topic,
}  # fmt: skip
