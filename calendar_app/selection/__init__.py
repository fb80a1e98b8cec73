"""The one filter vocabulary: web, feeds, API, CalDAV, reminders and webhooks all read a selection alike."""

from .errors import BeforeRecord, Problem, SelectionError
from .names import NAMES
from .selection import Selection

__all__ = ["NAMES", "BeforeRecord", "Problem", "Selection", "SelectionError"]
