"""Cursors: every row once, in order, whatever the page size; and nothing but a cursor is one."""

from base64 import urlsafe_b64encode
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from calendar_app.api.cursors import decode, encode
from calendar_app.models.vocabulary import Noun
from tests import factories as make
from tests.api.asking import ROOT, ask

SUBJECT = UUID("0f4a7f0e-6a55-5f0e-8a39-6a9b9e1a2b3c")


@pytest.mark.parametrize(
    "key",
    [(date(2025, 7, 11), datetime(2025, 7, 10, 16, tzinfo=UTC), SUBJECT), (None, None, SUBJECT)],
)
def test_a_key_comes_back(key: tuple[object, ...]) -> None:
    assert decode(Noun.EVENT, encode(key)) == key
    assert decode(Noun.PERSON, encode(("sergey-lavrov",))) == ("sergey-lavrov",)


def _spelled(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "%",
        "é",
        "x" * 401,
        _spelled(""),
        _spelled("2025-07-11"),
        _spelled(f"2025-07-11|2025-07-10 16:00:00|{SUBJECT}"),
        _spelled(f"2025-07-11|2025-07-11 00:00:00+08:00|{SUBJECT}"),
        _spelled(f"2025-13-11|2025-07-10 16:00:00+00:00|{SUBJECT}"),
        _spelled(f"|x|{SUBJECT}"),
        _spelled("||x"),
        encode((None, None, SUBJECT)) + "=",
        urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
def test_nothing_else_is_a_cursor_of_events(text: str) -> None:
    with pytest.raises(ValueError):
        decode(Noun.EVENT, text)


@pytest.mark.parametrize("text", [_spelled("a b"), _spelled("x" * 121), _spelled("a\x00")])
def test_nothing_else_is_a_cursor_of_people(text: str) -> None:
    with pytest.raises(ValueError):
        decode(Noun.PERSON, text)


@pytest.mark.django_db
def test_a_cursor_of_another_list_is_refused() -> None:
    for path, cursor in (("people/", encode((None, None, SUBJECT))), ("events/", encode(("sergey-lavrov",)))):
        assert ask(path, status=400, cursor=cursor)["errors"] == [
            {
                "parameter": "cursor",
                "value": cursor,
                "detail": "this list gave no such cursor: follow its `next`",
                "allowed": [],
            }
        ]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_events_are_walked_in_date_order_undated_ones_last(size: int) -> None:
    slots = {
        "early": {"date": "2025-07-11", "start_time": "09:00", "zone": "Asia/Kuala_Lumpur"},
        "late": {"date": "2025-07-11", "start_time": "15:00", "zone": "Asia/Kuala_Lumpur"},
        "month": {"date": "2025-07", "certainty": "tentative"},
        "twin-a": {"date": "2025-07-12"},
        "twin-b": {"date": "2025-07-12"},
        "open-a": {"date": "", "certainty": "tentative"},
        "open-b": {"date": "", "certainty": "tentative"},
    }
    events = [make.event(slug, **fields) for slug, fields in slots.items()]
    make.publish(*events)
    twins = sorted(events[3:5], key=lambda event: event.pk.hex)
    undated = sorted(events[5:], key=lambda event: event.pk.hex)

    walked = walk("events/", page_size=size)

    wanted = ["month", "early", "late", *(event.slug for event in [*twins, *undated])]
    assert [event["slug"] for event in walked] == wanted


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 2, 100])
def test_other_nouns_are_walked_by_slug(size: int) -> None:
    make.publish(make.state("SG"), make.forum(), make.state("MY"))

    assert [one["slug"] for one in walk("organizations/", page_size=size)] == ["MY", "SG", "arf"]
    assert [one["slug"] for one in walk("organizations/", page_size=size, kind="state")] == ["MY", "SG"]


@pytest.mark.django_db
def test_what_is_published_meanwhile_moves_no_row_off_the_walk() -> None:
    make.publish(*(make.event(f"day-{day}", date=f"2025-07-{day}") for day in (11, 13)))
    first = ask("events/", page_size=1)

    make.publish(make.event("day-10", date="2025-07-10"), make.event("day-12", date="2025-07-12"))
    rest = follow(first["next"])

    assert [event["slug"] for event in first["results"] + rest] == ["day-11", "day-12", "day-13"]


@pytest.mark.django_db
def test_the_next_page_keeps_what_was_asked() -> None:
    make.publish(*(make.event(f"day-{day}", date=f"2025-07-{day}") for day in (11, 12)))

    page = ask("events/", page_size=1, to="2025-07", lang="ru")

    cursor = page["next"].rpartition("=")[2]
    assert page["next"] == f"http://127.0.0.1:8000{ROOT}events/?to=2025-07-31&lang=ru&page_size=1&cursor={cursor}"
    assert page["count"] == 2


def walk(path: str, **query: Any) -> list[dict[str, Any]]:
    page = ask(path, **query)
    found: list[dict[str, Any]] = page["results"] + (follow(page["next"]) if page["next"] else [])
    assert page["count"] == len(found)
    return found


def follow(url: str) -> list[dict[str, Any]]:
    parts = urlsplit(url)
    query: dict[str, Any] = parse_qs(parts.query)
    page = ask(parts.path.removeprefix(ROOT), **query)
    results: list[dict[str, Any]] = page["results"]
    return results + (follow(page["next"]) if page["next"] else [])
