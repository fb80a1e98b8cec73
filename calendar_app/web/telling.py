"""A change in one plain line, for feeds; the page of changes says the same with marks."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from calendar_app.wording import differences
from calendar_app.wording.differences import Change

from .frame import language
from .history import Entry


def told(entry: Entry) -> str:
    """What a publication says anew, each field on a line; then the editor's reason, if one was given."""
    reason = "" if entry.gone else entry.publication.since.reason
    return "\n\n".join(part for part in ("\n".join(_lines(entry)), reason) if part)


def what(entry: Entry) -> str:
    """What became of the event, in the word that programs sort by."""
    return entry.publication.tombstone or ("entered" if entry.first else "changed")


def _lines(entry: Entry) -> list[str]:
    if entry.gone:
        word = _("Merged with another entry") if entry.publication.tombstone == "merged" else _("Withdrawn")
        return [f"{word}: {entry.reason}"]
    if entry.first:
        return [f"{_('Entered in the record')}: {differences.when(entry.publication.facts['when'], language())}"]
    return [line(change) for change in entry.changes] or [_("The names of others that it shows changed.")]


def line(change: Change) -> str:
    """“Venue: now Convention Centre, was not given”."""
    return f"{change.field}: {_values(change) or _rows(change) or _('details changed')}"


def _values(change: Change) -> str:
    if change.now:
        before = f"{_(', was')} {change.was.text}" if change.was else _(", was not given")
        return f"{_('now')} {change.now.text}{before}"
    return f"{_('no longer given, was')} {change.was.text}" if change.was else ""


def _rows(change: Change) -> str:
    sides = ((_("added"), change.added), (_("removed"), change.removed))
    comma = pgettext("separator", ", ")
    parts = [f"{word} {comma.join(text.text for text in texts)}" for word, texts in sides if texts]
    return pgettext("separator", "; ").join(parts)
