"""Measures two ways of doing a thing in turns, so that whatever else the machine does meets both alike."""

import time
from collections.abc import Callable
from statistics import median

Way = Callable[[], object]


def seconds(way: Way, times: int) -> float:
    """Wall time of one round, per call."""
    began = time.perf_counter()
    for _ in range(times):
        way()
    return (time.perf_counter() - began) / times


def ratio(what: str, ours: tuple[str, Way], other: tuple[str, Way], *, rounds: int = 15, times: int = 5) -> float:
    """Print and return how much of the other's time ours takes: the median over rounds that alternate."""
    pairs = [(seconds(ours[1], times), seconds(other[1], times)) for _ in range(rounds + 2)][2:]
    result = median(one / two for one, two in pairs)
    milliseconds = [1000 * median(times) for times in zip(*pairs, strict=True)]
    print(f"{result:8.3f}  {what}: {ours[0]} {milliseconds[0]:.2f} ms, {other[0]} {milliseconds[1]:.2f} ms", flush=True)
    return result
