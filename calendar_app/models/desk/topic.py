"""A controlled, trilingual vocabulary of what meetings are about."""

from django.db import models

from .noun import Named, NamedQuerySet, NounModel, any_language
from .organization import SLUG


class Topic(NounModel, Named):
    slug = models.SlugField(max_length=120, unique=True, validators=[SLUG])

    objects = NamedQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [models.CheckConstraint(condition=any_language("name"), name="topic_has_a_name")]
