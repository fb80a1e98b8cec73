"""The first letter: whether it was really this reader who asked."""

from datetime import datetime
from urllib.parse import parse_qs
from uuid import UUID

from django.utils.translation import gettext, override

from calendar_app.models.readers import Claim, Delivery, Reader, Subscription
from calendar_app.reminders import links
from calendar_app.reminders.letter import Button, Letter
from calendar_app.selection import Selection, SelectionError, spelled


def alike(_delivery: Claim, reader: Reader) -> UUID:
    """Nobody else: its button leads to this reader's own page."""
    return reader.pk


def write(_delivery: Delivery, reader: Subscription, site: str, _now: datetime) -> Letter:
    """One button; nothing else is sent until it is pressed."""
    with override(reader.language):
        return Letter(
            language=reader.language,
            subject=gettext("Please confirm: mails from the Diplomatic Calendar"),
            lede=gettext("Somebody, we think you, asked for mails about: %(selection)s.")
            % {"selection": selected(reader)},
            button=Button(gettext("Confirm"), links.confirm(reader, site)),
            foot=(
                gettext("Until you confirm, nothing else is sent. After three days this address is forgotten."),
                gettext("If it was not you, do nothing."),
            ),
            leave=False,
        )


def selected(reader: Subscription) -> str:
    """The selection in words; the bare text where the record no longer knows its words."""
    try:
        labels = spelled.filters(Selection.read(parse_qs(reader.selection)), reader.language)
    except SelectionError:
        return reader.selection
    return " · ".join(label.text for label in labels) or gettext("the whole calendar")
