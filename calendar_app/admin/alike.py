"""Entered twice? Events that may be the same are offered while one is typed, and once more when it is saved.

What cannot well be so (two cities at once, days outside the parent's, members not yet members) is told beside it.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from calendar_app.dates import DateError, Span, parse, typed_date
from calendar_app.matching import Alike, Asked, alike, asked
from calendar_app.models.desk import Event
from calendar_app.review.clashes import Clash, clashes

from .dates import in_words
from .links import desk_link
from .merging import Merging, merge_address


@dataclass(frozen=True)
class Offer:
    """An event that may be the same, as the page shows it; `merge` leads to the step, where this person may take it."""

    event: Event
    date: str
    why: str
    merge: str = ""


class Doubting(Merging):
    """Offers and warnings on the page of an event, at an address for its script, and after saving."""

    @property
    def media(self) -> forms.Media:
        """With the script, after that by which type-ahead tells of a choice."""
        return super().media + forms.Media(js=["admin/js/jquery.init.js", "admin_desk/alike.js"])

    def get_urls(self) -> list[URLPattern]:
        """With the address that the script asks."""
        own = path("alike/", self.admin_site.admin_view(self.alike), name="calendar_app_event_alike")
        return [own, *super().get_urls()]

    def alike(self, request: HttpRequest) -> HttpResponse:
        """`?forum=…&ordinal=32&date=11 July 2025&person=…&person=…&own=…` → a list in HTML; empty where nothing is alike."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            found = typed(request.GET)
        except ValidationError as error:
            return HttpResponseBadRequest("; ".join(error.messages), content_type="text/plain; charset=utf-8")
        return TemplateResponse(request, "admin/_alike.html", {"offers": self.offers(request, found)})

    def offers(self, request: HttpRequest, of: Asked) -> list[Offer]:
        """Whatever may be the same as what is known so far."""
        own = of.own if of.own and self.may_merge(request) else None
        return [
            Offer(one.event, _when(one.event), _why(one), merge_address(own, one.event.pk) if own else "")
            for one in alike(of)
        ]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With what is alike, what clashes, and where to ask again while it is edited."""
        event = self.get_object(request, object_id) if object_id else None
        extra = {**(extra_context or {}), "alike_url": reverse("admin:calendar_app_event_alike")}
        if isinstance(event, Event) and self.has_view_permission(request, event):
            extra |= {"own": event.pk, "offers": self.offers(request, asked(event)), "clashes": clashes(event)}
        return super().changeform_view(request, object_id, form_url, extra)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """After what else is said: what to look at."""
        answer = super().response_add(request, obj, post_url_continue)
        self.warn(request, obj)
        return answer

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """As response_add."""
        answer = super().response_change(request, obj)
        self.warn(request, obj)
        return answer

    def warn(self, request: HttpRequest, event: Event) -> None:
        """One message for each clash, and one for all that is alike; nothing of other events for who may not see them."""
        if not self.has_view_permission(request, event):
            return
        for clash in clashes(event):
            self.message_user(request, told(clash), messages.WARNING)
        if offers := self.offers(request, asked(event)):
            listed = format_html_join("; ", "{}", ((_listed(one),) for one in offers))
            text = gettext("“%(event)s” may be here already:") % {"event": event}
            self.message_user(request, format_html("{} {}", text, listed), messages.WARNING)


def told(clash: Clash) -> str:
    """The sentence, with a link to the event that it speaks of."""
    return format_html("{} {}", clash.message, desk_link(clash.other)) if clash.other else clash.message


def typed(data: QueryDict) -> Asked:
    """What stands in the inputs of a form. A date half typed is none yet; raises ValidationError for ids that are none."""
    own, parent = _ids(data, "own"), _ids(data, "parent")
    ordinal = data.get("ordinal", "")
    return Asked(
        forum=next(iter(_ids(data, "forum")), None),
        ordinal=int(ordinal) if ordinal.isdecimal() and len(ordinal) < 5 else None,
        level=data.get("level", ""),
        kind=data.get("kind", ""),
        span=_span(data.get("date", "")),
        participants=frozenset([*_ids(data, "person"), *_ids(data, "organization")]),
        own=next(iter(own), None),
        kin=frozenset([*own, *parent]),
    )


def _ids(data: QueryDict, name: str) -> list[UUID]:
    try:
        return [forms.UUIDField().clean(text) for text in data.getlist(name) if text]
    except ValidationError as error:
        raise ValidationError([f"{name}: {message}" for message in error.messages]) from error


def _span(text: str) -> Span | None:
    try:
        date = typed_date(text).date
    except DateError:
        return None
    return parse(date).span if date else None


def _when(event: Event) -> str:
    return in_words(event.date) or event.date or gettext("to be confirmed")


def _listed(offer: Offer) -> str:
    link = format_html(' – <a href="{}">{}</a>', offer.merge, gettext("Merge the two")) if offer.merge else ""
    return format_html("{} ({}; {}){}", desk_link(offer.event), offer.date, offer.why, link)


def _why(one: Alike) -> str:
    return " · ".join(str(why.label) for why in one.why)
