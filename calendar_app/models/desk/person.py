"""People: a name in each script that a source showed, and none that it did not."""

from django.db import models

from .noun import Named, NamedQuerySet, NounModel, any_language
from .organization import SLUG, Organization


class Person(NounModel, Named):
    """Popolo's Person. Names in Russian and Arabic stay empty where none was seen."""

    slug = models.SlugField(max_length=120, unique=True, validators=[SLUG])
    nationality = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", limit_choices_to={"kind": "state"}
    )
    note = models.TextField(blank=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "people"
        constraints = [models.CheckConstraint(condition=any_language("name"), name="person_has_a_name")]
