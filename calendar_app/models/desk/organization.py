"""Organizations: states, forums, ministries and publishers in one table, as in Popolo."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from calendar_app.models.vocabulary import OrganizationKind

from .noun import Named, NamedQuerySet, NounModel, Trilingual, any_language

SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small Latin letters, digits and single hyphens.")
CODE = RegexValidator(r"^([A-Z]{2}|[a-z0-9]+(-[a-z0-9]+)*)$", "Use an ISO 3166 code (MY) for states, a slug otherwise.")


class Organization(NounModel, Named):
    """A state, body, forum (dialogue format), ministry or publisher; Popolo's Organization."""

    code = models.CharField(max_length=80, unique=True, validators=[CODE])
    kind = models.CharField(max_length=20, choices=OrganizationKind.choices)
    abbreviation_en = models.CharField("abbreviation (English)", max_length=60, blank=True)
    abbreviation_ru = models.CharField("abbreviation (Russian)", max_length=60, blank=True)
    abbreviation_ar = models.CharField("abbreviation (Arabic)", max_length=60, blank=True)
    abbreviation = Trilingual()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="bodies")
    founded = models.CharField(max_length=10, blank=True, help_text="EDTF: 1967-08-08, 1997-12 or 1997.")
    website = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=any_language("name"), name="organization_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=OrganizationKind.values), name="organization_kind_known"),
        ]


class Identifier(models.Model):
    """How another register calls the same organization or person: a Wikidata QID, an ISO 3166 alpha-3 code."""

    organization = models.ForeignKey(Organization, models.CASCADE, null=True, blank=True, related_name="identifiers")
    person = models.ForeignKey("Person", models.CASCADE, null=True, blank=True, related_name="identifiers")
    scheme = models.SlugField(max_length=40)
    value = models.CharField(max_length=100)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=True) ^ Q(person__isnull=True), name="identifier_has_one_owner"
            ),
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
