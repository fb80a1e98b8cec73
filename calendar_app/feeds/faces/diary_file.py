"""A selection as a diary to print: which events, what is new among them, and under which head."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext, override

from calendar_app.entries import diary
from calendar_app.feeds.feed import BEFORE, Feed, last_change
from calendar_app.feeds.heads import head, site_name
from calendar_app.feeds.options import Options
from calendar_app.models.public import Head as Front
from calendar_app.models.public import Publication
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import Lifecycle
from calendar_app.selection import Problem, Selection, SelectionError
from calendar_app.wording import clocks, dates

from . import pdf_file

RECENT = timedelta(days=7)  # before the selection's last change: what came since is new
MOST = 1_000  # meetings that one diary holds
ONE_DAY = timedelta(days=1)


def diary_file(selection: Selection, language: str, *, options: Options, site: str) -> Feed:
    """The selection as a PDF. The same bytes every time while nothing in it changed.

    It holds every meeting of the selection, those without a day in a place of their own; withdrawn ones are left out.
    Raises BeforeRecord, and SelectionError where there are more than MOST.
    """
    ever, asked = _ever(selection, options), selection.revision()
    upto = Front.number() if asked is None else asked
    rows = ever.as_of(upto).alive()
    if (count := rows.order_by().count()) > MOST:
        said = f"a diary holds at most {MOST:,} meetings, and these are {count:,}; narrow them, with from and to for instance"
        raise SelectionError([Problem("events.pdf", "", said)])
    changed = last_change(ever, upto)
    updated = changed.at.astimezone(UTC) if changed else BEFORE
    events = [row.publication for row in rows.in_date_order().select_related("publication__since")]
    end = selection.to + ONE_DAY if selection.to else None
    days = diary.diary(events, language, site=site, new=_new(rows, updated), first=selection.from_, end=end)
    body = pdf_file.written(_front(selection, language, site, updated), days)
    return Feed(
        body=body, etag=hashlib.sha256(body).hexdigest()[:32], modified=updated, revision=changed.n if changed else 0
    )


def _ever(selection: Selection, options: Options) -> ListingQuerySet:
    rows = selection.ever()
    return rows.exclude(lifecycle=Lifecycle.CANCELLED) if options.cancelled == "drop" else rows


def _front(selection: Selection, language: str, site: str, updated: datetime) -> pdf_file.Front:
    query = selection.query()
    source = f"{site}/{language}/events.pdf{'?' if query else ''}{query}"
    described = head(selection, language, source=source, site=site)
    with override(language):
        return pdf_file.Front(
            language=language,
            title=described.name,
            author=site_name(language),
            page=described.url,
            updated=updated,
            edition=gettext("Last changed %(moment)s") % {"moment": clocks.moment(updated, language)},
            legend=diary.legend(dates.day((updated - RECENT).date(), language), language),
            nothing=gettext("No meeting in the record matches this selection."),
        )


def _new(rows: ListingQuerySet, updated: datetime) -> Callable[[Publication], bool]:
    """Whether an event came, or its date moved, shortly before the last change."""
    since = updated - RECENT
    came = Publication.objects.came(since).filter(subject__in=rows.order_by().values("subject"))
    return diary.fresh(set(came.values_list("subject", flat=True)), since.date())
