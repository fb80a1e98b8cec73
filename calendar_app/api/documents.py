"""The schema for programs, and the pages that show it to people, all of it from this server."""

import hashlib
import json

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from rest_framework.request import Request
from rest_framework.response import Response

from .face import Face
from .freshness import Freshness
from .schema import document


class SchemaFace(Face):
    """The OpenAPI document as JSON, which is YAML too."""

    schema = None  # type: ignore[assignment] # it is not part of the schema

    def get(self, request: Request) -> Response:
        made = document()
        fresh = Freshness(hashlib.sha256(json.dumps(made).encode()).hexdigest(), None)
        return fresh.answered(request) or fresh.stamped(Response(made))


@require_safe
@csp_update({"img-src": [SELF, "data:"]})  # Swagger UI draws its arrows and locks with data: images in its style sheet
def docs(request: HttpRequest) -> HttpResponse:
    """Swagger UI over the schema."""
    response = render(request, "api/docs.html")
    patch_cache_control(response, public=True, no_cache=True)
    return response
