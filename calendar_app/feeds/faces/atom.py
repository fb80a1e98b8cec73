"""Atom (RFC 4287): one entry an event, and a deleted-entry (RFC 6721) for each that is gone."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from calendar_app.ical import Words
from calendar_app.ical.text import clean, uri
from calendar_app.models.vocabulary import LICENCE_URL

from .facts import instant
from .paragraphs import xhtml
from .sheet import Item, Sheet

ATOM, TOMBSTONES = "http://www.w3.org/2005/Atom", "http://purl.org/atompub/tombstones/1.0"
PAGE, CALENDAR = "text/html", "text/calendar"


def written(sheet: Sheet) -> bytes:
    """The feed in UTF-8, entries in date order; their ids are the UIDs of the events, as urn:uuid (RFC 9562)."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{ATOM}" xmlns:at="{TOMBSTONES}" xml:lang="{sheet.language}">',
        *_head(sheet),
        *(line for item in sheet.items for line in (_deleted(item) if item.gone else _entry(item, sheet))),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _head(sheet: Sheet) -> Iterator[str]:
    head = sheet.head
    yield tag("id", head.source)
    yield tag("title", head.name)
    yield tag("subtitle", head.description.text)
    yield tag("updated", instant(sheet.updated))
    yield f"<author>{tag('name', sheet.author)}{tag('uri', f'{sheet.site}/{sheet.language}/')}</author>"
    yield tag("link", rel="self", type="application/atom+xml", href=uri(head.source))
    yield tag("link", rel="alternate", type=PAGE, hreflang=sheet.language, href=uri(sheet.page))
    yield tag("link", rel="alternate", type=CALENDAR, hreflang=sheet.language, href=uri(sheet.calendar))
    yield tag("link", rel="license", href=LICENCE_URL)  # RFC 4946


def _entry(item: Item, sheet: Sheet) -> Iterator[str]:
    entry = item.entry
    calendar = f"{entry.url.rstrip('/')}.ics"
    yield "<entry>"
    yield tag("id", f"urn:uuid:{entry.uid}")
    yield _words("title", entry.summary, sheet)
    yield tag("updated", instant(entry.stamp))
    yield tag("published", instant(item.entered))
    yield tag("link", rel="alternate", type=PAGE, hreflang=sheet.language, href=uri(entry.url))
    yield tag("link", rel="alternate", type=CALENDAR, hreflang=sheet.language, href=uri(calendar))
    for address, relation, label in entry.links:
        yield tag("link", rel=relation, hreflang=label.language, title=label.text, href=uri(address))
    for category in entry.categories:
        yield tag("category", term=category.text)
    yield f'<content type="xhtml">{xhtml(entry.description.text, sheet.language)}</content>'
    yield "</entry>"


def _deleted(item: Item) -> Iterator[str]:
    """RFC 6721 section 3: which entry went, when, and why."""
    entry, facts = item.entry, item.facts
    ref = quoteattr(f"urn:uuid:{entry.uid}")
    yield f'<at:deleted-entry ref={ref} when="{instant(entry.stamp)}">'
    yield tag("at:comment", facts["reason"])
    if survivor := facts.get("merged_into"):
        yield tag("link", rel="related", href=f"urn:uuid:{survivor}")
    yield "</at:deleted-entry>"


def _words(name: str, words: Words, sheet: Sheet) -> str:
    """A text, marked with its language where that is not the feed's."""
    return tag(name, words.text, **({} if words.language == sheet.language else {"xml:lang": words.language}))


def tag(name: str, text: str = "", **attributes: str) -> str:
    """An element; empty attributes are left out, as are the characters that XML 1.0 knows no way to write."""
    given = "".join(f" {key}={quoteattr(clean(value))}" for key, value in attributes.items() if value)
    inner = escape(clean(text))
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"
