"""Fetching what others publish, without ever asking anything of the inside of a network."""

from .errors import FetchError
from .fetch import Fetched, Limits, fetch

__all__ = ["FetchError", "Fetched", "Limits", "fetch"]
