"""A record of any size: the shipped one, and its events again under other UIDs, in an SQLite database of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

BATCH = 500


@contextmanager
def record(database: str = "") -> Iterator[Path]:
    """Django set up on a new data directory with the shipped record; yields the directory.

    `database` is the URL of an empty database; "" keeps the record in an SQLite file of the directory.
    """
    base = Path(tempfile.mkdtemp(prefix="calendar-bench-"))
    os.environ |= {"CALENDAR_DATA": str(base), "ENV_FILE": os.devnull, "DJANGO_SETTINGS_MODULE": "config.settings"}
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    if database:
        os.environ["DATABASE_URL"] = database
    import django
    from django.core.management import call_command

    django.setup()
    try:
        call_command("migrate", verbosity=0)
        call_command("load_record", verbosity=0)
        yield base
    finally:
        shutil.rmtree(base, ignore_errors=True)


def grow(events: int, languages: tuple[str, ...] = ("en",), *, whole: dict[str, Any] | None = None) -> None:
    """Add copies of the shipped events, in these languages alone, until there are so many; at a revision of their own.

    With `whole` only of those whose listings it finds, and with all that their publications say.
    """
    from django.db import transaction
    from django.utils import timezone

    from calendar_app.models.public import Head, Publication, Revision
    from calendar_app.models.vocabulary import Noun

    current = Publication.objects.current().of(Noun.EVENT)
    originals = list(current.filter(since=1, **(whole or {})).select_related("listing"))
    with transaction.atomic():
        head = Head.locked()
        revision = Revision.objects.create(n=head.n + 1, at=timezone.now())
        copies = _copies(originals, range(current.count(), events), revision, languages, whole=whole is not None)
        while batch := list(islice(copies, BATCH)):
            _store(batch)
        head.n = revision.n
        head.save()


def _copies(
    originals: list[Any], numbers: range, revision: Any, languages: tuple[str, ...], *, whole: bool
) -> Iterator[list[Any]]:
    """Of each copy what a feed reads: its publication (an empty one unless `whole`), listing and renderings."""
    from calendar_app.models.public import Listing, Publication, Rendering

    renderings: dict[int, list[Any]] = {}
    for rendering in Rendering.objects.filter(publication__in=originals, language__in=languages):
        renderings.setdefault(rendering.publication_id, []).append(rendering)
    for number in numbers:
        one = originals[number % len(originals)]
        uid = uuid5(UUID(int=number), str(one.subject))
        publication = _again(
            Publication, one, subject=uid, number=1, slug=f"{one.slug[:100]}-{number}", since=revision,
            snapshot=one.snapshot if whole else {"facts": {}, "derived": {}, "cards": {}}, changes=[],
        )  # fmt: skip
        yield [
            publication,
            _again(Listing, one.listing, publication=publication, subject=uid, since_rev=revision.n),
            *(
                _again(Rendering, text, publication=publication, body=_renamed(bytes(text.body), one.subject, uid))
                for text in renderings.get(one.pk, [])
            ),
        ]


def _again(model: Any, row: Any, **changed: Any) -> Any:
    names = [field.name for field in model._meta.concrete_fields if not field.auto_created]
    return model(**{name: getattr(row, name) for name in names} | changed)


def _renamed(body: bytes, old: UUID, new: UUID) -> bytes:
    return body.replace(str(old).encode(), str(new).encode())


def _store(batch: list[list[Any]]) -> None:
    rows = [row for rows in batch for row in rows]
    for model in dict.fromkeys(type(row) for row in rows):
        model.objects.bulk_create([row for row in rows if type(row) is model])
