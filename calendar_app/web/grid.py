"""Weeks as a grid: bars across days, brackets over ministerial weeks, stacks for single days."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from calendar_app.dates import Span, Week
from calendar_app.dates.edtf import LAST_YEAR

from .rows import Row

ONE_DAY = timedelta(days=1)
FRIDAY = 4


@dataclass(frozen=True)
class Day:
    """A figure of the grid; `out` where it belongs to another month than the page."""

    date: date
    column: int
    out: bool
    off: bool
    today: bool
    busy: bool
    href: str = ""


@dataclass(frozen=True)
class Bar:
    """An event that lasts longer than a day, or an umbrella, within one week: its first column and its width.

    `from_before` and `goes_on` say that it crosses the week's edge; `ghost` stands on a day that was given up.
    """

    row: Row
    column: int
    width: int
    from_before: bool = False
    goes_on: bool = False
    children: int = 0
    folded: bool = False
    toggle: str = ""


@dataclass(frozen=True)
class Mark:
    """An event of one day; `ghost` where it stood on this day before it moved."""

    row: Row
    ghost: bool = False


@dataclass(frozen=True)
class Stack:
    """All that stands on one day."""

    column: int
    date: date
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class GridWeek:
    week: Week
    days: list[Day]
    bars: list[Bar]
    stacks: list[Stack]
    this: bool

    @property
    def text(self) -> str:
        """How the address of its week's page names it; "" beyond the record's years."""
        return self.week.text if self.week.year <= LAST_YEAR else ""


def edges(shown: Sequence[Week]) -> Span:
    """All the days of the weeks."""
    return Span(shown[0].days[0], shown[-1].days[-1] + ONE_DAY)


@dataclass(frozen=True)
class Folds:
    """How many events hang under each umbrella, which umbrellas are folded, and the address that turns each."""

    counts: dict[str, int]
    folded: Collection[str]
    toggle: Callable[[str], str]


def weeks(
    rows: Iterable[Row],
    *,
    shown: Iterable[Week],
    today: date,
    month: int | None = None,
    folded: Collection[str] = (),
    toggle: Callable[[str], str] = str,
    open_day: Callable[[date], str] = str,
) -> list[GridWeek]:
    """One grid a week. Rows must be known to the day; those under a folded umbrella are counted, not shown.

    Days of another month than `month` are `out`; `toggle` gives the address that folds or unfolds an umbrella, by slug,
    `open_day` that of a day.
    """
    found = list(rows)
    heads = {row.subject: row for row in found if row.umbrella}
    counts = Counter(row.parent for row in found)
    hidden = {ref for ref, row in heads.items() if row.slug in folded}
    visible = [row for row in found if row.parent not in hidden]
    folds = Folds(counts, folded, toggle)
    return [_week(week, visible, month, today, folds, open_day) for week in shown]


def _week(
    week: Week, rows: list[Row], month: int | None, today: date, folds: Folds, open_day: Callable[[date], str]
) -> GridWeek:
    bars = [bar for row in rows if _long(row) and (bar := _bar(row, week, folds))]
    bars.sort(key=lambda bar: (not bar.row.umbrella, bar.column, -bar.width))
    stacks = [stack for column, day in enumerate(week.days, 1) if (stack := _stack(rows, day, column)).marks]
    busy = {stack.date for stack in stacks}
    busy |= {week.days[bar.column - 1 + n] for bar in bars for n in range(bar.width)}
    days = [
        Day(
            day,
            column,
            month not in (None, day.month),
            day.weekday() > FRIDAY,
            day == today,
            day in busy,
            open_day(day),
        )
        for column, day in enumerate(week.days, 1)
    ]
    return GridWeek(week, days, bars, stacks, today in week.days)


def _long(row: Row) -> bool:
    return row.umbrella or row.span.days > 1


def _bar(row: Row, week: Week, folds: Folds) -> Bar | None:
    begin, beyond = max(row.span.first, week.days[0]), min(row.span.end, week.days[-1] + ONE_DAY)
    if beyond <= begin:
        return None
    return Bar(
        row,
        column=(begin - week.days[0]).days + 1,
        width=(beyond - begin).days,
        from_before=row.span.first < begin,
        goes_on=row.span.end > beyond,
        children=folds.counts.get(row.subject, 0),
        folded=row.slug in folds.folded,
        toggle=folds.toggle(row.slug),
    )


def _stack(rows: list[Row], day: date, column: int) -> Stack:
    marks = [Mark(row) for row in rows if not _long(row) and row.span.first == day]
    ghosts = [Mark(row, ghost=True) for row in rows if day in row.left]
    return Stack(column, day, marks + ghosts)
