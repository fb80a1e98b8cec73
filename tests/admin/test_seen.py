"""Two editors on one page: the second to save is shown what the first one changed; nothing is overwritten or lost."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Event, Membership, Participation, Source
from calendar_app.models.public import Head, Revision
from tests import factories
from tests.admin.forms import address, errors, filled, said
from tests.factories import Week


@pytest.fixture
def other(week: Week) -> Client:
    """The other editor's browser."""
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(User.objects.create(username="anna", is_staff=True, is_superuser=True))
    return client


def rows(answer: Any) -> list[tuple[str, str, str, str, bool]]:
    """What the page says that changed meanwhile."""
    found = answer.context["meanwhile"]["differences"]
    return [(row.what, row.before, row.theirs, row.yours, row.both) for row in found]


def again(answer: Any) -> dict[str, Any]:
    """What a browser sends when the page that follows is saved as it stands."""
    return {key: list(values) for key, values in answer.wsgi_request.POST.lists()} | {"seen": answer.context["seen"]}


def test_the_second_to_save_is_shown_what_changed(desk: Client, other: Client, week: Week) -> None:
    path = address(week.meeting)
    mine, theirs = filled(desk, path), filled(other, path)
    changed = {"venue_en": "KLCC", "title_en": "ARF 32", "date": "12 July 2025", "place": "", "online": "on"}
    assert errors(other.post(path, {**theirs, **changed})) == {}
    answer = desk.post(path, {**mine, "venue_en": "Hilton", "note_ru": "Моё", "topics": []})
    assert list(errors(answer)) == ["__all__"]
    assert answer.context["meanwhile"]["savers"] == "Saved by: anna"
    assert rows(answer) == [
        ("Title (English)", "32nd ASEAN Regional Forum", "ARF 32", "32nd ASEAN Regional Forum", False),
        ("Date", "Friday, 11 July 2025", "Saturday, 12 July 2025", "Friday, 11 July 2025", False),
        ("Place", "Kuala Lumpur", "–", "Kuala Lumpur", False),
        ("Online", "no", "yes", "no", False),
        ("Venue (English)", "–", "KLCC", "Hilton", True),
    ]
    stored = Event.objects.get(pk=week.meeting.pk)
    assert (stored.venue_en, stored.note_ru, stored.topics.count()) == ("KLCC", "", 1)
    assert errors(desk.post(path, again(answer))) == {}
    stored.refresh_from_db()
    assert (stored.title_en, stored.date, stored.online, stored.place) == ("ARF 32", "2025-07-12", True, None)
    assert (stored.venue_en, stored.note_ru, stored.topics.count()) == ("Hilton", "Моё", 0)


def test_looking_at_one_change_does_not_hide_the_next(desk: Client, other: Client, week: Week) -> None:
    path = address(week.meeting)
    mine = filled(desk, path, venue_en="Hilton")
    other.post(path, filled(other, path, venue_en="KLCC"))
    shown = desk.post(path, mine)
    other.post(path, filled(other, path, venue_en="Mandarin"))
    answer = desk.post(path, again(shown))
    assert rows(answer) == [("Venue (English)", "KLCC", "Mandarin", "Hilton", True)]


def test_what_both_changed_alike_is_no_difference(desk: Client, other: Client, week: Week) -> None:
    path = address(week.meeting)
    mine = filled(desk, path, venue_en="KLCC", note_en="Mine")
    other.post(path, filled(other, path, venue_en="KLCC"))
    assert errors(desk.post(path, mine)) == {}
    assert Event.objects.get(pk=week.meeting.pk).note_en == "Mine"


def test_a_mistake_does_not_forget_what_the_page_showed(desk: Client, other: Client, week: Week) -> None:
    path = address(week.meeting)
    refused = desk.post(path, filled(desk, path, date="some day"))
    other.post(path, filled(other, path, venue_en="KLCC"))
    answer = desk.post(path, again(refused))
    assert [row[0] for row in rows(answer)] == ["Venue (English)"]
    assert answer.context["adminform"].form["date"].value() == "some day"


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_page_that_does_not_say_what_it_showed_saves_nothing_unlike(desk: Client, week: Week, token: str) -> None:
    path = address(week.meeting)
    answer = desk.post(path, filled(desk, path, seen=token, venue_en="Hilton"))
    assert rows(answer) == [("Venue (English)", "?", "–", "Hilton", True)]
    assert answer.context["meanwhile"]["savers"] == ""
    assert errors(desk.post(path, filled(desk, path, seen=token))) == {}


def test_lines_changed_added_and_taken_out(desk: Client, other: Client, week: Week) -> None:
    kept, gone, changed = (factories.participation(week.meeting, name, position=9) for name in ("A", "B", "C"))
    path = address(week.meeting)
    mine, theirs = filled(desk, path), filled(other, path)
    at = {key.split("-")[1]: value for key, value in mine.items() if key.endswith("-id") and "participations" in key}
    place = {str(pk): f"participations-{number}" for number, pk in at.items()}
    names = [place[str(line.pk)] for line in (kept, gone, changed)]
    new: dict[str, Any] = {
        "participations-4-raw_name": "D",
        "participations-4-role": "guest",
        "participations-4-attendance": "invited",
    }
    new |= {"participations-4-position": 9, "participations-TOTAL_FORMS": 5}
    out = {f"{names[1]}-DELETE": "on", f"{names[2]}-DELETE": "on", f"{names[0]}-role": "chair"}
    assert errors(other.post(path, {**theirs, **new, **out})) == {}
    more: dict[str, Any] = {
        **new,
        "participations-4-raw_name": "E",
        f"{names[2]}-role": "host",
        f"{names[0]}-attendance": "confirmed",
    }
    answer = desk.post(path, {**mine, **more})
    found = {(row[0], row[1], row[2], row[3]) for row in rows(answer)}
    assert ("participations · A · Role", "participant", "chair", "participant") in found
    assert [row[2:] for row in rows(answer) if row[2] == "taken out" and not row[4]] == [
        ("taken out", "B, participant, announced, 9", False)
    ]
    assert [row[3:] for row in rows(answer) if row[2] == "taken out" and row[4]] == [("C, host, announced, 9", True)]
    assert ("participations · D", "–", "a new line", "–") in found
    assert errors(desk.post(path, again(answer))) == {}
    lines = Participation.objects.filter(event=week.meeting).exclude(raw_name="")
    assert {(line.raw_name, line.role, line.attendance) for line in lines} == {
        ("A", "chair", "confirmed"), ("C", "host", "announced"), ("D", "guest", "invited"), ("E", "guest", "invited"),
    }  # fmt: skip


def test_a_line_that_both_took_out(desk: Client, other: Client, week: Week) -> None:
    path = address(week.meeting)
    mine = filled(desk, path, **{"participations-0-DELETE": "on"})
    other.post(path, {**filled(other, path), "participations-0-DELETE": "on"})
    assert errors(desk.post(path, mine)) == {}
    assert not Participation.objects.filter(event=week.meeting).exists()


def test_lines_that_are_only_read_follow_along(desk: Client, other: Client, week: Week) -> None:
    path = address(week.meeting)
    mine = filled(desk, path, venue_en="Hilton")
    week.meeting.former_dates.create(date="2025-07-09", replaced="2025-06-01")
    answer = desk.post(path, mine)
    assert [row[2] for row in rows(answer)] == ["a new line"]
    assert errors(desk.post(path, again(answer))) == {}
    assert week.meeting.former_dates.count() == 1


def test_a_long_text_does_not_travel_twice(desk: Client, other: Client, week: Week) -> None:
    text = "Слово\n" * 20_000
    Source.objects.filter(pk=week.tass.pk).update(text=text)
    path = address(week.tass)
    mine = filled(desk, path)
    assert len(mine["seen"]) < 4000
    other.post(path, filled(other, path, text=f"{text}more"))
    answer = desk.post(path, {**mine, "title": "Mine"})
    assert [(row[0], row[4]) for row in rows(answer)] == [("Text", False)]
    assert errors(desk.post(path, again(answer))) == {}
    assert Source.objects.get(pk=week.tass.pk).text.endswith("Слово\nmore")


def test_nothing_is_lost_when_it_was_deleted_meanwhile(desk: Client, other: Client, week: Week) -> None:
    draft = factories.event("draft")
    factories.participation(draft, "Somebody")
    path = address(draft)
    mine = filled(desk, path, title_en="Mine", **{"participations-0-raw_name": "Somebody else"})
    other.post(address(draft, "delete"), {"post": "yes"})
    answer = desk.post(path, mine)
    assert errors(answer) == {
        "__all__": ["Somebody deleted it while you worked. Nothing of yours is lost: saving makes it anew."]
    }
    assert f'action="{address(Event, "add")}"' in answer.content.decode()
    kept = {key: list(values) for key, values in answer.wsgi_request.POST.lists()}
    assert errors(desk.post(address(Event, "add"), kept)) == {}
    made = Event.objects.get(slug="draft")
    assert (made.title_en, made.participations.get().raw_name) == ("Mine", "Somebody else")
    assert desk.post(path, {"title_en": "x"}).status_code == 302


def test_who_may_not_change_is_not_told_either(client: Client, week: Week) -> None:
    user = User.objects.create(username="reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_event"))
    client.force_login(user)
    assert "seen" not in client.get(address(week.meeting)).context
    assert client.post(address(week.meeting), {"seen": "x"}).status_code == 403


def test_publishing_waits_for_the_second_look_too(desk: Client, other: Client, week: Week) -> None:
    path = address(week.meeting)
    mine = filled(desk, path, venue_en="Hilton", _publish="1")
    other.post(path, filled(other, path, venue_en="KLCC"))
    assert list(errors(desk.post(path, mine))) == ["__all__"]
    assert Revision.objects.count() == 1


def test_a_step_taken_meanwhile_is_no_change_of_the_page(desk: Client, week: Week) -> None:
    draft = factories.event("draft")
    mine = filled(desk, address(draft), venue_en="Hilton")
    Event.objects.filter(pk=draft.pk).update(stage="in_review")
    assert errors(desk.post(address(draft), mine)) == {}
    assert Event.objects.get(pk=draft.pk).stage == "in_review"


NOUNS = {
    "place": "name_ar", "topic": "name_ar", "arf": "abbreviation_ru", "lavrov": "name_ar", "tass": "title",
    "programme": "title_ru", "umbrella": "venue_ar",
}  # fmt: skip


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_guarded(desk: Client, other: Client, week: Week, noun: str) -> None:
    _guarded(desk, other, getattr(week, noun), NOUNS[noun])


def test_posts_and_tenures_are_guarded(desk: Client, other: Client, week: Week) -> None:
    tenure = week.lavrov.appointments.get()
    _guarded(desk, other, tenure.post, "name_ar")
    _guarded(desk, other, tenure, "until", "2030", "2031")
    _guarded(desk, other, Membership.objects.get(member=week.russia), "since", "1995", "1996")


def _guarded(
    desk: Client, other: Client, noun: Model, field: str, theirs: str = "Theirs", yours: str = "Yours"
) -> None:
    path = address(noun)
    mine = filled(desk, path, **{field: yours})
    assert errors(other.post(path, filled(other, path, **{field: theirs}))) == {}
    assert [row[2:] for row in rows(desk.post(path, mine))] == [(theirs, yours, True)]
    assert getattr(type(noun)._default_manager.get(pk=noun.pk), field) == theirs


@pytest.mark.parametrize(
    ("language", "word"), [("ru", "Что изменилось, пока вы работали"), ("ar", "ما تغيّر أثناء عملك")]
)
def test_it_is_told_in_the_editors_language(desk: Client, other: Client, week: Week, language: str, word: str) -> None:
    path = address(week.meeting)
    mine = filled(desk, path, venue_en="Hilton")
    other.post(path, filled(other, path, venue_en="KLCC"))
    assert word in desk.post(path, mine, HTTP_ACCEPT_LANGUAGE=language).content.decode()


def test_nothing_is_said_where_nothing_changed(desk: Client, week: Week) -> None:
    path = address(week.topic)
    answer = desk.post(path, filled(desk, path, name_ar="السيبرانية"), follow=True)
    assert len(said(answer)) == 2
    assert reverse("admin:calendar_app_topic_changelist") == answer.request["PATH_INFO"]


def _at_once(posts: list[tuple[Client, str, dict[str, Any]]]) -> list[int]:
    """The status of each answer: 302 where it was saved, 200 where the page came back."""
    start, answers = Barrier(len(posts)), dict[int, int]()

    def save(number: int) -> None:
        client, path, inputs = posts[number]
        start.wait()
        try:
            answers[number] = client.post(path, inputs).status_code
        finally:
            connection.close()

    threads = [Thread(target=save, args=(number,)) for number in range(len(posts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in sorted(answers)]


@pytest.fixture
def editors(transactional_db: None) -> tuple[Week, list[Client]]:
    """A week, and four browsers signed in."""
    made, browsers = factories.week(), []
    for number in range(4):
        browser = Client()
        browser.force_login(User.objects.create(username=f"editor-{number}", is_staff=True, is_superuser=True))
        browsers.append(browser)
    return made, browsers


@pytest.mark.django_db(transaction=True)
def test_of_those_who_save_at_once_exactly_one_does(editors: tuple[Week, list[Client]]) -> None:
    week, browsers = editors
    path = address(week.meeting)
    for turn in range(3):
        pages = [
            (
                one,
                path,
                filled(
                    one, path, **{"venue_en": f"{turn}-{number}", "participations-0-position": 10 * turn + number + 1}
                ),
            )
            for number, one in enumerate(browsers)
        ]
        answers = _at_once(pages)
        assert sorted(answers) == [200, 200, 200, 302]
        saved = answers.index(302)
        stored = Event.objects.get(pk=week.meeting.pk)
        assert (stored.venue_en, stored.participations.get().position) == (f"{turn}-{saved}", 10 * turn + saved + 1)


@pytest.mark.django_db(transaction=True)
def test_one_line_on_the_pages_of_two_nouns(editors: tuple[Week, list[Client]]) -> None:
    week, (first, second, *_) = editors
    line = Membership.objects.get(member=week.russia)
    from_russia = filled(first, address(week.russia))
    from_arf = filled(second, address(week.arf))
    number = next(key.split("-")[1] for key, value in from_arf.items() if str(value) == str(line.pk))
    from_russia["memberships-0-since"], from_arf[f"members-{number}-since"] = "1995", "1996"
    answers = _at_once([(first, address(week.russia), from_russia), (second, address(week.arf), from_arf)])
    assert sorted(answers) == [200, 302]
    line.refresh_from_db()
    assert line.since == ("1995", "1996")[answers.index(302)]


@pytest.mark.django_db(transaction=True)
def test_saving_and_publishing_at_once_lose_nothing(editors: tuple[Week, list[Client]]) -> None:
    week, browsers = editors
    path = address(week.meeting)
    pages = [(one, path, filled(one, path, venue_en=f"Hall {number}", **({"_publish": "1"} if number % 2 else {})))
             for number, one in enumerate(browsers)]  # fmt: skip
    answers = _at_once(pages)
    assert sorted(answers) == [200, 200, 200, 302]
    assert Event.objects.get(pk=week.meeting.pk).venue_en == f"Hall {answers.index(302)}"
    assert Head.number() == answers.index(302) % 2
