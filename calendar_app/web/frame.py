"""What stands round every page: navigation, languages and machine-readable alternates; each link keeps the selection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from calendar_app.dates import week_of
from calendar_app.models.vocabulary import LANGUAGES, LICENCE_URL
from calendar_app.selection import Selection

from .served import MEDIA

#: The end of the last ISO week within the years of the record.
LAST_SUNDAY = date(2199, 12, 29)


@dataclass(frozen=True)
class Link:
    """A link of a bar or a menu; `lang` is set where its label is in a language of its own, `key` where one opens it."""

    label: str
    href: str
    current: bool = False
    lang: str = ""
    key: str = ""


def language() -> str:
    """The reader's language: en, ru or ar."""
    return (get_language() or "en")[:2]


def with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def month_text(day: date) -> str:
    """ISO 8601 month, as addresses write it: 2025-07."""
    return f"{day.year:04}-{day.month:02}"


class Face(NamedTuple):
    """A selection in a form for programs: ics, atom, json, csv, xlsx or pdf, and its media type."""

    form: str
    media: str
    href: str


def week_text(day: date) -> str:
    """ISO 8601 week, as addresses write it: 2025-W28. The last days of 2199 stand with the last week of the record."""
    return week_of(min(day, LAST_SUNDAY)).text


def faces(feed: str) -> list[Face]:
    """Every form of the feed at this address; none where there is no feed. A single event makes no diary."""
    path, _, query = feed.partition("?")
    stem = path.removesuffix(".ics")
    return [
        Face(form, media.partition(";")[0], with_query(f"{stem}.{form}", query))
        for form, media in MEDIA.items()
        if feed and not (form == "pdf" and "/events/" in stem)
    ]


def kept(selection: Selection) -> str:
    """What every link of a page keeps: the day of the record that the reader looks at."""
    return Selection(asof=selection.asof).query()


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    asked: Selection | None = None,
    here: str = "",
    at: date | None = None,
    own: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """The page in its frame.

    `here` names the view in the menu; `at` is the day that other views should open at; `own` are the view's own
    parameters, kept beside the selection when the language changes.
    """
    selection = asked or Selection()
    query = urlencode([*selection.pairs(), *own])
    feed = context.setdefault("feed", with_query(reverse("web:feed"), selection.query()))
    frame = {
        "language": language(),
        "direction": "rtl" if language() == "ar" else "ltr",
        "nav": menu(selection, here, at or timezone.now().date()),
        "views": views(selection, here, at or timezone.now().date()),
        "languages": _languages(request.path, query),
        "canonical": settings.SITE_URL + with_query(request.path, query),
        "site": settings.SITE_URL,
        "licence": LICENCE_URL,
        "report": _report("" if here == "report" else with_query(request.path, query)),
        "feed": feed,
        "faces": faces(feed),
        "selection": selection,
        "keep_fields": [*selection.without("asof").pairs(), *own],
        "subscribe": with_query(reverse("web:subscribe"), selection.without("asof").query()),
        "now_href": with_query(request.path, selection.without("asof").query()) if selection.asof else "",
    }
    return render(request, template, {**frame, **context}, status=status)


def menu(selection: Selection, here: str, at: date) -> list[Link]:
    """The views, each with the whole selection where it can show one, or at least with its day of the record."""
    whole, asof = selection.query(), kept(selection)
    month = reverse("web:month", args=[month_text(at)])
    agenda = reverse("web:agenda")
    pages = [
        ("home", _("Now"), reverse("web:home"), asof),
        ("month", _("Month"), month, whole),
        ("agenda", _("Agenda"), agenda, whole),
        ("timeline", _("Timeline"), reverse("web:timeline"), whole),
        ("outcomes", _("Documents"), reverse("web:outcomes"), asof),
        ("changes", _("Changes"), reverse("web:changes"), whole),
        ("subscribe", _("Subscribe"), reverse("web:subscribe"), selection.without("asof").query()),
    ]
    return [Link(label, with_query(path, query), name == here) for name, label, path, query in pages]


def views(selection: Selection, here: str, at: date) -> list[Link]:
    """The calendar in its forms, each at the same days and with the same selection; a single day does not bind others."""
    single = selection.from_ is not None and selection.from_ == selection.to
    selection = selection.without("from").without("to") if single else selection
    day = selection.replace(from_=at, to=at).query()
    pages = [
        ("year", _("Year"), reverse("web:year", args=[f"{at.year:04}"]), "y"),
        ("month", _("Month"), reverse("web:month", args=[month_text(at)]), "m"),
        ("week", _("Week"), reverse("web:week", args=[week_text(at)]), "w"),
        ("agenda", _("Agenda"), reverse("web:agenda"), "a"),
        ("timeline", _("Timeline"), reverse("web:timeline"), "t"),
    ]
    turned = {"agenda": f"{at.year:04}", "timeline": f"{at.year // 10:03}0s"}
    links = []
    for name, label, path, key in pages:
        own = [("page", turned[name])] if name in turned and not (selection.from_ or selection.to) else []
        query = urlencode([*selection.pairs(), *own])
        links.append(Link(label, with_query(path, query), name == here and not single, key=key))
    links.insert(3, Link(_("Day"), with_query(reverse("web:agenda"), day), single and here == "agenda", key="d"))
    return links


def _report(here: str) -> str:
    """The form that reports an error of the page; pages without a language have addresses that nobody else may know."""
    known = here[1:3] in LANGUAGES and here[3:4] == "/"
    return with_query(reverse("web:report"), urlencode({"page": here[:500]}, safe="/") if known else "")


def _languages(path: str, query: str) -> list[Link]:
    """The same page in each language: addresses differ in their first part alone."""
    names = dict(settings.LANGUAGES)
    rest = path[3:] if path[1:3] in LANGUAGES and path[3:4] == "/" else "/"
    return [Link(names[code], with_query(f"/{code}{rest}", query), code == language(), code) for code in LANGUAGES]
