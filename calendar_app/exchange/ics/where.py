"""Where: a LOCATION read from its end, as country, city and venue."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext, override

from calendar_app.entries.phrases import words
from calendar_app.ical.text import clean
from calendar_app.models.desk import Event, Organization, Place
from calendar_app.models.desk.noun import trilingual
from calendar_app.models.vocabulary import LANGUAGES
from calendar_app.wording.names import pick

from .names import Names
from .titles import bare


@dataclass(frozen=True)
class Where:
    """What of a LOCATION the record knows by name; the rest is the venue."""

    place: Place | None = None
    country: Organization | None = None
    venue: str = ""
    online: bool = False


def where(text: str, names: Names) -> Where:
    """Country, city and venue of a LOCATION such as “Hall 3, Kuala Lumpur, Malaysia”."""
    if text in _online():
        return Where(online=True)
    before, last = _split(text)
    country = names.states.get(last)
    rest = before if country else text
    before, city = _split(rest)
    place = _within(names.places.get(city), country)
    if place:
        rest = before
    elif country:  # a city that is a state is written once
        place = _within(names.places.get(last), country)
    return Where(place, country or (place.country if place else None), bare(rest))


def _within(place: Place | None, country: Organization | None) -> Place | None:
    """The place, unless it is known to lie elsewhere."""
    elsewhere = place and country and place.country and place.country != country
    return None if elsewhere else place


def prints(event: Event, text: str) -> bool:
    """Whether the event's own LOCATION reads like this in any of our languages."""
    return text in {clean(_printed(event, language)) for language in LANGUAGES}


def _printed(event: Event, language: str) -> str:
    if event.online:
        with override(language):
            return gettext("Online")
    country = event.country or (event.place.country if event.place else None)
    named = [pick(trilingual(noun, "name"), language) for noun in (event.place, country) if noun]
    return words(dict.fromkeys([pick(trilingual(event, "venue"), language), *named]), language).text


def _split(text: str) -> tuple[str, str]:
    """What stands before the last comma, and what after it, without isolates."""
    cut = max(text.rfind(mark) for mark in ",،")
    return text[: max(cut, 0)].strip(), bare(text[cut + 1 :].strip())


@cache
def _online() -> frozenset[str]:
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(gettext("Online"))
    return frozenset(found)
