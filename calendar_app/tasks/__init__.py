"""The clock: Celery tasks. Each takes primitives, reads the clock and the settings, and delegates."""

from . import exports, private, webhooks

__all__ = ["exports", "private", "webhooks"]
