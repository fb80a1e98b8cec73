"""Filing the words of new publications under their keys, so that a search has only to find equal texts."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from calendar_app.fold import keys
from calendar_app.models.public import Key, Mention, Publication, Reference, Word
from calendar_app.models.vocabulary import Noun

from .said import found_by, said

BATCH = 500


def file(publications: Iterable[Publication]) -> None:
    """Write the words that these saved publications say; tombstones say nothing."""
    spoken = {one.pk: said(Noun(one.kind), one.snapshot) for one in publications if not one.tombstone}
    ids = known({word for found in spoken.values() for word in found})
    rows = (Mention(publication_id=pk, word_id=ids[word]) for pk, found in spoken.items() for word in found)
    Mention.objects.bulk_create(rows, batch_size=BATCH)


def known(texts: Collection[str]) -> dict[str, int]:
    """The words' ids, by text; what is new gets its keys. Under the head's lock, as all that is published."""
    ids = dict(pair for batch in _batches(sorted(texts)) for pair in _ids(batch))
    new = Word.objects.bulk_create((Word(text=text) for text in sorted(texts - ids.keys())), batch_size=BATCH)
    filed = (Key(word=word, value=value) for word in new for value in sorted(keys(word.text)))
    Key.objects.bulk_create(filed, batch_size=BATCH)
    return ids | {word.text: word.pk for word in new}


def _ids(texts: list[str]) -> Iterable[tuple[str, int]]:
    return Word.objects.filter(text__in=texts).values_list("text", "pk")


def _batches(rows: list[str]) -> Iterator[list[str]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def point(references: list[Reference]) -> None:
    """Say of each unsaved reference of an event which publication stands there, if the event is found by its words."""
    events = {row.publication.pk: row.publication for row in references if row.publication.kind == Noun.EVENT}
    wanted = {pk: found_by(one.snapshot) for pk, one in events.items() if not one.tombstone}
    subjects = sorted({ref for refs in wanted.values() for ref in refs})
    standing = dict(pair for batch in _batches(subjects) for pair in _standing(batch))
    for row in references:
        if row.subject in wanted.get(row.publication.pk, ()):
            row.noun_id = standing.get(UUID(str(row.subject)))


def _standing(subjects: list[str]) -> Iterable[tuple[UUID, int]]:
    current = Publication.objects.current().filter(subject__in=subjects, tombstone="")
    return current.values_list("subject", "pk")
