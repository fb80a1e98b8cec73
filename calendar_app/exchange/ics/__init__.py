"""Foreign calendars as drafts on the desk: the mirror of our own export, which comes back as it was."""

from .fetched import fetched
from .report import Outcome, Report
from .take import take

__all__ = ["Outcome", "Report", "fetched", "take"]
