"""Pages that say what went wrong and what to do instead, in the reader's language; never an empty calendar."""

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.defaults import ERROR_PAGE_TEMPLATE

from calendar_app.dates import DateError
from calendar_app.selection import NAMES, Problem, SelectionError
from calendar_app.wording import dates

from .frame import language, show

AWAY = (OperationalError, InterfaceError)  # what is raised while a database restarts
SOON = 5  # seconds
#: What the selection may answer; listed so that the catalogues hold it.
REASONS = (
    gettext_noop("no such parameter"),
    gettext_noop("no such value"),
    gettext_noop("not in the record"),
    gettext_noop("give it once"),
    gettext_noop("give a day"),
    gettext_noop("give at least one letter or digit"),
    gettext_noop("give at least two letters"),
    gettext_noop("give a word that not every title has"),
    gettext_noop("give at most 10 words"),
    gettext_noop("give at most 200 printable characters"),
    gettext_noop("give at most 50 values"),
    gettext_noop("name a kind and a value"),
    gettext_noop("this page does not take it"),
    gettext_noop("no such page of the list"),
    gettext_noop("no such week or visit on this page"),
    gettext_noop("this day is not in the calendar"),
    gettext_noop("the year lies between 1900 and 2199"),
    gettext_noop("a month is 01 to 12, a quarter 33 to 36"),
    gettext_noop("write a day (2025-07-10), a month (2025-07) or a year (2025)"),
    gettext_noop("write a colour as six hexadecimal digits, such as 0b5566"),
    gettext_noop("too close to the colour behind it to be read"),
    gettext_noop("write dates with the digits 0 to 9"),
    gettext_noop("write a month, such as 2025-07"),
    gettext_noop("write a year, such as 2025"),
    gettext_noop("write an ISO week, such as 2025-W28"),
    gettext_noop("this year has no such ISO week"),
)


def refused(param: str, value: str, why: str, allowed: Sequence[str] = ()) -> SelectionError:
    return SelectionError([Problem(param, value[:80], why, list(allowed))])


def not_here(pairs: Sequence[tuple[str, str]], allowed: Sequence[str]) -> SelectionError:
    """For parameters that other pages know."""
    return SelectionError([Problem(name, value, "this page does not take it", list(allowed)) for name, value in pairs])


def unreadable(request: HttpRequest, problems: Sequence[Problem]) -> HttpResponse:
    """400: names each parameter, and lists what is allowed."""
    rows = [{"problem": problem, "why": _(problem.why), "unknown": problem.why == REASONS[0]} for problem in problems]
    context = {"problems": rows, "names": NAMES, "asked": request.get_full_path()[:300]}
    return show(request, "web/400.html", context, status=400)


def too_many(request: HttpRequest, most: int, every: timedelta) -> HttpResponse:
    """429: this client's allowance is spent."""
    response = show(request, "web/429.html", {"most": most}, status=429)
    response["Retry-After"] = str(int(every.total_seconds()))
    return response


def no_such_date(request: HttpRequest, error: DateError) -> HttpResponse:
    """404 for a date in the path that is none."""
    return show(request, "web/404.html", {"what": error.text[:80], "why": _(error.why)}, status=404)


def before_record(request: HttpRequest, begins: date | None) -> HttpResponse:
    """404: as of that day there was no record yet."""
    day = dates.day(begins, language(), "long") if begins else ""
    return show(request, "web/before.html", {"begins": day, "begins_on": begins, "path": request.path}, status=404)


def not_yet(request: HttpRequest) -> HttpResponse:
    """404: the noun entered the record after the day asked for."""
    return show(request, "web/not_yet.html", {"path": request.path}, status=404)


def gone(request: HttpRequest, reason: str) -> HttpResponse:
    """410: it was public, and was withdrawn; the reason stays."""
    return show(request, "web/410.html", {"reason": reason}, status=410)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it over by name
    """Django's handler400: a request that can't be understood at all."""
    return _plainly(request, 400, _("Bad request")) or show(request, "web/400.html", {"problems": []}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it over by name
    """Django's handler404. Programs get an answer of their own kind."""
    return _plainly(request, 404, _("Not found")) or show(request, "web/404.html", {}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django hands it over by name
    """Django's handler403."""
    return _plainly(request, 403, _("Forbidden")) or show(request, "web/403.html", {}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500; 503 where the database is away, since it will be back. It must not fail in turn."""
    away = isinstance(sys.exc_info()[1], AWAY)
    response = _broken(request, 503 if away else 500)
    if away:
        response["Retry-After"] = str(SOON)
    return response


def _broken(request: HttpRequest, status: int) -> HttpResponse:
    answer = _plainly(request, status, _("Server error"))
    if answer:
        return answer
    try:
        return show(request, "web/500.html", {}, status=status)
    except Exception:  # noqa: BLE001 - whatever broke the page may break this one too
        return HttpResponse(ERROR_PAGE_TEMPLATE % {"title": f"Server Error ({status})", "details": ""}, status=status)


def _plainly(request: HttpRequest, status: int, title: str) -> HttpResponse | None:
    """For programs: problem+json (RFC 9457) under /api/, one line of text for feeds and files; None for people."""
    if request.path.startswith("/api/"):
        body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
        return JsonResponse(body, status=status, content_type="application/problem+json")
    if "." in request.path.rsplit("/", 1)[-1]:
        return HttpResponse(f"{status} {title}\n", status=status, content_type="text/plain; charset=utf-8")
    return None
