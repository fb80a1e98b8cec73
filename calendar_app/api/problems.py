"""What goes wrong, told to programs: problem details (RFC 9457), which name the parameter and what is allowed."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from calendar_app.selection import BeforeRecord, Problem, SelectionError

MEDIA_TYPE = "application/problem+json"


class Gone(APIException):
    """The noun was public, and was withdrawn; the reason stays."""

    status_code = HTTPStatus.GONE


class Finding(serializers.Serializer[Any]):
    """One thing wrong with a request."""

    parameter = serializers.CharField()
    value = serializers.CharField(help_text="As it was asked for, cut short.")
    detail = serializers.CharField()
    allowed = serializers.ListField(
        child=serializers.CharField(), help_text="What is allowed instead, closest first; perhaps not all of it."
    )


class ProblemDetails(serializers.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField(help_text="Always about:blank: the status says what kind of problem it is.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = Finding(  # type: ignore[assignment] # DRF takes declared fields off the class
        many=True, required=False, help_text="Everything wrong with the request, at once."
    )


def body(status: int, detail: str, errors: Sequence[Problem] = ()) -> dict[str, Any]:
    """The shape ProblemDetails."""
    about = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    if not errors:
        return about
    rows = [{"parameter": one.param, "value": one.value, "detail": one.why, "allowed": one.allowed} for one in errors]
    return {**about, "errors": rows}


def answer(status: int, detail: str, errors: Sequence[Problem] = ()) -> Response:
    return Response(body(status, detail, errors), status=status, content_type=MEDIA_TYPE)


def explain(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: problem details for whatever the asker can mend, None for our own failures."""
    if isinstance(error, SelectionError):
        return answer(400, str(error), error.problems)
    if isinstance(error, BeforeRecord):
        day = context["request"].query_params["asof"]
        begins = [error.begins.isoformat()] if error.begins else []
        return answer(400, str(error), [Problem("asof", day, str(error), begins)])
    if isinstance(error, SuspiciousOperation):
        return answer(400, "This request can't be read.")
    if isinstance(error, APIException):
        return answer(error.status_code, str(error.detail))
    return None
