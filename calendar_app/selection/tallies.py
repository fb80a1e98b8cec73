"""How many events of some days each value of a filter would show, alone of its parameter and beside the other filters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, Q, QuerySet, Value

from calendar_app.dates import Span
from calendar_app.models.public import Listing
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import EventKind

from .query import COLUMNS, NOUN_OF, matching, spellings, terms
from .selection import Selection
from .words import Meant, meant, saying

Pair = tuple[str, str]
Row = dict[str, Any]
#: Parameters whose values must all hold.
TOGETHER = ("with", "q", "from", "to")
#: Stands for the parameters of all values that show what the whole selection shows.
ALL = ""


def shown(meetings: int, entries: int) -> int:
    """An umbrella is not counted beside meetings; where there is nothing else, umbrellas are."""
    return meetings or entries


def together(selection: Selection, param: str, value: str) -> bool:
    """Whether the value shows what the whole selection shows: the only one of its parameter, or one of those that all hold."""
    return param in TOGETHER or tuple(selection.values(param)) == (value,)


def tallies(selection: Selection, span: Span | None, wanted: Iterable[Pair]) -> dict[Pair, int]:
    """By parameter and value: how many events that touch the days (all, without a span). Raises BeforeRecord.

    One query, whatever is wanted; what words mean and former spellings, where asked for, are looked up once.
    """
    pairs = list(wanted)
    revision = selection.revision() if pairs else None
    found = meant(selection.q, revision) if selection.q and pairs else []
    if not pairs or not all(one.words for one in found):
        return dict.fromkeys(pairs, 0)
    days = _Days(selection, span, found, revision)
    by_param: dict[str, list[str]] = defaultdict(list)
    for param, value in pairs:
        by_param[ALL if together(selection, param, value) else param].append(value)
    spelled = {param: spellings(param, values, selection) for param, values in by_param.items()}
    params = list(by_param)
    first, *others = (_part(days, params.index(param), param, values) for param, values in _parts(spelled))
    tally: dict[Pair, list[int]] = defaultdict(lambda: [0, 0])
    for row in first.union(*others, all=True) if others else first:
        param = params[row["which"]]
        counts = tally[param, spelled[param].get(row["under"], "")]
        counts[0] += row["meetings"]
        counts[1] += row["entries"]
    return {pair: shown(*tally[(ALL, "") if together(selection, *pair) else pair]) for pair in pairs}


def _parts(spelled: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """What is counted at a time: all values of a column or a dimension, or of all that hold; any other by itself."""
    for param, values in spelled.items():
        if param in (*COLUMNS, *NOUN_OF, ALL):
            yield param, list(values)
        else:
            yield from ((param, [value]) for value in values)


@dataclass(frozen=True)
class _Days:
    """The days in view: which rows answer a selection there."""

    selection: Selection
    span: Span | None
    found: list[Meant]
    revision: int | None

    def rows(self, target: Selection) -> ListingQuerySet:
        rows = matching(target.without("q"), Listing.objects.as_of(self.revision).alive())
        if self.span:
            rows = rows.within(self.span.first, self.span.end)
        return saying(rows, self.found).order_by()


def _part(days: _Days, which: int, param: str, values: list[str]) -> QuerySet[Any, Row]:
    """Rows of which (the place of the parameter), under (the value), meetings and entries."""
    asked = days.selection
    if param in COLUMNS:
        rows = days.rows(asked.without(param)).filter(**{f"{param}__in": values})
        return _counted(rows, which, F(param), Q(kind=EventKind.UMBRELLA))
    if param in NOUN_OF:
        events = days.rows(asked.without(param)).values("pk")
        lines = terms(asked, param).filter(value__in=values, publication__in=events)
        return _counted(lines, which, F("value"), Q(publication__listing__kind=EventKind.UMBRELLA))
    if param == ALL:
        return _counted(days.rows(asked), which, Value("", CharField()), Q(kind=EventKind.UMBRELLA))
    rows = days.rows(asked.replace(**{param: tuple(values)}))
    return _counted(rows, which, Value(values[0], CharField()), Q(kind=EventKind.UMBRELLA))


def _counted(rows: QuerySet[Any], which: int, under: F | Value, umbrella: Q) -> QuerySet[Any, Row]:
    found: QuerySet[Any, Row] = rows.values(which=Value(which, IntegerField()), under=under).annotate(
        meetings=Count("publication", distinct=True, filter=~umbrella), entries=Count("publication", distinct=True)
    )
    return found
