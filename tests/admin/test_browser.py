"""An editor at work in a real browser: type-ahead, lines added, dates read back, and a venue that readers then see."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from calendar_app.models.desk import Event
from calendar_app.models.public import Publication
from tests import factories
from tests.admin.forms import address
from tests.factories import Week

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-password-of-a-test"


@pytest.fixture
def shown(transactional_db: None) -> Week:
    return factories.published_week()


@pytest.fixture
def desk(page: Page, live_server: LiveServer, shown: Week) -> Iterator[Page]:
    """The editor's browser, signed in by hand; any complaint of the browser, of the policy's above all, fails."""
    User.objects.create_superuser("editor", "editor@calendar.example", PASSWORD)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The desk")).to_be_visible()
    yield page
    assert complaints == []


def test_a_venue_is_edited_and_published(desk: Page, live_server: LiveServer, shown: Week) -> None:
    before = Publication.objects.current().get(subject=shown.meeting.pk)
    desk.goto(f"{live_server.url}{address(Event, 'changelist')}")
    desk.get_by_role("link", name="32nd ASEAN Regional Forum").click()
    desk.get_by_label("Venue (English)").fill("Kuala Lumpur Convention Centre")
    desk.get_by_role("button", name="Save and publish").first.click()
    expect(desk.get_by_text("Published as revision 2.")).to_be_visible()
    after = Publication.objects.current().get(subject=shown.meeting.pk)
    assert (after.sequence, after.facts["venue"]["en"]) == (before.sequence + 1, "Kuala Lumpur Convention Centre")
    desk.get_by_role("link", name="The public page").click()
    expect(desk.get_by_text("Kuala Lumpur Convention Centre").first).to_be_visible()
    assert desk.content().count("/admin/") == 0


def test_dates_are_read_back_while_they_are_typed(desk: Page, live_server: LiveServer, shown: Week) -> None:
    desk.goto(f"{live_server.url}{address(shown.meeting)}")
    date, words = desk.locator("#id_date"), desk.locator("#id_date + output")
    expect(words).to_have_text("Friday, 11 July 2025 · Kuala Lumpur time · known to the day")
    date.fill("Q3 2025")
    expect(words).to_have_text("third quarter of 2025 · known to the quarter")
    date.fill("next week")
    expect(words).to_contain_text("“next week”: write a date such as 10–11 July 2025")
    date.fill("11 July 2025")
    desk.locator("#id_start_time").fill("14:30")
    expect(words).to_contain_text("14:30, Kuala Lumpur time, UTC+8")


def test_a_person_is_found_by_typing_in_another_script(desk: Page, live_server: LiveServer, shown: Week) -> None:
    desk.goto(f"{live_server.url}{address(shown.umbrella)}")
    desk.get_by_text("Add another Participation").click()
    line = desk.locator("#participations-0")
    line.locator(".fieldBox.field-person .select2-selection").click()
    desk.locator(".select2-search__field").last.fill("لافروف")
    desk.get_by_role("option", name="Sergey Lavrov").click()
    line.get_by_label("Date").fill("10–11 July 2025")
    expect(line.locator("output")).to_have_text("10\u2060–\u206011 July 2025 · known to the day")
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.get_by_text("Saved at the desk; readers see it once you publish.")).to_be_visible()
    saved = shown.umbrella.participations.get()
    assert (saved.person, saved.date) == (shown.lavrov, "2025-07-10/2025-07-11")


def test_the_desk_in_arabic_runs_from_right_to_left_and_fits(desk: Page, live_server: LiveServer, shown: Week) -> None:
    desk.get_by_role("button", name="العربيّة").click()
    for width in (390, 1280):
        desk.set_viewport_size({"width": width, "height": 900})
        desk.goto(f"{live_server.url}{address(shown.meeting)}")
        assert desk.evaluate("document.documentElement.dir") == "rtl"
        assert desk.evaluate("document.documentElement.scrollWidth") == width
    russian, arabic = (desk.locator(f"#id_title_{code}").bounding_box() for code in ("ru", "ar"))
    assert russian is not None
    assert arabic is not None
    assert (arabic["x"] < russian["x"], arabic["y"]) == (True, russian["y"])


def test_an_event_is_withdrawn_by_keyboard(desk: Page, live_server: LiveServer, shown: Week) -> None:
    desk.goto(f"{live_server.url}{address(shown.meeting)}")
    desk.get_by_role("link", name="Withdraw").focus()
    desk.keyboard.press("Enter")
    desk.get_by_label("Reason").focus()
    desk.keyboard.type("Entered twice.")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Withdraw: done for 1 event.")).to_be_visible()
    assert Event.objects.get(pk=shown.meeting.pk).stage == "withdrawn"


def test_what_may_be_there_already_is_offered_while_one_types(desk: Page, live_server: LiveServer, shown: Week) -> None:
    desk.goto(f"{live_server.url}{address(Event, 'add')}")
    offers = desk.locator("[data-alike]")
    expect(offers).to_be_hidden()
    desk.locator(".fieldBox.field-forum .select2-selection").click()
    desk.locator(".select2-search__field").last.fill("asean regional")
    desk.get_by_role("option", name="ASEAN Regional Forum").click()
    desk.locator("#id_date").fill("10–11 July 2025")
    expect(offers.get_by_role("link")).to_have_text(["32nd ASEAN Regional Forum"])
    expect(offers).to_contain_text("same forum, overlapping dates")
    desk.locator("#id_date").fill("12 July 2025")
    expect(offers).to_be_hidden()
    desk.locator("#id_ordinal").fill("32")
    expect(offers).to_contain_text("same forum and number")
    desk.locator("#id_ordinal").fill("")
    expect(offers).to_be_hidden()
    desk.get_by_text("Add another Participation").click()
    desk.locator("#participations-0 .fieldBox.field-person .select2-selection").click()
    desk.locator(".select2-search__field").last.fill("Лавров")
    desk.get_by_role("option", name="Sergey Lavrov").click()
    expect(offers).to_contain_text("same participants, near the same days")
    with desk.expect_popup() as opened:  # what was typed so far stays where it is
        offers.get_by_role("link").click()
    expect(opened.value).to_have_url(f"{live_server.url}{address(shown.meeting)}")


def test_a_week_is_moved_with_its_parts_by_keyboard(desk: Page, live_server: LiveServer, shown: Week) -> None:
    desk.goto(f"{live_server.url}{address(shown.umbrella)}")
    desk.locator("#id_date").fill("15–18 July 2025")
    desk.keyboard.press("Enter")
    same = desk.get_by_label("The same: Friday, 18 July 2025")
    expect(same).to_be_visible()
    same.focus()
    desk.keyboard.press("Space")
    desk.get_by_role("button", name="Save", exact=True).first.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("1 part was changed along with it.")).to_be_visible()
    moved = Event.objects.get(pk=shown.meeting.pk)
    assert (moved.date, moved.parent) == ("2025-07-18", shown.umbrella)
