"""Full text: from what a person typed to the words of the record that are meant, and the rows that say them.

Equal keys are all that the database looks for; which of the words found are meant is decided here. A word of which
nothing that stands is meant for certain takes what begins like it or differs by one letter.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Q, QuerySet

from calendar_app.fold import asked, words
from calendar_app.models.public import Key, Mention, Publication, Reference, Word
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.public.publication import PublicationQuerySet

_FILED = (
    f"SELECT w.id, w.text, k.value FROM {Key._meta.db_table} k JOIN {Word._meta.db_table} w ON w.id = k.word_id "  # noqa: S608 - names of tables alone
    "WHERE k.value IN "
)


@dataclass(frozen=True)
class Meant:
    """The words of the record that one word of the query means: id → text; none where it means nothing here."""

    words: dict[int, str]


@dataclass(frozen=True)
class _Found:
    text: str
    keys: frozenset[str]


def meant(text: str, revision: int | None, *, unfinished: bool = False) -> list[Meant]:
    """What each word of the text means; in an unfinished one, being typed, the head of a word means the word.

    One query where no word is known; one more tells which words stand at the revision.
    """
    wanted = [asked(word) for word in words(text, unfinished=unfinished)]
    found = _filed({key for one in wanted for key in (*one.sure, *one.loose, *one.heads)})
    if not found:
        return [Meant({})] * len(wanted)
    sure = [
        {pk for pk, word in found.items() if one.means(word.text, word.keys) or (unfinished and one.begins(word.keys))}
        for one in wanted
    ]
    near = [{pk for pk, word in found.items() if one.near(word.text, word.keys)} for one in wanted]
    standing = _standing({pk for some, more in zip(sure, near, strict=True) if more - some for pk in some}, revision)
    near = [set() if some & standing else more for some, more in zip(sure, near, strict=True)]
    return [Meant({pk: found[pk].text for pk in some | more}) for some, more in zip(sure, near, strict=True)]


def _filed(values: set[str]) -> dict[int, _Found]:
    """Words filed under any of these keys, by id. Written out, since a search for nothing is little else."""
    if not values:
        return {}
    wanted = sorted(values)
    with connections[Key.objects.db].cursor() as cursor:
        cursor.execute(_FILED + f"({', '.join(['%s'] * len(wanted))})", wanted)
        rows = cursor.fetchall()
    under: dict[int, set[str]] = defaultdict(set)
    for pk, _, value in rows:
        under[pk].add(value)
    return {pk: _Found(text, frozenset(under[pk])) for pk, text, _ in rows}


def _standing(found: set[int], revision: int | None) -> set[int]:
    """Of these words, those that a publication says which stands at the revision."""
    if not found:
        return set()
    publications = Publication.objects.as_of(revision).filter(tombstone="")
    mentions = Mention.objects.filter(word__in=found, publication__in=publications)
    return set(mentions.values_list("word", flat=True).distinct())


def saying(rows: ListingQuerySet, found: Sequence[Meant]) -> ListingQuerySet:
    """Of these rows of events, those that say every word: themselves, or by a noun that they show."""
    if not all(one.words for one in found):
        return rows.none()
    for one in found:
        own = Mention.objects.filter(word__in=one.words).values("publication")
        through = Reference.objects.filter(noun__in=own).values("publication")
        rows = rows.filter(Q(pk__in=own) | Q(pk__in=through))
    return rows


def nouns(publications: PublicationQuerySet, found: Sequence[Meant]) -> QuerySet[Any]:
    """Of these publications, those that say every word themselves."""
    if not all(one.words for one in found):
        return publications.none()
    for one in found:
        publications = publications.filter(pk__in=Mention.objects.filter(word__in=one.words).values("publication"))
    return publications
