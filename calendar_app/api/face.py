"""What all answers of the API share: they only read, are the same for everybody, and fail in words."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.cache import patch_cache_control
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from . import problems
from .description import FaceSchema


class OnlyJson(BaseContentNegotiation):
    """Whatever is accepted, JSON is given: RFC 9110, section 12.4.1, lets a server do so rather than answer 406."""

    def select_renderer(self, _request: Any, renderers: Iterable[BaseRenderer], *_: Any) -> tuple[BaseRenderer, str]:
        first = next(iter(renderers))
        return first, first.media_type


class Face(APIView):
    """A view for anybody, from any origin. A body is never parsed, as no method takes one."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = OnlyJson
    schema = FaceSchema()

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response | None]:
        return problems.explain

    def options(self, *_: Any, **__: Any) -> Response:
        """What is allowed, for browsers that ask before they ask (Fetch, CORS-preflight)."""
        headers = {
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
            "Access-Control-Max-Age": "86400",
        }
        return Response(status=204, headers=headers)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        finished = super().finalize_response(request, response, *args, **kwargs)
        finished["Access-Control-Allow-Origin"] = "*"
        finished["Access-Control-Expose-Headers"] = "ETag, Allow"
        finished.setdefault("Content-Language", "en")
        if finished.status_code in (200, 301, 304):
            patch_cache_control(finished, public=True, no_cache=True)
        else:
            patch_cache_control(finished, no_store=True)
        return finished


class Nowhere(Face):
    """Every other address below the API's."""

    schema = None  # type: ignore[assignment] # it is not part of the schema

    def get(self, *_: Any, **__: Any) -> Response:
        return problems.answer(404, "There is nothing at this address: the API's root lists what there is.")
