"""What a feed says of itself: its name and description in its own language, and its addresses."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext, override

from calendar_app.ical import Head, Words
from calendar_app.models.public import Publication
from calendar_app.selection import Selection
from calendar_app.selection.query import NOUN_OF
from calendar_app.wording import dates, labels
from calendar_app.wording.names import pick

from .options import Options

PRODUCT = "-//Diplomatic Calendar//Diplomatic Calendar 1.0//EN"
COLOR = ("teal", "#008080")
REFRESH = timedelta(hours=1)
CLOSED = ("role", "basis", "kind", "level", "certainty", "lifecycle")


def head(selection: Selection, language: str, *, source: str, site: str) -> Head:
    """The head of a selection's feed; its page is the list of the same events."""
    query = selection.query()
    page = f"{site}/{language}/events/{'?' if query else ''}{query}"
    with override(language):
        named = " · ".join(_names(selection, language))
        title = gettext("Diplomatic Calendar")
        described = gettext("A public record of diplomatic meetings, with the sources of each.")
        return _head(f"{title} · {named}" if named else title, Words(described, language), source, page)


def source_of(selection: Selection, language: str, *, options: Options, site: str) -> str:
    """The address of a selection's feed."""
    query = urlencode([*selection.pairs(), *options.pairs()])
    return f"{site}/{language}/events.ics{'?' if query else ''}{query}"


def head_of(publication: Publication, language: str, *, options: Options, site: str, form: str = "ics") -> Head:
    """The head of one event's feed. A withdrawn event has no title any more."""
    page = f"{site}/{language}/events/{publication.slug}"
    query = urlencode(options.pairs())
    with override(language):
        site_name = gettext("Diplomatic Calendar")
        title = pick(publication.facts.get("title", {}), language).text
        described = gettext("A public record of diplomatic meetings, with the sources of each.")
        name = f"{site_name} · {title}" if title else site_name
        return _head(name, Words(described, language), f"{page}.{form}{'?' if query else ''}{query}", f"{page}/")


def site_name(language: str) -> str:
    """How the calendar calls itself."""
    with override(language):
        return gettext("Diplomatic Calendar")


def _head(name: str, description: Words, source: str, page: str) -> Head:
    return Head(
        product=PRODUCT, name=name, description=description, source=source, url=page, refresh=REFRESH, color=COLOR
    )


def _names(selection: Selection, language: str) -> list[str]:
    """What is selected, each value by its name in the language."""
    pairs = [(param, value) for param, value in selection.pairs() if param not in CLOSED]
    nouns = _nouns(pairs)
    names = [_name(param, value, nouns, language) for param, value in pairs]
    names += [labels.word(param, value, language) for param, value in selection.pairs() if param in CLOSED]
    return list(dict.fromkeys(names))


def _name(param: str, value: str, nouns: dict[tuple[str, str], Any], language: str) -> str:
    kind, slug = _noun(param, value)
    if kind:
        return pick(nouns.get((kind, slug), {}), language).text or slug
    if param == "q":
        return f"“{value}”"
    day = dates.spell({"date": value}, language)
    return {
        "from": gettext("from %(date)s"),
        "to": gettext("to %(date)s"),
        "asof": gettext("as of %(date)s"),
    }[param] % {"date": day}


def _noun(param: str, value: str) -> tuple[str, str]:
    """Kind and slug of the noun that the parameter names; two empty texts where it names none."""
    if param == "with":
        param, _, value = value.partition(":")
    return (NOUN_OF[param], value) if param in NOUN_OF else ("", "")


def _nouns(pairs: list[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    wanted = {_noun(param, value) for param, value in pairs} - {("", "")}
    rows = Publication.objects.current().filter(slug__in=[slug for _, slug in wanted])
    return {(row.kind, row.slug): row.facts.get("name", {}) for row in rows if (row.kind, row.slug) in wanted}
