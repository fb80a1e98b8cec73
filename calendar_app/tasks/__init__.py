"""The clock: Celery tasks. Each takes primitives, reads the clock and the settings, and delegates."""

from . import exports

__all__ = ["exports"]
