"""An event's publication as a list prints it: what its line says in one language, read from the facts once, at publishing.

A list of hundreds then reads hundreds of small cards, and none of the publications behind them. What the day decides, the
mark and whether it is on, is decided when the page is made; words that the catalogues hold are put in then, too.
"""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from calendar_app.dates import parse
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import LANGUAGES, EventKind
from calendar_app.wording import states
from calendar_app.wording.names import Text, pick

Facts = dict[str, Any]

#: The form of the rendering that holds it; another order or meaning of the fields needs another name.
FORM = "card"


class Card(NamedTuple):
    """`ahead` and `over` are its marks until its last day has passed and from then on; `left` the days it moved from.

    `first` and `end` are ISO days, half-open, "" without a date; `short` is its title where room is short.
    """

    title: Text
    short: Text
    where: Text
    reason: Text
    subject: str
    slug: str
    parent: str
    kind: str
    level: str
    certainty: str
    when: Facts
    first: str
    end: str
    known_to_day: bool
    ahead: str
    over: str
    left: list[str]
    sources: int
    ordinal: int | None


def card(publication: Publication, language: str) -> Card:
    """The card of an event's publication. Raises DateError."""
    facts, cards = publication.facts, publication.cards
    known = parse(facts["when"]["date"]) if facts["when"]["date"] else None
    title, ahead = pick(facts["title"], language), states.mark(facts, today=date.min)
    return Card(
        title=title,
        short=_between(facts, cards, title, language),
        where=_where(facts, cards, language),
        reason=pick(facts["reason"], language),
        subject=str(publication.subject),
        slug=publication.slug,
        parent=facts["parent"] or "",
        kind=facts["kind"],
        level=facts["level"],
        certainty=facts["certainty"],
        when=facts["when"],
        first=known.span.first.isoformat() if known else "",
        end=known.span.end.isoformat() if known else "",
        known_to_day=bool(known and known.known_to_day),
        ahead=ahead,
        over=states.mark(facts, today=date.max),
        left=_left(facts) if ahead == "rescheduled" else [],
        sources=voices(facts["citations"], cards),
        ordinal=facts["ordinal"],
    )


def cards(publication: Publication) -> list[tuple[str, str, bytes]]:
    """Language, form and bytes of the cards to be kept."""
    return [
        (language, FORM, json.dumps(card(publication, language), ensure_ascii=False, separators=(",", ":")).encode())
        for language in LANGUAGES
    ]


def read(bodies: Iterable[bytes]) -> list[Card]:
    """The cards that were kept: one JSON for all of them is read in half the time."""
    made = []
    for title, short, where, reason, *rest in json.loads(b"[%b]" % b",".join(bodies)):
        made.append(Card(Text(*title), Text(*short), Text(*where), Text(*reason), *rest))
    return made


def voices(citations: Iterable[Facts], cards: dict[str, Facts]) -> int:
    """How many independent sources a publication cites: a republication counts as its original."""
    cited = {row["source"] for row in citations if row["source"] in cards}
    return len({cards[ref]["republishes"] or ref for ref in cited})


def _left(facts: Facts) -> list[str]:
    """The days of former dates known to the day, less those on which the event still is."""
    stays = _days(facts["when"])
    left = {day for when in facts["former_dates"] for day in _days(when) if day not in stays}
    return sorted(day.isoformat() for day in left)


def _days(when: Facts) -> list[date]:
    known = parse(when["date"]) if when["date"] else None
    if known is None or not known.known_to_day:
        return []
    return [known.span.first + timedelta(days=n) for n in range(min(known.span.days, 31))]


def _between(facts: Facts, cards: dict[str, Facts], title: Text, language: str) -> Text:
    """A bilateral by the names of those who meet, in the order of its title; any other event by its title."""
    if facts["kind"] != EventKind.BILATERAL:
        return title
    people = [cards[row["person"]] for row in facts["participations"] if row["person"] in cards]
    places = sorted((title.text.find(name), name) for name in {pick(card["name"], language).text for card in people})
    names = [name for place, name in places if name and place >= 0]
    return Text("\u00a0– ".join(names), title.lang) if len(names) > 1 else title


def _where(facts: Facts, cards: dict[str, Facts], language: str) -> Text:
    """City, or else country; the country is left out where the city is named."""
    place = cards.get(facts["place"] or "") or cards.get(facts["country"] or "")
    return pick(place["name"], language) if place else Text("", language)
