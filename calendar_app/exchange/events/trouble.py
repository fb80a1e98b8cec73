"""What can be wrong with a file as a whole, and with one cell: always in words that say how to mend it."""

from django.utils.translation import gettext

from calendar_app.dates import DateError


class Unreadable(Exception):
    """A file of which nothing can be taken; str() says why and what to do."""


class WrongCell(ValueError):
    """A cell that its column can't take; str() says what to write instead."""


def explained(error: DateError) -> str:
    """The error in the reader's language: the text, and what to write instead."""
    return str(DateError(error.text, gettext(error.why)))
