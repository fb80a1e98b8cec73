"""Files into the desk by its own pages: brought, looked at, applied; nobody sees another's, nothing is published."""

import csv
import io
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from calendar_app.admin.imported import label
from calendar_app.exchange.events.files import LARGEST
from calendar_app.models.desk import Decision, Event
from calendar_app.models.imports import Upload, UploadedRow
from calendar_app.models.public import Publication
from calendar_app.tasks.imports import catch_up
from tests.admin.forms import said
from tests.exchange.ics.calendars import calendar, event
from tests.exchange.imports.carried import table
from tests.factories import Week

PAGE = "/admin/import/"
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:")
ROWS = table("Talks,11 July 2026,kuala-lumpur", "Bad,10 July 2569,atlantis")


def bring(client: Client, data: bytes, name: str = "talks.csv", **more: Any) -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data), **more})


def brought(client: Client, data: bytes = ROWS, **more: Any) -> str:
    """The address of the file's page."""
    address: str = bring(client, data, **more)["Location"]
    catch_up()  # what a busy machine left of it
    return address


def somebody(role: str, name: str = "") -> Client:
    user = User.objects.create(username=name or role, is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    return client


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_it_is_shown_row_by_row(desk: Client, week: Week, language: str) -> None:
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    page = desk.get(brought(desk)).content.decode()
    assert INLINE.findall(page) == []
    told = {
        "en": ("row 2", "new", "row 3", "refused", "2569 is a year of the Buddhist calendar"),
        "ru": ("строка 2", "новое", "строка 3", "отклонено", "2569 — год буддийского календаря"),
        "ar": ("الصف 2", "جديدة", "الصف 3", "مرفوض", "2569 سنة بالتقويم البوذي"),
    }[language]
    assert [text for text in told if text not in page] == []
    assert (Event.objects.filter(title_en="Talks").count(), Upload.objects.get().language) == (0, language)
    assert f'dir="{"rtl" if language == "ar" else "ltr"}">' in page


def test_the_good_rows_are_applied_and_the_others_come_back(desk: Client, week: Week) -> None:
    before = Publication.objects.count()
    page = brought(desk)
    assert "Apply the good rows (1)" in desk.get(page).content.decode()
    assert desk.post(page, {"do": "good"})["Location"] == page
    shown = desk.get(page).content.decode()
    made = Event.objects.get(title_en="Talks")
    assert f'href="{reverse("admin:calendar_app_event_change", args=[made.pk])}"' in shown
    assert ("· applied" in shown, "Apply" in shown, made.stage, Publication.objects.count()) == (
        True,
        False,
        "draft",
        before,
    )
    assert Decision.objects.get(action="edit", subject=made.pk).actor == "editor"
    back = desk.get(f"{page}refused/")
    assert (back["Content-Type"], back["Content-Disposition"].startswith('attachment; filename="refused-')) == (
        "text/csv; charset=utf-8", True,
    )  # fmt: skip
    why = (
        "date: “10 July 2569”: 2569 is a year of the Buddhist calendar; write the Gregorian date.; place: “atlantis” is not "
        "on the desk, or means several: write its code or address, or enter it first."
    )
    assert list(csv.reader(io.StringIO(back.content.decode("utf-8-sig")))) == [
        ["refused", "title_en", "date", "place"],
        [why, "Bad", "10 July 2569", "atlantis"],
    ]


def test_all_or_nothing(desk: Client, week: Week) -> None:
    page = brought(desk, table("One,2026,", "Two,2026,"))
    assert "Apply all or nothing" in desk.get(page).content.decode()
    desk.post(page, {"do": "whole"})
    assert Event.objects.filter(title_en__in=["One", "Two"]).count() == 2
    mixed = brought(desk)
    assert "All or nothing is for files without a refused row" in desk.get(mixed).content.decode()
    answer = desk.post(mixed, {"do": "whole"}, follow=True)
    assert said(answer) == [
        "All or nothing: 1 rows are refused, so it would be nothing. Mend them, or apply the others."
    ]


def test_changes_are_told_in_words(desk: Client, week: Week) -> None:
    head = "slug,title_en,date,online,lifecycle,note_en,topics,colour"
    page = brought(desk, table(f"arf-32-2025,ARF,12–13 July 2025,true,postponed,{'x' * 400},,red", head=head))
    shown = desk.get(page).content.decode()
    told = [
        "12\u2060–\u206013 July 2025",
        "<ins><bdi>yes</bdi></ins>",
        "<ins><bdi>postponed</bdi></ins>",
        "x" * 300 + "…",
        "<bdi>colour</bdi>",
    ]
    assert [text for text in told if text not in shown] == []
    assert (f'href="{reverse("admin:calendar_app_event_change", args=[week.meeting.pk])}"' in shown) is True


def test_each_kind_counts_in_its_own_way(desk: Client, week: Week) -> None:
    assert "entry 1" in desk.get(brought(desk, b'[{"title": {"en": "Talks"}, "colour": 1}]')).content.decode()
    assert "left out: colour" in desk.get(f"{PAGE}{Upload.objects.get().pk}/").content.decode()
    assert "line 4" in desk.get(brought(desk, calendar(event("1")), name="x")).content.decode()


@pytest.mark.parametrize(
    ("data", "zone", "why"),
    [
        (b"", "", "The file is empty."),
        (b"x" * (LARGEST + 1), "", "The file is larger than 32 MB: split it."),
        (b"PK\x03\x04", "", "This workbook can&#x27;t be read"),
        (ROWS, "Mars/Base", "“Mars/Base”"),
    ],
    ids=["empty", "large", "cut", "zone"],
)
def test_what_can_t_be_taken_is_said(desk: Client, data: bytes, zone: str, why: str) -> None:
    answer = bring(desk, data, zone=zone)
    shown = answer if answer.status_code == 200 else desk.get(answer["Location"])
    assert why in shown.content.decode()
    assert "No file" not in shown.content.decode()
    assert UploadedRow.objects.count() == 0


def test_a_form_without_a_file_says_so(desk: Client) -> None:
    assert "This field is required." in desk.post(PAGE, {}).content.decode()


@pytest.mark.parametrize(
    ("state", "progress"),
    [
        ("reading", '<progress max="40" value="10"></progress></label> 10 rows'),
        ("applying", '<progress max="2" value="1"></progress></label> 1 of 2'),
    ],
)
def test_progress_is_there_again_after_a_reload(desk: Client, week: Week, state: str, progress: str) -> None:
    page = brought(desk)
    Upload.objects.update(state=state, read=10, done=1, expected=40)
    for _ in range(2):
        shown = desk.get(page).content.decode()
        assert (progress in shown, '<meta http-equiv="refresh" content="3">' in shown) == (True, True)
    Upload.objects.update(state="read")
    assert "refresh" not in desk.get(page).content.decode()


def test_rows_are_shown_by_page_and_by_verdict(desk: Client, week: Week) -> None:
    page = brought(desk, table(*(f"Talks {number},2026," for number in range(120)), "Bad,soon,"))
    first, second = desk.get(page).content.decode(), desk.get(f"{page}?show=created&page=2").content.decode()
    assert ("page 1 of 3" in first, "row 51" in first, "row 52" in first) == (True, True, False)
    assert ("page 2 of 3" in second, 'rel="prev"' in second, "row 52" in second) == (True, True, True)
    bad = desk.get(f"{page}?show=refused&page=9").content.decode()
    assert ("row 122" in bad, "row 2<" in bad, "page " in bad) == (True, False, False)


def test_only_its_editor_and_administrators_see_it(desk: Client, week: Week) -> None:
    contributor, other, administrator = somebody("contributor"), somebody("editor", "other"), somebody("administrator")
    page = brought(contributor)
    assert [each.get(page).status_code for each in (contributor, other, administrator)] == [200, 404, 200]
    assert [each.get(f"{page}refused/").status_code for each in (contributor, other, administrator)] == [200, 404, 200]
    assert [page in each.get(PAGE).content.decode() for each in (contributor, other, administrator)] == [
        True,
        False,
        True,
    ]
    assert [each.post(page, {"do": "good"}).status_code for each in (other, administrator)] == [404, 403]
    assert Event.objects.filter(title_en="Talks").count() == 0
    assert [name in administrator.get(page).content.decode() for name in ("Apply", "Give the file up")] == [False, True]
    assert administrator.post(page, {"do": "discard"})["Location"] == PAGE
    assert Upload.objects.count() == 0


def test_a_file_is_given_up(desk: Client, week: Week) -> None:
    page = brought(desk)
    answer = desk.post(page, {"do": "discard"}, follow=True)
    assert said(answer) == ["The file is given up; what was applied of it stays."]
    assert (desk.get(page).status_code, desk.post(brought(desk), {"do": "nonsense"}).status_code) == (404, 403)


def test_nobody_else_gets_in(db: None) -> None:
    assert Client().get(PAGE).status_code == 302
    assert somebody("nobody").get(PAGE).status_code == 403


def test_it_stands_on_the_front_page(desk: Client) -> None:
    front = desk.get("/admin/").content.decode()
    assert [f'href="/admin/{name}/"' in front for name in ("import", "export")] == [True, True]
    assert 'href="/admin/import/"' not in somebody("nobody").get("/admin/").content.decode()
    viewer = somebody("nobody", "viewer")
    User.objects.get(username="viewer").user_permissions.add(Permission.objects.get(codename="view_event"))
    front = viewer.get("/admin/").content.decode()
    assert [f'href="/admin/{name}/"' in front for name in ("import", "export")] == [False, True]


def test_what_was_refused_as_a_whole_says_why(desk: Client) -> None:
    shown = desk.get(brought(desk, b"colour\nred\n")).content.decode()
    assert ("Can&#x27;t be read" in shown or "Can't be read" in shown, "This is no table of events" in shown) == (
        True,
        True,
    )
    assert "Apply" not in shown


def test_a_column_that_is_no_field_keeps_its_name() -> None:
    assert [label(name) for name in ("components", "ordinal")] == ["components", "ordinal"]
