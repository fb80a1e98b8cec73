"""Zones: only names of the IANA time zone database (RFC 6557), so that no text reaches the file system as a path."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from .errors import DateError

LONGEST = 60
UNKNOWN = "write a zone of the IANA database as Area/Place, such as Asia/Kuala_Lumpur, or UTC"


def zone(name: str) -> ZoneInfo:
    """The zone of that name: Area/Place as the IANA database spells it, or UTC. Raises DateError for anything else.

    The system's database is asked first, then the `tzdata` package.
    """
    if len(name) > LONGEST or name not in names():
        raise DateError(name, UNKNOWN)
    return ZoneInfo(name)


@cache
def names() -> frozenset[str]:
    """Every name that `zone` accepts; read once, as walking the database costs tens of milliseconds."""
    return frozenset(name for name in available_timezones() if "/" in name) | {"UTC"}
