"""Publishing: one verb, one revision; what comes along, what is made anew, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from calendar_app.models.desk import Appointment, Decision, Event, Membership
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Head, Listing, Publication, Reference, Rendering, Revision, Term
from calendar_app.models.vocabulary import Stage
from calendar_app.review import Refused, publish
from calendar_app.signals import published
from tests import factories as make

pytestmark = pytest.mark.django_db
QUERIES = 37
LATER = make.NOW + timedelta(days=1)


def _current(noun: NounModel) -> Publication:
    found: Publication = Publication.objects.current().get(subject=noun.pk)
    return found


def _slugs(revision: Revision | None) -> list[str]:
    return [f"{row.kind}/{row.slug}" for row in Publication.objects.filter(since=revision).order_by("kind", "slug")]


def test_a_first_publication_takes_along_what_it_shows_and_nothing_else() -> None:
    week = make.week()
    make.person("bystander")

    revision = make.publish(week.meeting)

    assert _slugs(revision) == [
        "event/arf-32-2025",
        "organization/MY",
        "organization/RU",
        "organization/arf",
        "outcome/arf-work-programme",
        "person/sergey-lavrov",
        "place/kuala-lumpur",
        "post/fm-ru",
        f"source/{week.tass.pk}",
        "topic/cybersecurity",
    ]


def test_one_decision_a_given_noun_and_one_revision_in_all() -> None:
    week, editor = make.week(), User.objects.create(username="editor")

    revision = publish([week.meeting, week.hasan], by=editor, now=make.NOW, reason="announced")

    assert revision is not None
    assert (revision.n, revision.at, revision.reason, Head.number()) == (1, make.NOW, "announced", 1)
    decisions = Decision.objects.order_by("subject_kind").values_list("subject", "actor", "by", "revision", "reason")
    assert list(decisions) == [
        (week.meeting.pk, "editor", editor.pk, 1, "announced"),
        (week.hasan.pk, "editor", editor.pk, 1, "announced"),
    ]
    assert Decision.objects.filter(pk=revision.decision).exists()


def test_publishing_moves_the_stage() -> None:
    week = make.week()

    make.publish(week.meeting)

    assert list(Event.objects.order_by("slug").values_list("slug", "stage")) == [
        ("amm-week-2025", Stage.DRAFT),
        ("arf-32-2025", Stage.PUBLISHED),
    ]


def test_what_reads_as_before_is_not_published_again() -> None:
    week = make.week()
    make.publish(week.meeting, week.umbrella)

    assert make.publish(week.meeting, week.umbrella, now=LATER) is None
    assert (Revision.objects.count(), Decision.objects.count()) == (1, 2)


def test_a_draft_parent_is_not_taken_along_and_named_once_it_is_public() -> None:
    week = make.week()
    make.publish(week.meeting)
    assert str(week.umbrella.pk) not in _current(week.meeting).cards

    revision = make.publish(week.umbrella, now=LATER)

    assert _slugs(revision) == ["event/amm-week-2025", "event/arf-32-2025"]
    card = _current(week.meeting).card(str(week.umbrella.pk))
    assert card is not None
    assert (card["kind"], card["slug"], card["name"]["en"]) == ("event", "amm-week-2025", "58th AMM week")


def test_a_pending_edit_stays_at_the_desk_when_something_else_is_published() -> None:
    week = make.week()
    make.publish(week.meeting)
    week.meeting.title_en = "Not yet"
    week.meeting.save()
    week.lavrov.name_en = "Sergei Lavrov"
    week.lavrov.save()

    revision = make.publish(week.lavrov, now=LATER)

    assert _slugs(revision) == ["event/arf-32-2025", "person/sergey-lavrov", "post/fm-ru"]
    meeting = _current(week.meeting)
    assert meeting.facts["title"]["en"] == "32nd ASEAN Regional Forum"
    assert meeting.cards[str(week.lavrov.pk)]["name"]["en"] == "Sergei Lavrov"


@pytest.mark.parametrize(
    ("change", "sequence"),
    [
        ({"date": "2025-07-12"}, 1),
        ({"start_time": "09:00"}, 1),
        ({"zone": "Asia/Jakarta"}, 1),
        ({"venue_en": "Convention Centre"}, 1),
        ({"place": None}, 1),
        ({"certainty": "tentative"}, 1),
        ({"lifecycle": "cancelled", "reason_en": "storm"}, 1),
        ({"date": "2025-07-12", "venue_en": "Convention Centre", "certainty": "tentative"}, 1),
        ({"title_en": "Another title"}, 0),
        ({"note_en": "A note"}, 0),
        ({"level": "summit"}, 0),
    ],
)
def test_sequence_rises_once_for_a_change_of_slot_or_state_alone(change: dict[str, object], sequence: int) -> None:
    week = make.week()
    make.publish(week.meeting)
    Event.objects.filter(pk=week.meeting.pk).update(**change)
    event = Event.objects.get(pk=week.meeting.pk)
    event.save()

    make.publish(event, now=LATER)

    after = _current(event)
    assert (after.number, after.sequence, after.since.at) == (2, sequence, LATER)


def test_a_moved_date_is_kept_as_a_former_one() -> None:
    week = make.week()
    make.publish(week.meeting)
    week.meeting.date = "2025-07-14"
    week.meeting.save()

    make.publish(week.meeting, now=LATER)

    after = _current(week.meeting)
    slot = {"date": "2025-07-11", "start_time": None, "end_time": None, "zone": "Asia/Kuala_Lumpur"}
    assert after.facts["former_dates"] == [{**slot, "replaced": "2025-07-03"}]
    assert after.changes == [
        {"field": "when", "before": slot, "after": {**slot, "date": "2025-07-14"}},
        {"field": "former_dates", "added": [{**slot, "replaced": "2025-07-03"}], "removed": []},
    ]


def test_expected_delegations_follow_membership_and_posts_and_give_way_to_sources() -> None:
    week = make.week()
    make.publish(week.meeting, week.hasan, *week.malaysia.posts.all())
    post = week.malaysia.posts.get()

    assert _current(week.meeting).derived["expected"] == [
        {"organization": str(week.malaysia.pk), "post": str(post.pk), "person": str(week.hasan.pk)}
    ]

    make.participation(week.meeting, week.hasan, role="chair")
    make.publish(week.meeting, now=LATER)
    assert _current(week.meeting).derived["expected"] == []


def test_a_reshuffle_changes_the_delegations_of_events_that_expect_the_post() -> None:
    week = make.week()
    post = week.malaysia.posts.get()
    make.publish(week.meeting, week.hasan, post)
    successor = make.person("successor")
    Appointment.objects.filter(post=post).update(
        until="2025-07-01", until_earliest="2025-07-01", until_latest="2025-07-01"
    )
    Appointment.objects.create(person=successor, post=post, since="2025-07-01")

    revision = make.publish(successor, week.hasan, now=LATER)

    assert "event/arf-32-2025" in _slugs(revision)
    assert [row["person"] for row in _current(week.meeting).derived["expected"]] == [str(successor.pk)]
    assert [row["person"] for row in _current(post).derived["holders"]] == [str(successor.pk), str(week.hasan.pk)]


def test_a_new_post_reaches_the_meetings_its_state_is_expected_at() -> None:
    week = make.week()
    week.malaysia.posts.get().appointments.all().delete()
    week.malaysia.posts.all().delete()
    make.publish(week.meeting, week.malaysia)
    assert [row["post"] for row in _current(week.meeting).derived["expected"]] == [None]

    post = make.post(week.hasan, week.malaysia)
    make.publish(post, week.hasan, now=LATER)

    assert [row["post"] for row in _current(week.meeting).derived["expected"]] == [str(post.pk)]


@pytest.mark.parametrize(
    ("tenures", "found"),
    [
        ((("2020", ""),), "a"),
        ((("2020", "2025-07"), ("2025-07", "")), None),
        ((("2020", "2025-07-01"), ("2025-07-01", "")), "b"),
        ((("2020", "2024"),), None),
        ((("2026", ""),), None),
        ((("", ""),), "a"),
    ],
)
def test_nobody_is_guessed(tenures: tuple[tuple[str, str], ...], found: str | None) -> None:
    week = make.week()
    post = week.malaysia.posts.get()
    post.appointments.all().delete()
    people = [make.person(name) for name in "ab"]
    for person, (since, until) in zip(people, tenures, strict=False):
        Appointment.objects.create(person=person, post=post, since=since, until=until)

    make.publish(week.meeting, post, *people)

    names = {str(person.pk): person.slug for person in people}
    assert [names.get(row["person"] or "") for row in _current(week.meeting).derived["expected"]] == [found]


def test_a_vacant_post_is_no_second_delegation() -> None:
    week = make.week()
    vacant = make.post(None, week.malaysia, slug="adviser-my", role="foreign-adviser")

    make.publish(week.meeting, week.hasan, vacant, *week.malaysia.posts.all())

    assert [row["person"] for row in _current(week.meeting).derived["expected"]] == [str(week.hasan.pk)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({}, 2), ({"date": "2025-07"}, 0), ({"date": ""}, 0), ({"kind": "bilateral"}, 0), ({"forum": None}, 0)],
)
def test_only_a_forums_meeting_on_a_known_day_lets_us_expect_anybody(fields: dict[str, object], expected: int) -> None:
    week = make.week()
    week.meeting.participations.all().delete()
    for name, value in fields.items():
        setattr(week.meeting, name, value)
    week.meeting.save()

    make.publish(week.meeting, week.malaysia, week.russia)

    assert len(_current(week.meeting).derived["expected"]) == expected


def test_members_on_that_day_without_observers_and_without_those_who_left() -> None:
    week = make.week()
    late, left, looking = make.state("TL"), make.state("XX"), make.state("PG")
    Membership.objects.create(member=late, organization=week.arf, since="2025-10-26")
    Membership.objects.create(member=left, organization=week.arf, since="1994", until="2000")
    Membership.objects.create(member=looking, organization=week.arf, since="1994", status="observer")

    make.publish(week.meeting, week.malaysia, late, left, looking)

    assert [row["organization"] for row in _current(week.meeting).derived["expected"]] == [str(week.malaysia.pk)]


def test_a_source_publishes_what_is_cited_of_it_and_not_what_it_is_cited_for() -> None:
    week = make.week()
    make.cite(week.tass, "published", make.source("Bernama"))

    make.publish(week.meeting)

    assert [row["field"] for row in _current(week.tass).facts["citations"]] == ["published"]


def test_last_confirmed_is_the_newest_dated_source_of_the_date() -> None:
    week = make.week()
    make.cite(week.meeting, "date", make.source(published="2025-07-01"))
    make.cite(week.meeting, "date", make.source(published="2025-08"))
    make.cite(week.meeting, "date", make.source(published="2025-07-09"), rank="deprecated")
    make.cite(week.meeting, "venue", make.source(published="2025-07-10"))

    make.publish(week.meeting)

    assert _current(week.meeting).derived["last_confirmed"] == "2025-07-02"


def test_the_index_binds_the_parties_of_one_participation() -> None:
    week = make.week()
    make.publish(week.meeting, week.malaysia.posts.get(), week.hasan)
    line = str(week.meeting.participations.get().pk)
    key = f"{week.malaysia.posts.get().pk}/{week.hasan.pk}"

    rows = Term.objects.order_by("participation", "dimension").values_list(
        "dimension", "value", "role", "basis", "participation"
    )

    assert set(rows) == {
        ("topic", "cybersecurity", "", "recorded", ""),
        ("organization", "RU", "participant", "recorded", line),
        ("person", "sergey-lavrov", "participant", "recorded", line),
        ("post", "fm-ru", "participant", "recorded", line),
        ("state", "RU", "participant", "recorded", line),
        ("organization", "MY", "participant", "expected", key),
        ("person", "mohamad-hasan", "participant", "expected", key),
        ("post", "fm-my", "participant", "expected", key),
        ("state", "MY", "participant", "expected", key),
    }


def test_the_listing_holds_what_lists_and_filters_read() -> None:
    week = make.week()
    make.publish(week.meeting)

    row = Listing.objects.get()

    assert (row.first_day, row.end_day, row.known_to_day) == (date(2025, 7, 11), date(2025, 7, 12), True)
    midnight = datetime(2025, 7, 10, 16, tzinfo=UTC)
    assert (row.starts_at, row.ends_at) == (midnight, midnight + timedelta(days=1))
    assert (row.forum, row.place, row.country, row.kind, row.level, row.zone) == (
        "arf", "kuala-lumpur", "MY", "meeting", "ministerial", "",
    )  # fmt: skip


def test_renderings_are_kept_in_each_language() -> None:
    week = make.week()
    make.publish(week.meeting)

    assert sorted(Rendering.objects.filter(form="ics").values_list("language", flat=True)) == ["ar", "en", "ru"]


def test_the_record_never_runs_back_in_time() -> None:
    make.publish(make.state("MY"), now=LATER)
    make.publish(make.state("RU"), now=make.NOW)

    assert list(Revision.objects.order_by("n").values_list("at", flat=True)) == [LATER, LATER]


def test_a_revision_closes_what_stood() -> None:
    week = make.week()
    make.publish(week.meeting)
    week.meeting.title_en = "New"
    week.meeting.save()
    make.publish(week.meeting, now=LATER)

    rows = Publication.objects.history(week.meeting.pk).values_list("number", "since", "until_rev")
    assert list(rows) == [(1, 1, 2), (2, 2, None)]
    assert list(Listing.objects.order_by("since_rev").values_list("since_rev", "until_rev")) == [(1, 2), (2, None)]
    assert Reference.objects.filter(publication__number=2, subject=week.lavrov.pk).exists()


def test_the_signal_is_sent_with_the_revision() -> None:
    heard: list[int] = []

    def listen(revision: int, **_: object) -> None:
        heard.append(revision)

    published.connect(listen)
    try:
        make.publish(make.state("MY"))
        make.publish(make.state("RU"))
    finally:
        published.disconnect(listen)

    assert heard == [1, 2]


def test_held_needs_a_report_and_says_which() -> None:
    week = make.week()
    week.meeting.lifecycle = "held"
    week.meeting.save()
    after = make.NOW + timedelta(days=30)

    with pytest.raises(Refused, match="cite a source published on 2025-07-11 or later") as refused:
        make.publish(week.meeting, now=after)
    assert [problem.field for problem in refused.value.problems] == ["lifecycle"]
    assert (Publication.objects.count(), Revision.objects.count()) == (0, 0)

    make.cite(week.meeting, "lifecycle", make.source(published="2025-07-12"))
    assert make.publish(week.meeting, now=after) is not None


def test_what_lies_ahead_was_not_held() -> None:
    week = make.week()
    week.meeting.lifecycle = "held"
    week.meeting.save()

    with pytest.raises(Refused, match="lies ahead"):
        make.publish(week.meeting)


@pytest.mark.parametrize("lifecycle", ["cancelled", "postponed"])
def test_a_cancelled_or_postponed_event_says_why(lifecycle: str) -> None:
    week = make.week()
    week.meeting.lifecycle = lifecycle
    week.meeting.save()

    with pytest.raises(Refused, match="say why, in at least one language"):
        make.publish(week.meeting)

    week.meeting.reason_ru = "по просьбе сторон"
    week.meeting.save()
    assert make.publish(week.meeting) is not None


def test_every_problem_of_every_event_is_named_at_once() -> None:
    week = make.week()
    for event in (week.meeting, week.umbrella):
        event.lifecycle = "cancelled"
        event.save()

    with pytest.raises(Refused) as refused:
        make.publish(week.meeting, week.umbrella)

    assert len(refused.value.problems) == 2
    assert set(Event.objects.values_list("stage", flat=True)) == {Stage.DRAFT}


@pytest.mark.parametrize("size", [1, 3])
def test_as_many_queries_for_one_event_as_for_three(size: int, django_assert_num_queries: object) -> None:
    week = make.week()
    make.publish(week.meeting, week.umbrella)
    common = {"level": "ministerial", "forum": week.arf, "place": week.place, "zone": "Asia/Kuala_Lumpur"}
    events = [make.event(f"arf-{number}", **common) for number in range(size)]

    with django_assert_num_queries(QUERIES):  # type: ignore[operator] # pytest-django's fixture
        make.publish(*events, now=LATER)


@pytest.mark.parametrize("blank", [" ", "\u00a0\u3000", "\u200b", "\u2068\u2069", "\x01", "\ufffd"])
def test_a_title_of_which_nothing_can_be_seen_is_refused(blank: str) -> None:
    event = make.event(title_en=blank, title_ru="Встреча")
    with pytest.raises(Refused) as refused:
        make.publish(event)
    assert [str(problem) for problem in refused.value.problems] == [
        "title_en: Nothing in it can be seen: write a title, or leave it empty."
    ]
    assert Publication.objects.count() == 0
