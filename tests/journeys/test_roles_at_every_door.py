"""Every role tries every act at every door; the table of roles says what must come of it."""

from collections.abc import Callable
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Decision, Event
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Action, Noun
from calendar_app.review import facts, keep
from calendar_app.review.roles import ADD, CHANGE, DELETE, TABLE, VIEW, Door, Role, holds, nouns
from tests import factories as make
from tests.admin.forms import address, filled
from tests.exchange.ics.calendars import calendar, event

pytestmark = pytest.mark.django_db

#: A noun that no reader has seen.
MADE: dict[Noun, Callable[[], NounModel]] = {
    Noun.EVENT: make.event,
    Noun.ORGANIZATION: lambda: make.state("MY"),
    Noun.PERSON: lambda: make.person("sergey-lavrov"),
    Noun.POST: lambda: make.post(None, make.state("RU")),
    Noun.PLACE: make.place,
    Noun.TOPIC: make.topic,
    Noun.SOURCE: make.source,
    Noun.OUTCOME: lambda: make.outcome("plan"),
}


def there(noun: NounModel) -> bool:
    return type(noun)._default_manager.filter(pk=noun.pk).exists()


def views(client: Client, noun: NounModel) -> bool:
    return client.get(address(noun)).status_code == 200


def adds(client: Client, noun: NounModel) -> bool:
    return client.get(address(type(noun), "add")).status_code == 200


def changes(client: Client, noun: NounModel) -> bool:
    inputs = filled(client, address(noun)) if views(client, noun) else {}
    return client.post(address(noun), {**inputs, "_save": "1"}).status_code == 302


def deletes(client: Client, noun: NounModel) -> bool:
    client.post(address(noun, "delete"), {"post": "yes"})
    return not there(noun)


def publishes(client: Client, noun: NounModel) -> bool:
    client.post(address(type(noun), "changelist"), {"action": "publish_chosen", "_selected_action": [str(noun.pk)]})
    return Publication.objects.filter(subject=noun.pk).exists()


def redacts(client: Client, noun: NounModel) -> bool:
    """A text that only the past holds."""
    keep(noun, now=make.NOW)
    name = "title" if hasattr(noun, "title") else "name"
    column = name if hasattr(noun, "language") else f"{name}_en"
    text = str(getattr(noun, column))
    type(noun)._default_manager.filter(pk=noun.pk).update(**{column: "Another"})
    client.post(address(noun, "redact"), {"text": text, "reason": "A slip."})
    return Decision.objects.filter(action=Action.REDACT, subject=noun.pk).exists()


def takes(action: Action, stage: str) -> Callable[[Client, NounModel], bool]:
    """The step of an event, from a stage at which it can be taken."""

    def take(client: Client, noun: NounModel) -> bool:
        if stage == "published":
            make.publish(noun)
        Event.objects.filter(pk=noun.pk).update(stage=stage)
        path = reverse("admin:calendar_app_event_step", args=[action])
        client.post(f"{path}?ids={noun.pk}", {"reason": "Entered twice."})
        return Decision.objects.filter(action=action, subject=noun.pk).exists()

    return take


def merges(client: Client, noun: NounModel) -> bool:
    """Into a second draft of the same."""
    twin = make.event("twin")
    client.post(address(noun, "merge"), {"other": str(twin.pk), "stays": "other", "reason": "Entered twice."})
    return Decision.objects.filter(action=Action.MERGE, subject=noun.pk).exists()


AT_THE_DESK: dict[str, Callable[[Client, NounModel], bool]] = {
    VIEW: views,
    ADD: adds,
    CHANGE: changes,
    DELETE: deletes,
    Action.PUBLISH: publishes,
    Action.SUBMIT: takes(Action.SUBMIT, "draft"),
    Action.RETURN: takes(Action.RETURN, "in_review"),
    Action.WITHDRAW: takes(Action.WITHDRAW, "published"),
    Action.MERGE: merges,
    Action.REDACT: redacts,
}


def by_api(client: Client, noun: NounModel) -> bool:
    """Whatever is sent to it, a signed-in editor sees no draft there and changes nothing."""
    kind = facts.kind_of(noun)
    slug = getattr(noun, "slug", None) or getattr(noun, "code", None) or noun.pk
    before = facts.read(kind, [noun.pk])
    path = f"/api/v1/{kind}s/{slug}/"
    said = [client.get(path).status_code] + [
        client.generic(method, path, b"{}", "application/json").status_code
        for method in ("POST", "PUT", "PATCH", "DELETE")
    ]
    changed = facts.read(kind, [noun.pk]) != before or Publication.objects.exists() or Decision.objects.exists()
    return changed or any(status < 400 for status in said)


def imported(act: str, user: User, folder: Path) -> bool:
    """What a file makes of the desk: a new draft, or another title for it; never anything else."""
    known = act != ADD
    file = folder / "talks.ics"
    if known:
        file.write_bytes(calendar(event("1", title="Before")))
        call_command("import_ics", str(file), stdout=StringIO())
    Decision.objects.all().delete()
    file.write_bytes(calendar(event("1", title="After")))
    try:
        call_command("import_ics", str(file), "--by", user.username, stdout=StringIO())
    except CommandError:
        assert set(Event.objects.values_list("title_en", flat=True)) == ({"Before"} if known else set())
        return False
    assert set(Event.objects.values_list("title_en", "stage")) == {("After", "draft")}
    assert set(Decision.objects.values_list("action", "by")) == {("load", user.pk)}
    return act in (ADD, CHANGE)


def brought(act: str, client: Client, user: User) -> bool:
    """The same by the desk's page for files: a table that enters an event, or changes one."""
    known = make.event("talks", title_en="Before") if act != ADD else None
    head, line = ("slug,title_en", "talks,After") if known else ("title_en", "After")
    file = SimpleUploadedFile("talks.csv", f"{head}\n{line}\n".encode())
    answer = client.post(reverse("admin:imports"), {"file": file})
    if answer.status_code == 302:
        client.post(answer["Location"], {"do": "good"})
    if not Event.objects.filter(title_en="After").exists():
        assert (answer.status_code, Decision.objects.count()) == (403, 0)
        return False
    assert set(Event.objects.values_list("title_en", "stage")) == {("After", "draft")}
    assert set(Decision.objects.values_list("action", "by")) == {("edit", user.pk)}
    return act in (ADD, CHANGE)


def signed_in(client: Client, role: Role | None) -> User:
    user = User.objects.create(username=role or "nobody", is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return user


EVERY: Any = list(product((None, *Role), TABLE, Door))


@pytest.mark.parametrize(("role", "act", "door"), EVERY)
def test_it_comes_as_the_table_says(client: Client, tmp_path: Path, role: Role | None, act: str, door: Door) -> None:
    expected = holds(role, act) and door in TABLE[act][1]
    user = signed_in(client, role)
    if door == Door.IMPORT:
        assert imported(act, user, tmp_path) is expected
        Event.objects.all().delete()
        Decision.objects.all().delete()
        assert brought(act, client, user) is expected
        return
    tried = AT_THE_DESK[act] if door == Door.ADMIN else by_api
    assert {kind: tried(client, MADE[kind]()) for kind in nouns(act)} == dict.fromkeys(nouns(act), expected)


def test_no_act_and_no_noun_is_forgotten() -> None:
    assert set(AT_THE_DESK) == set(TABLE)
    assert set(MADE) == set(Noun)
    assert len(EVERY) == (len(Role) + 1) * len(TABLE) * len(Door)


def test_an_import_names_who_and_what_is_missing(tmp_path: Path) -> None:
    User.objects.create(username="gone", is_active=False)
    for name in ("nobody", "gone"):
        with pytest.raises(CommandError, match=f"--by: no active account is called {name}"):
            call_command("import_ics", str(tmp_path), "--by", name)
