"""A selection, or one event, in any of the forms that are written on request."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from calendar_app.entries import entry
from calendar_app.feeds.feed import BEFORE, Feed, last_change
from calendar_app.feeds.heads import head, head_of, site_name
from calendar_app.feeds.options import Options
from calendar_app.ical import Head
from calendar_app.models.public import Head as Front
from calendar_app.models.public import Listing, Publication
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import Lifecycle
from calendar_app.selection import Selection

from . import atom, csv_file, json_feed, xlsx_file
from .sheet import Item, Sheet

FORMS: dict[str, Callable[[Sheet], bytes]] = {
    "atom": atom.written,
    "json": json_feed.written,
    "csv": csv_file.written,
    "xlsx": xlsx_file.written,
}


def face(form: str, selection: Selection, language: str, *, options: Options, site: str) -> Feed:
    """The selection in one of FORMS: the events that its calendar holds, tombstones included. Raises BeforeRecord.

    The same bytes every time while nothing in it changed. `site` is the origin that addresses begin with.
    """
    query = urlencode([*selection.pairs(), *options.pairs()])
    source = f"{site}/{language}/events.{form}{'?' if query else ''}{query}"
    ever = options.held(selection.ever())
    described = head(selection, language, source=source, site=site)
    upto = selection.revision()
    return _face(form, ever, described, language, options=options, site=site, revision=upto)


def single_face(form: str, publication: Publication, language: str, *, options: Options, site: str) -> Feed | None:
    """One event, in whatever precision its date is known; None while it has no date at all."""
    ever = Listing.objects.filter(subject=publication.subject, first_day__isnull=False)
    if not ever.current().exists():
        return None
    described = head_of(publication, language, options=options, site=site, form=form)
    spanned = replace(options, undated="span")
    return _face(form, spanned.held(ever), described, language, options=spanned, site=site)


def _face(
    form: str,
    ever: ListingQuerySet,
    described: Head,
    language: str,
    *,
    options: Options,
    site: str,
    revision: int | None = None,
) -> Feed:
    upto = Front.number() if revision is None else revision
    changed = last_change(ever, upto)
    sheet = Sheet(
        head=described,
        author=site_name(language),
        language=language,
        site=site,
        updated=changed.at.astimezone(UTC) if changed else BEFORE,
        items=_items(ever.as_of(upto), language, options, site),
    )
    body = FORMS[form](sheet)
    return Feed(
        body=body,
        etag=hashlib.sha256(body).hexdigest()[:32],
        modified=sheet.updated,
        revision=changed.n if changed else 0,
    )


def _items(rows: ListingQuerySet, language: str, options: Options, site: str) -> list[Item]:
    entered = _entered(rows)
    listings = rows.order_by("first_day", "subject").select_related("publication__since")
    return [_item(row, entered[row.subject], language, options, site) for row in listings]


def _item(row: Listing, entered: datetime, language: str, options: Options, site: str) -> Item:
    publication = row.publication
    marked = options.cancelled == "mark" and not row.tombstone and row.lifecycle == Lifecycle.CANCELLED
    written = entry(publication, language, form="ics-mark" if marked else "ics", site=site)
    return Item(publication=publication, listing=row, entry=written, entered=entered)


def _entered(rows: ListingQuerySet) -> dict[UUID, datetime]:
    first = Publication.objects.filter(number=1, subject__in=rows.order_by().values("subject"))
    return {subject: at.astimezone(UTC) for subject, at in first.values_list("subject", "since__at")}
