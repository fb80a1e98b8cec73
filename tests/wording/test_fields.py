"""The admin speaks the editor's language, and migrations do not notice."""

from django.apps import apps
from django.db import models
from django.db.migrations.state import ModelState
from django.test.utils import isolate_apps
from django.utils.translation import override

from calendar_app.wording import fields


@isolate_apps("calendar_app")
def test_names_and_help_follow_the_language() -> None:
    class Person(models.Model):  # noqa: DJ008 - never printed
        name_en = models.CharField("name (English)", max_length=9, help_text="As printed.")
        role = models.CharField(max_length=9)
        posts = models.ManyToManyField("self")

        class Meta:
            app_label = "calendar_app"
            verbose_name_plural = "people"

    before = ModelState.from_model(Person)
    fields.translate([Person])
    options = Person._meta
    name, role = options.get_field("name_en"), options.get_field("role")
    with override("ru"):
        assert [str(options.verbose_name), str(options.verbose_name_plural)] == ["персона", "персоны"]
        assert [str(name.verbose_name), str(name.help_text)] == ["название (по-английски)", "Как напечатано."]
        assert [str(role.verbose_name), str(role.help_text)] == ["роль", ""]
        assert str(options.get_field("posts").verbose_name) == "должности"
    with override("en"):
        assert str(options.verbose_name_plural) == "people"
    after = ModelState.from_model(Person)
    assert after.options == before.options
    assert [after.fields[name].deconstruct() for name in after.fields] == [
        before.fields[name].deconstruct() for name in before.fields
    ]


def test_the_apps_own_models_do() -> None:
    config = apps.get_app_config("calendar_app")
    with override("ru"):
        assert str(config.get_model("FormerDate")._meta.verbose_name_plural) == "прежние даты"
        assert str(config.verbose_name) == "Дипломатический календарь"
