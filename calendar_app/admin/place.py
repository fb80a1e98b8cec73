"""Places: cities with their country, their zone and where they lie."""

from django.contrib import admin

from calendar_app.models.desk import Place

from .names import OtherNameInline
from .noun import CitationInline, NounAdmin
from .texts import in_each


@admin.register(Place)
class PlaceAdmin(NounAdmin):
    """The venue is no place: it is text on the event."""

    list_display = ("__str__", "country", "zone", "readers")
    list_filter = (("country", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("country",)
    search_fields = ("slug", *in_each("name"), "other_names__name", *in_each("country__name"))
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = [
        (None, {"fields": ["readers", in_each("name"), ("country", "zone", "slug"), ("latitude", "longitude")]}),
    ]
    inlines = (OtherNameInline, CitationInline)
