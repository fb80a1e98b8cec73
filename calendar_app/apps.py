"""The one app label, and the moment at which consequences are wired."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """The Diplomatic Calendar as one Django app."""

    name = "calendar_app"
    label = "calendar_app"
    verbose_name = "Diplomatic Calendar"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Wire what follows from what."""
        if find_spec("calendar_app.receivers"):
            import_module("calendar_app.receivers")
