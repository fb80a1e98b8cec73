"""Asks the queries of a new SQLite database; prints what they find. Run as a program of its own."""

import json
import os
import sys


def main() -> None:
    """Print a JSON object of queries and slugs."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)

    from django.db import connection

    from tests.selection import queries

    queries.record()
    queries.file_again()
    sys.stdout.write(json.dumps({"vendor": connection.vendor, "found": queries.answers()}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()
