"""Is this something that the desk has already? Questions over drafts and published entries alike; nothing is decided here."""

from .alike import Alike, Asked, Why, alike, asked

__all__ = ["Alike", "Asked", "Why", "alike", "asked"]
