"""The alert of what one revision changed: from what to what, and on whose word."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from django.utils.text import capfirst
from django.utils.translation import gettext, override

from calendar_app.entries.phrases import joined, name, said
from calendar_app.models.public import Publication
from calendar_app.models.readers import Claim, Delivery, Reader, Subscription
from calendar_app.reminders.alerts import told
from calendar_app.reminders.errors import Moot
from calendar_app.reminders.letter import File, Item, Letter, Line
from calendar_app.reminders.news import FIELDS, WORDS, news
from calendar_app.selection import Selection, SelectionError
from calendar_app.wording import counts, dates, labels
from calendar_app.wording.names import pick

from . import event

MOST = 30  # events in one letter; the rest is counted


def alike(delivery: Claim, reader: Reader) -> tuple[object, ...]:
    """The revision and its event, and what of it the reader follows; an invitation names its reader."""
    return delivery.revision, delivery.event, reader.selection, reader.email if reader.options.get("itip") else ""


def write(delivery: Delivery, reader: Subscription, site: str, _now: datetime) -> Letter:
    """One letter a revision. Raises Moot where the reader's selection can't be read any more."""
    assert delivery.revision, "an alert is of a revision"  # noqa: S101 - narrows the type
    try:
        found = told(Selection.read(parse_qs(reader.selection)), delivery.revision - 1, delivery.revision)
    except SelectionError as error:
        raise Moot("the selection cannot be read") from error
    if delivery.event:
        found = [one for one in found if one.subject == delivery.event]
    if not found:
        raise Moot("it is not news for this selection")
    language = reader.language
    with override(language):
        rest = len(found) - MOST
        return Letter(
            language=language,
            subject=_subject(found, language),
            lede=gettext("The record changed on %(moment)s.") % {"moment": dates.moment(found[0].since.at, language)},
            items=tuple(_item(one, reader, site) for one in found[:MOST]),
            foot=(gettext("And %(count)s more.") % {"count": counts.counted("event", rest, language)},)
            if rest > 0
            else (),
            file=_file(found[0], reader, site) if len(found) == 1 else None,
        )


def _file(of: Publication, reader: Subscription, site: str) -> File | None:
    return event.invite(of, reader, site) if reader.options.get("itip") else event.file(of, reader.language, site)


def _subject(found: list[Publication], language: str) -> str:
    first = found[0]
    if len(found) > 1:
        return gettext("Changes: %(count)s") % {"count": counts.counted("event", len(found), language)}
    words = {"what": gettext(WORDS[news(first)]), "title": event.title(first, language).text}
    return gettext("%(what)s: %(title)s") % words


def _item(of: Publication, reader: Subscription, site: str) -> Item:
    kind = news(of)
    lines = [] if kind == "added" else list(_lines(of, reader.language))
    if reason := (of.since.reason if not of.tombstone else of.facts.get("reason", "")):
        lines.append(Line(gettext("The editors’ reason"), said(str(reason), reader.language)))
    return event.item(of, reader, site, tuple(lines), gettext(WORDS[kind]))


def _lines(of: Publication, language: str) -> Iterator[Line]:
    """What changed, in order."""
    before = Publication.objects.filter(subject=of.subject, number=of.number - 1).first()
    changed = {row["field"]: row for row in of.changes}
    for field in FIELDS:
        if (row := changed.get(field)) and (line := _line(field, row, of, before, language)):
            yield line


def _line(field: str, row: dict[str, Any], of: Publication, before: Publication | None, language: str) -> Line | None:
    label = gettext("When") if field == "when" else capfirst(labels.field(field, language))
    if field == "outcomes":
        documents = [_document(one, of, language) for one in row["added"] if of.card(one["outcome"])]
        return Line(label, joined(documents, language, ";")) if documents else None
    now = _said(field, row["after"], of, language)
    was = _said(field, row["before"], before, language) if before else ""
    return Line(label, now or gettext("not known"), was) if now != was else None


def _said(field: str, value: Any, of: Publication, language: str) -> str:
    if field == "when":
        return event.when(value, language) if value else ""
    if field in ("place", "country"):
        return name(of.card(value), language)
    if isinstance(value, bool):
        return gettext("Online") if value else gettext("In person")
    if isinstance(value, dict):
        return said(pick(value, language).text, language)
    return labels.word(field, value, language)


def _document(row: dict[str, Any], of: Publication, language: str) -> str:
    return f"{name(of.card(row['outcome']), language)} ({labels.word('progress', row['progress'], language)})"
