"""The shipped record: read strictly from its files, compared with the desk, and written where no editor was at work."""

from .errors import BrokenRecord
from .files import SHIPPED
from .load import Report, load, problems

__all__ = ["SHIPPED", "BrokenRecord", "Report", "load", "problems"]
