"""Honest dates: an EDTF subset, half-open spans, zones, instants and grids. Plain Python: no clock, no framework."""

from .edtf import EdtfDate, parse, partial_bounds
from .errors import DateError
from .grids import Week, month_days, month_weeks, shift_month, week, week_days, week_of
from .instants import bounds, clear
from .shift import shifted
from .span import Span
from .typed import Typed, typed_date, typed_days, typed_partial
from .zones import zone

__all__ = [
    "DateError",
    "EdtfDate",
    "Span",
    "Typed",
    "Week",
    "bounds",
    "clear",
    "month_days",
    "month_weeks",
    "parse",
    "partial_bounds",
    "shift_month",
    "shifted",
    "typed_date",
    "typed_days",
    "typed_partial",
    "week",
    "week_days",
    "week_of",
    "zone",
]
