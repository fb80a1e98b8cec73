"""The form in which subscribers say what they want: read from a request, and shown with what they have."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from calendar_app.dates import DateError, zone
from calendar_app.feeds import alarms
from calendar_app.models.vocabulary import LANGUAGES
from calendar_app.reminders.wish import DIGESTS, Wish
from calendar_app.selection import Problem, SelectionError
from calendar_app.wording.cities import CITY_TIMES, city_time

from .frame import language
from .private_page import ALARMS

__all__ = ["NAMES", "Wish", "context", "printable", "read"]

BEFORE, ALERTS, ITIP, DIGEST, DIARY = "before", "alerts", "itip", "digest", "diary"
ZONE, HOUR, LANGUAGE = "zone", "hour", "language"
NAMES = (BEFORE, ALERTS, ITIP, DIGEST, DIARY, ZONE, HOUR, LANGUAGE)
HOURS = [str(hour) for hour in range(24)]
SHOWN = 80
CHOOSE = gettext_noop("choose at least one kind of mail")
WITH_ALERTS = gettext_noop("invitations come with the word of changes: choose that as well")
NO_VALUE = gettext_noop("no such value")
NO_ZONE = gettext_noop("write a zone of the IANA database as Area/Place, such as Asia/Kuala_Lumpur, or UTC")
DIGEST_WORDS = {
    "": gettext_noop("None"), "daily": gettext_noop("Every day"), "weekly": gettext_noop("Every Monday"),
}  # fmt: skip


def read(params: QueryDict) -> Wish:
    """What is wanted. Raises SelectionError with every problem at once."""
    problems: list[Problem] = []

    def one(reader: Callable[[QueryDict], Any]) -> Any:
        try:
            return reader(params)
        except SelectionError as error:
            problems.extend(error.problems)
            return None

    found = {
        "language": one(lambda params: _choice(params, LANGUAGE, LANGUAGES, language())),
        "zone": one(_zone),
        "hour": one(lambda params: _choice(params, HOUR, HOURS, "8")),
        "before": one(lambda params: alarms.read(params, BEFORE)),
        "alerts": one(lambda params: _choice(params, ALERTS, ("on", ""), "")),
        "itip": one(lambda params: _choice(params, ITIP, ("on", ""), "")),
        "digest": one(lambda params: _choice(params, DIGEST, ("", *DIGESTS), "")),
        "diary": one(lambda params: _choice(params, DIARY, ("on", ""), "")),
    }
    if problems:
        raise SelectionError(problems)
    wish = Wish(
        **{**found, "hour": int(found["hour"]), **{name: found[name] == "on" for name in (ALERTS, ITIP, DIARY)}}
    )
    if wish.itip and not wish.alerts:
        raise SelectionError([Problem(ITIP, "on", WITH_ALERTS, [ALERTS])])
    if wish.empty:
        raise SelectionError([Problem(BEFORE, "", CHOOSE, [BEFORE, ALERTS, DIGEST, DIARY])])
    return wish


def context(wish: Wish) -> dict[str, Any]:
    """What the form needs to show this wish."""
    spans = alarms.written(wish.before)
    return {
        "wish": wish,
        "spans": [(span, _(word), span in spans) for span, word in ALARMS.items()]
        + [(span, span, True) for span in spans if span not in ALARMS],
        "digests": [(value, _(word), value == wish.digest) for value, word in DIGEST_WORDS.items()],
        "hours": [(hour, f"{hour:0>2}:00", int(hour) == wish.hour) for hour in HOURS],
        "zones": [(name, city_time(name, language())) for name in CITY_TIMES],
        "tongues": [(code, name, code == wish.language) for code, name in settings.LANGUAGES],
    }


def offered() -> Wish:
    """What the form shows to somebody new."""
    return Wish(language=language(), before=(timedelta(days=1),), alerts=True)


def printable(text: str) -> str:
    """What was sent, cut short and safe to print."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:SHOWN])


def _choice(params: QueryDict, name: str, allowed: Any, usual: str) -> str:
    text = params.get(name, usual)
    if text not in allowed:
        raise SelectionError([Problem(name, printable(text), NO_VALUE, [one for one in allowed if one])])
    return text


def _zone(params: QueryDict) -> str:
    text = params.get(ZONE, "").strip() or "UTC"
    try:
        return zone(text).key
    except DateError as error:
        raise SelectionError([Problem(ZONE, printable(text), NO_ZONE, ["Asia/Kuala_Lumpur", "UTC"])]) from error
