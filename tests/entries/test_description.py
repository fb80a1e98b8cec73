"""The text of an entry, whole, as a subscriber reads it."""

import pytest

from calendar_app.entries import entry
from tests import factories as make

from .scenario import SITE, current, record

pytestmark = pytest.mark.django_db

ENGLISH = """\
Friday, 11 July 2025, 11:10⁠–⁠12:40, Kuala Lumpur time, UTC+8
Rescheduled
Planned before for: Friday, 11 July 2025, 10:10⁠–⁠12:40, Kuala Lumpur time, UTC+8

Format: ASEAN Regional Forum (ARF)
Part of: 58th AMM week

Taking part:
• Malaysia: host, attendance confirmed
• Sergey Lavrov, Foreign Minister of Russia: participant, announced, 10⁠–⁠11 July
• A delegation from Bangkok: participant, invited

Expected by membership and office: Thailand

Documents:
• ARF work programme, 2025⁠–⁠2027: document expected

Topics: Cybersecurity; Situation in the region; exchange of views

The chair's statement
is due in August.

Sources:
• TASS, 2 July 2025: Briefing, part 1; agenda
https://news.example/брифинг?day=2&lang=ru
• The Star, July 2025

https://calendar.example/en/events/arf-32-2025/"""


def text(event: object, language: str) -> str:
    return entry(current(event), language, site=SITE).description.text  # type: ignore[arg-type]


def test_everything_in_english() -> None:
    assert text(record().meeting, "en") == ENGLISH


def test_other_languages_isolate_what_runs_the_other_way() -> None:
    lines = text(record().meeting, "ar").split("\n")
    assert lines[0] == "الجمعة 11 يوليو 2025، 11:10⁠–⁠12:40 بتوقيت كوالالمبور، غرينتش+8"
    assert "• سيرغي لافروف، وزير خارجية روسيا: مشارك، أُعلنت المشاركة، 10⁠–⁠11 يوليو" in lines
    assert "الموضوعات: الأمن السيبراني؛ \u2068Situation in the region; exchange of views\u2069" in lines
    assert "https://news.example/брифинг?day=2&lang=ru" in lines


def test_a_line_begins_with_a_capital_letter() -> None:
    assert text(record().umbrella, "ru").split("\n")[0] == "8⁠–⁠11 июля 2025\u00a0г."
    assert text(record_again(), "ru").split("\n")[0] == "Понедельник, 7 июля 2025\u00a0г.; час неизвестен"


def record_again() -> object:
    bare = make.event("bare", date="2025-07-07", reason_en="Because.")
    make.publish(bare)
    return bare


def test_a_bare_event_says_what_is_not_known() -> None:
    assert text(record_again(), "en").split("\n") == [
        "Monday, 7 July 2025; the hour is not known", "Confirmed", "Reason: Because.", "", "No source is recorded.", "",
        "https://calendar.example/en/events/bare/",
    ]  # fmt: skip


def test_whom_somebody_represents_is_said_where_the_office_does_not() -> None:
    week = make.week()
    make.participation(week.meeting, week.hasan, position=1, represents=week.malaysia)
    make.participation(week.meeting, make.person("a-deputy"), position=2, represents=week.malaysia)
    make.publish(week.umbrella, week.meeting)
    assert [line for line in text(week.meeting, "en").split("\n") if line.startswith("•")][:3] == [
        "• Sergey Lavrov, Foreign Minister of Russia: participant, announced",
        "• Mohamad Hasan, Foreign Minister of Malaysia: participant, announced",
        "• A Deputy, Malaysia: participant, announced",
    ]


def test_ministers_are_expected_by_name() -> None:
    malaysia = make.state("MY", "Malaysia")
    thailand = make.state("TH", "Thailand")
    arf = make.forum("arf", (malaysia, thailand))
    hasan = make.person("mohamad-hasan")
    post = make.post(hasan, malaysia)
    meeting = make.event(level="ministerial", forum=arf)
    make.publish(meeting, malaysia, thailand, hasan, post)
    assert "Expected by membership and office: Malaysia (Mohamad Hasan), Thailand" in text(meeting, "en").split("\n")


def test_whoever_has_no_card_is_not_expected_by_name() -> None:
    publication = current(record().meeting)
    thailand = next(uuid for uuid, card in publication.cards.items() if card["slug"] == "TH")
    del publication.snapshot["cards"][thailand]
    whole = entry(publication, "en", site=SITE).description.text
    assert whole == ENGLISH.replace("Expected by membership and office: Thailand\n\n", "")


def test_an_odd_date_of_publication_is_left_out() -> None:
    meeting = make.event()
    make.cite(meeting, "date", make.source("TASS", "undated", title="Report", url="https://news.example/"))
    make.publish(meeting)
    assert "• TASS: Report\nhttps://news.example/" in text(meeting, "en")
