"""What stands above the collections: the root, a home for each language, and the principal that owns it all."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from . import private, shelf
from .collection import Collection, rows
from .members import Member, members, subject_of

PRINCIPAL = f"{shelf.ROOT}principal/"


@dataclass(frozen=True)
class Root:
    """`/caldav/`: where discovery begins. `language` is the reader's, to whose home it leads."""

    language: str
    path: str = shelf.ROOT


@dataclass(frozen=True)
class Principal:
    """`/caldav/principal/`: this calendar as the owner of its collections (RFC 3744 section 2). Nobody signs in as it."""

    language: str
    path: str = PRINCIPAL


@dataclass(frozen=True)
class Home:
    """`/caldav/{lang}/`: the collections of one language."""

    language: str

    @cached_property
    def path(self) -> str:
        return shelf.home(self.language)


Place: TypeAlias = Root | Principal | Home | Collection | Member


def find(path: str, language: str) -> tuple[Place, Collection | None] | None:
    """What stands at the path, and the collection that it is or belongs to; None for nothing.

    A collection is found without its last slash as well (RFC 4918 section 8.3); `language` is the reader's.
    """
    if PRINCIPAL in (path, f"{path}/"):
        return Principal(language), None
    match path.removesuffix("/").split("/")[2:]:
        case []:
            return Root(language), None
        case [private.FOLDER, token]:
            collection = private.collection(token)
            return (collection, collection) if collection else None
        case [private.FOLDER, token, _]:
            return _member(private.collection(token), path)
        case [code] if shelf.is_language(code):
            return Home(code), None
        case [code, slug] if shelf.is_language(code):
            collection = shelf.collection(code, slug)
            return (collection, collection) if collection else None
        case [code, slug, _] if shelf.is_language(code):
            return _member(shelf.collection(code, slug), path)
    return None


def _member(collection: Collection | None, path: str) -> tuple[Place, Collection | None] | None:
    subject = subject_of(collection, path) if collection else None
    if collection is None or subject is None:
        return None
    member = next(members(collection, rows(collection.listings().filter(subject=subject))), None)
    return (member, collection) if member else None
