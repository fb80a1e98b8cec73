"""The clock: Celery tasks. Each takes primitives, reads the clock and the settings, and delegates."""

from . import exports, private, reminders, webhooks, zones

__all__ = ["exports", "private", "reminders", "webhooks", "zones"]
