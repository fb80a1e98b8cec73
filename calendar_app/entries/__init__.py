"""An event's publication in one language as a calendar entry and as a line of a list, and the bytes kept of both."""

from .card import cards
from .entry import entry, renderings
from .structured import structured

__all__ = ["cards", "entry", "renderings", "structured"]
