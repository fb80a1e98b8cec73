"""A record with one event of each sort that a calendar program could get wrong, in three scripts and many zones.

It is that of `tests.entries.scenario` and what follows here, whose UIDs end in two digits from 11 on.
"""

from datetime import timedelta

from calendar_app.models.desk import Event, Organization
from tests import factories as make
from tests.entries.scenario import MOVED, Record, record, uid
from tests.kept import kept

FILLED = MOVED + timedelta(hours=1)
SUMMIT, BRIEFING, TWIN, HELD = 11, 12, 14, 33
#: Day and wall time, as an editor enters them: clock changes, hours that come twice or never, offsets that are no whole
#: hours, a night, a start alone.
TIMED = {
    27: {"date": "2025-11-25", "start_time": "16:30", "end_time": "18:00", "zone": "Asia/Tehran"},
    21: {"date": "2026-04-23/2026-04-24", "start_time": "22:00", "end_time": "10:00", "zone": "Africa/Cairo"},
    22: {"date": "2026-03-08", "start_time": "02:30", "end_time": "04:00", "zone": "America/New_York"},
    23: {"date": "2025-11-02", "start_time": "00:30", "end_time": "03:00", "zone": "America/New_York"},
    28: {"date": "2025-11-02", "start_time": "01:30", "end_time": "02:30", "zone": "America/New_York"},
    29: {"date": "2025-10-26", "start_time": "00:30", "end_time": "01:00", "zone": "Europe/London"},
    30: {"date": "2025-10-05", "start_time": "01:30", "end_time": "02:15", "zone": "Australia/Lord_Howe"},
    34: {"date": "2026-04-05", "start_time": "01:45", "zone": "Australia/Lord_Howe"},
    24: {"date": "2025-12-31", "start_time": "23:45", "end_time": "00:15", "zone": "Pacific/Chatham"},
    25: {"date": "2026-02-03", "start_time": "14:00", "zone": "Europe/Moscow"},
    26: {"date": "2026-02-04", "start_time": "00:00", "end_time": "23:59", "zone": "UTC"},
}
DATED = {
    31: {"date": "2025-09-30/2025-10-02?"},
    32: {"date": "2026-02-28/2026-03-01", "lifecycle": "cancelled", "reason_en": "No hall."},
    HELD: {"date": "2025-06-20", "lifecycle": "held"},
    41: {"date": "2026-05"},
    42: {"date": "2025-36"},
    43: {"date": "2026?"},
    44: {"date": "[2025-10-08,2025-10-24]"},
}
TITLES = {
    21: {"title_ar": "اجتماع لجنة «4+4» في القاهرة", "title_ru": "Встреча комитета «4+4»; Каир, ночью"},
    22: {"title_en": "Breakfast, lunch; and \\ a stroke", "title_ar": "فطور، غداء؛ وعشاء"},
    31: {"title_en": "Général Assembly “80” — high-level week 🕊", "title_ru": "Неделя высокого уровня ГА ООН"},
    32: {"title_ar": "قمة الخليج", "title_ru": "Саммит\u00a0ССАГПЗ, 1-й день"},
    HELD: {"title_ru": "Консультации МИД России и Лиги арабских государств (جامعة الدول العربية) по Ближнему Востоку"},
}


@kept
def few() -> Record:
    """Published: what the changes of `tests.clients.changes` begin with."""
    made = record()
    china = make.state("CN", "China", name_ru="Китай", name_ar="الصين")
    eas = make.forum("eas", (china,), name_en="East Asia Summit", name_ru="Восточноазиатский саммит")
    summit = make.event(
        "eas-20-2025", id=uid(SUMMIT), level="summit", forum=eas, date="2025-10-27",
        title_en="20th East Asia Summit, Kuala Lumpur", title_ru="20-й Восточноазиатский саммит, Куала-Лумпур",
        title_ar="قمة شرق آسيا العشرون، كوالالمبور",
    )  # fmt: skip
    make.participation(summit, china, role="participant")
    twin = make.event("eas-summit-2025", id=uid(TWIN), forum=eas, date="2025-10-27/2025-10-28")
    briefing = make.event(
        "briefing-2025", id=uid(BRIEFING), date="2025-10-07", start_time="09:15", end_time="10:00", zone="Asia/Kolkata"
    )
    make.publish(summit, twin, briefing, *Organization.objects.all(), now=FILLED)
    return made


@kept
def world() -> Record:
    """Published: those few and all others."""
    made = few()
    others = [
        make.event(
            f"meeting-{number}", id=uid(number), **fields, **TITLES.get(number, {"title_en": f"Meeting {number}"})
        )
        for number, fields in (TIMED | DATED).items()
    ]
    make.cite(event(HELD), "lifecycle", make.source(published="2025-06-21"))
    make.publish(*others, now=FILLED + timedelta(hours=1))
    return made


def event(number: int) -> Event:
    """The event whose UID ends so, as editors have it now."""
    return Event.objects.get(pk=uid(number))
