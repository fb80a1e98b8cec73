"""What changed, as Atom (RFC 4287): one entry a publication, newest first, under an id that is the same in every language."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from calendar_app.feeds.feed import Feed
from calendar_app.feeds.heads import head, site_name
from calendar_app.ical import Words
from calendar_app.ical.text import uri
from calendar_app.models.vocabulary import LICENCE_URL
from calendar_app.selection import Selection

from .atom import ATOM, PAGE, tag
from .facts import instant
from .paragraphs import xhtml


@dataclass(frozen=True, kw_only=True)
class News:
    """One publication of an event: what became of it, and the change told in plain text.

    `what` is entered, changed, withdrawn or merged; `at` the moment of its revision; `page` the address of the event.
    """

    subject: UUID
    number: int
    revision: int
    at: datetime
    what: str
    title: Words
    told: str
    page: str

    @property
    def id(self) -> str:
        """A name-based UUID (RFC 9562 section 5.5) of the event's UID and the number of its publication."""
        return f"urn:uuid:{uuid5(self.subject, str(self.number))}"


def news_feed(
    news: Sequence[News], selection: Selection, language: str, *, word: str, site: str, begun: datetime
) -> Feed:
    """The changes as a feed; `word` is what to call them, `begun` its moment while there are none."""
    query = selection.query()
    source, page = (f"{site}/{language}/changes{end}{'?' if query else ''}{query}" for end in (".atom", "/"))
    described = head(selection, language, source=source, site=site)
    updated = news[0].at if news else begun
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="{language}">',
        tag("id", source),
        tag("title", f"{described.name} · {word}"),
        tag("updated", instant(updated)),
        f"<author>{tag('name', site_name(language))}{tag('uri', f'{site}/{language}/')}</author>",
        tag("link", rel="self", type="application/atom+xml", href=uri(source)),
        tag("link", rel="alternate", type=PAGE, hreflang=language, href=uri(page)),
        tag("link", rel="license", href=LICENCE_URL),  # RFC 4946
        *(line for one in news for line in _entry(one, language)),
        "</feed>\n",
    ]
    body = "\n".join(lines).encode()
    revision = news[0].revision if news else 0
    return Feed(body=body, etag=hashlib.sha256(body).hexdigest()[:32], modified=updated, revision=revision)


def _entry(news: News, language: str) -> Iterator[str]:
    marked = {} if news.title.language == language else {"xml:lang": news.title.language}
    yield "<entry>"
    yield tag("id", news.id)
    yield tag("title", news.title.text, **marked)
    yield tag("updated", instant(news.at))
    yield tag("link", rel="alternate", type=PAGE, hreflang=language, href=uri(news.page))
    yield tag("category", term=news.what)
    yield f'<content type="xhtml">{xhtml(news.told, language)}</content>'
    yield "</entry>"
