"""What readers report as wrong: the desk's list, those that wait first. Reports are read here, and marked as done."""

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from calendar_app.models.readers import ErrorReport
from calendar_app.models.readers.error_report import ErrorReportQuerySet

from .readonly import ReadOnly


@admin.register(ErrorReport)
class ErrorReportAdmin(ReadOnly):
    """What is wrong, where, and whether somebody has dealt with it."""

    list_display = ("text", "page", "language", "made", "done")
    list_filter = (("done", admin.EmptyFieldListFilter), "language")
    date_hierarchy = "made"
    ordering = (F("done").desc(nulls_first=True), "-made")
    search_fields = ("text", "page", "email")
    fields = ("page", "text", "email", "language", "made", "done")
    actions = ("finish", "reopen")

    def has_settle_permission(self, request: HttpRequest) -> bool:
        """Whoever may change reports may say that one is done; its words stay the reader's."""
        return request.user.has_perm("calendar_app.change_errorreport")

    @admin.action(description=_("Mark as done"), permissions=["settle"])
    def finish(self, request: HttpRequest, reports: ErrorReportQuerySet) -> None:
        """Somebody has dealt with them."""
        reports.finish(now=timezone.now())

    @admin.action(description=_("Open again"), permissions=["settle"])
    def reopen(self, request: HttpRequest, reports: ErrorReportQuerySet) -> None:
        """They wait again."""
        reports.reopen()
