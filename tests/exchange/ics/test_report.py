"""What a report says of each component."""

import pytest

from calendar_app.exchange.ics.report import AGAIN, Change, Outcome, Report, unread
from calendar_app.ical import Fault


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (Outcome(result="created", uid="1", title="Talks"), "created: 1 “Talks”"),
        (Outcome(result="refused", line=7, why="no", remedy="yes"), "refused: line 7: no; yes"),
        (
            Outcome(result="refused", why="the file is larger than 1 MB"),
            "refused: the file: the file is larger than 1 MB",
        ),
        (
            Outcome(result="updated", uid="1", changes=(Change("date", "", "2025"),), left=("alarms",)),
            "updated: 1: date: “” → “2025”; alarms",
        ),
        (Outcome(result="created", uid="1\x1b[31m"), "created: 1\ufffd[31m"),
    ],
)
def test_lines(outcome: Outcome, line: str) -> None:
    assert str(outcome) == line


def test_counts() -> None:
    report = Report([Outcome(result="created"), Outcome(result="refused"), Outcome(result="created")])
    assert [report.count(result) for result in ("created", "updated", "unchanged", "refused")] == [2, 0, 0, 1]


@pytest.mark.parametrize(
    ("why", "remedy"),
    [
        (
            "DTSTART:20250711T100000 has no zone",
            "say in which zone the times are, or write one beside each (TZID=Asia/Kuala_Lumpur)",
        ),
        ("TZID=Europe is no zone of the zone database", "write a zone of the IANA database, such as Asia/Kuala_Lumpur"),
        ("UID is missing", AGAIN),
    ],
)
def test_a_fault_comes_with_a_remedy(why: str, remedy: str) -> None:
    assert unread(Fault(3, "u", why)) == Outcome(result="refused", uid="u", line=3, why=why, remedy=remedy)
