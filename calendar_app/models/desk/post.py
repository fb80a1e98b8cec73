"""Posts: offices that exist without a holder, so that a reshuffle does not break anybody's feed."""

from django.db import models
from django.db.models import Q

from calendar_app.models.vocabulary import Level

from .noun import Named, NamedQuerySet, NounModel, any_language
from .organization import SLUG, Organization


class Post(NounModel, Named):
    """An office of one organization; Popolo's Post.

    `attends` is the level of meeting at which its holder is expected to represent the organization, empty where
    the post alone says nothing.
    """

    slug = models.SlugField(max_length=120, unique=True, validators=[SLUG])
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="posts")
    role = models.SlugField(max_length=60, help_text="foreign-minister, prime-minister, spokesperson …")
    attends = models.CharField(max_length=20, choices=Level.choices, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)

    objects = NamedQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=any_language("name"), name="post_has_a_name"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="post_has_a_seat"),
        ]
