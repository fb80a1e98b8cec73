"""A scenario is made once a worker; after that its rows are put back, which takes a tenth of the time.

Every test still has rows of its own, to change as it likes: they are copied into its transaction and end with it.
"""

import pickle
from collections.abc import Callable
from functools import cache, wraps
from typing import TypeVar

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

Made = TypeVar("Made")
#: What a migrated database holds from the beginning.
BEGINNING = (ContentType, Permission, Group, Group.permissions.through)


def kept(make: Callable[[], Made]) -> Callable[[], Made]:
    """The scenario, from the second call on by its rows; where others are there already, it is made as ever.

    What is public says where the site is, so an address of its own has rows of its own.
    """
    known: dict[str, tuple[bytes, dict[str, bytes]]] = {}

    @wraps(make)
    def again() -> Made:
        if filled():
            return make()
        if settings.SITE_URL not in known:
            made = make()
            known[settings.SITE_URL] = pickle.dumps(made), {table: _rows(table) for table in filled()}
            return made
        pickled, rows = known[settings.SITE_URL]
        with transaction.atomic():
            for table, body in rows.items():
                _put(table, body)
        put_back: Made = pickle.loads(pickled)
        return put_back

    return again


@cache
def _tables(*, everything: bool) -> tuple[str, ...]:
    """Our own tables, or everybody's but those that a migrated database holds from the beginning."""
    ours = [apps.get_app_config("calendar_app")]
    models = [
        model
        for app in (apps.get_app_configs() if everything else ours)
        for model in app.get_models(include_auto_created=True)
    ]
    return tuple(sorted({model._meta.db_table for model in models if model not in BEGINNING}))


def filled(*, everything: bool = False) -> list[str]:
    """Our tables that hold anything: the record's; with `everything`, users, sessions and the like as well."""
    asked = " UNION ALL ".join(f"(SELECT '{table}' FROM {table} LIMIT 1)" for table in _tables(everything=everything))
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


def _rows(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as rows:
        return b"".join(rows)


def _put(table: str, body: bytes) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as rows:
        rows.write(body)
