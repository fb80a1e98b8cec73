"""No draft is on any page: neither a byte of it, nor its count, nor that it exists."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import Week

from .test_pages import PAGES

SECRET = "Xyzzy"


@pytest.fixture
def drafts(week: Week) -> dict[str, str]:
    """A draft of every noun, tied to what is public; and the address each would have."""
    state = factories.state("XY", f"{SECRET} State")
    forum = factories.forum("xyzzy-forum", (week.malaysia, state), name_en=f"{SECRET} Forum")
    ministry = factories.organization("xyzzy-ministry", "ministry", name_en=f"{SECRET} Ministry")
    person = factories.person("xyzzy", f"{SECRET} Person", nationality=week.malaysia)
    post = factories.post(person, week.malaysia, slug="xyzzy-post", name_en=f"{SECRET} Post")
    place = factories.place("xyzzy-place", name_en=f"{SECRET} Place", country=week.malaysia)
    topic = factories.topic("xyzzy-topic", name_en=f"{SECRET} Topic")
    source = factories.source(f"{SECRET} Press", title=f"{SECRET} Report", republishes=week.tass)
    event = factories.event(
        "xyzzy-event", title_en=f"{SECRET} Event", forum=week.arf, parent=week.umbrella, place=week.place
    )
    outcome = factories.outcome("xyzzy-plan", (event, "adopted"), title_en=f"{SECRET} Plan")
    week.programme.steps.create(event=event, progress="adopted")
    for party in (week.lavrov, person):
        factories.participation(event, party)
    factories.cite(event, "date", source)
    return {
        "state": state.code, "forum": forum.code, "organization": ministry.code, "person": person.slug, "post": post.slug,
        "place": place.slug, "topic": topic.slug, "source": str(source.pk), "event": event.slug, "outcome": outcome.slug,
    }  # fmt: skip


def test_drafts_are_nowhere(drafts: dict[str, str], week: Week, thursday: None, client: Client) -> None:
    for page in PAGES.values():
        html = client.get(page(week)).content.decode()
        assert SECRET not in html
        assert "xyzzy" not in html


def test_drafts_have_no_address(drafts: dict[str, str], client: Client) -> None:
    for noun, slug in drafts.items():
        draft, nothing = (client.get(reverse(f"web:{noun}", args=[name])) for name in (slug, OTHER.get(noun, "zzyxx")))
        assert draft.status_code == nothing.status_code == 404
        assert draft.content.decode().replace(slug, "") == nothing.content.decode().replace(
            OTHER.get(noun, "zzyxx"), ""
        )


OTHER = {"source": "00000000-0000-4000-8000-000000000000", "state": "ZZ"}


def test_pending_edits_are_nowhere(week: Week, client: Client) -> None:
    week.meeting.title_en = week.lavrov.name_en = week.arf.name_en = SECRET
    for noun in (week.meeting, week.lavrov, week.arf):
        noun.save()
    for page in PAGES.values():
        assert SECRET not in client.get(page(week)).content.decode()


def test_drafts_can_not_be_selected(drafts: dict[str, str], client: Client) -> None:
    for param in ("forum", "state", "organization", "person", "post", "place", "topic"):
        response = client.get("/en/events/", {param: drafts[param]})
        assert response.status_code == 400
        assert SECRET not in response.content.decode()
