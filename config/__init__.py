"""The building's address: settings, URLs, servers and the clock. The app never imports it."""

from .celery import app as celery_app

__all__ = ["celery_app"]
