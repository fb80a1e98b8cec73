"""The facts that JSON and CSV share."""

import pytest

from calendar_app.entries import entry
from calendar_app.feeds.faces.facts import facts_of
from calendar_app.feeds.faces.sheet import Item
from tests.entries.scenario import MOVED, SITE, current, record

pytestmark = pytest.mark.django_db


def test_what_is_not_public_is_nowhere() -> None:
    publication = current(record().meeting)
    written = entry(publication, "en", site=SITE)
    publication.snapshot["cards"] = {}
    facts = facts_of(Item(publication=publication, listing=publication.listing, entry=written, entered=MOVED), "en")
    assert [line["raw_name"] for line in facts["participants"]] == ["A delegation from Bangkok"]
    empty = {name: facts[name] for name in ("forum", "parent", "place", "country", "topics", "outcomes", "sources")}
    assert empty == {
        "forum": None, "parent": None, "place": None, "country": None, "topics": [], "outcomes": [], "sources": [],
    }  # fmt: skip
    assert facts["agenda"] == ["Situation in the region; exchange of views"]
