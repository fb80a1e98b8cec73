"""Whoever edits a tenure has edited both its ends: on its own page, under either of them, and by deleting it."""

from typing import Any

import pytest
from django.test import Client

from calendar_app.models.desk import Appointment, Decision, Membership
from calendar_app.models.desk.noun import NounModel
from tests import factories
from tests.admin.forms import address, errors, filled
from tests.factories import Week


def edits() -> set[tuple[Any, str]]:
    return set(Decision.objects.filter(action="edit").values_list("subject", "reason"))


def at(*nouns: NounModel, what: str) -> set[tuple[Any, str]]:
    return {(noun.pk, what) for noun in nouns}


def test_an_appointment_on_its_own_page(desk: Client, week: Week) -> None:
    tenure = Appointment.objects.get(person=week.lavrov)
    assert errors(desk.post(address(tenure), filled(desk, address(tenure)))) == {}
    assert edits() == set()
    assert errors(desk.post(address(tenure), filled(desk, address(tenure), until="2026"))) == {}
    assert edits() == at(week.lavrov, tenure.post, what="appointments")


def test_given_to_somebody_else_both_are_told(desk: Client, week: Week) -> None:
    tenure = Appointment.objects.get(person=week.lavrov)
    other = factories.person("other")
    desk.post(address(tenure), filled(desk, address(tenure), person=str(other.pk)))
    assert edits() == at(week.lavrov, other, tenure.post, what="appointments")


def test_a_new_membership(desk: Client, week: Week) -> None:
    state = factories.state("TL")
    path = address(Membership, "add")
    inputs = filled(desk, path, member=str(state.pk), organization=str(week.arf.pk), since="2025-10-26")
    assert errors(desk.post(path, inputs)) == {}
    assert edits() == at(state, what="memberships") | at(week.arf, what="members")


@pytest.mark.parametrize("chosen", [False, True])
def test_deleting_one_or_several(desk: Client, week: Week, chosen: bool) -> None:
    tenure = Membership.objects.get(member=week.malaysia)
    if chosen:
        data = {"action": "delete_selected", "_selected_action": [str(tenure.pk)], "post": "yes"}
        desk.post(address(Membership, "changelist"), data)
    else:
        desk.post(address(tenure, "delete"), {"post": "yes"})
    assert Membership.objects.filter(member=week.malaysia).exists() is False
    assert edits() == at(week.malaysia, what="memberships") | at(week.arf, what="members")


def test_under_one_end_the_other_is_told_too(desk: Client, week: Week) -> None:
    path = address(week.arf)
    inputs = filled(desk, path)
    rows = {
        value: key.removesuffix("-id")
        for key, value in inputs.items()
        if key.endswith("-id") and key.startswith("members-")
    }
    malaysia, russia = (rows[str(Membership.objects.get(member=state).pk)] for state in (week.malaysia, week.russia))
    changes = {f"{malaysia}-since": "1995", f"{russia}-DELETE": "on"}
    assert errors(desk.post(path, {**inputs, **changes})) == {}
    assert {(subject, what) for subject, what in edits() if subject != week.arf.pk} == at(
        week.malaysia, week.russia, what="memberships"
    )
    assert Decision.objects.filter(action="edit", subject=week.arf.pk).count() == 1


def test_a_post_gets_a_holder(desk: Client, week: Week) -> None:
    post, new = week.russia.posts.get(), factories.person("new")
    inputs = filled(desk, address(post))
    line = {"appointments-1-person": str(new.pk), "appointments-1-since": "2026", "appointments-TOTAL_FORMS": 2}
    assert errors(desk.post(address(post), {**inputs, **line})) == {}
    assert edits() == at(post, what="appointments") | at(new, what="appointments")
