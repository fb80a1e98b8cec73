"""A new contributor records three ministerials and the bilaterals beside them by hand; a publisher lets readers see them."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from calendar_app.models.desk import Citation, Decision, Event
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-password-of-a-test"
WEEK = "Foreign ministers’ meetings in Kuala Lumpur"
SOURCE = "Russian minister to attend ASEAN meetings"
#: Title, forum, number, day as the editor writes it, address.
MEETINGS = (
    ("ASEAN–Russia Ministerial Meeting", "ASEAN–Russia", "", "10 July 2025", "asean-russia-ministerial-meeting"),
    ("15th East Asia Summit Foreign Ministers’ Meeting", "East Asia Summit", "15", "11 July 2025", "eas-15"),
    ("32nd ASEAN Regional Forum", "ASEAN Regional Forum", "32", "11 July 2025", "arf-32"),
)
BILATERALS = ("Bilateral meetings of Sergey Lavrov on the margins", "10 or 11 July 2025", "lavrov-bilaterals")


@pytest.fixture
def world(transactional_db: None) -> None:
    """What a desk knows before the announcement: states, forums, the minister, the city; two people of the desk."""
    malaysia, russia = make.state("MY", "Malaysia"), make.state("RU", "Russia")
    for code, name in (("asean-russia", "ASEAN–Russia"), ("eas", "East Asia Summit"), ("arf", "ASEAN Regional Forum")):
        make.forum(code, (malaysia, russia), name_en=name)
    make.post(make.person("sergey-lavrov", name_ar="سيرغي لافروف"), russia, since="2004-03-09")
    make.place(country=malaysia)
    for role in ("contributor", "publisher"):
        User.objects.create_user(role, password=PASSWORD, is_staff=True).groups.set(Group.objects.filter(name=role))


@pytest.fixture
def sign_in(browser: Browser, live_server: LiveServer, world: None) -> Iterator[Callable[[str], Page]]:
    """Opens the desk as somebody, in a browser of their own; any complaint of a page fails in the end."""
    complaints: list[str] = []
    contexts = []

    def sign(name: str) -> Page:
        contexts.append(context := browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB"))
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}/admin/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="The desk")).to_be_visible()
        return page

    yield sign
    for context in contexts:
        context.close()
    assert complaints == []


def choose(page: Page, field: Locator, text: str, name: str) -> None:
    """Find by typing, take what is called so."""
    field.locator(".select2-selection").click()
    page.locator(".select2-search__field").last.fill(text)
    page.get_by_role("option", name=name, exact=True).click()


def save(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def record(page: Page, url: str) -> None:
    """The source, the week, and what is in it, one after the other."""
    page.goto(f"{url}/admin/calendar_app/source/add/")
    page.locator("#id_title").fill(SOURCE)
    page.locator("#id_url").fill("https://tass.example/lavrov-asean")
    page.locator("#id_publisher_name").fill("TASS")
    page.locator("#id_published").fill("2 July 2025")
    save(page, "Save")
    page.goto(f"{url}/admin/calendar_app/event/add/")
    titled(page, WEEK, "10–11 July 2025", "kuala-lumpur-2025")
    page.locator("#id_kind").select_option("umbrella")
    page.locator("#id_level").select_option("ministerial")
    choose(page, page.locator(".fieldBox.field-place"), "Kuala", "Kuala Lumpur")
    cite(page)
    save(page, "Save and add the next in this week")
    for title, forum, number, day, slug in MEETINGS:
        titled(page, title, day, slug)
        page.locator("#id_kind").select_option("meeting")
        page.locator("#id_level").select_option("ministerial")
        choose(page, page.locator(".fieldBox.field-forum"), forum, forum)
        page.locator("#id_ordinal").fill(number)
        minister(page)
        save(page, "Save and add the next in this week")
    title, day, slug = BILATERALS
    titled(page, title, day, slug)
    page.locator("#id_kind").select_option("bilateral")
    page.locator(".fieldBox.field-forum .select2-selection__clear").click()
    page.keyboard.press("Escape")  # its list opens as it is emptied
    minister(page)
    save(page, "Save")


def titled(page: Page, title: str, day: str, slug: str) -> None:
    page.locator("#id_title_en").fill(title)
    page.locator("#id_date").fill(day)
    expect(page.locator("#id_date + output")).to_contain_text(
        "known to the day" if "or" not in day else "one of these days"
    )
    page.locator("#id_slug").fill(slug)
    page.locator("#id_certainty").select_option("confirmed")


def minister(page: Page) -> None:
    page.get_by_text("Add another Participation").click()
    choose(page, page.locator("#participations-0 .fieldBox.field-person"), "لافروف", "Sergey Lavrov")


def cite(page: Page) -> None:
    """The announcement, for the day; its words with it."""
    page.get_by_text("Add another Citation").click()
    line = page.locator("#calendar_app-citation-subject_type-subject_id-0")
    line.get_by_label("Field").select_option("date")
    choose(page, line.locator(".fieldBox.field-source"), "TASS", f"TASS: {SOURCE}")


def all_of(page: Page, url: str, stage: str, action: str) -> None:
    """Choose every event of that stage in the list, and the action."""
    page.goto(f"{url}/admin/calendar_app/event/?stage__exact={stage}")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").first.select_option(action)
    page.locator("button[name=index]").first.click()


def fetched(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return str(answer.read().decode())


def test_from_the_announcement_to_the_readers(
    sign_in: Callable[[str], Page],
    live_server: LiveServer,
    settings: Any,
) -> None:
    settings.ONE_PERSON_DESK = False
    url = live_server.url
    contributor = sign_in("contributor")
    record(contributor, url)
    slugs = ["kuala-lumpur-2025", *(meeting[-1] for meeting in MEETINGS), BILATERALS[-1]]
    week, *inside = (Event.objects.get(slug=slug) for slug in slugs)
    assert [event.parent for event in inside] == [week] * 4
    assert {(event.place and event.place.slug, event.zone) for event in inside} == {
        ("kuala-lumpur", "Asia/Kuala_Lumpur")
    }
    assert [event.date for event in inside] == ["2025-07-10", "2025-07-11", "2025-07-11", "[2025-07-10,2025-07-11]"]
    assert [str(event.participations.get().person) for event in inside] == ["Sergey Lavrov"] * 4
    assert sorted(Citation.objects.filter(field="date").values_list("subject_id", flat=True)) == sorted(
        event.pk for event in (week, *inside)
    )
    assert contributor.get_by_role("button", name="Save and publish").count() == 0

    all_of(contributor, url, "draft", "submit_chosen")
    contributor.get_by_role("button", name="Submit for review").click()
    expect(contributor.get_by_text("Submit for review: done for 5 events.")).to_be_visible()
    assert "Lavrov" not in fetched(f"{url}/en/events.ics")

    publisher = sign_in("publisher")
    publisher.goto(f"{url}/admin/calendar_app/event/?stage__exact=in_review")
    publisher.get_by_role("link", name="32nd ASEAN Regional Forum").click()
    expect(publisher.locator("#id_ordinal")).to_have_value("32")
    all_of(publisher, url, "in_review", "publish_chosen")
    expect(publisher.get_by_text("Published as revision 1.")).to_be_visible()

    told = fetched(f"{url}/en/events.ics").replace("\r\n ", "")
    assert [told.count(f"SUMMARY;LANGUAGE=en:{title}") for title, *_ in MEETINGS] == [1, 1, 1]
    for title, _, _, _, slug in MEETINGS:
        page = fetched(f"{url}/en/events/{slug}/")
        assert (title in page, SOURCE in page, "TASS" in page) == (True, True, True)
        (cited,) = [
            one for one in json.loads(fetched(f"{url}/api/v1/events/{slug}/"))["citations"] if one["field"] == "date"
        ]
        assert cited["source"]["title"] == SOURCE
    assert BILATERALS[0] in fetched(f"{url}/en/events/{BILATERALS[-1]}/")
    steps = Decision.objects.filter(subject=inside[0].pk).order_by("at").values_list("action", "by__username")
    assert list(steps) == [("edit", "contributor"), ("submit", "contributor"), ("publish", "publisher")]
