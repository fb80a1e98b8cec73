"""The site's addresses, and the two that its pages are measured beside."""

import os
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls


def bare(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("bare")


def same(_request: HttpRequest) -> HttpResponse:
    """The bytes of the file that BENCH_BYTES names, read once."""
    return HttpResponse(_bytes())


@cache
def _bytes() -> bytes:
    return Path(os.environ["BENCH_BYTES"]).read_bytes()


urlpatterns = [path("bare", bare), path("same", same), *urls.urlpatterns]
