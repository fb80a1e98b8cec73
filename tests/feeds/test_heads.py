"""What a feed calls itself, and where it says it comes from."""

from datetime import date

import pytest

from calendar_app.feeds.heads import head
from calendar_app.selection import Selection
from tests.entries.scenario import SITE, record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("selection", "language", "name"),
    [
        (Selection(), "ru", "Дипломатический календарь"),
        (Selection(forum=("arf",)), "ru", "Дипломатический календарь · Региональный форум АСЕАН"),
        (Selection(forum=("arf",)), "ar", "التقويم الدبلوماسي · ASEAN Regional Forum"),
        (
            Selection(state=("RU",), role=("host",), with_=("person:sergey-lavrov",)),
            "en",
            "Diplomatic Calendar · Russia · Sergey Lavrov · host",
        ),
        (Selection(topic=("gone",), q="цит, ата"), "en", "Diplomatic Calendar · gone · “цит, ата”"),
        (
            Selection(from_=date(2025, 7, 1), to=date(2025, 7, 31), asof=date(2025, 8, 1)),
            "en",
            "Diplomatic Calendar · from Tuesday, 1 July 2025 · to Thursday, 31 July 2025 · as of Friday, 1 August 2025",
        ),
    ],
)
def test_names(selection: Selection, language: str, name: str) -> None:
    record()
    assert head(selection, language, source="", site=SITE).name == name


def test_the_page_lists_the_same_events() -> None:
    found = head(Selection(forum=("arf",)), "en", source=f"{SITE}/en/events.ics?forum=arf", site=SITE)
    assert found.url == "https://calendar.example/en/events/?forum=arf"
    assert head(Selection(), "ru", source="", site=SITE).url == "https://calendar.example/ru/events/"
