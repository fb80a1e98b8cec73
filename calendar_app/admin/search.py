"""Search at the desk: a word finds a name in any case, with or without its marks, in three scripts, on every database.

Databases fold case by their locale, SQLite in ASCII alone; patterns of alike letters need no locale.
"""

from collections import defaultdict
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from calendar_app.fold import fold

from .bases import ModelAdmin

_SCRIPTS = ((0x30, 0x250), (0x400, 0x530), (0x620, 0x700), (0x1E00, 0x1F00))
_MARKS = "[\u0300-\u036f\u0640\u064b-\u065f\u0670]*"
LONGEST = 200


def _alike() -> dict[str, str]:
    letters: dict[str, str] = defaultdict(str)
    for first, end in _SCRIPTS:
        for character in map(chr, range(first, end)):
            if len(folded := fold(character)) == 1:
                letters[folded] += character
    return dict(letters)


_ALIKE = _alike()


def pattern(word: str) -> str:
    """A regular expression for a folded word, good for PostgreSQL and Python: each letter as any that folds to it."""
    return "".join(f"[{_ALIKE.get(letter, letter)}]{_MARKS}" for letter in word)


def matching(queryset: QuerySet[Any], fields: list[str], text: str) -> QuerySet[Any]:
    """Rows in which each word of the text stands in one of the fields (lookup paths), each row once."""
    words = fold(text[:LONGEST]).split()
    if not words:
        return queryset.none()
    for word in words:
        expression = pattern(word)
        anywhere = reduce(or_, (Q(**{f"{field}__regex": expression}) for field in fields))
        queryset = queryset.filter(pk__in=queryset.model._default_manager.filter(anywhere).values("pk"))
    return queryset


class Searching(ModelAdmin):
    """Looks in `search_fields`, plain lookup paths; a UUID finds the row whose `uuid_field` it is."""

    uuid_field = "pk"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The rows found; never one of them twice."""
        if not search_term.strip():
            return queryset, False
        if exact := _uuid(search_term):
            return queryset.filter(**{self.uuid_field: exact}), False
        return matching(queryset, list(self.get_search_fields(request)), search_term), False


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
