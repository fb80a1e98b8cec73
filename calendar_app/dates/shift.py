"""A date moved by a number of days, as precise and as doubtful as it was."""

from datetime import timedelta

from .edtf import EdtfDate, parse
from .errors import DateError

WHOLE = "only a date known to the day, or a choice of days, can be moved by days"


def shifted(when: EdtfDate, by: timedelta) -> EdtfDate:
    """The same day, days or choice of days, later by so much. Raises DateError for months, quarters and years."""
    mark = "?" * when.uncertain
    if when.choices:
        return parse(f"[{','.join(f'{day + by}{mark}' for day in when.choices)}]")
    if not when.known_to_day:
        raise DateError(when.text, WHOLE)
    return parse(f"{when.span.first + by}{mark}/{when.span.last + by}{mark}")
