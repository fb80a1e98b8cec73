"""What a view says of itself, and how the schema takes it from there: so the document can't drift from the view."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Protocol, runtime_checkable

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from calendar_app.models.vocabulary import Certainty
from calendar_app.selection import Problem

from .problems import MEDIA_TYPE, ProblemDetails, body

CONDITION = OpenApiParameter(
    "If-None-Match",
    {"type": "string"},
    OpenApiParameter.HEADER,
    description="The ETag of an answer that the client has: where it still holds, 304 says so without repeating it.",
)
STAMPS = (
    OpenApiParameter(
        "ETag", {"type": "string"}, OpenApiParameter.HEADER, response=[200, 304], description="Changes with the answer."
    ),
    OpenApiParameter(
        "Last-Modified",
        {"type": "string"},
        OpenApiParameter.HEADER,
        response=[200, 304],
        description="The moment of the revision that it follows; absent before anything was published.",
    ),
)


UNKNOWN = Problem("certainty", "sure", "no such value", Certainty.values)


@dataclass(frozen=True)
class Description:
    """How the schema describes a view's GET; `refusals` are the statuses that it may answer instead of 200."""

    id: str
    tag: str
    summary: str
    shape: type[serializers.Serializer[Any]]
    parameters: Sequence[OpenApiParameter] = ()
    refusals: dict[int, str] = field(default_factory=dict)


@runtime_checkable
class Described(Protocol):
    def describe(self) -> Description: ...


class FaceSchema(AutoSchema):
    """Reads what a Face says of itself, so that the document can't drift from the view."""

    @property
    def _description(self) -> Description:
        assert isinstance(self.view, Described)  # noqa: S101 - narrows the type: no other view has this schema class
        return self.view.describe()

    def get_operation_id(self) -> str:
        return self._description.id

    def get_tags(self) -> list[str]:
        return [self._description.tag]

    def get_summary(self) -> str:
        return self._description.summary

    def get_description(self, *_: str) -> str:
        return ""

    def get_auth(self) -> list[Any]:
        return []

    def get_override_parameters(self) -> list[Any]:
        return [*self._description.parameters, CONDITION, *STAMPS]

    def get_response_serializers(self) -> Any:
        told = self._description
        answers: dict[Any, Any] = {
            200: OpenApiResponse(told.shape, told.summary),
            304: OpenApiResponse(description="The client's copy still holds."),
        }
        for status, about in told.refusals.items():
            if status < 400:
                answers[status] = OpenApiResponse(description=about)
            else:
                answers[status, MEDIA_TYPE] = OpenApiResponse(ProblemDetails, about, examples=_examples(status))
        return answers


def _examples(status: int) -> list[OpenApiExample]:
    errors = [UNKNOWN] if status == 400 else []
    detail = str(UNKNOWN) if status == 400 else "Says what went wrong, and what to do instead."
    return [OpenApiExample(HTTPStatus(status).phrase, body(status, detail, errors))]
