"""What is news in a publication, for whoever follows the event: the one thing that it is about, the gravest first."""

from typing import Final

from django.utils.translation import gettext_noop

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Certainty, Lifecycle

WORDS: Final = {
    "added": gettext_noop("Added"),
    "withdrawn": gettext_noop("Withdrawn"),
    "cancelled": gettext_noop("Cancelled"),
    "postponed": gettext_noop("Postponed"),
    "held": gettext_noop("Held"),
    "scheduled": gettext_noop("On again"),
    "moved": gettext_noop("Moved"),
    "confirmed": gettext_noop("Confirmed"),
    "certainty": gettext_noop("Less sure"),
    "place": gettext_noop("New place"),
    "outcome": gettext_noop("Document"),
}
PLACE = {"place", "country", "venue", "online"}
#: What a mail about the change spells out, in this order.
FIELDS = ("when", "lifecycle", "certainty", "place", "venue", "online", "country", "reason", "outcomes")


def news(publication: Publication) -> str:
    """Which of WORDS it is; "" where it only says better what was said before."""
    if publication.tombstone:
        return "withdrawn"
    if publication.number == 1:
        return "added"
    changed = {row["field"]: row for row in publication.changes}
    if "lifecycle" in changed:
        return str(Lifecycle(publication.facts["lifecycle"]))
    if "when" in changed:
        return "moved"
    if "certainty" in changed:
        return "confirmed" if publication.facts["certainty"] == Certainty.CONFIRMED else "certainty"
    if PLACE & changed.keys():
        return "place"
    return "outcome" if changed.get("outcomes", {}).get("added") else ""
