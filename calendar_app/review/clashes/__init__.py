"""What cannot well be so, for an editor to look at: warnings, never refusals, and only where the dates leave no doubt."""

from calendar_app.models.desk import Event

from .clash import Clash
from .frames import frames
from .stays import stays
from .tenures import tenures

__all__ = ["Clash", "clashes"]


def clashes(event: Event) -> list[Clash]:
    """All that looks wrong about a saved event, those above and those below it, in a fixed number of queries."""
    lines = list(
        event.participations.select_related(
            "person", "organization", "represents", "appointment__person", "appointment__post__organization"
        )
    )
    return [*frames(event), *stays(event, lines), *tenures(event, lines)]
