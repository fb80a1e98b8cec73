"""Feeds: which bytes a selection is, since when, and the named ones kept as files."""

from .codings import CODINGS, IDENTITY
from .faces import FORMS, News, diary_file, face, news_feed, single_face
from .feed import Feed, feed, single
from .large import Large, standing
from .options import OPTIONS, Options

__all__ = [
    "CODINGS",
    "FORMS",
    "IDENTITY",
    "OPTIONS",
    "Feed",
    "Large",
    "News",
    "Options",
    "diary_file",
    "face",
    "feed",
    "news_feed",
    "single",
    "single_face",
    "standing",
]
