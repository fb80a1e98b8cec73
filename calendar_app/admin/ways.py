"""The ways that lead on from the page of a noun, and what it tells above its form."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from .bases import ModelAdmin

Way = dict[str, Any]


class Ways(ModelAdmin):
    """Collects them from the classes that know some."""

    def ways(self, request: HttpRequest, noun: Any) -> list[Way]:
        """`{"label": …, "href": …}` each."""
        return []

    def told(self, request: HttpRequest, noun: Any) -> dict[str, Any]:
        """More for the template; `noun` is None on the page of a new one."""
        return {}

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With both."""
        noun = self.get_object(request, object_id) if object_id else None
        extra = {**(extra_context or {}), **self.told(request, noun)}
        if noun is not None and (ways := self.ways(request, noun)):
            extra["ways"] = ways
        return super().changeform_view(request, object_id, form_url, extra)
