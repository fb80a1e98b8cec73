"""A whole week at once: after the pattern of the last one, looked over row by row, then entered as drafts."""

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from calendar_app.dates import parse
from calendar_app.models.desk import Event, Place
from calendar_app.models.public import Head
from calendar_app.review.enter import enter
from calendar_app.review.patterns import Planned, left_out, planned, weeks

from .bases import ModelAdmin
from .dates import DateText, ZoneText, in_words
from .week_rows import Row, RowForm


class Question(forms.Form):
    """Which week is the pattern, and when and where the next one is."""

    pattern = forms.ModelChoiceField(weeks(), label=_("Pattern"))
    first = DateText(kind="date", label=_("First day"))
    place = forms.ModelChoiceField(Place.objects.all(), label=_("Place"))
    zone = ZoneText(
        label=_("Time zone"),
        required=False,
        widget=forms.TextInput({"dir": "ltr", "class": "vTextField"}),
        help_text=_("Empty: the place’s."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["pattern"]
        groups = groupby(weeks(), key=lambda week: str(week.forum))
        field.choices = [("", "—"), *((forum, [(week.pk, _shown(week)) for week in each]) for forum, each in groups)]
        places: Any = self.fields["place"]
        places.choices = [
            ("", "—"),
            *sorted(((place.pk, str(place)) for place in Place.objects.all()), key=lambda one: one[1]),
        ]

    def clean_first(self) -> str:
        """Raises ValidationError for anything but one day."""
        text: str = self.cleaned_data["first"]
        if not text or parse(text).precision != "day":
            raise forms.ValidationError(gettext("Give one day: the first of the week."))
        return text

    def planned(self) -> list[Planned]:
        """What the answers lead to."""
        said = self.cleaned_data
        first = parse(said["first"]).span.first
        return planned(said["pattern"], first=first, place=said["place"], zone=said["zone"] or said["place"].zone)


class NewWeek(ModelAdmin):
    """Of events: the page, and its way from the list."""

    def get_urls(self) -> list[URLPattern]:
        """`week/?pattern=…&first=…&place=…`."""
        page = path("week/", self.admin_site.admin_view(self.new_week), name="calendar_app_event_week")
        return [page, *super().get_urls()]

    def new_week(self, request: HttpRequest) -> HttpResponse:
        """Ask, show row by row what would be entered, and enter what is sent."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        question = Question(request.GET or None)
        rows: list[Row] = []
        if question.is_valid():
            with transaction.atomic():
                if request.method == "POST":
                    Head.locked()  # before the rows are compared with what stands: of two who enter it at once, one is told
                rows = self._rows(request, question)
                if request.method == "POST" and (answer := self._entered(request, rows)):
                    return answer
        week = question.cleaned_data.get("pattern") if rows else None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("New week from a pattern"),
            "question": question,
            "rows": rows,
            "bilaterals": left_out(week) if week else 0,
            "media": self.media + question.media,
        }
        return TemplateResponse(request, "admin/new_week.html", context)

    def _rows(self, request: HttpRequest, question: Question) -> list[Row]:
        def inputs(db_field: Any, **kwargs: Any) -> Any:
            return self.formfield_for_dbfield(db_field, request=request, **kwargs)

        form: type[RowForm] = forms.modelform_factory(Event, RowForm, fields=RowForm.NAMES, formfield_callback=inputs)  # type: ignore[assignment] # the stubs lose the class
        sent = request.POST if request.method == "POST" else None
        return [Row(one, form, sent, head=number == 0) for number, one in enumerate(question.planned())]

    def _entered(self, request: HttpRequest, rows: list[Row]) -> HttpResponse | None:
        """Where it leads once everything is entered; None where something is to be mended, and nothing was entered."""
        week, *meetings = rows
        kept = [row for row in rows if row.kept]
        slugs: set[str] = set()
        good = [row.good(slugs) for row in kept]
        if not kept or not all(good):
            text = (
                gettext("Nothing was entered yet: mend what is marked.") if kept else gettext("Choose what to enter.")
            )
            self.message_user(request, text, messages.ERROR)
            return None
        parent = week.event if week.kept else week.planned.standing
        for row in meetings:
            row.event.parent = parent
        enter([row.event for row in kept], by=request.user, now=timezone.now())  # type: ignore[arg-type] # editors are signed in
        for row in kept:
            self.log_addition(request, row.event, [{"added": {}}])
        told = ngettext("Entered as a draft: %(n)s event.", "Entered as drafts: %(n)s events.", len(kept))
        self.message_user(request, told % {"n": len(kept)}, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:calendar_app_event_change", args=[(parent or kept[0].event).pk]))


def _shown(week: Event) -> str:
    return f"{week} ({in_words(week.date) or week.date})"
