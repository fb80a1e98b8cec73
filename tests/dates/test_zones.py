"""Zones by name, and by nothing else."""

from importlib.resources import files

import pytest

from calendar_app.dates import DateError, zone
from calendar_app.dates.zones import UNKNOWN, names


@pytest.mark.parametrize(
    "name",
    ["UTC", "Asia/Kuala_Lumpur", "Europe/Moscow", "America/Argentina/Buenos_Aires", "Asia/Calcutta", "Etc/GMT+8"],
)
def test_names_of_the_database(name: str) -> None:
    assert zone(name).key == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Europe",
        "europe/moscow",
        "Singapore",
        "EST5EDT",
        "GMT",
        "localtime",
        "posixrules",
        "Factory",
        "/etc/localtime",
        "/usr/share/zoneinfo/UTC",
        "../../etc/passwd",
        "Asia/../UTC",
        "Asia//Tokyo",
        "Asia/Tokyo/",
        " Asia/Tokyo",
        "Asia/Tokyo\n",
        "Asia/Tokyo\x00",
        "Asia/Atlantis",
        "posix/UTC",
        "right/UTC",
        "UTC+8",
        "+08:00",
        "MSK-3",
        "<b>",
        "A/" * 150,
        "Азия/Токио",
        "\ud800/\udfff",
    ],
)
def test_nothing_else(name: str) -> None:
    with pytest.raises(DateError) as caught:
        zone(name)
    assert (caught.value.text, caught.value.why) == (name, UNKNOWN)


def test_the_package_brings_what_the_system_lacks() -> None:
    packaged = files("tzdata").joinpath("zones").read_text("utf-8").split()
    assert {name for name in packaged if "/" in name} <= names()


def test_every_accepted_name_opens() -> None:
    assert [name for name in sorted(names()) if zone(name).key != name] == []
