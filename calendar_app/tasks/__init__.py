"""The clock: Celery tasks. Each takes primitives, reads the clock and the settings, and delegates."""

from . import accounts, embargoes, exports, imports, private, reminders, webhooks, zones

__all__ = ["accounts", "embargoes", "exports", "imports", "private", "reminders", "webhooks", "zones"]
