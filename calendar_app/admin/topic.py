"""Topics: the controlled vocabulary of what meetings are about."""

from django.contrib import admin

from calendar_app.models.desk import Topic

from .noun import CitationInline, NounAdmin
from .texts import in_each


@admin.register(Topic)
class TopicAdmin(NounAdmin):
    """A name in each language, and an address."""

    list_display = ("__str__", *in_each("name"), "readers")
    search_fields = ("slug", *in_each("name"))
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = [(None, {"fields": ["readers", in_each("name"), "slug"]})]
    inlines = (CitationInline,)
