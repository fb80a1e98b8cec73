"""Every page of the desk opens, in every language, with neither script nor style inside it."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import ForeignKey, Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendar_app.admin.site import GROUPS
from calendar_app.models import desk as desk_side
from tests import factories
from tests.admin.forms import address
from tests.factories import Week

#: Rows that only ever stand under others, and the loader's own memory.
UNDER_OTHERS = {
    "Embargo",
    "Version",
    "AgendaItem",
    "FormerDate",
    "Identifier",
    "OtherName",
    "OutcomeStep",
    "Participation",
    "Loaded",
}
REGISTERED = [model for model in apps.get_app_config("calendar_app").get_models() if admin.site.is_registered(model)]
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:")


def test_every_noun_of_the_desk_has_its_page() -> None:
    names = {model.__name__ for model in REGISTERED}
    assert {name for name in desk_side.__all__ if name not in names} == UNDER_OTHERS


def test_every_page_stands_under_a_heading() -> None:
    under = [name for _, _, names in GROUPS for name in names]
    assert sorted(under) == sorted({model.__name__ for model in admin.site._registry})


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_front_page(desk: Client, week: Week, language: str) -> None:
    answer = desk.get(reverse("admin:index"), HTTP_ACCEPT_LANGUAGE=language)
    headings = re.findall(r"<caption>(.*?)</caption>", answer.content.decode())
    assert len(headings) == len(GROUPS)
    assert ("People and posts" in headings) == (language == "en")


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_lists_and_empty_forms_open(desk: Client, week: Week, model: type[Model]) -> None:
    for page in ("changelist", "add"):
        answer = desk.get(address(model, page))
        readonly = not admin.site.get_model_admin(model).has_add_permission(answer.wsgi_request)
        assert answer.status_code == (403 if page == "add" and readonly else 200)
        assert INLINE.findall(answer.content.decode()) == []


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_rows_open(desk: Client, week: Week, model: type[Model]) -> None:
    for row in model._default_manager.all()[:1]:
        answer = desk.get(address(row))
        assert answer.status_code == 200
        assert INLINE.findall(answer.content.decode()) == []


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_rows_open_in_the_editors_language(desk: Client, week: Week, language: str) -> None:
    for row in (week.meeting, week.arf, week.lavrov):
        page = desk.get(address(row), HTTP_ACCEPT_LANGUAGE=language).content.decode()
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
        assert INLINE.findall(page) == []


def test_every_link_to_another_noun_is_chosen_by_typing() -> None:
    chosen_otherwise = set()
    for model_admin in admin.site._registry.values():
        if model_admin.model not in REGISTERED:
            continue
        for holder in (model_admin, *(inline(model_admin.model, admin.site) for inline in model_admin.inlines)):
            shown = {name for row in _shown(holder) for name in ([row] if isinstance(row, str) else row)} - set(
                holder.readonly_fields
            )
            links = {field.name for field in holder.model._meta.fields if isinstance(field, ForeignKey)}
            typed = {*holder.autocomplete_fields, getattr(holder, "fk_name", None)}
            chosen_otherwise |= {(holder.model.__name__, name) for name in (shown & links) - typed}
    readonly = {"Decision", "Publication", "Citation", "Subscription", "Delivery", "SignIn"}
    assert {(model, name) for model, name in chosen_otherwise if model not in readonly} == set()


def _shown(holder: Any) -> list[Any]:
    if holder.fieldsets:
        return [row for _, options in holder.fieldsets for row in options["fields"]]
    return list(holder.fields or [field.name for field in holder.model._meta.fields])


def test_texts_say_their_language_and_direction(desk: Client, week: Week) -> None:
    fields = desk.get(address(week.meeting)).context["adminform"].form.fields
    attributes = {code: fields[f"title_{code}"].widget.attrs for code in ("en", "ru", "ar")}
    assert {code: (one["lang"], one["dir"]) for code, one in attributes.items()} == {
        "en": ("en", "ltr"),
        "ru": ("ru", "ltr"),
        "ar": ("ar", "rtl"),
    }
    assert (fields["note_ar"].widget.attrs["dir"], fields["slug"].widget.attrs["dir"]) == ("rtl", "ltr")


def test_the_policy_is_as_strict_as_elsewhere(desk: Client, week: Week) -> None:
    policy = desk.get(address(week.meeting))["Content-Security-Policy"].split("; ")
    assert {part for part in policy if part.startswith(("script-", "style-"))} == {
        "script-src 'self'",
        "style-src 'self'",
    }
    assert "unsafe" not in policy


def test_the_list_asks_no_more_of_the_database_for_more_rows(desk: Client, week: Week) -> None:
    desk.get(reverse("admin:index"))  # the first page of a session notes it
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as asked:
            desk.get(address(desk_side.Event, "changelist"))
        counts.append(len(asked))
        factories.publish(*(factories.event(f"more-{turn}-{number}", forum=week.arf) for number in range(5)))
    assert counts[0] == counts[1]
