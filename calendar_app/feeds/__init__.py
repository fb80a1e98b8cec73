"""Feeds: which bytes a selection is, since when, and the named ones kept as files."""

from .codings import CODINGS, IDENTITY
from .feed import Feed, feed, single
from .options import OPTIONS, Options

__all__ = ["CODINGS", "IDENTITY", "OPTIONS", "Feed", "Options", "feed", "single"]
