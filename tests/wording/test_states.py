"""The eight marks, and what feeds and search engines are told, line by line of the domain's table."""

from datetime import date
from typing import Any

import pytest

from calendar_app.dates import DateError
from calendar_app.wording import states

TODAY = date(2025, 7, 10)
FORMER = [{"date": "2025-07-01", "start_time": None, "end_time": None, "zone": "", "replaced": "2025-06-01"}]


def event(date: str = "2025-07-11", **facts: Any) -> dict[str, Any]:
    when = {"date": date, "start_time": facts.pop("start_time", None), "end_time": None, "zone": "Asia/Kuala_Lumpur"}
    return {"when": when, "certainty": "confirmed", "lifecycle": "scheduled", "former_dates": [], **facts}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (event(certainty="projected"), "projected"),
        (event(certainty="tentative"), "tentative"),
        (event(), "confirmed"),
        (event("2025-07-10"), "confirmed"),
        (event("2025-07-09/2025-07-10"), "confirmed"),
        (event("2025-07"), "confirmed"),
        (event(""), "confirmed"),
        (event("2025-07-11?"), "tentative"),
        (event("2025-07-11?", certainty="projected"), "projected"),
        (event("2025-07-09"), "overdue"),
        (event("2025-07-08/2025-07-09", certainty="tentative"), "overdue"),
        (event("2025-06", certainty="projected"), "overdue"),
        (event("2025-07-09", former_dates=FORMER), "overdue"),
        (event("2025-07-09", lifecycle="held"), "held"),
        (event("2025-07-09?", lifecycle="held"), "held"),
        (event("2025-07-09", lifecycle="held", former_dates=FORMER), "held"),
        (event("2025-07-09", lifecycle="postponed"), "postponed"),
        (event("", lifecycle="postponed", former_dates=FORMER), "postponed"),
        (event("2025-07-09", lifecycle="cancelled", certainty="tentative"), "cancelled"),
        (event("2025-07-11", lifecycle="cancelled", former_dates=FORMER), "cancelled"),
        (event(former_dates=FORMER), "rescheduled"),
        (event(certainty="tentative", former_dates=FORMER), "rescheduled"),
        (event("", certainty="tentative", former_dates=FORMER), "rescheduled"),
        (event(certainty="projected", former_dates=FORMER), "projected"),
        (event(former_dates=[{**FORMER[0], "date": "2025-07"}]), "confirmed"),
        (event(start_time="10:00", former_dates=[{**FORMER[0], "start_time": "09:00"}]), "rescheduled"),
        (event(former_dates=[{**FORMER[0], "date": "2025-07-10/2025-07-11"}]), "confirmed"),
        (event("2025-07", former_dates=[{**FORMER[0], "date": "2025-07-11"}]), "rescheduled"),
        (event(start_time="09:00", former_dates=[{**FORMER[0], "date": "2025-07-11"}]), "confirmed"),
        (event(former_dates=[{**FORMER[0], "date": "2025-07-11", "start_time": "09:00"}]), "rescheduled"),
    ],
)
def test_mark(facts: dict[str, Any], expected: str) -> None:
    assert states.mark(facts, today=TODAY) == expected


def test_a_card_without_former_dates_has_a_mark() -> None:
    card = {"kind": "event", "when": {"date": "2025-07-11"}, "certainty": "tentative", "lifecycle": "scheduled"}
    assert states.mark(card, today=TODAY) == "tentative"


def test_a_broken_date_has_none() -> None:
    with pytest.raises(DateError):
        states.mark(event("soon"), today=TODAY)


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["Projected", "Tentative", "Confirmed", "Held", "Not yet confirmed as held", "Postponed", "Rescheduled",
                "Cancelled"]),
        ("ru", ["Ожидается", "Предварительно", "Подтверждено", "Состоялось", "Проведение пока не подтверждено",
                "Отложено", "Перенесено", "Отменено"]),
        ("ar", ["متوقع", "مبدئي", "مؤكد", "عُقد", "لم يتأكد انعقاده بعد", "مؤجل", "تغيّر موعده", "أُلغي"]),
    ],
)  # fmt: skip
def test_labels(language: str, labels: list[str]) -> None:
    assert [states.label(mark, language) for mark in states.MARKS] == labels


@pytest.mark.parametrize(
    ("facts", "status", "transp", "schema"),
    [
        (event(certainty="projected"), "TENTATIVE", "TRANSPARENT", "EventScheduled"),
        (event(certainty="tentative"), "TENTATIVE", "TRANSPARENT", "EventScheduled"),
        (event(certainty="tentative", start_time="11:10"), "TENTATIVE", "TRANSPARENT", "EventScheduled"),
        (event(), "CONFIRMED", "TRANSPARENT", "EventScheduled"),
        (event("2025-07"), "CONFIRMED", "TRANSPARENT", "EventScheduled"),
        (event(start_time="11:10"), "CONFIRMED", "OPAQUE", "EventScheduled"),
        (event("2025-07-11?", start_time="11:10"), "TENTATIVE", "TRANSPARENT", "EventScheduled"),
        (event("2025-07-09"), "CONFIRMED", "TRANSPARENT", "EventScheduled"),
        (event("2025-07-09", lifecycle="held", certainty="tentative"), "CONFIRMED", "TRANSPARENT", "EventScheduled"),
        (event(lifecycle="held", start_time="11:10"), "CONFIRMED", "OPAQUE", "EventScheduled"),
        (event(lifecycle="held", former_dates=FORMER), "CONFIRMED", "TRANSPARENT", "EventScheduled"),
        (event(lifecycle="postponed", start_time="11:10"), "TENTATIVE", "TRANSPARENT", "EventPostponed"),
        (event(former_dates=FORMER), "CONFIRMED", "TRANSPARENT", "EventRescheduled"),
        (event("2025-07-09", former_dates=FORMER), "CONFIRMED", "TRANSPARENT", "EventRescheduled"),
        (event(certainty="tentative", former_dates=FORMER), "TENTATIVE", "TRANSPARENT", "EventRescheduled"),
        (event(certainty="projected", former_dates=FORMER), "TENTATIVE", "TRANSPARENT", "EventScheduled"),
        (event(lifecycle="cancelled", start_time="11:10"), "CANCELLED", "TRANSPARENT", "EventCancelled"),
        (event(lifecycle="cancelled", former_dates=FORMER), "CANCELLED", "TRANSPARENT", "EventCancelled"),
    ],
)
def test_what_programs_are_told(facts: dict[str, Any], status: str, transp: str, schema: str) -> None:
    told = (states.event_status(facts), states.transparency(facts), states.schema_status(facts))
    assert told == (status, transp, f"https://schema.org/{schema}")


def slot(date: str, replaced: str, start_time: str | None = None) -> dict[str, Any]:
    return {"date": date, "start_time": start_time, "end_time": None, "zone": "Asia/Kuala_Lumpur", "replaced": replaced}


TWICE = [slot("2025-06-01", "2025-05-20"), slot("2025-05-01", "2025-04-01")]


@pytest.mark.parametrize(
    ("facts", "start"),
    [
        (event(), None),
        (event(former_dates=FORMER), "2025-07-01"),
        (event(former_dates=TWICE), "2025-06-01"),
        (event(former_dates=[slot("2025-07-01/2025-07-02", "2025-06-01", "11:10")]), "2025-07-01T11:10+08:00"),
        (event(former_dates=[slot("2025-07", "2025-06-01")]), None),
        (event(certainty="projected", former_dates=FORMER), None),
        (event(lifecycle="held", former_dates=FORMER), None),
        (event(lifecycle="cancelled", former_dates=FORMER), None),
        (event("2025-07-11", lifecycle="postponed", former_dates=FORMER), "2025-07-11"),
        (event("2025-07-11", lifecycle="postponed", start_time="11:10"), "2025-07-11T11:10+08:00"),
        (event("", lifecycle="postponed", former_dates=FORMER), "2025-07-01"),
        (event("", lifecycle="postponed"), None),
    ],
)
def test_where_a_moved_or_postponed_event_stood(facts: dict[str, Any], start: str | None) -> None:
    assert states.previous_start(facts) == start


@pytest.mark.parametrize(
    ("lifecycle", "en", "ru", "ar"),
    [
        ("scheduled", "ARF", "ARF", "ARF"),
        ("held", "ARF", "ARF", "ARF"),
        ("postponed", "Postponed: ARF", "Отложено: ARF", "مؤجل: ARF"),
        ("cancelled", "Cancelled: ARF", "Отменено: ARF", "أُلغي: ARF"),
    ],
)
def test_headline(lifecycle: str, en: str, ru: str, ar: str) -> None:
    facts = event(lifecycle=lifecycle)
    assert [states.headline(facts, "ARF", language) for language in ("en", "ru", "ar")] == [en, ru, ar]


def test_a_former_date_known_only_to_the_month_is_no_previous_start() -> None:
    moved = event(former_dates=[{**FORMER[0], "date": "2025-05"}])

    assert states.mark(moved, today=TODAY) == "rescheduled"
    assert states.previous_start(moved) is None
