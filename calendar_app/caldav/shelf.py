"""The collections of the public record: everything, and each forum, in each language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, override

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import LANGUAGES, Noun, OrganizationKind
from calendar_app.selection import Selection
from calendar_app.wording.names import Text, pick

from .collection import Collection

ROOT = "/caldav/"
EVERYTHING = "events"


@dataclass(frozen=True)
class Forum:
    """A forum of the record: its slug now, and every slug it ever had, oldest first."""

    subject: UUID
    slug: str
    slugs: tuple[str, ...]
    name: dict[str, str]


def home(language: str) -> str:
    return f"{ROOT}{language}/"


def collections(language: str) -> list[Collection]:
    """All of them in a language, everything first: one query."""
    return [_everything(language), *(_of(forum, language, forum.slug) for forum in _forums())]


def collection(language: str, slug: str) -> Collection | None:
    """The one of that name. A forum answers to its former slugs as well, so that no subscription breaks."""
    if slug == EVERYTHING:
        return _everything(language)
    known = _forums()
    now = next((forum for forum in known if forum.slug == slug), None)
    found = now or next((forum for forum in known if slug in forum.slugs), None)
    return _of(found, language, slug) if found else None


def is_language(text: str) -> bool:
    return text in LANGUAGES


def _everything(language: str) -> Collection:
    with override(language):
        name = Text(gettext("Diplomatic Calendar"), language)
    return Collection(
        path=f"{home(language)}{EVERYTHING}/", language=language, key=f"{language}/{EVERYTHING}", name=name,
        selection=Selection(), past=Selection(),
    )  # fmt: skip


def _of(forum: Forum, language: str, slug: str) -> Collection:
    return Collection(
        path=f"{home(language)}{slug}/",
        language=language,
        key=f"{language}/{forum.subject}",
        name=pick(forum.name, language),
        selection=Selection(forum=(forum.slug,)),
        past=Selection(forum=forum.slugs),
    )


def _forums() -> list[Forum]:
    """Every forum that is public, by slug; one that took the name of another does not push it aside."""
    every = Publication.objects.filter(kind=Noun.ORGANIZATION, snapshot__facts__kind=OrganizationKind.FORUM)
    columns = every.order_by("since").values_list("subject", "slug", "until_rev", "snapshot__facts__name")
    slugs: dict[UUID, list[str]] = {}
    current: dict[UUID, tuple[str, dict[str, str]]] = {}
    for subject, slug, until, name in columns:
        slugs.setdefault(subject, []).append(slug)
        if until is None:
            current[subject] = slug, name
    return sorted(_named(current, slugs), key=lambda forum: forum.slug)


def _named(current: dict[UUID, Any], slugs: dict[UUID, list[str]]) -> Iterator[Forum]:
    for subject, (slug, name) in current.items():
        yield Forum(subject, slug, tuple(dict.fromkeys(slugs[subject])), name)
