"""Parents before their parts."""

import time
from dataclasses import replace

from calendar_app.exchange.ics.order import parents_first
from calendar_app.ical import Entry, Relation
from tests.ical.examples import days


def entry(uid: str, parent: str = "") -> Entry:
    return replace(days(), uid=uid, relations=(Relation("x", "SIBLING"), *((Relation(parent),) if parent else ())))


def order(*entries: Entry) -> list[tuple[int, str]]:
    return [(depth, one.uid) for depth, one in parents_first(list(entries))]


def test_whatever_the_order_of_the_file() -> None:
    given = entry("c", "b"), entry("b", "a"), entry("d", "elsewhere"), entry("a")
    assert order(*given) == [(0, "d"), (0, "a"), (1, "b"), (2, "c")]


def test_a_circle_is_cut() -> None:
    assert sorted(uid for _, uid in order(entry("a", "b"), entry("b", "c"), entry("c", "a"), entry("d", "d"))) == list(
        "abcd"
    )


def test_a_long_chain_takes_linear_time() -> None:
    chain = [entry(str(number), str(number + 1)) for number in range(20_000)]
    begun = time.process_time()
    assert parents_first(chain)[-1][0] == 19_999
    assert time.process_time() - begun < 10
