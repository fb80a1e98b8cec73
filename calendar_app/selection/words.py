"""Full text: from what a person typed to the words of the record that are meant, and the rows that say them.

Equal keys are all that the database looks for; which of the words found are meant is decided here. A word of which
nothing that stands is meant for certain takes what begins like it or differs by one letter.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from calendar_app.fold import Asked, asked, words
from calendar_app.models.public import Key, Mention, Publication, Reference
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.public.publication import PublicationQuerySet


@dataclass(frozen=True)
class Meant:
    """The words of the record that one word of the query means: id → text; none where it means nothing here."""

    words: dict[int, str]


@dataclass(frozen=True)
class _Found:
    text: str
    keys: frozenset[str]
    stands: bool


def meant(text: str, revision: int | None, *, unfinished: bool = False) -> list[Meant]:
    """What each word of the text means, in one query; `unfinished` takes the heads of words for words, as while typing."""
    wanted = [asked(word) for word in words(text)]
    found = _found({key for one in wanted for key in (*one.sure, *one.loose, one.head)}, revision)
    return [Meant(_choice(one, found, unfinished=unfinished)) for one in wanted]


def _found(values: set[str], revision: int | None) -> dict[int, _Found]:
    """Words filed under any of these keys, and whether a publication that says them stands at the revision."""
    stands = Mention.objects.filter(
        word=OuterRef("word"), publication__in=Publication.objects.as_of(revision).filter(tombstone="")
    )
    rows = Key.objects.filter(value__in=sorted(values)).annotate(stands=Exists(stands))
    under: dict[int, set[str]] = defaultdict(set)
    seen: dict[int, tuple[str, bool]] = {}
    for pk, text, value, standing in rows.values_list("word", "word__text", "value", "stands"):
        under[pk].add(value)
        seen[pk] = text, standing
    return {pk: _Found(text, frozenset(under[pk]), standing) for pk, (text, standing) in seen.items()}


def _choice(one: Asked, found: dict[int, _Found], *, unfinished: bool) -> dict[int, str]:
    """The words that are meant, also those that only the past knows; others where no standing word is meant."""
    sure = {pk: word for pk, word in found.items() if one.means(word.text, word.keys)}
    if unfinished or not any(word.stands for word in sure.values()):
        sure |= {pk: word for pk, word in found.items() if one.near(word.text, word.keys)}
    return {pk: word.text for pk, word in sure.items()}


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
