"""The desk's front page: every noun under the heading where an editor looks for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

from . import exports, imports, mails
from .dates import read_date

#: Headings, and what stands under them, by the names of the models.
GROUPS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("events", _("Events"), ("Event", "Place", "Topic")),
    ("people", _("People and posts"), ("Person", "Post", "Appointment")),
    ("organizations", _("Organizations"), ("Organization", "Membership")),
    ("documents", _("Documents and sources"), ("Outcome", "Source", "Citation")),
    ("record", _("Public record"), ("Publication", "Revision", "Decision")),
    ("readers", _("Readers"), ("ErrorReport", "PrivateFeed", "Subscription", "Webhook", "Delivery", "Standstill")),
    ("accounts", _("Accounts"), ("User", "Group", "SignIn")),
)


class DeskSite(AdminSite):
    """Django's admin with the desk's own order, and a choice of language."""

    site_title = _("Diplomatic Calendar")
    site_header = _("Diplomatic Calendar: the desk")
    index_title = _("The desk")

    enable_nav_sidebar = False  # the pages need the width

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Django's, and the desk's own."""
        from .account.urls import urls  # the models are there only once this site is

        return [
            *urls,
            path("language/", set_language, name="language"),
            path("read-date/", self.admin_view(read_date), name="read_date"),
            path("import/", self.admin_view(imports.uploads), name="imports"),
            path("import/<uuid:pk>/", self.admin_view(imports.upload), name="import"),
            path("import/<uuid:pk>/refused/", self.admin_view(imports.refused), name="import_refused"),
            path("export/", self.admin_view(exports.export), name="export"),
            path("mails/", self.admin_view(mails.progress), name="mails"),
            path("mails/<str:kind>/<str:language>/", self.admin_view(mails.preview), name="mail"),
            path("mails/<str:kind>/<str:language>/html/", self.admin_view(mails.html), name="mail_html"),
            *super().get_urls(),
        ]

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Django's, which also notes that the session is alive."""

        @wraps(view)
        def noted(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            from .account.entering import seen

            seen(request)
            return view(request, *args, **kwargs)

        return super().admin_view(noted, cacheable)

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff, with a second factor where it is required."""
        from .account.entering import proven

        return super().has_permission(request) and proven(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With limits, a log, and the second step."""
        from .account.sign_in import SignIn

        answer: HttpResponse = SignIn.as_view(extra_context=extra_context)(request)  # type: ignore[assignment] # it is one
        return answer

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
            if shown:
                shown += _beside(request, label)
                groups.append(
                    {"name": name, "app_label": label, "app_url": "", "has_module_perms": True, "models": shown}
                )
        return groups


def _beside(request: HttpRequest, label: str) -> list[dict[str, Any]]:
    """Pages that belong to no model, under the heading where they are looked for."""
    if label == "events":
        found = [(exports.may_export(request), exports.entry), (imports.may_import(request), imports.entry)]
        return [entry() for may, entry in found if may]
    return [mails.entry()] if label == "readers" and mails.may_look(request) else []
