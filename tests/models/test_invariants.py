"""What the database itself refuses, whoever writes to it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from calendar_app.models.desk import (
    AgendaItem,
    Appointment,
    Event,
    FormerDate,
    Identifier,
    Membership,
    Organization,
    OtherName,
    Participation,
    Place,
    Post,
    Source,
)
from calendar_app.models.public import Head, Publication, Revision
from tests import factories as make

pytestmark = pytest.mark.django_db


def _nameless() -> None:
    Organization.objects.create(code="xx", kind="forum")


def _unknown_kind() -> None:
    Organization.objects.create(code="xx", kind="club", name_en="Club")


def _twice() -> None:
    for _ in range(2):
        make.state("MY")


def _member_of_itself() -> None:
    one = make.state("MY")
    Membership.objects.create(member=one, organization=one)


def _tenure_backwards() -> None:
    Membership.objects.create(
        member=make.state("MY"), organization=make.organization("asean"), since="2025-01-01", until="2024-01-01"
    )


def _post_without_seats() -> None:
    Post.objects.create(slug="p", organization=make.state("MY"), role="fm", name_en="Post", seats=0)


def _off_the_globe() -> None:
    Place.objects.create(slug="p", name_en="Place", zone="UTC", latitude=91.0, longitude=0.0)


def _half_a_coordinate() -> None:
    Place.objects.create(slug="p", name_en="Place", zone="UTC", latitude=9.0)


def _untitled() -> None:
    Event.objects.create(slug="e", date="2025-07-11")


def _its_own_parent() -> None:
    one = make.event()
    Event.objects.filter(pk=one.pk).update(parent=one.pk)


def _bounds_without_date() -> None:
    make.event()
    Event.objects.update(date="")


def _held_without_date() -> None:
    Event.objects.create(slug="e", title_en="E", lifecycle="held")


def _time_without_zone() -> None:
    make.event()
    Event.objects.update(start_time="09:00")


def _nobody() -> None:
    Participation.objects.create(event=make.event())


def _two_parties() -> None:
    Participation.objects.create(event=make.event(), person=make.person("a"), organization=make.state("MY"))


def _capacity_of_nobody() -> None:
    holder = make.person("a")
    make.post(holder, make.state("MY"))
    Participation.objects.create(event=make.event(), raw_name="A", appointment=holder.appointments.get())


def _agenda_of_nothing() -> None:
    AgendaItem.objects.create(event=make.event())


def _former_date_of_nothing() -> None:
    FormerDate.objects.create(event=make.event(), replaced=date(2025, 7, 1))


def _name_of_nobody() -> None:
    OtherName.objects.create(language="en", name="X")


def _identifier_of_nobody() -> None:
    Identifier.objects.create(scheme="wikidata", value="Q1")


def _source_of_nobody() -> None:
    Source.objects.create(title="T")


def _its_own_republication() -> None:
    one = make.source()
    Source.objects.filter(pk=one.pk).update(republishes=one.pk)


def _cited_twice() -> None:
    event, source = make.event(), make.source()
    for _ in range(2):
        make.cite(event, "date", source)


def _quote_backwards() -> None:
    make.cite(make.event(), "date", make.source(), quote_start=9, quote_end=3)


def _second_head() -> None:
    Head.objects.create(pk=2)


@pytest.mark.parametrize(
    "write",
    [
        _nameless, _unknown_kind, _twice, _member_of_itself, _tenure_backwards, _post_without_seats, _off_the_globe,
        _half_a_coordinate, _untitled, _its_own_parent, _bounds_without_date, _held_without_date, _time_without_zone,
        _nobody, _two_parties, _capacity_of_nobody, _agenda_of_nothing, _former_date_of_nothing, _name_of_nobody,
        _identifier_of_nobody, _source_of_nobody, _its_own_republication, _cited_twice, _quote_backwards, _second_head,
    ],
)  # fmt: skip
def test_the_database_refuses(write: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.parametrize("change", [{"slug": "x"}, {"snapshot": {}}, {"number": 7}, {"sequence": 7}, {"digest": "x"}])
def test_a_publication_is_never_rewritten(change: dict[str, object]) -> None:
    make.publish(make.state("MY"))

    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        Publication.objects.update(**change)


def test_a_publication_ends_once() -> None:
    make.publish(make.state("MY"))
    Publication.objects.update(until_rev=5)

    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        Publication.objects.update(until_rev=6)


def test_a_redaction_names_its_decision_and_may_change_the_text() -> None:
    revision = make.publish(make.state("MY"))
    assert revision is not None

    Publication.objects.update(redacted=revision.decision, snapshot={"facts": {}})

    assert Publication.objects.get().snapshot == {"facts": {}}


def test_a_revision_and_a_decision_are_never_rewritten() -> None:
    make.publish(make.state("MY"))

    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        Revision.objects.update(at=make.NOW.replace(year=2020))


def test_one_seat_has_one_full_holder() -> None:
    malaysia = make.state("MY")
    post = make.post(make.person("a"), malaysia, since="2020-01-01", until="2022-01-01")
    crowd = Appointment(person=make.person("b"), post=post, since="2021-06-01", until="2023-01-01")

    with pytest.raises(ValidationError, match="held this post from 2020-01-01 to 2022-01-01"):
        crowd.full_clean()


@pytest.mark.parametrize(
    ("tenure", "post"),
    [
        ({"since": "2022-01-01", "until": "2023-01-01"}, {}),
        ({"since": "2021-06-01", "until": "2023-01-01", "acting": True}, {}),
        ({"since": "2021-06", "until": "2023-01-01"}, {}),
        ({"since": "2021-06-01", "until": "2023-01-01"}, {"seats": 2}),
    ],
)
def test_successors_acting_holders_partial_dates_and_second_seats_may_overlap(
    tenure: dict[str, object], post: dict[str, int]
) -> None:
    made = make.post(make.person("a"), make.state("MY"), since="2020-01-01", until="2022-01-01", **post)

    Appointment(person=make.person("b"), post=made, **tenure).full_clean()


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"date": "10 July 2025"}, "date"),
        ({"date": "2025-07", "start_time": "09:00", "zone": "UTC"}, "date"),
        ({"date": "2025-07-10", "zone": "/etc/localtime"}, "zone"),
        ({"slug": "Not A Slug"}, "slug"),
    ],
)
def test_an_event_says_which_field_is_wrong(fields: dict[str, str], named: str) -> None:
    event = Event(**{"slug": "e", "title_en": "E", "certainty": "confirmed", **fields})

    with pytest.raises(ValidationError) as raised:
        event.full_clean()

    assert list(raised.value.message_dict) == [named]


def test_an_event_does_not_stand_under_its_own_child() -> None:
    top = make.event("top", kind="umbrella")
    child = make.event("child", parent=top)
    top.parent = child

    with pytest.raises(ValidationError, match="stands under this event already"):
        top.full_clean()


def test_a_participation_is_in_the_persons_own_capacity_on_a_readable_date() -> None:
    a, b = make.person("a"), make.person("b")
    make.post(a, make.state("MY"))
    line = Participation(event=make.event(), person=b, appointment=a.appointments.get(), date="soon")

    with pytest.raises(ValidationError) as raised:
        line.clean()
    assert list(raised.value.message_dict) == ["appointment"]

    line.person = a
    with pytest.raises(ValidationError) as raised:
        line.clean()
    assert list(raised.value.message_dict) == ["date"]


def test_a_source_has_a_readable_date() -> None:
    with pytest.raises(ValidationError) as raised:
        make.source(published="July").clean()
    assert list(raised.value.message_dict) == ["published"]


def test_a_source_keeps_a_hash_of_its_text() -> None:
    kept = make.source(text="Said.")

    assert kept.text_hash == "5adc7fd7cbcef6f2154c23aedd24ed85f4539729e148081ab663cb11f1a1dd65"
    assert make.source().text_hash == ""


def test_a_citation_speaks_of_a_field_that_its_noun_has() -> None:
    citation = make.cite(make.topic(), "date", make.source())

    with pytest.raises(ValidationError, match="choose one of name"):
        citation.clean()


@pytest.mark.parametrize(
    ("since", "until", "day", "holds"),
    [
        ("2020-01-01", "", "2025-07-11", True),
        ("2020-01-01", "2025-07-11", "2025-07-11", False),
        ("2020-01-01", "2025-07", "2025-07-11", True),
        ("2025-07", "", "2025-07-01", True),
        ("2025-08", "", "2025-07-31", False),
        ("", "", "1900-01-01", True),
    ],
)
def test_who_belonged_on_a_day(since: str, until: str, day: str, holds: bool) -> None:
    Membership.objects.create(
        member=make.state("MY"), organization=make.organization("asean"), since=since, until=until
    )

    assert Membership.objects.on(date.fromisoformat(day)).exists() is holds


@pytest.mark.parametrize(("field", "text"), [("since", "soon"), ("until", "2025-13")])
def test_a_tenure_names_the_bound_that_can_not_be_read(field: str, text: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Membership(member=make.state("MY"), organization=make.organization("asean"), **{field: text}).clean()
    assert list(raised.value.message_dict) == [field]


def test_a_tenure_ends_after_it_began() -> None:
    tenure = Membership(
        member=make.state("MY"), organization=make.organization("asean"), since="2025", until="2024-01-01"
    )
    with pytest.raises(ValidationError, match="does not come after 2025"):
        tenure.clean()


def test_names_are_found_in_any_script() -> None:
    lavrov = make.person("sergey-lavrov", name_ru="Сергей Лавров", name_ar="سيرغي لافروف")

    found = [list(type(lavrov).objects.named_like(text)) for text in ("lavrov", "Лавров", "لافروف", "Rubio")]

    assert found == [[lavrov], [lavrov], [lavrov], []]


def test_rows_name_themselves() -> None:
    week = make.week()
    appointment, line = week.lavrov.appointments.get(), week.meeting.participations.get()

    texts = [str(row) for row in (week.meeting, week.lavrov, appointment, line, week.programme, week.tass, week.arf)]

    assert texts == [
        "32nd ASEAN Regional Forum",
        "Sergey Lavrov",
        "Sergey Lavrov, Foreign Minister of Russia",
        "Sergey Lavrov",
        "Arf Work Programme",
        f"TASS: {week.tass.title}",
        "ASEAN Regional Forum",
    ]
