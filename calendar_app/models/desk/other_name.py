"""Names beside the main one: aliases, abbreviations and dated former names, in any of the three languages."""

from django.db import models
from django.db.models import Q

from calendar_app.models.vocabulary import NameKind

from .organization import Organization
from .person import Person
from .place import Place


class OtherName(models.Model):
    """Popolo's `other_names`: Лавров, لافروف and Lavrov are one person."""

    organization = models.ForeignKey(Organization, models.CASCADE, null=True, blank=True, related_name="other_names")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="other_names")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="other_names")
    language = models.CharField(max_length=10)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=NameKind.choices, default=NameKind.ALIAS)
    since = models.CharField(max_length=10, blank=True, help_text="EDTF day, month or year.")
    until = models.CharField(max_length=10, blank=True, help_text="EDTF day, month or year; half-open.")

    class Meta:
        ordering = ["language", "name"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(organization__isnull=False, person__isnull=True, place__isnull=True)
                    | Q(organization__isnull=True, person__isnull=False, place__isnull=True)
                    | Q(organization__isnull=True, person__isnull=True, place__isnull=False)
                ),
                name="other_name_has_one_owner",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="other_name_not_empty"),
            models.UniqueConstraint(
                fields=["organization", "language", "name"],
                condition=Q(organization__isnull=False),
                name="other_name_of_organization_once",
            ),
            models.UniqueConstraint(
                fields=["person", "language", "name"],
                condition=Q(person__isnull=False),
                name="other_name_of_person_once",
            ),
            models.UniqueConstraint(
                fields=["place", "language", "name"], condition=Q(place__isnull=False), name="other_name_of_place_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
