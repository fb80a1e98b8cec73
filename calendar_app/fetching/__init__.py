"""Fetching what others publish, without ever asking anything of the inside of a network."""

from .errors import FetchError, Unanswered
from .fetch import Fetched, Limits, fetch
from .post import Answer, post
from .target import Resolve, resolved, target

__all__ = [
    "Answer",
    "FetchError",
    "Fetched",
    "Limits",
    "Resolve",
    "Unanswered",
    "fetch",
    "post",
    "resolved",
    "target",
]
