"""Organizations: states, forums, ministries and publishers, with who belongs to them."""

from django.contrib import admin
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Membership, Organization

from .following import Series
from .lines import Lines
from .names import IdentifierInline, OtherNameInline
from .noun import CitationInline, NounAdmin
from .tenures import WithTenures
from .texts import in_each


class MembershipInline(Lines):
    """What it belongs to."""

    model: type[Model] = Membership
    fk_name = "member"
    fields = ("organization", "status", "since", "until")
    autocomplete_fields = ("organization",)
    verbose_name = _("membership")
    verbose_name_plural = _("belongs to")


class MemberInline(Lines):
    """Who belongs to it."""

    model: type[Model] = Membership
    fk_name = "organization"
    fields = ("member", "status", "since", "until")
    autocomplete_fields = ("member",)
    verbose_name = _("member")
    verbose_name_plural = _("members")


@admin.register(Organization)
class OrganizationAdmin(WithTenures, Series, NounAdmin):
    """States first have their code; the rest a slug."""

    list_display = ("__str__", "code", "kind", "abbreviation", "parent", "readers")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("code", *in_each("name"), *in_each("abbreviation"), "other_names__name")
    autocomplete_fields = ("parent",)
    fieldsets = [
        (None, {"fields": ["readers", in_each("name"), in_each("abbreviation"), ("code", "kind", "parent")]}),
        (_("More"), {"fields": [("founded", "website"), "note"]}),
    ]
    inlines = (OtherNameInline, MembershipInline, MemberInline, IdentifierInline, CitationInline)

    @admin.display(description=_("abbreviation"))
    def abbreviation(self, organization: Organization) -> str:
        """In the editor's language."""
        return organization.abbreviation
