"""Models are written in English; here their names, their fields' names and help texts join the translation catalogue."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext_lazy


def translate(models: Iterable[type[Model]]) -> None:
    """Make what the admin prints of these models follow the editor's language. Migrations do not see it."""
    for model in models:
        options = model._meta
        options.verbose_name = gettext_lazy(str(options.verbose_name))
        options.verbose_name_plural = gettext_lazy(str(options.verbose_name_plural))
        for field in (*options.fields, *options.many_to_many):
            field.verbose_name = gettext_lazy(str(field.verbose_name))
            if field.help_text:
                field.help_text = gettext_lazy(str(field.help_text))
