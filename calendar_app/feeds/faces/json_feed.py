"""JSON Feed 1.1, with the event's facts in our own `_diplomatic_calendar`; docs/faces.md describes it."""

import json
from typing import Any

from calendar_app.ical.text import clean
from calendar_app.models.vocabulary import LICENCE_URL

from .facts import facts_of, instant
from .sheet import Item, Sheet

VERSION = "https://jsonfeed.org/version/1.1"
OURS = "_diplomatic_calendar"


def written(sheet: Sheet) -> bytes:
    """The feed in UTF-8. Events that are gone stand in the extension alone, by UID and reason."""
    head = sheet.head
    feed = {
        "version": VERSION,
        "title": head.name,
        "home_page_url": sheet.page,
        "feed_url": head.source,
        "description": head.description.text,
        "language": sheet.language,
        "authors": [{"name": sheet.author, "url": f"{sheet.site}/{sheet.language}/"}],
        OURS: {
            "about": f"{sheet.site}/{sheet.language}/subscribe/",
            "license": LICENCE_URL,
            "calendar": sheet.calendar,
            "updated": instant(sheet.updated),
            "deleted": [_deleted(item) for item in sheet.items if item.gone],
        },
        "items": [_item(item, sheet) for item in sheet.items if not item.gone],
    }
    return json.dumps(feed, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _item(item: Item, sheet: Sheet) -> dict[str, Any]:
    entry = item.entry
    ours = {
        "sequence": entry.sequence,
        "status": entry.status or None,
        "location": entry.location.text or None,
        "calendar": f"{entry.url.rstrip('/')}.ics",
        **facts_of(item, sheet.language),
    }
    return {
        "id": entry.uid,
        "url": entry.url,
        "title": clean(entry.summary.text),
        "content_text": clean(entry.description.text),
        "date_published": instant(item.entered),
        "date_modified": instant(entry.stamp),
        "tags": [category.text for category in entry.categories],
        OURS: ours,
    }


def _deleted(item: Item) -> dict[str, Any]:
    facts = item.facts
    return {
        "id": item.entry.uid,
        "date_modified": instant(item.entry.stamp),
        "sequence": item.entry.sequence,
        "why": item.publication.tombstone,
        "reason": facts["reason"] or None,
        "merged_into": facts.get("merged_into"),
    }
