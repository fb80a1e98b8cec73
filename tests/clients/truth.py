"""What the database says of events, in the words that every calendar program can be asked for.

It is read from the public record's rows alone, and puts nothing into iCalendar: whoever agrees with it read the feed
right, and the feed was right. Texts are compared without the isolates U+2068 and U+2069, which a feed puts around what
runs against its language and programs keep or drop; every other character counts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from calendar_app.models.public import Listing
from calendar_app.models.public.listing import ListingQuerySet

ISOLATES = str.maketrans("", "", "\u2068\u2069")
MARKS = {
    "cancelled": {"en": "Cancelled: ", "ru": "Отменено: ", "ar": "أُلغي: "},
    "postponed": {"en": "Postponed: ", "ru": "Отложено: ", "ar": "مؤجل: "},
}
STONES = {
    "withdrawn": {"en": "entry withdrawn", "ru": "запись снята с публикации", "ar": "سُحب هذا القيد"},
    "merged": {"en": "entry merged with another", "ru": "запись объединена с другой", "ar": "دُمج هذا القيد في قيد آخر"},
}


class Seen(NamedTuple):
    """An event as a program shows it: "2025-07-11" for days (the end is exclusive), "2025-07-11T03:10Z" for moments."""

    uid: str
    start: str
    end: str
    status: str
    title: str


def seen(rows: Iterable[Any]) -> list[Seen]:
    """What a program said, in the order of UIDs and with the isolates taken out of titles."""
    found = (Seen(*row) for row in rows)
    return sorted(one._replace(title=one.title.translate(ISOLATES)) for one in found)


def differences(shown: Mapping[str, Iterable[Seen]], expected: Mapping[str, Iterable[Seen]]) -> list[str]:
    """What a program shows and should not ("+"), and what it does not show ("-"), feed by feed; twice counts as two."""
    found, wanted = (
        Counter(f"{feed}: {' | '.join(row)}" for feed, rows in side.items() for row in rows)
        for side in (shown, expected)
    )
    return [f"+ {line}" for line in (found - wanted).elements()] + [f"- {line}" for line in (wanted - found).elements()]


def moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def feeds() -> dict[str, ListingQuerySet]:
    """Path below the language → the rows it must hold: all events, every forum's and every state's, and by choice."""
    dated = Listing.objects.current().filter(first_day__isnull=False)
    rows = dated.filter(known_to_day=True)
    forums = rows.exclude(forum="").order_by().values_list("forum", flat=True).distinct()
    states = rows.filter(publication__terms__dimension="state").order_by()
    return {
        "events.ics": rows,
        "events.ics?profile=rich": rows,
        "events.ics?undated=span": dated,
        **{f"forums/{slug}.ics": rows.filter(forum=slug) for slug in forums},
        **{
            f"states/{code}.ics": rows.filter(publication__terms__dimension="state", publication__terms__value=code)
            for code in states.values_list("publication__terms__value", flat=True).distinct()
        },
    }


def truth(rows: ListingQuerySet, language: str) -> list[Seen]:
    """The rows in one language, by UID."""
    return sorted(_row(row, language) for row in rows.select_related("publication").distinct())


def _row(row: Listing, language: str) -> Seen:
    bounds = (row.starts_at, row.ends_at) if row.zone else (row.first_day, row.end_day)
    start, end = (moment(at) if isinstance(at, datetime) else str(at) for at in bounds)
    return Seen(str(row.subject), start, end, _status(row), _title(row, language).translate(ISOLATES))


def _status(row: Listing) -> str:
    if row.tombstone or row.lifecycle == "cancelled":
        return "CANCELLED"
    doubtful = row.lifecycle == "postponed" or row.certainty != "confirmed" or row.facts["when"]["date"].endswith("?")
    return "TENTATIVE" if doubtful and row.lifecycle != "held" else "CONFIRMED"


def _title(row: Listing, language: str) -> str:
    if row.tombstone:
        return MARKS["cancelled"][language] + STONES[row.tombstone][language]
    titles = row.facts["title"]
    title: str = titles[language] or titles["en"] or titles["ru"] or titles["ar"]
    return MARKS.get(row.lifecycle, {}).get(language, "") + title
