"""The one app label, and the moment at which consequences are wired."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy

from calendar_app.wording import fields


class CalendarConfig(AppConfig):
    """The Diplomatic Calendar as one Django app."""

    name = "calendar_app"
    label = "calendar_app"
    verbose_name = gettext_lazy("Diplomatic Calendar")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Wire what follows from what, and let the models speak the editor's language."""
        fields.translate(self.get_models())
        import_module("calendar_app.receivers")


class DeskConfig(admin.AdminConfig):
    """Django's admin as the editors' desk."""

    default = False
    default_site = "calendar_app.admin.site.DeskSite"

    def ready(self) -> None:
        """Register Django's own pages, then the desk's: they need the site to be there."""
        super().ready()
        import_module("calendar_app.admin.pages")
