"""Nobody overwrites what they have not seen: a page remembers what it showed, and saving compares.

The comparison is made under the head's lock, in the transaction that saves: of two who save at once one is told.
"""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from calendar_app.errors import Problem
from calendar_app.models.public import Head

from .bases import ModelAdmin
from .rebase import rebase
from .sheets import Sheet, parts_of, sheet_of

SALT = "calendar_app.admin.seen"


class Seen(ModelAdmin):
    """The second to save is shown what the first one changed, beside what they typed themselves."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form's class for this request, with what was refused of its inputs."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", [])
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With what the page shows, to be sent back; a page that is sent is compared before it is saved."""
        extra = extra_context or {}
        if request.method == "POST":
            with transaction.atomic():
                Head.locked()  # before any row of the desk, as publishing does: two editors never wait for each other
                url, more = self._compared(request, object_id) if object_id else ("", {})
                known = None if url else object_id
                return super().changeform_view(request, known, url or form_url, {**extra, **more})
        noun = self.get_object(request, object_id) if object_id else None
        if noun is not None and self.has_change_permission(request, noun):
            extra = {**extra, "seen": _remembered(sheet_of(parts_of(self, request, noun)))}
        return super().changeform_view(request, object_id, form_url, extra)

    def _compared(self, request: HttpRequest, object_id: str) -> tuple[str, dict[str, Any]]:
        """Where the page that follows is to be sent, if not here, and what it shows; may change what was sent."""
        noun, token = self.get_object(request, object_id), request.POST.get("seen", "")
        at, seen = _recalled(token)
        gone = noun is None
        if not (
            self.has_change_permission(request, noun) and (not gone or (token and self.has_add_permission(request)))
        ):
            return "", {}
        parts = parts_of(self, request, noun)
        now = sheet_of(parts)
        if seen == now:
            return "", {"seen": token}
        rebased = rebase(seen, parts, request.POST)
        request.POST = rebased.data  # type: ignore[assignment] # as Django's own property allows
        if not (gone or rebased.differences):
            return "", {"seen": token}
        request.refused = [Problem("", _told(gone=gone))]  # type: ignore[attr-defined] # the form's class picks it up
        shown = {"differences": rebased.differences, "savers": self._savers(object_id, at), **_headings()}
        options = self.opts
        url = reverse(f"admin:{options.app_label}_{options.model_name}_add") if gone else ""
        return url, {"meanwhile": shown, "seen": "" if gone else _remembered(now)}

    def _savers(self, object_id: str, at: str) -> str:
        """Who saved or deleted it since the page was opened; empty where nobody did it by hand."""
        since = parse_datetime(at)
        if since is None:
            return ""
        kind = ContentType.objects.get_for_model(self.model)
        entries = LogEntry.objects.filter(content_type=kind, object_id=object_id, action_time__gte=since)
        names = sorted({entry.user.get_username() for entry in entries.select_related("user")})
        return gettext("Saved by: %(who)s") % {"who": ", ".join(names)} if names else ""


def _told(*, gone: bool) -> str:
    if gone:
        return gettext("Somebody deleted it while you worked. Nothing of yours is lost: saving makes it anew.")
    return gettext(
        "Somebody saved it while you worked, so yours is not saved yet. What you typed stands below; look at what "
        "changed, then save again."
    )


def _headings() -> dict[str, Any]:
    heads = [gettext("Field"), gettext("Before"), gettext("Theirs, as saved"), gettext("Yours")]
    return {"title": gettext("What changed while you worked"), "heads": [*heads, gettext("In the form below")]}


def _remembered(sheet: Sheet) -> str:
    return signing.dumps({"at": timezone.now().isoformat(), "sheet": sheet}, salt=SALT, compress=True)


def _recalled(token: str) -> tuple[str, Sheet]:
    """Since when the page was open (ISO 8601) and what it showed; both empty where that is not known."""
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return "", {}
    return found["at"], found["sheet"]
