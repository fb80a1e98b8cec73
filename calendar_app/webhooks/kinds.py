"""What a message is called: the one thing that a change is about, the gravest first."""

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Certainty, Lifecycle

CHALLENGE = "webhook.challenge"
PUBLISHED, WITHDRAWN, MERGED = "event.published", "event.withdrawn", "event.merged"
CANCELLED, POSTPONED, HELD = "event.cancelled", "event.postponed", "event.held"
MOVED, CONFIRMED, OUTCOME, UPDATED = "event.moved", "event.confirmed", "event.outcome", "event.updated"
#: Every type of a change, with what it means; the documentation says the same.
KINDS = (PUBLISHED, MOVED, POSTPONED, CANCELLED, CONFIRMED, HELD, OUTCOME, UPDATED, WITHDRAWN, MERGED)

_BECAME = {Lifecycle.CANCELLED: CANCELLED, Lifecycle.POSTPONED: POSTPONED, Lifecycle.HELD: HELD}


def kind(before: Publication | None, after: Publication) -> str:
    """The type of the change that made one publication of another."""
    if after.tombstone:
        return MERGED if after.tombstone == "merged" else WITHDRAWN
    if before is None or before.tombstone:
        return PUBLISHED
    changed = {row["field"] for row in after.changes}
    if "lifecycle" in changed and (became := _BECAME.get(after.facts["lifecycle"])):
        return became
    if "when" in changed:
        return MOVED
    if "outcomes" in changed:
        return OUTCOME
    return CONFIRMED if "certainty" in changed and after.facts["certainty"] == Certainty.CONFIRMED else UPDATED
