"""The diary as news agencies write it: city – event, to which day, which is its final day, ** before what is new."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext, override, pgettext

from calendar_app.dates import Span, parse
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Certainty, Lifecycle
from calendar_app.wording import cldr, clocks, dates, states
from calendar_app.wording.names import Text, pick

LONGEST = 14  # days: of a longer meeting only the first and the final day are told
NEW = "**"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One meeting on one day. `until` says how long it goes on, `more` what else is known: hours, how sure, why not."""

    city: str
    title: Text
    href: str
    until: str = ""
    more: tuple[str, ...] = ()
    new: bool = False
    struck: bool = False

    @property
    def text(self) -> str:
        """The line as an agency prints it: “** KUALA LUMPUR – 32nd ASEAN Regional Forum (to July 11)”."""
        return f"{f'{NEW} ' if self.new else ''}{self.opening}{self.title.text}{self.closing}"

    @property
    def opening(self) -> str:
        """The city and its dash; empty where no place is known."""
        return f"{self.city} – " if self.city else ""

    @property
    def closing(self) -> str:
        """How long it goes on, in brackets; empty for a meeting of one day."""
        return f" ({self.until})" if self.until else ""


@dataclass(frozen=True)
class Day:
    """What is on under one heading: a day, or, last of all, whatever has no day yet."""

    heading: str
    lines: tuple[Line, ...]


def diary(
    events: Iterable[Publication],
    language: str,
    *,
    site: str,
    new: Callable[[Publication], bool],
    first: date | None = None,
    end: date | None = None,
) -> list[Day]:
    """The days from `first` until before `end` (open where None) on which anything is; then what is known less closely.

    `events` are public and not withdrawn; `site` is the origin that addresses begin with.
    """
    listed: dict[date, list[tuple[Publication, Span]]] = {}
    loose: list[Publication] = []
    for event in events:
        text = event.facts["when"]["date"]
        if not text or not parse(text).known_to_day:
            loose.append(event)
            continue
        span = parse(text).span
        for day in _days(span, first, end):
            listed.setdefault(day, []).append((event, span))
    with override(language):
        found = [
            Day(_heading(day, language), tuple(_dated(listed[day], day, language, site, new))) for day in sorted(listed)
        ]
        if loose:
            lines = (_line(event, language, site, new) for event in sorted(loose, key=_vague))
            found.append(Day(gettext("Day not known yet"), tuple(lines)))
    return found


def legend(since: str, language: str) -> str:
    """What the asterisks mean; `since` is a day in words."""
    with override(language):
        return gettext("** marks what is new, or has a new date, since %(day)s.") % {"day": since}


def fresh(came: Collection[UUID], since: date) -> Callable[[Publication], bool]:
    """Whether an event is among those that came, or had another date until that day or later."""
    return lambda event: event.subject in came or _moved(event, since)


def _moved(event: Publication, since: date) -> bool:
    return any(str(slot["replaced"]) >= since.isoformat() for slot in event.facts.get("former_dates") or ())


def _days(span: Span, first: date | None, end: date | None) -> list[date]:
    shown = {span.first + n * ONE_DAY for n in range(span.days)}
    if span.days > LONGEST:
        shown = {max(span.first, first or span.first), span.last}
    return [day for day in shown if (first is None or day >= first) and (end is None or day < end)]


def _dated(
    rows: list[tuple[Publication, Span]], day: date, language: str, site: str, new: Callable[[Publication], bool]
) -> Iterator[Line]:
    for event, span in sorted(rows, key=_by_hour):
        yield _line(event, language, site, new, _until(span, day, language))


def _by_hour(row: tuple[Publication, Span]) -> tuple[str, str]:
    return row[0].facts["when"]["start_time"] or "", row[0].slug


def _vague(event: Publication) -> tuple[date, str]:
    text = event.facts["when"]["date"]
    return parse(text).span.first if text else date.max, event.slug


def _line(event: Publication, language: str, site: str, new: Callable[[Publication], bool], until: str = "") -> Line:
    facts = event.facts
    return Line(
        city=_city(event, language),
        title=pick(facts["title"], language),
        href=f"{site}/{language}/events/{event.slug}/",
        until=until,
        more=tuple(_more(event, language)),
        new=new(event),
        struck=facts["lifecycle"] in (Lifecycle.CANCELLED, Lifecycle.POSTPONED),
    )


def _city(event: Publication, language: str) -> str:
    """The city, else the country, in capitals where the script has them."""
    for ref in (event.facts["place"], event.facts["country"]):
        if card := event.card(ref):
            return pick(card["name"], language).text.upper()
    return ""


def _more(event: Publication, language: str) -> Iterator[str]:
    facts, when = event.facts, event.facts["when"]
    if not when["date"] or not parse(when["date"]).known_to_day:
        yield dates.spell(when, language)
    elif when["start_time"]:
        yield clocks.clock(when, language)
    if facts["lifecycle"] in (Lifecycle.CANCELLED, Lifecycle.POSTPONED):
        label, reason = states.label(facts["lifecycle"], language), pick(facts["reason"], language).text
        yield f"{label}: {reason}" if reason else label
    elif facts["lifecycle"] == Lifecycle.SCHEDULED and states.certainty(facts) != Certainty.CONFIRMED:
        yield states.label(states.certainty(facts), language)


def _heading(day: date, language: str) -> str:
    words = {"weekday": cldr.weekday(day, language), **_words(day, language)}
    return cldr.capitalized(pgettext("diary heading", "%(weekday)s, %(month)s %(day)s, %(year)s") % words)


def _until(span: Span, day: date, language: str) -> str:
    if span.days == 1:
        return ""
    if day == span.last:
        return pgettext("diary", "final day")
    if span.last.year == day.year:
        return pgettext("diary", "to %(month)s %(day)s") % _words(span.last, language)
    return pgettext("diary", "to %(month)s %(day)s, %(year)s") % _words(span.last, language)


def _words(day: date, language: str) -> dict[str, object]:
    return {"day": day.day, "month": cldr.month_in_date(day, language), "year": day.year}
