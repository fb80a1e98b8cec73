"""Files into the desk: bring one, look at what it would do row by row, then apply it or give it up."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.entries.phrases import RIGHT_TO_LEFT
from calendar_app.errors import Refused
from calendar_app.exchange import imports
from calendar_app.exchange.events import KINDS, Unreadable
from calendar_app.exchange.events.files import LARGEST
from calendar_app.exchange.imports.decide import WHOLE
from calendar_app.models.imports import State, Upload
from calendar_app.models.imports.uploaded_row import VERDICTS
from calendar_app.models.vocabulary import Noun
from calendar_app.review.roles import ADD, CHANGE, Door, may
from calendar_app.tasks.imports import begin

from .imported import NAMES, Shown

SEE_ALL = "calendar_app.view_upload"
DISCARD_ALL = "calendar_app.delete_upload"
ROWS = 50  # on a page
EVERY = 3  # seconds between two looks at a file that is under way
STATES: dict[str, str | Promise] = {
    State.READING: _("being read"),
    State.READ: _("read; nothing is applied yet"),
    State.APPLYING: _("being applied"),
    State.DONE: _("applied"),
    State.REFUSED: _("can't be read"),
}


def may_import(request: HttpRequest) -> bool:
    """Whoever may enter and change events by this door."""
    return all(may(request.user, act, Noun.EVENT, Door.IMPORT) for act in (ADD, CHANGE))


def entry() -> dict[str, Any]:
    """Its line on the front page, as Django has them of models."""
    named = {"name": gettext("Import events"), "object_name": "Import"}
    return {**named, "admin_url": reverse("admin:imports"), "add_url": None, "view_only": True, "perms": {}}


class Bring(forms.Form):
    """A file, and the zone of times that name none."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)
    zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        max_length=60,
        help_text=_("Of times in a calendar that name none, such as Asia/Kuala_Lumpur."),
    )

    def bring(self, by: Any) -> Upload | None:
        """The file, read or being read; None where it can't be, and then the form says why."""
        file = self.cleaned_data["file"]
        try:
            upload = imports.receive(
                data=file.read(LARGEST + 1), name=file.name or "", by=by, language=(get_language() or "en")[:2],
                zone=self.cleaned_data["zone"].strip(), now=timezone.now(),
            )  # fmt: skip
        except Unreadable as error:
            self.add_error("file", str(error))
            return None
        begin(upload.pk)
        return upload


def uploads(request: HttpRequest) -> HttpResponse:
    """The form, and the files that wait."""
    if not may_import(request):
        raise PermissionDenied
    posted = request.method == "POST"
    form = Bring(request.POST, request.FILES) if posted else Bring()
    if posted and form.is_valid() and (made := form.bring(request.user)):
        return HttpResponseRedirect(reverse("admin:import", args=[made.pk]))
    found = _seen(request).select_related("by")
    context = {
        "title": gettext("Import events"),
        "form": form,
        "uploads": [{"upload": one, "state": STATES[one.state]} for one in found],
        "most": LARGEST >> 20,
    }
    return TemplateResponse(request, "admin/imports.html", {**admin.site.each_context(request), **context})


def _seen(request: HttpRequest) -> Any:
    """One's own files; administrators see everybody's."""
    return Upload.objects.all() if request.user.has_perm(SEE_ALL) else Upload.objects.of(request.user.pk or 0)


def _one(request: HttpRequest, pk: UUID) -> Upload:
    found: Upload | None = _seen(request).select_related("by").filter(pk=pk).first() if may_import(request) else None
    if found is None:
        raise Http404
    return found


def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the file would do, row by row, and how far it is; a POST decides."""
    held = _one(request, pk)
    if request.method == "POST":
        return _decided(request, held)
    show = request.GET.get("show", "")
    rows = held.rows.filter(verdict=show) if show in VERDICTS else held.rows.all()
    page = Paginator(rows.order_by("position"), ROWS).get_page(request.GET.get("page"))
    tally = held.rows.tally()
    context = {
        "title": held.name or held.kind,
        "upload": held,
        "state": STATES[held.state],
        "mine": held.by_id == request.user.pk,
        "may_discard": held.by_id == request.user.pk or request.user.has_perm(DISCARD_ALL),
        "tally": [{"verdict": verdict, "name": NAMES[verdict], "count": count} for verdict, count in tally.items()],
        "good": tally["created"] + tally["updated"],
        "refused": tally["refused"],
        "whole": not tally["refused"] and held.read <= WHOLE,
        "direction": "rtl" if held.language in RIGHT_TO_LEFT else "ltr",
        "show": show,
        "page": page,
        "total": held.done + (held.rows.to_apply().count() if held.state == State.APPLYING else 0),
        "rows": [Shown(row, held) for row in page],
        "every": EVERY if held.under_way else 0,
        "most": WHOLE,
    }
    return TemplateResponse(request, "admin/import.html", {**admin.site.each_context(request), **context})


def _decided(request: HttpRequest, held: Upload) -> HttpResponse:
    here = HttpResponseRedirect(reverse("admin:import", args=[held.pk]))
    step, mine = request.POST.get("do", ""), held.by_id == request.user.pk
    if step == "discard" and (mine or request.user.has_perm(DISCARD_ALL)):
        imports.discard(upload=held)
        messages.info(request, gettext("The file is given up; what was applied of it stays."))
        return HttpResponseRedirect(reverse("admin:imports"))
    if step not in ("good", "whole") or not mine:
        raise PermissionDenied
    try:
        imports.apply(upload=held, whole=step == "whole")
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, problem.message)
        return here
    begin(held.pk)
    return here


def refused(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The refused rows as a file, each with its reasons."""
    held = _one(request, pk)
    kind, body = imports.refused(held)
    return HttpResponse(
        body, KINDS[kind], headers={"Content-Disposition": f'attachment; filename="refused-{held.at:%Y-%m-%d}.{kind}"'}
    )


__all__ = ["may_import", "refused", "upload", "uploads"]
