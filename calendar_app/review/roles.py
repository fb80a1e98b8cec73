"""Who may do what, and by which door: the one table that groups, doors and tests are made of.

Whoever changes the table adds a migration that calls `grant` again; nothing is ever taken from a group here, since
its members may have been given more by hand.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User

from calendar_app.models.vocabulary import Action, Noun


class Role(StrEnum):
    """Groups of editors, each with all that the ones before it may do."""

    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"


class Door(StrEnum):
    """Where somebody who is signed in, or named by an operator, may knock."""

    ADMIN = "admin"
    API = "api"
    IMPORT = "import"


VIEW, ADD, CHANGE, DELETE = "view", "add", "change", "delete"
ALL = (VIEW, ADD, CHANGE, DELETE)

#: What is done to nouns → the least role that may, and the doors at which it can be done at all. Readers' doors have no accounts.
TABLE: dict[str, tuple[Role, frozenset[Door]]] = {
    VIEW: (Role.CONTRIBUTOR, frozenset({Door.ADMIN})),
    ADD: (Role.CONTRIBUTOR, frozenset({Door.ADMIN, Door.IMPORT})),
    CHANGE: (Role.CONTRIBUTOR, frozenset({Door.ADMIN, Door.IMPORT})),
    Action.SUBMIT: (Role.CONTRIBUTOR, frozenset({Door.ADMIN})),
    DELETE: (Role.EDITOR, frozenset({Door.ADMIN})),
    Action.RETURN: (Role.EDITOR, frozenset({Door.ADMIN})),
    Action.PUBLISH: (Role.PUBLISHER, frozenset({Door.ADMIN})),
    Action.WITHDRAW: (Role.PUBLISHER, frozenset({Door.ADMIN})),
    Action.MERGE: (Role.PUBLISHER, frozenset({Door.ADMIN})),
    Action.REDACT: (Role.ADMINISTRATOR, frozenset({Door.ADMIN})),
}
#: Steps that only events take.
OF_EVENTS = frozenset({Action.SUBMIT, Action.RETURN, Action.WITHDRAW, Action.MERGE})
#: Other tables → the least role, and what it may do there: the lines of nouns, the record, the readers' side, accounts.
BESIDE: dict[str, tuple[Role, tuple[str, ...]]] = {
    **dict.fromkeys(
        (
            "agendaitem", "appointment", "citation", "formerdate", "identifier", "membership", "othername",
            "outcomestep", "participation",
        ),
        (Role.CONTRIBUTOR, ALL),
    ),
    **dict.fromkeys(("publication", "revision", "decision"), (Role.CONTRIBUTOR, (VIEW,))),
    "upload": (Role.ADMINISTRATOR, (VIEW, DELETE)),
    "errorreport": (Role.EDITOR, (VIEW, CHANGE)),
    **dict.fromkeys(("privatefeed", "subscription", "webhook"), (Role.ADMINISTRATOR, (VIEW,))),
    "delivery": (Role.ADMINISTRATOR, (VIEW, CHANGE)),
    "standstill": (Role.ADMINISTRATOR, ALL),
    "signin": (Role.ADMINISTRATOR, (VIEW,)),
    "auth.user": (Role.ADMINISTRATOR, ALL),
    "auth.group": (Role.ADMINISTRATOR, ALL),
}  # fmt: skip


def nouns(act: str) -> tuple[Noun, ...]:
    """The nouns to which this can be done."""
    return (Noun.EVENT,) if act in OF_EVENTS else tuple(Noun)


def holds(role: Role | None, act: str) -> bool:
    """Whether a member of the group may do it to nouns, wherever it can be done."""
    return role is not None and list(Role).index(role) >= list(Role).index(TABLE[act][0])


def may(user: Any, act: str, noun: Noun, door: Door) -> bool:
    """Whether this account may do it there."""
    return door in TABLE[act][1] and isinstance(user, User) and user.has_perm(f"calendar_app.{act}_{noun}")


def granted() -> Iterator[tuple[Role, str, str, str]]:
    """Least role, app, model and act of every permission."""
    for act, (role, _) in TABLE.items():
        for noun in nouns(act):
            yield role, "calendar_app", str(noun), str(act)
    for name, (role, acts) in BESIDE.items():
        app, _, model = name.rpartition(".")
        for act in acts:
            yield role, app or "calendar_app", model, act


def grant(apps: Any, _editor: object = None) -> None:
    """Make what the table needs and is not there: content types, permissions, groups. For migrations.

    Django makes permissions only once all migrations are done, so on a fresh database they are made here; it finds
    them by their names and leaves them alone. Tables that a later migration makes are for a later call.
    """
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    groups = [apps.get_model("auth", "Group").objects.get_or_create(name=role.value)[0] for role in Role]
    there = {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}
    for least, app, model, act in granted():
        if (app, model) not in there:  # a later migration makes it, and grants again
            continue
        content_type, _ = content_types.get_or_create(app_label=app, model=model)
        name = f"Can {act} {apps.get_model(app, model)._meta.verbose_name}"
        permission, _ = permissions.get_or_create(
            content_type=content_type, codename=f"{act}_{model}", defaults={"name": name}
        )
        for group in groups[list(Role).index(least) :]:
            group.permissions.add(permission)
