"""The API's root: what there is, and where."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from calendar_app.models.vocabulary import LICENCE_URL

from . import addresses, asked
from .catalogue import ENTRIES
from .description import Description
from .face import Face
from .freshness import Record
from .lists import REFUSALS
from .shapes.reading import instant


class Lists(serializers.Serializer[Any]):
    """The list of each noun."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {entry.path: serializers.URLField(help_text=entry.about) for entry in ENTRIES}


class Root(serializers.Serializer[Any]):
    """What there is, and where."""

    revision = serializers.IntegerField(min_value=0, help_text="The record's newest revision; 0 while it is empty.")
    published_at = serializers.DateTimeField(allow_null=True, help_text="The moment of that revision, UTC.")
    lists = Lists()
    schema = serializers.URLField(help_text="This API as an OpenAPI document.")
    docs = serializers.URLField(help_text="The same for people.")
    license = serializers.URLField(help_text="The licence of the record: whoever names it may use it.")


class RootFace(Face):
    def get(self, request: Request) -> Response:
        asked.read(request.GET, ())
        record = Record.now()
        if response := record.answered(request):
            return response
        body = {
            "revision": record.revision,
            "published_at": instant(record.modified) if record.modified else None,
            "lists": {entry.path: addresses.listed(entry.noun) for entry in ENTRIES},
            "schema": settings.SITE_URL + reverse("api:schema"),
            "docs": settings.SITE_URL + reverse("api:docs"),
            "license": LICENCE_URL,
        }
        return record.stamped(Response(body))

    def describe(self) -> Description:
        return Description(
            id="get_root", tag="root", summary="What there is, and where.", shape=Root, refusals=REFUSALS
        )
