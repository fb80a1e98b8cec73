"""Applying: drafts and edits that wait, with their decisions; nothing published, nothing lost, no row twice."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from calendar_app.errors import Refused
from calendar_app.exchange.imports import apply, work
from calendar_app.exchange.imports.apply_on import BATCH, _batch
from calendar_app.exchange.imports.decide import WHOLE
from calendar_app.models.desk import Decision, Event, Place, Version
from calendar_app.models.imports import Upload
from calendar_app.models.public import Head, Publication
from calendar_app.review import publish
from calendar_app.tasks.imports import TRACE
from tests import factories as make
from tests.exchange.imports.carried import NOW, applied, brought, clock, editor, table
from tests.factories import Week

pytestmark = pytest.mark.django_db
HEAD = "slug,title_en,date,topics"


def reasons(upload: Upload) -> list[str]:
    return [why for row in upload.rows.all() for _, why in row.problems]


def test_what_somebody_else_finished_is_left_alone() -> None:
    upload = brought(table(",Talks,2026-07-11,", head=HEAD))
    assert _batch(upload, NOW, TRACE) == []
    assert not Event.objects.exists()


def test_good_rows_become_drafts_and_edits_that_wait() -> None:
    week: Week = make.published_week()
    before = (Head.number(), Publication.objects.count())
    rows = (
        ",Talks,11 July 2026,cybersecurity",
        "arf-32-2025,ARF,2025-07-12,",
        "amm-week-2025,58th AMM week,8–11 July 2025,",
        ",Bad,soon,",
    )
    upload = applied(brought(table(*rows, head=HEAD)))
    assert (upload.state, upload.done) == ("done", 2)
    assert [(row.verdict, row.applied, bool(row.cells)) for row in upload.rows.all()] == [
        ("created", True, False), ("updated", True, False), ("unchanged", False, False), ("refused", False, True),
    ]  # fmt: skip
    made = Event.objects.get(title_en="Talks")
    assert (made.slug, made.stage, str(made.first_day), made.pk) == (
        "talks-2026",
        "draft",
        "2026-07-11",
        upload.rows.earliest("position").event,
    )
    assert [topic.slug for topic in made.topics.all()] == ["cybersecurity"]
    week.meeting.refresh_from_db()
    assert (week.meeting.stage, week.meeting.title_en, str(week.meeting.first_day)) == (
        "published",
        "ARF",
        "2025-07-12",
    )
    assert (week.meeting.topics.count(), week.meeting.title_ru) == (0, "32-й Региональный форум АСЕАН")
    assert (Head.number(), Publication.objects.count()) == before
    steps = Decision.objects.filter(action="edit").values_list("subject", "by", "actor", "at", "reason")
    assert set(steps) == {
        (week.meeting.pk, editor().pk, "editor", NOW, "title_en, date, topics (talks.csv)"),
        (made.pk, editor().pk, "editor", NOW, "title_en, date, topics (talks.csv)"),
    }


def test_each_edit_leaves_what_was_and_what_is() -> None:
    week: Week = make.week()
    applied(brought(table("arf-32-2025,ARF,…,…", "x,Talks,2026,", head=HEAD)))
    titles = [(one.number, one.rows[""][0]["title_en"]) for one in Version.objects.of(week.meeting.pk)]
    assert titles == [(2, "ARF"), (1, "32nd ASEAN Regional Forum")]
    assert Version.objects.of(Event.objects.get(slug="x").pk).count() == 1


def test_whoever_imports_can_t_publish_it(settings: object) -> None:
    settings.ONE_PERSON_DESK = False  # type: ignore[attr-defined] # pytest-django's
    applied(brought(table("Talks,2026,")))
    with pytest.raises(Refused, match="second person"):
        publish(Event.objects.get(), by=editor(), now=NOW)
    assert publish(Event.objects.get(), by=editor("second"), now=NOW) is not None


def test_it_goes_on_where_it_stopped_and_no_row_is_applied_twice() -> None:
    upload = brought(table(*(f"Talks {number},2026," for number in range(2 * BATCH + 1))))
    apply(upload=upload, whole=False)
    counts = []
    while work(upload=upload.pk, clock=ticking(), stretch=timedelta(seconds=2), trace=TRACE):
        upload.refresh_from_db()
        counts.append((upload.done, Event.objects.count(), Decision.objects.count()))
    upload.refresh_from_db()
    assert counts[0] == (BATCH, BATCH, BATCH)
    assert (upload.state, upload.done, Event.objects.count(), Decision.objects.count()) == ("done", 101, 101, 101)


def ticking() -> Callable[[], datetime]:
    """A clock on which every look takes a second."""
    moments = iter(range(10_000))
    return lambda: NOW + timedelta(seconds=next(moments))


def test_what_somebody_changed_since_is_not_overwritten() -> None:
    week = make.week()
    upload = brought(table("arf-32-2025,ARF,2025-07-12,…", "amm-week-2025,Week,…,…", ",Talks,2026,", head=HEAD))
    Event.objects.filter(pk=week.meeting.pk).update(title_en="Somebody's")
    applied(upload)
    assert reasons(upload) == [
        "Somebody changed this event since it was shown here: title_en. Upload the file again and look."
    ]
    week.meeting.refresh_from_db()
    assert (week.meeting.title_en, str(week.meeting.date)) == ("Somebody's", "2025-07-11")
    assert (Event.objects.get(slug="amm-week-2025").title_en, upload.done) == ("Week", 3)


def test_an_edit_beside_it_stays() -> None:
    week = make.week()
    upload = brought(table("arf-32-2025,ARF,…,…", head=HEAD))
    Event.objects.filter(pk=week.meeting.pk).update(note_en="Somebody's")
    applied(upload)
    week.meeting.refresh_from_db()
    assert (week.meeting.title_en, week.meeting.note_en) == ("ARF", "Somebody's")


def test_what_somebody_entered_alike_is_left_as_it_is() -> None:
    week = make.week()
    upload = brought(table("arf-32-2025,ARF,…,…", head=HEAD))
    Event.objects.filter(pk=week.meeting.pk).update(title_en="ARF")
    applied(upload)
    assert [(row.verdict, row.applied) for row in upload.rows.all()] == [("unchanged", True)]
    assert Decision.objects.count() == 0


def test_what_somebody_took_away_is_not_made_anew_unasked() -> None:
    make.week()
    upload = brought(table("arf-32-2025,ARF,…,…", "x,Talks,2026,cybersecurity", head=HEAD))
    Event.objects.filter(slug="arf-32-2025").delete()
    applied(upload)
    (why,) = reasons(upload)
    assert why.startswith("Somebody changed this event since it was shown here")
    assert set(Event.objects.values_list("slug", flat=True)) == {"amm-week-2025", "x"}


def test_an_address_taken_meanwhile_is_refused() -> None:
    upload = brought(table("talks,Talks,2026,", head=HEAD))
    make.event("talks")
    applied(upload)
    assert reasons(upload) == ["“talks” is the address of another event: choose another."]


def test_a_row_that_the_database_refuses_spares_its_neighbours() -> None:
    upload = brought(table("a,A,2026,", "b,B,2026,", head=HEAD))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE calendar_app_event ADD CONSTRAINT no_a CHECK (slug <> 'a')")
    applied(upload)
    assert reasons(upload) == ["The desk holds something in its place by now: upload the file again to see what."]
    assert list(Event.objects.values_list("slug", flat=True)) == ["b"]


def test_all_or_nothing_is_all() -> None:
    upload = applied(brought(table(*(f"Talks {number},2026," for number in range(BATCH + 1)))), whole=True)
    assert (upload.state, upload.done, Event.objects.count()) == ("done", BATCH + 1, BATCH + 1)


def test_all_or_nothing_is_nothing_and_names_the_row() -> None:
    upload = brought(table("a,A,2026,", "b,B,2026,", head=HEAD))
    make.event("b")
    applied(upload, whole=True)
    assert (upload.state, upload.why, upload.done) == ("read", "Nothing was applied, since row 3 can't be.", 0)
    assert [(row.verdict, row.applied) for row in upload.rows.all()] == [("created", False), ("refused", False)]
    assert (list(Event.objects.values_list("slug", flat=True)), Decision.objects.count()) == (["b"], 0)


def test_all_or_nothing_is_not_for_every_file() -> None:
    upload = brought(table("a,A,2026,", "b,B,soon,", head=HEAD))
    with pytest.raises(Refused, match="All or nothing: 1 rows are refused"):
        apply(upload=upload, whole=True)
    upload = brought(table("a,A,2026,", head=HEAD))
    Upload.objects.filter(pk=upload.pk).update(read=WHOLE + 1)
    with pytest.raises(Refused, match="All at once is for 2000 rows at most"):
        apply(upload=upload, whole=True)


def test_it_is_applied_once() -> None:
    upload = applied(brought(table("Talks,2026,")))
    with pytest.raises(Refused, match="not waiting to be applied"):
        apply(upload=upload, whole=False)


def test_a_file_given_up_meanwhile_is_applied_no_further() -> None:
    upload = brought(table("Talks,2026,"))
    apply(upload=upload, whole=False)
    Upload.objects.filter(pk=upload.pk).update(state="done")
    assert work(upload=upload.pk, clock=clock, stretch=timedelta(hours=1), trace=TRACE) is False
    assert (Event.objects.count(), Place.objects.count()) == (0, 0)
