"""A feed of the whole record as it is asked for: unchanged, stored entries joined, and everything rendered afresh."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

from tests import plugin  # noqa: I001 - the servers must be there before the settings are read

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client

from .side_by_side import ratio

PATH = "/en/events.ics"


def main() -> None:
    """Print the ratios."""
    django.setup()
    connection.creation.create_test_db(verbosity=0)
    call_command("load_record", verbosity=0)
    measure(Client(HTTP_HOST="localhost"))
    plugin.pytest_unconfigure()


def measure(client: Client) -> None:
    """Ask for the feed in several ways."""
    from calendar_app.entries import renderings
    from calendar_app.models.public import Publication

    etag = client.get(PATH)["ETag"]
    events = list(Publication.objects.filter(kind="event", until_rev=None).select_related("since"))

    def whole() -> object:
        return client.get(PATH)

    def unchanged() -> object:
        return client.get(PATH, HTTP_IF_NONE_MATCH=etag)

    def afresh() -> object:
        return [renderings(event, languages=["en"], site="https://calendar.example.org") for event in events]

    ratio("asking again for an unchanged feed", ("304", unchanged), ("200", whole))
    ratio("a whole feed", ("stored entries joined", whole), ("entries rendered afresh", afresh), rounds=5, times=1)


if __name__ == "__main__":
    main()
