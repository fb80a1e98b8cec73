"""Reading: every row with its verdict, in steps that can be broken off anywhere, and nothing of the desk written."""

import sys
from datetime import timedelta

import pytest

from calendar_app.exchange.events.known import Known
from calendar_app.exchange.events.raw import MOST_ROWS, Raw
from calendar_app.exchange.imports import receive, work
from calendar_app.exchange.imports.read_on import BATCH, _keep, read_on
from calendar_app.models.desk import Event
from calendar_app.models.imports import Upload, UploadedFile, UploadedRow
from calendar_app.tasks.imports import TRACE
from tests import factories as make
from tests.exchange.ics.calendars import calendar, event
from tests.exchange.imports.carried import NOW, brought, clock, editor, table

pytestmark = pytest.mark.django_db
HEAD = "id,slug,title_en,date,parent,refused,colour"


def verdicts(upload: Upload) -> list[tuple[int, str, list[list[str]]]]:
    return [(row.number, row.verdict, row.problems) for row in upload.rows.all()]


def test_each_row_has_its_verdict() -> None:
    week = make.week()
    upload = brought(
        table(
            ",,Talks,11 July 2026,,,",
            f"{week.meeting.pk},arf-32-2025,ARF,…,…,,",
            ",amm-week-2025,58th AMM week,8–11 July 2025,,,",
            ",,Talks,soon,,,",
            head=HEAD,
        )
    )
    assert (upload.state, upload.read, upload.expected, upload.left) == ("read", 4, 4, ["colour"])
    assert [(number, verdict) for number, verdict, _ in verdicts(upload)] == [
        (2, "created"), (3, "updated"), (4, "unchanged"), (5, "refused"),
    ]  # fmt: skip
    assert upload.rows.tally() == {"created": 1, "updated": 1, "unchanged": 1, "refused": 1}
    changed = upload.rows.get(number=3)
    assert (changed.event, changed.changes) == (week.meeting.pk, [["title_en", "32nd ASEAN Regional Forum", "ARF"]])
    assert (upload.rows.get(number=4).cells, str(changed)) == ({}, "talks.csv, 3")
    assert (Event.objects.count(), UploadedFile.objects.count()) == (2, 0)


def test_a_table_without_a_row_is_refused() -> None:
    upload = brought(table(head=HEAD))
    assert (upload.state, upload.why) == ("refused", "There is no event in this file.")


def test_a_file_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[_keep.__module__], "MOST_ROWS", 1)
    upload = brought(table(",,Talks,2025,,,", ",,More talks,2025,,,", head=HEAD))
    assert (upload.state, upload.why) == ("refused", "The file has more than 1 rows: split it.")


def test_addresses_are_given_once() -> None:
    week = make.week()
    upload = brought(table(f"{week.umbrella.pk},arf-32-2025,Week,2025,,,", ",talks,Talks,2025,,,", head=HEAD))
    assert [found for _, _, found in verdicts(upload)] == [
        [["slug", "“arf-32-2025” is the address of another event: choose another."]], [],
    ]  # fmt: skip


def test_what_reads_like_an_event_that_is_there_is_not_entered_twice() -> None:
    make.week()
    rows = (
        ",,32nd ASEAN Regional Forum,2025-07-11,,,",
        ",,32nd ASEAN Regional Forum,2025-07-12,,,",
        ",,Other,2025-07-11,,,",
        ",,Undated,,,,",
    )
    upload = brought(table(*rows, head=HEAD))
    why = "An event of this title and date is there: to change it, write “arf-32-2025” into the column slug."
    assert [found for _, _, found in verdicts(upload)] == [[["slug", why]], [], [], []]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"colour\nred\n", "This is no table of events"),
        (table(), "There is no event in this file."),
        (b"[]", "There is no event in this file."),
        (b"title_en\n" + b"Talks\n" * (MOST_ROWS + 1), "The file has more than 50000 rows: split it."),
    ],
    ids=["colour", "empty", "list", "long"],
)
@pytest.mark.no_cover
def test_a_file_that_nothing_can_be_read_of(data: bytes, why: str) -> None:
    upload = receive(data=data, name="x", by=editor(), language="en", now=NOW)
    if len(data) > 1000:  # as if all but the last rows had been read
        Upload.objects.filter(pk=upload.pk).update(read=MOST_ROWS - BATCH)
    work(upload=upload.pk, clock=clock, stretch=timedelta(hours=1), trace=TRACE)
    upload.refresh_from_db()
    assert (upload.state, upload.why[: len(why)], upload.rows.count(), UploadedFile.objects.count()) == (
        "refused",
        why,
        0,
        0,
    )


def test_it_goes_on_where_it_stopped_and_no_row_is_there_twice() -> None:
    upload = receive(
        data=table(*(f"Talks {number},2026," for number in range(3 * BATCH + 5))),
        name="",
        by=editor(),
        language="en",
        now=NOW,
    )
    steps = []
    while work(upload=upload.pk, clock=clock, stretch=timedelta(0), trace=TRACE):
        upload.refresh_from_db()
        steps.append((upload.read, upload.rows.count(), upload.state, upload.claimed))
    upload.refresh_from_db()
    assert steps == [(BATCH * n, BATCH * n, "reading", None) for n in (1, 2, 3)] + [(305, 305, "reading", None)]
    assert (upload.state, list(upload.rows.values_list("number", flat=True))) == ("read", list(range(2, 307)))
    assert set(upload.rows.values_list("verdict", flat=True)) == {"created"}


def test_of_two_who_read_one_only_keeps_a_batch() -> None:
    upload = receive(data=table(), name="", by=editor(), language="en", now=NOW)
    late = Upload.objects.get(pk=upload.pk)
    batch = [Raw(2, {"title_en": "Talks"})]
    assert [_keep(each, batch, Known.load(), NOW) for each in (upload, late)] == [True, False]
    assert UploadedRow.objects.count() == 1


def test_a_file_given_up_meanwhile_is_read_no_further() -> None:
    upload = receive(data=table("Talks,2026,"), name="", by=editor(), language="en", now=NOW)
    Upload.objects.filter(pk=upload.pk).update(state="done")
    read_on(upload, clock=clock, until=NOW + timedelta(hours=1))
    assert (upload.rows.count(), Upload.objects.get().state) == (0, "done")
    Upload.objects.filter(pk=upload.pk).update(state="reading", read=1)
    upload.read = 1
    Upload.objects.filter(pk=upload.pk).update(state="done")
    read_on(upload, clock=clock, until=NOW + timedelta(hours=1))
    assert Upload.objects.get().state == "done"


def test_calendars_too() -> None:
    upload = brought(
        calendar(event("1"), event("2", start="DTSTART:20250711T100000"), event("3").replace("DTSTAMP", "\xe9"))
    )
    assert [(number, verdict) for number, verdict, _ in verdicts(upload)] == [
        (4, "created"),
        (10, "refused"),
        (16, "refused"),
    ]
    assert "has no zone" in upload.rows.get(number=10).problems[0][1]
    upload = brought(calendar(event("2", start="DTSTART:20250711T100000")), zone="Asia/Tokyo")
    assert {name: after for name, _, after in upload.rows.get().changes}["zone"] == "Asia/Tokyo"
