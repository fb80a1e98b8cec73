"""What waits at the desk: how far the public record is behind what the editors have."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun

from . import facts as desk


@dataclass(frozen=True)
class Standing:
    """The publication that readers see now, if any, and the names of the facts in which the desk differs from it."""

    publication: Publication | None
    waiting: tuple[str, ...] = ()

    @property
    def public(self) -> bool:
        """Whether readers can see it: published, and not withdrawn since."""
        return self.publication is not None and not self.publication.tombstone


def standing(nouns: Iterable[NounModel]) -> dict[UUID, Standing]:
    """How each of these nouns stands with the readers, by id, in a fixed number of queries for each kind."""
    by_kind: dict[Noun, set[UUID]] = {}
    for noun in nouns:
        by_kind.setdefault(desk.kind_of(noun), set()).add(noun.pk)
    found: dict[UUID, Standing] = {}
    for kind, ids in by_kind.items():
        current = {row.subject: row for row in Publication.objects.current().filter(subject__in=ids)}
        facts = desk.read(kind, [pk for pk, row in current.items() if not row.tombstone])
        for pk in ids:
            found[pk] = Standing(current.get(pk), _differing(current[pk].facts, facts[pk]) if pk in facts else ())
    return found


def pending(nouns: Iterable[NounModel]) -> set[UUID]:
    """Which of these public nouns read otherwise at the desk than readers see them."""
    return {pk for pk, one in standing(nouns).items() if one.waiting}


def _differing(public: dict[str, object], desk_facts: dict[str, object]) -> tuple[str, ...]:
    return tuple(field for field, value in desk_facts.items() if public.get(field) != value)
