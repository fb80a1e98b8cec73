"""Another release of the zone database, in which a zone has the rules of another."""

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from calendar_app.ical import vtimezone


@contextmanager
def released(folder: Path, **rules: str) -> Iterator[None]:
    """Meanwhile each zone (`Asia__Tokyo="Asia/Seoul"`) has the rules of the one named, as after an upgrade and a restart."""
    before = zoneinfo.TZPATH
    for name, donor in rules.items():
        file = folder / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        area, _, city = donor.rpartition("/")
        file.write_bytes(files(f"tzdata.zoneinfo.{area.replace('/', '.')}").joinpath(city).read_bytes())
    zoneinfo.reset_tzpath(to=[folder])
    _forget()
    try:
        yield
    finally:
        zoneinfo.reset_tzpath(to=before)
        _forget()


def _forget() -> None:
    zoneinfo.ZoneInfo.clear_cache()
    vtimezone.cache_clear()
