"""Saving at the desk, and publishing by the one verb: together or not at all."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from calendar_app.models.desk import Decision, Event, Person
from calendar_app.models.public import Publication, Revision
from tests import factories
from tests.admin.forms import address, errors, filled, said
from tests.factories import Week


def current(noun: Event | Person) -> Publication:
    publication: Publication = Publication.objects.current().get(subject=noun.pk)
    return publication


def test_saving_leaves_the_readers_side_alone_and_says_so(desk: Client, week: Week) -> None:
    before = current(week.meeting)
    path = address(week.meeting)
    answer = desk.post(path, filled(desk, path, venue_en="Convention Centre", _save="Save"), follow=True)
    assert current(week.meeting) == before
    assert "Saved at the desk; readers see it once you publish." in said(answer)
    assert Event.objects.get(pk=week.meeting.pk).venue_en == "Convention Centre"


def test_what_waits_is_marked_in_the_list(desk: Client, week: Week) -> None:
    Event.objects.filter(pk=week.meeting.pk).update(venue_en="Convention Centre", title_en="ARF")
    page = desk.get(address(Event, "changelist")).content.decode()
    assert page.count('<span class="standing waiting">changes wait: title, venue</span>') == 1
    assert page.count('<span class="standing as-published">as at the desk</span>') == 1


def test_save_and_publish(desk: Client, editor: User, week: Week) -> None:
    before, path = current(week.meeting), address(week.meeting)
    answer = desk.post(path, filled(desk, path, venue_en="Convention Centre", _publish="1"), follow=True)
    after = current(week.meeting)
    assert (after.number, after.sequence) == (before.number + 1, before.sequence + 1)
    assert [row["field"] for row in after.changes] == ["venue"]
    assert f"Published as revision {after.since_id}." in said(answer)
    assert '<a href="/en/events/arf-32-2025/">The public page</a>' in said(answer)
    decision = Decision.objects.get(revision=after.since_id)
    assert (decision.by, decision.action, decision.subject) == (editor, "publish", week.meeting.pk)


def test_publishing_what_readers_see_already_adds_nothing(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    answer = desk.post(path, filled(desk, path, _publish="1"), follow=True)
    assert Revision.objects.count() == 1
    assert "Readers see it so already: nothing was published." in said(answer)


def test_a_refusal_keeps_the_form_and_saves_nothing(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    answer = desk.post(path, filled(desk, path, venue_en="Elsewhere", lifecycle="cancelled", _publish="1"))
    assert answer.status_code == 200
    assert errors(answer) == {
        "reason_en": ["“32nd ASEAN Regional Forum” is cancelled: say why, in at least one language."]
    }
    assert answer.context["adminform"].form["venue_en"].value() == "Elsewhere"
    stored = Event.objects.get(pk=week.meeting.pk)
    assert (stored.venue_en, stored.lifecycle) == ("", "scheduled")
    assert Revision.objects.count() == 1


def test_a_refused_new_event_is_not_kept(desk: Client, week: Week) -> None:
    path = address(Event, "add")
    inputs = filled(desk, path, title_en="Gone", slug="gone", lifecycle="cancelled", _publish="1")
    assert list(errors(desk.post(path, inputs))) == ["reason_en"]
    assert Event.objects.filter(slug="gone").exists() is False


def test_a_new_event_is_a_draft_until_it_is_published(desk: Client, week: Week) -> None:
    path = address(Event, "add")
    inputs = filled(desk, path, title_en="33rd ARF", slug="arf-33", date="2026-07")
    answer = desk.post(path, {**inputs, "_save": "Save"}, follow=True)
    made = Event.objects.get(slug="arf-33")
    assert made.stage == "draft"
    assert "Saved at the desk; readers see it once you publish." in said(answer)
    desk.post(address(made), filled(desk, address(made), _publish="1"))
    assert current(made).facts["when"]["date"] == "2026-07"
    assert Event.objects.get(slug="arf-33").stage == "published"


def test_other_nouns_are_published_too(desk: Client, week: Week) -> None:
    path = address(week.lavrov)
    desk.post(path, filled(desk, path, name_ar="لافروف", _publish="1"))
    assert current(week.lavrov).facts["name"]["ar"] == "لافروف"


def test_the_action_publishes_all_in_one_revision(desk: Client, week: Week) -> None:
    people = [factories.person("wang-yi"), factories.person("marco-rubio")]
    chosen = {"action": "publish_chosen", "_selected_action": [str(one.pk) for one in people]}
    answer = desk.post(address(Person, "changelist"), chosen, follow=True)
    assert said(answer) == ["Published as revision 2."]
    assert Publication.objects.filter(since=2, kind="person").count() == 2


def test_the_action_publishes_all_or_none(desk: Client, week: Week) -> None:
    bad = factories.event("postponed", lifecycle="postponed")
    good = factories.event("good")
    chosen = {"action": "publish_chosen", "_selected_action": [str(bad.pk), str(good.pk)]}
    answer = desk.post(address(Event, "changelist"), chosen, follow=True)
    assert said(answer) == ["Nothing was done:", "“Postponed” is postponed: say why, in at least one language."]
    assert Revision.objects.count() == 1
    assert set(Event.objects.filter(pk__in=[bad.pk, good.pk]).values_list("stage", flat=True)) == {"draft"}


def test_saving_what_readers_see_already_calls_for_nothing(desk: Client, week: Week) -> None:
    answer = desk.post(address(week.topic), filled(desk, address(week.topic)), follow=True)
    assert [text.split(" “")[0] for text in said(answer)] == ["The topic"]


def test_an_address_that_readers_know_as_anothers_is_refused(desk: Client, week: Week) -> None:
    Event.objects.filter(pk=week.meeting.pk).update(slug="arf-32-in-kuala-lumpur")
    newcomer = factories.event("arf-32-2025")
    answer = desk.post(address(newcomer), filled(desk, address(newcomer), _publish="1"))
    assert errors(answer) == {
        "slug": ["“arf-32-2025” is still the public address of another event: publish that one first."]
    }
    both = {"action": "publish_chosen", "_selected_action": [str(newcomer.pk), str(week.meeting.pk)]}
    desk.post(address(Event, "changelist"), both)
    assert (current(newcomer).slug, current(week.meeting).slug) == ("arf-32-2025", "arf-32-in-kuala-lumpur")


def test_a_withdrawn_event_stays_withdrawn(desk: Client, week: Week) -> None:
    Event.objects.filter(pk=week.meeting.pk).update(stage="withdrawn")
    path = address(week.meeting)
    answer = desk.post(path, filled(desk, path, venue_en="Elsewhere", _publish="1"))
    assert list(errors(answer)) == ["__all__"]
    assert Event.objects.get(pk=week.meeting.pk).venue_en == ""


@pytest.mark.parametrize(
    ("language", "label"), [("en", "Save and publish"), ("ru", "Сохранить и опубликовать"), ("ar", "احفظ وانشر")]
)
def test_the_button_is_in_the_editors_language(desk: Client, week: Week, language: str, label: str) -> None:
    page = desk.get(address(week.meeting), HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert page.count(f'<input type="submit" value="{label}" name="_publish">') == 2


def test_the_public_page_is_one_click_away_in_the_editors_language(desk: Client, week: Week) -> None:
    for language in ("en", "ru", "ar"):
        context = desk.get(address(week.meeting), HTTP_ACCEPT_LANGUAGE=language).context
        assert context["absolute_url"] == f"/{language}/events/arf-32-2025/"
    for draft in (factories.event("draft"), factories.person("nobody")):
        assert desk.get(address(draft)).context["has_absolute_url"] is False
    assert desk.get(address(week.russia)).context["absolute_url"] == "/en/states/RU/"
