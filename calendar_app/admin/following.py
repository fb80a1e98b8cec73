"""One event after another: “Save and add the next in this week”, and new events that begin with what is known."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext

from calendar_app.models.desk import Citation, Event, Participation
from calendar_app.models.vocabulary import EventKind, OrganizationKind
from calendar_app.wording.labels import field

from .beginnings import Beginning, beginning
from .ways import Way, Ways

#: What the address of the form may ask for besides values of its inputs.
ASKED = ("after", "parent", "forum", "take")


class Following(Ways):
    """The button, the first inputs of the form, and the word on where they come from."""

    class Media:
        js = ["admin_desk/begin.js"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Whatever else the address names wins."""
        named = super().get_changeform_initial_data(request)
        return {**_begun(request).values, **{name: value for name, value in named.items() if name not in ASKED}}

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        """Each with room for the lines that a new event begins with, as long as nothing was sent."""
        for lines, inline in super().get_formsets_with_inlines(request, obj):
            inline.begins = (
                _first_lines(request, inline) if obj is None and request.method == "GET" else []
            )  # inlines are made anew for each request
            lines.extra += len(inline.begins)
            yield lines, inline

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """With those lines."""
        given: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**given, "initial": inline.begins} if inline.begins else given

    def ways(self, request: HttpRequest, noun: Any) -> list[Way]:
        """To the next."""
        if not self.has_add_permission(request):
            return super().ways(request, noun)
        inside = noun.kind == EventKind.UMBRELLA
        label = gettext("Add an event in this week") if inside else gettext("Add the next in this week")
        return [{"label": label, "href": f"{_form()}?after={noun.pk}"}, *super().ways(request, noun)]

    def told(self, request: HttpRequest, noun: Any) -> dict[str, Any]:
        """The button; of a new event what was filled in."""
        told = super().told(request, noun)
        if not self.has_add_permission(request):
            return told
        begun = {"begun": _told(request)} if noun is None else {}
        return {**told, **begun, "following": gettext("Save and add the next in this week")}

    def response_add(self, request: HttpRequest, obj: Event, post_url_continue: str | None = None) -> HttpResponse:
        """On to the next, where that is wished."""
        return _onward(request, obj, super().response_add(request, obj, post_url_continue))

    def response_change(self, request: HttpRequest, obj: Event) -> HttpResponse:
        """As response_add."""
        return _onward(request, obj, super().response_change(request, obj))


class Series(Ways):
    """Of organizations: a forum leads to its next meeting."""

    def ways(self, request: HttpRequest, noun: Any) -> list[Way]:
        """For whoever may add events."""
        if noun.kind != OrganizationKind.FORUM or not request.user.has_perm("calendar_app.add_event"):
            return super().ways(request, noun)
        href = f"{_form()}?forum={noun.pk}"
        return [{"label": gettext("Add its next meeting"), "href": href}, *super().ways(request, noun)]


def _begun(request: HttpRequest) -> Beginning:
    """Asked of the database once a request."""
    if not hasattr(request, "begun"):
        request.begun = beginning(request.GET)  # type: ignore[attr-defined] # ours, as `refused` is
    found: Beginning = request.begun  # type: ignore[attr-defined] # as above
    return found


def _first_lines(request: HttpRequest, inline: Any) -> list[dict[str, Any]]:
    begun = _begun(request)
    return {Participation: begun.participations, Citation: begun.citations}.get(inline.model, [])


def _told(request: HttpRequest) -> dict[str, Any]:
    """What was filled in, and what one click fills in; empty where the address asks for nothing."""
    begun, language = _begun(request), (get_language() or "en")[:2]
    if not (begun.told or begun.offers):
        return {}
    lines = [
        gettext("from “%(origin)s”: %(fields)s")
        % {"origin": one.origin, "fields": ", ".join(field(name, language) for name in one.names)}
        for one in begun.told
    ]
    offers = [(offer.label, _taking(request, offer.name), json.dumps(offer.values)) for offer in begun.offers]
    return {
        "title": gettext("Filled in for you: look at it before you save"),
        "lines": lines,
        "question": gettext("Fill in as well?"),
        "offers": offers,
    }


def _taking(request: HttpRequest, name: str) -> str:
    asked = request.GET.copy()
    asked.appendlist("take", name)
    return f"?{asked.urlencode()}"


def _onward(request: HttpRequest, event: Event, otherwise: HttpResponse) -> HttpResponse:
    return HttpResponseRedirect(f"{_form()}?after={event.pk}") if "_following" in request.POST else otherwise


def _form() -> str:
    return reverse("admin:calendar_app_event_add")
