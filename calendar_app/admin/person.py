"""People: a name in each script that a source showed, and the posts they held."""

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from calendar_app.models.desk import Appointment, Person

from .lines import Lines
from .names import IdentifierInline, OtherNameInline
from .noun import CitationInline, NounAdmin
from .tenures import WithTenures
from .texts import in_each


class AppointmentInline(Lines):
    """The posts of one person."""

    model = Appointment
    fields = ("post", "since", "until", "acting")
    autocomplete_fields = ("post",)
    verbose_name_plural = _("posts held")


@admin.register(Person)
class PersonAdmin(WithTenures, NounAdmin):
    """The slug stands in the public address."""

    list_display = ("__str__", *in_each("name"), "nationality", "newest_post", "readers")
    list_filter = (("nationality", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("nationality",)
    search_fields = ("slug", *in_each("name"), "other_names__name", "appointments__post__name_en")
    autocomplete_fields = ("nationality",)
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = [(None, {"fields": ["readers", in_each("name"), ("slug", "nationality"), "note"]})]
    inlines = (OtherNameInline, AppointmentInline, IdentifierInline, CitationInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        """With the posts held, newest first."""
        newest = Appointment.objects.select_related("post").order_by("-since")
        people: QuerySet[Person] = super().get_queryset(request)
        return people.prefetch_related(Prefetch("appointments", newest, to_attr="tenures"))

    @admin.display(description=_("newest post"))
    def newest_post(self, person: Person) -> str:
        """Of the appointments known, the one that began last."""
        return next((str(tenure.post) for tenure in person.tenures), "")  # type: ignore[attr-defined] # prefetched above
