"""What may stand in a feed's address beside the selection."""

import pytest
from django.http import QueryDict

from calendar_app.feeds import Options
from calendar_app.selection import SelectionError


def test_nothing_said_means_the_usual() -> None:
    assert Options.read(QueryDict("forum=arf&undated=")) == Options("status", "omit")
    assert Options.read({}).pairs() == []


def test_what_differs_is_spelled_in_one_order() -> None:
    options = Options.read({"undated": ["span"], "cancelled": ["drop"]})
    assert options.pairs() == [("cancelled", "drop"), ("undated", "span")]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("cancelled=yes", "cancelled=yes: no such value. Allowed: status, mark, drop."),
        ("undated=span&undated=omit", "undated=omit: give it once. Allowed: omit, span."),
        ("undated=%00%E2%80%AE", "undated=\ufffd\ufffd: no such value. Allowed: omit, span."),
        (
            "cancelled=x&undated=y",
            "cancelled=x: no such value. Allowed: status, mark, drop.\nundated=y: no such value. Allowed: omit, span.",
        ),
    ],
)
def test_anything_else_is_refused_by_name(query: str, said: str) -> None:
    with pytest.raises(SelectionError) as refused:
        Options.read(QueryDict(query))
    assert str(refused.value) == said
