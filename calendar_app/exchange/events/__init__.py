"""The desk's events as files that people edit in spreadsheets and calendars, out and in again without a change."""

from .files import KINDS, Opened, opened, written
from .trouble import Unreadable

__all__ = ["KINDS", "Opened", "Unreadable", "opened", "written"]
