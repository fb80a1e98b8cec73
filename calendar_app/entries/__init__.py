"""An event's publication in one language as a calendar entry, and the bytes kept of it."""

from .entry import entry, renderings
from .structured import structured

__all__ = ["entry", "renderings", "structured"]
