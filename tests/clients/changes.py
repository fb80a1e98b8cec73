"""Whatever may happen to a published event, and what every calendar program must show of it then."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.models import User

from calendar_app.models.desk import Event
from calendar_app.models.vocabulary import LANGUAGES
from calendar_app.review import merge, withdraw
from tests import factories as make
from tests.entries.scenario import uid

from .programs import Program
from .truth import ISOLATES, Seen, differences
from .world import BRIEFING, FILLED, SUMMIT, TWIN, event

UMBRELLA, MEETING, POSTPONED, SEMINAR, CREATED = 1, 2, 4, 6, 51
#: The feed of all events is where each change must be seen.
EVERYTHING = "events.ics"


class Change(NamedTuple):
    """`number` is that of the one event whose entry becomes another; `titles` are en, ru and ar."""

    name: str
    make: Callable[[User, datetime], object]
    number: int
    start: str
    end: str
    status: str
    titles: tuple[str, str, str]

    def shows(self) -> dict[str, Seen]:
        """The event's new entry in each language."""
        return {
            language: Seen(str(uid(self.number)), self.start, self.end, self.status, title.translate(ISOLATES))
            for language, title in zip(LANGUAGES, self.titles, strict=True)
        }


def _create(_: User, now: datetime) -> None:
    make.publish(
        make.event(
            "consultations-2025", id=uid(CREATED), date="2025-12-01", start_time="10:00", end_time="11:30", zone="Europe/Moscow",
            title_en="Consultations on the Arctic", title_ru="Консультации по Арктике", title_ar="مشاورات بشأن القطب الشمالي",
        ),
        now=now,
    )  # fmt: skip


def _edited(number: int, **fields: str) -> Callable[[User, datetime], object]:
    def change(_: User, now: datetime) -> None:
        edited: Event = event(number)
        for name, value in fields.items():
            setattr(edited, name, value)
        edited.full_clean()
        edited.save()
        make.publish(edited, now=now)

    return change


def _merge(editor: User, now: datetime) -> None:
    merge(event(TWIN), event(SUMMIT), by=editor, now=now, reason="The same summit.")


def _withdraw(editor: User, now: datetime) -> None:
    withdraw(event(POSTPONED), by=editor, now=now, reason="Entered twice.")


#: In this order; each finds what those before it left.
CHANGES = (
    Change(
        "create", _create, CREATED, "2025-12-01T07:00Z", "2025-12-01T08:30Z", "CONFIRMED",
        ("Consultations on the Arctic", "Консультации по Арктике", "مشاورات بشأن القطب الشمالي"),
    ),
    Change(
        "edit", _edited(UMBRELLA, title_en="58th week of the AMM", title_ru="58-я неделя СМИД", title_ar="أسبوع آسيان"),
        UMBRELLA, "2025-07-08", "2025-07-12", "CONFIRMED", ("58th week of the AMM", "58-я неделя СМИД", "أسبوع آسيان"),
    ),
    Change(
        "move", _edited(MEETING, date="2025-07-10", start_time="14:00", end_time="15:30"),
        MEETING, "2025-07-10T06:00Z", "2025-07-10T07:30Z", "CONFIRMED",
        ("32nd ASEAN Regional Forum", "32-й Региональный форум АСЕАН", "32nd ASEAN Regional Forum"),
    ),
    Change(
        "postpone", _edited(BRIEFING, lifecycle="postponed", reason_en="The minister travels."),
        BRIEFING, "2025-10-07T03:45Z", "2025-10-07T04:30Z", "TENTATIVE",
        ("Postponed: Briefing 2025", "Отложено: Briefing 2025", "مؤجل: Briefing 2025"),
    ),
    Change(
        "cancel", _edited(SEMINAR, lifecycle="cancelled", reason_en="The chair is ill."),
        SEMINAR, "2025-09-02T03:30Z", "2025-09-02T04:30Z", "CANCELLED",
        ("Cancelled: ARF seminar", "Отменено: ARF seminar", "أُلغي: ARF seminar"),
    ),
    Change(
        "merge", _merge, TWIN, "2025-10-27", "2025-10-29", "CANCELLED",
        (
            "Cancelled: entry merged with another", "Отменено: запись объединена с другой",
            "أُلغي: دُمج هذا القيد في قيد آخر",
        ),
    ),
    Change(
        "withdraw", _withdraw, POSTPONED, "2025-06-10", "2025-06-11", "CANCELLED",
        ("Cancelled: entry withdrawn", "Отменено: запись снята с публикации", "أُلغي: سُحب هذا القيد"),
    ),
)  # fmt: skip


def happening(editor: User) -> Iterator[Change]:
    """Let one change happen after the other, a day apart; each is told when it is public."""
    for days, change in enumerate(CHANGES, start=1):
        change.make(editor, FILLED + timedelta(days=days))
        yield change


def missed(program: Program, editor: User) -> list[str]:
    """What a program shows otherwise than the database has it: before anything happens, and after each change."""
    found = [f"before: {line}" for line in differences(program.look(), program.expected(EVERYTHING))]
    for change in happening(editor):
        lines = differences(program.look(), program.expected(EVERYTHING))
        found += [f"after {change.name}: {line}" for line in lines]
    return found
