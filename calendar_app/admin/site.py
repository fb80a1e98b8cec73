"""The desk's front page: every noun under the heading where an editor looks for it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from . import mails
from .dates import read_date

#: Headings, and what stands under them, by the names of the models.
GROUPS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("events", _("Events"), ("Event", "Place", "Topic")),
    ("people", _("People and posts"), ("Person", "Post", "Appointment")),
    ("organizations", _("Organizations"), ("Organization", "Membership")),
    ("documents", _("Documents and sources"), ("Outcome", "Source", "Citation")),
    ("record", _("Public record"), ("Publication", "Revision", "Decision")),
    ("readers", _("Readers"), ("ErrorReport", "PrivateFeed", "Subscription", "Webhook", "Delivery", "Standstill")),
    ("accounts", _("Accounts"), ("User", "Group")),
)


class DeskSite(AdminSite):
    """Django's admin with the desk's own order, and a choice of language."""

    site_title = _("Diplomatic Calendar")
    site_header = _("Diplomatic Calendar: the desk")
    index_title = _("The desk")

    enable_nav_sidebar = False  # the pages need the width

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Django's, and the desk's own."""
        return [
            path("language/", set_language, name="language"),
            path("read-date/", self.admin_view(read_date), name="read_date"),
            path("mails/", self.admin_view(mails.progress), name="mails"),
            path("mails/<str:kind>/<str:language>/", self.admin_view(mails.preview), name="mail"),
            path("mails/<str:kind>/<str:language>/html/", self.admin_view(mails.html), name="mail_html"),
            *super().get_urls(),
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """With what waits to be mended, and how much."""
        from .worklists import heading, waiting  # the models are there only once this site is

        found = {"worklists": waiting(request), "worklists_heading": heading()}
        return super().index(request, {**(extra_context or {}), **found})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The models that this person may see, under the headings above."""
        models = {
            model["object_name"]: model for app in super().get_app_list(request, app_label) for model in app["models"]
        }
        groups = []
        for label, name, members in GROUPS:
            shown = [models[member] for member in members if member in models]
            if shown and label == "readers" and mails.may_look(request):
                shown = [*shown, mails.entry()]
            if shown:
                groups.append(
                    {"name": name, "app_label": label, "app_url": "", "has_module_perms": True, "models": shown}
                )
        return groups
