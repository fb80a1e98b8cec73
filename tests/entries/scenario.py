"""A small record with one event of each sort that feeds treat differently, under ids that stay the same."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from calendar_app.models.desk import AgendaItem, Event, Organization
from calendar_app.models.public import Publication
from calendar_app.review import withdraw
from tests import factories as make
from tests.kept import kept

SITE = "https://calendar.example"
PUBLISHED = make.NOW
MOVED = PUBLISHED + timedelta(days=1, minutes=30)


@dataclass
class Record:
    """Events by what is special about them."""

    umbrella: Event
    meeting: Event
    bilateral: Event
    postponed: Event
    undated: Event
    online: Event
    unplaced: Event


def uid(number: int) -> UUID:
    return UUID(int=0x0DC0_0000_0000_5000_8000_0000_0000_0000 + number)


@kept
def record() -> Record:
    """Everything published; the meeting then moved by an hour in a second revision."""
    made = _events()
    make.publish(*vars(made).values(), *Organization.objects.all(), now=PUBLISHED)
    made.meeting.start_time = datetime(2025, 7, 11, 11, 10, tzinfo=UTC).time()
    made.meeting.save()
    make.publish(made.meeting, now=MOVED)
    return made


def current(event: Event) -> Publication:
    found: Publication = Publication.objects.current().select_related("since").get(subject=event.pk)
    return found


def gone(event: Event, by: object, days: int = 2) -> None:
    """Withdraw the event so many days after all was published."""
    withdraw(event, by=by, now=PUBLISHED + timedelta(days=days), reason="Entered twice.")  # type: ignore[arg-type]


def _events() -> Record:
    malaysia = make.state("MY", "Malaysia", name_ru="Малайзия", name_ar="ماليزيا")
    russia = make.state("RU", "Russia", name_ru="Россия", name_ar="روسيا")
    thailand = make.state("TH", "Thailand", name_ru="Таиланд", name_ar="تايلاند")
    arf = make.forum(
        "arf", (malaysia, russia, thailand), name_en="ASEAN Regional Forum", name_ru="Региональный форум АСЕАН",
        abbreviation_ru="АРФ",
    )  # fmt: skip
    hasan, lavrov = (
        make.person("mohamad-hasan"),
        make.person("sergey-lavrov", name_ru="Сергей Лавров", name_ar="سيرغي لافروف"),
    )
    make.post(hasan, malaysia)
    make.post(lavrov, russia, since="2004-03-09", name_ru="Министр иностранных дел России", name_ar="وزير خارجية روسيا")
    capital = make.place(
        country=malaysia, name_ru="Куала-Лумпур", name_ar="كوالالمبور", latitude=3.139, longitude=101.6869
    )
    london = make.place("london", make.state("GB", "United Kingdom"), zone="Europe/London")
    tass = make.source(
        "TASS", title="Briefing, part 1; agenda", url="https://news.example/брифинг?day=2&lang=ru", language="ru"
    )
    paper = make.source("The Star", title="", url="", published="2025-07")
    common = {"place": capital, "country": malaysia, "zone": "Asia/Kuala_Lumpur"}
    umbrella = make.event(
        "amm-week-2025", id=uid(1), kind="umbrella", title_en="58th AMM week", title_ru="58-я неделя СМИД АСЕАН",
        title_ar="الأسبوع الوزاري الثامن والخمسون لرابطة آسيان", date="2025-07-08/2025-07-11", **common,
    )  # fmt: skip
    meeting = make.event(
        "arf-32-2025", id=uid(2), level="ministerial", forum=arf, ordinal=32, parent=umbrella,
        title_en="32nd ASEAN Regional Forum", title_ru="32-й Региональный форум АСЕАН", start_time="10:10", end_time="12:40",
        venue_en="Convention Centre, Hall 3", note_en="The chair's statement\nis due in August.", **common,
    )  # fmt: skip
    meeting.topics.add(make.topic(name_ru="Кибербезопасность", name_ar="الأمن السيبراني"))
    AgendaItem.objects.create(event=meeting, title_en="Situation in the region; exchange of views")
    make.participation(meeting, malaysia, role="host", attendance="confirmed")
    make.participation(meeting, lavrov, position=1, date="2025-07-10/2025-07-11")
    make.participation(meeting, "A delegation from Bangkok", position=2, attendance="invited")
    make.cite(meeting, "date", tass)
    make.cite(meeting, "venue", paper)
    make.outcome(
        "arf-work-programme", (meeting, "expected"), kind="work_programme", period="2025/2027",
        title_en="ARF work programme", title_ru="Рабочая программа АРФ", url="https://arf.example/programme.pdf",
    )  # fmt: skip
    bilateral = make.event(
        "russia-britain-2026", id=uid(3), kind="bilateral", title_en="Russia–Britain talks", title_ar="محادثات روسيا وبريطانيا",
        date="2026-03-30", start_time="10:00", end_time="12:00", place=london, zone="Europe/London", lifecycle="cancelled",
        reason_en="No reason was given.",
    )  # fmt: skip
    postponed = make.event(
        "arf-som-2025", id=uid(4), level="senior_officials", forum=arf, title_en="ARF senior officials", date="2025-06-10",
        lifecycle="postponed", reason_en="The hall is being repaired.", **common,
    )  # fmt: skip
    undated = make.event(
        "arf-33-2026", id=uid(5), level="ministerial", forum=arf, title_en="33rd ASEAN Regional Forum", date="2026-07",
        certainty="projected",
    )  # fmt: skip
    online = make.event(
        "arf-seminar-2025", id=uid(6), level="working", forum=arf, title_en="ARF seminar", date="2025-09-01?",
        start_time="23:30", end_time="00:30", online=True, zone="America/New_York", country=malaysia,
    )  # fmt: skip
    unplaced = make.event("arf-retreat", id=uid(7), forum=arf, title_en="ARF retreat", date="", certainty="tentative")
    return Record(umbrella, meeting, bilateral, postponed, undated, online, unplaced)
