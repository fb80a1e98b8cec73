"""CSV (RFC 4180): UTF-8, a header, one row an event, safe to open in a spreadsheet. Columns are only ever added, last."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from calendar_app.ical.text import clean
from calendar_app.models.vocabulary import Basis

from .facts import facts_of, instant, when
from .sheet import Item, Sheet

COLUMNS = (
    "uid", "slug", "title", "kind", "level", "forum", "ordinal", "parent",
    "date", "first_day", "last_day", "start_time", "end_time", "zone", "starts_at", "ends_at", "known_to_day",
    "certainty", "lifecycle", "status", "reason",
    "location", "place", "country", "venue", "online", "geo",
    "participants", "expected", "topics", "documents", "sources",
    "url", "sequence", "published", "modified", "gone", "merged_into",
)  # fmt: skip
#: What makes a spreadsheet take a cell for a formula (OWASP, “CSV Injection”), the full-width forms included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BETWEEN = "; "


def written(sheet: Sheet) -> bytes:
    """The table; an event that is gone keeps its row, with no fact but its date and why."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([cell(row.get(column)) for column in COLUMNS] for row in rows(sheet))
    return out.getvalue().encode()


def rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The values of each event by column, as they are; a column that is missing has none."""
    for item in sheet.items:
        yield _gone(item) if item.gone else _row(item, sheet)


def cell(value: Any) -> str:
    """The value as a cell's text: an apostrophe before what a spreadsheet would run as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = clean(str(value))
    return f"'{text}" if text.startswith(FORMULA) else text


def _identity(item: Item) -> dict[str, Any]:
    entry, dates = item.entry, when(item)
    return {
        **dates,
        "uid": entry.uid,
        "slug": item.publication.slug,
        "title": entry.summary.text,
        "status": entry.status,
        "sequence": entry.sequence,
        "published": instant(item.entered),
        "modified": instant(entry.stamp),
    }


def _row(item: Item, sheet: Sheet) -> dict[str, Any]:
    facts, entry = facts_of(item, sheet.language), item.entry
    parties = facts["participants"]
    return {
        **{name: facts[name] for name in ("kind", "level", "ordinal", "parent", "certainty", "lifecycle", "reason")},
        **_identity(item),
        **{name: _slug(facts[name]) for name in ("forum", "place", "country")},
        "location": entry.location.text,
        "venue": facts["venue"],
        "online": facts["online"],
        "geo": "geo:{},{}".format(*entry.geo) if entry.geo else "",  # RFC 5870; a bare -34.6 would be a formula
        "participants": _list(_party(line) for line in parties if line["basis"] == Basis.RECORDED),
        "expected": _list(_party(line) for line in parties if line["basis"] == Basis.EXPECTED),
        "topics": _list(topic["slug"] for topic in facts["topics"]),
        "documents": _list(document["slug"] for document in facts["outcomes"]),
        "sources": _list(source["url"] for source in facts["sources"]),
        "url": entry.url,
    }


def _gone(item: Item) -> dict[str, Any]:
    facts = item.facts
    more = {"reason": facts["reason"], "gone": item.publication.tombstone, "merged_into": facts.get("merged_into")}
    return {**_identity(item), **more}


def _slug(noun: dict[str, Any] | None) -> str:
    return noun["slug"] if noun else ""


def _party(line: dict[str, Any]) -> str:
    """A participant by slug, or as printed: person, else organization."""
    return _slug(line["person"]) or _slug(line["organization"]) or line["raw_name"]


def _list(texts: Iterable[str | None]) -> str:
    return BETWEEN.join(text for text in texts if text)
