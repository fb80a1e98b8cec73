"""What every noun of the desk has: an identity for ever, and texts in three languages."""

import uuid
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import get_language

from calendar_app.models.vocabulary import LANGUAGES


class Trilingual:
    """Reads `title_en`, `title_ru`, `title_ar` as one `title` in the reader's language, falling back to any other."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, obj: Any, owner: type | None = None) -> str:
        values = self.all(obj)
        return values.get((get_language() or "en")[:2]) or next((text for text in values.values() if text), "")

    def all(self, obj: Any) -> dict[str, str]:
        return {code: getattr(obj, f"{self.name}_{code}") for code in LANGUAGES}


def trilingual(obj: models.Model, name: str) -> dict[str, str]:
    """The texts of a field in each language: `{"en": …, "ru": …, "ar": …}`, empty where none is known."""
    return {code: getattr(obj, f"{name}_{code}") for code in LANGUAGES}


def any_language(name: str) -> models.Q:
    """A condition that holds when the field has a text in at least one language."""
    return ~models.Q(**{f"{name}_{code}": "" for code in LANGUAGES})


class NounModel(models.Model):
    """A row that others may cite, publish and link to by its UUID."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citations = GenericRelation(
        "calendar_app.Citation", content_type_field="subject_type", object_id_field="subject_id"
    )

    class Meta:
        abstract = True


class Named(models.Model):
    """A name in each language; empty where no source showed one."""

    name_en = models.CharField("name (English)", max_length=300, blank=True)
    name_ru = models.CharField("name (Russian)", max_length=300, blank=True)
    name_ar = models.CharField("name (Arabic)", max_length=300, blank=True)
    name = Trilingual()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class NamedQuerySet(models.QuerySet[Any]):
    """Questions that every named noun answers."""

    def named_like(self, text: str) -> Self:
        """Rows whose name in any of the three languages contains the text."""
        match = models.Q()
        for code in LANGUAGES:
            match |= models.Q(**{f"name_{code}__icontains": text})
        return self.filter(match)
