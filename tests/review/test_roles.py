"""The table of roles and the groups that a migration makes of it."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from calendar_app.models.vocabulary import Action, Noun
from calendar_app.review.roles import DELETE, TABLE, Role, grant, granted, holds

pytestmark = pytest.mark.django_db


def of(role: Role) -> set[str]:
    rows = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


@pytest.mark.parametrize("role", Role)
def test_a_migrated_database_has_the_groups_of_the_table(role: Role) -> None:
    before = list(Role)[: list(Role).index(role) + 1]
    assert of(role) == {f"{app}.{act}_{model}" for least, app, model, act in granted() if least in before}


def test_no_permission_is_there_twice() -> None:
    names = list(Permission.objects.values_list("content_type__app_label", "codename"))
    assert len(names) == len(set(names))


def test_granting_again_adds_what_is_missing_and_takes_nothing() -> None:
    group = Group.objects.get(name=Role.CONTRIBUTOR)
    before, more = of(Role.CONTRIBUTOR), Permission.objects.get(codename="delete_topic")
    group.permissions.set([more])
    grant(apps)
    assert of(Role.CONTRIBUTOR) == before | {"calendar_app.delete_topic"}


def test_roles_grow() -> None:
    assert [holds(role, DELETE) for role in (None, *Role)] == [False, False, True, True, True]
    assert {act for act in TABLE if holds(Role.EDITOR, act) and not holds(Role.CONTRIBUTOR, act)} == {
        DELETE, Action.RETURN,
    }  # fmt: skip
    assert len(list(granted())) == len(set(granted()))
    assert {model for _, _, model, act in granted() if act == Action.PUBLISH} == set(Noun)
