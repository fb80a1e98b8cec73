"""sync-collection: a program that keeps its token knows what came, changed and went, and is told when it can't."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from calendar_app.models.desk import Event, Organization
from calendar_app.models.public import Head, Publication
from tests import factories as make
from tests.entries.scenario import MOVED, Record, gone, uid

from .asking import ARF, CS, EVERYTHING, D, condition, propfind, report, sync

pytestmark = pytest.mark.django_db


def change(event: Event, days: int = 1, **fields: object) -> None:
    for name, value in fields.items():
        setattr(event, name, value)
    event.full_clean()
    event.save()
    make.publish(event, now=MOVED + timedelta(days=days))


def token_of(path: str) -> str:
    answer = propfind(path, "sync-token", "CS:getctag")[path]
    assert answer.text(f"{CS}getctag") == answer.text(f"{D}sync-token")
    return answer.text(f"{D}sync-token")


def test_an_empty_token_gives_everything(events: Record) -> None:
    found = sync(ARF)
    assert (found.uids(), found.gone()) == (["2", "4", "6"], [])
    assert found.token == token_of(ARF)
    assert found[f"{ARF}{uid(2)}.ics"].text(f"{D}getetag") == propfind(f"{ARF}{uid(2)}.ics", "getetag")[
        f"{ARF}{uid(2)}.ics"
    ].text(f"{D}getetag")


def test_what_came_changed_moved_and_went(events: Record, admin_user: User) -> None:
    token = str(sync(ARF).token)
    quiet = sync(ARF, token)
    assert (quiet.answers, quiet.token) == ({}, token)
    change(events.meeting, title_en="ARF, renamed")
    change(events.online, days=2, lifecycle="cancelled", reason_en="Ill.")
    change(events.undated, days=3, date="2026-07-24", certainty="confirmed")
    gone(events.postponed, admin_user, days=6)
    found = sync(ARF, token)
    assert (found.uids(), found.gone()) == (["2", "5", "6"], ["4"])
    assert found.token == token_of(ARF)
    assert sync(ARF, str(found.token)).answers == {}
    assert sync(ARF).uids() == ["2", "5", "6"]


def test_what_leaves_a_forum_or_loses_its_day_is_gone_from_there(events: Record) -> None:
    here, everywhere = str(sync(ARF).token), str(sync(EVERYTHING).token)
    change(events.meeting, forum=None)
    change(events.online, days=2, date="2026-09", start_time=None, end_time=None)
    assert (sync(ARF, here).uids(), sync(ARF, here).gone()) == ([], ["2", "6"])
    assert (sync(EVERYTHING, everywhere).uids(), sync(EVERYTHING, everywhere).gone()) == (["2"], ["6"])


def test_what_comes_back_is_there_again(events: Record) -> None:
    forum = events.meeting.forum
    before = str(sync(ARF).token)
    change(events.meeting, forum=None)
    between = str(sync(ARF).token)
    change(events.meeting, days=2, forum=forum)
    assert (sync(ARF, before).uids(), sync(ARF, before).gone()) == (["2"], [])
    assert (sync(ARF, between).uids(), sync(ARF, between).gone()) == (["2"], [])


def test_a_publication_elsewhere_moves_no_token(events: Record) -> None:
    before = token_of(ARF)
    change(events.bilateral, title_en="Talks")
    assert token_of(ARF) == before
    assert token_of(EVERYTHING) != before


def test_a_renamed_forum_keeps_its_tokens(events: Record) -> None:
    token = str(sync(ARF).token)
    forum = Organization.objects.get(code="arf")
    forum.code = "regional-forum"
    forum.save()
    make.publish(forum, now=MOVED + timedelta(days=1))
    found = sync("/caldav/en/regional-forum/", token)
    assert (found.uids(), found.gone()) == (["2", "4", "6"], [])
    change(events.meeting, days=2, forum=None)
    assert sync("/caldav/en/regional-forum/", token).gone() == ["2"]


def pages(path: str, token: str = "", limit: int = 1) -> Iterable[tuple[list[str], list[str]]]:
    while True:
        found = sync(path, token, limit)
        cut = found.answers.pop(path, None)
        yield found.uids(), found.gone()
        token = str(found.token)
        if cut is None:
            assert sync(path, token).answers == {}
            return
        assert cut.status == 507


def test_a_long_answer_comes_in_pages(events: Record, admin_user: User) -> None:
    assert list(pages(ARF)) == [(["4"], []), (["6"], []), (["2"], [])]
    assert list(pages(ARF, limit=2)) == [(["4", "6"], []), (["2"], [])]
    assert list(pages(ARF, limit=3)) == [(["2", "4", "6"], [])]
    token = str(sync(ARF).token)
    change(events.online, title_en="Seminar")
    gone(events.postponed, admin_user, days=6)
    assert list(pages(ARF, token)) == [(["6"], []), ([], ["4"])]


def test_nothing_is_missed_between_pages(events: Record, admin_user: User) -> None:
    first = sync(ARF, limit=1)
    assert first.uids() == ["4"]
    gone(events.postponed, admin_user, days=6)
    change(events.online, days=7, title_en="Seminar")
    assert list(pages(ARF, str(first.token))) == [(["2"], []), ([], ["4"]), (["6"], [])]
    token = str(sync(ARF).token)
    change(events.meeting, days=8, title_en="One")
    change(events.online, days=8, title_en="Two")
    second = sync(ARF, token, 1)
    assert second.uids() == ["2"]
    change(events.meeting, days=9, forum=None)
    assert list(pages(ARF, str(second.token))) == [(["6"], []), ([], ["2"])]


def test_tokens_that_are_none_of_ours(events: Record) -> None:
    token, other = token_of(ARF), token_of(EVERYTHING)
    number, digest = token.removeprefix("data:,").split("-")
    foreign = [
        "x", "data:,", "data:,1", f"data:,{int(number) + 1}-{digest}", f"data:,{10**17}-{digest}", other, token_of("/caldav/ru/arf/"),
        f"data:,0-{digest}", f"data:,{number}.{number}-{digest}", f"{token}0", f"data:,{'٢'}-{digest}", f"data:,{10**30}-{digest}",
        f"data:,1.2.{'-' * 36}-{digest}",
    ]  # fmt: skip
    for text in foreign:
        response = report(ARF, "sync-collection", f"<sync-token>{text}</sync-token><sync-level>1</sync-level>")
        assert (text, response.status_code) == (text, 403)
        assert condition(response) == f"{D}valid-sync-token"


def test_a_token_does_not_outlive_its_history(events: Record) -> None:
    with transaction.atomic():
        backup = transaction.savepoint()
        change(events.meeting, title_en="One")
        token, number = token_of(ARF), Head.number()
        assert sync(ARF, token).answers == {}
        transaction.savepoint_rollback(backup)
    change(events.online, title_en="Two")
    assert (Head.number(), token_of(ARF) == token) == (number, False)
    response = report(ARF, "sync-collection", f"<sync-token>{token}</sync-token><sync-level>1</sync-level>")
    assert condition(response) == f"{D}valid-sync-token"


def test_an_empty_record_has_a_token_too(db: None) -> None:
    found = sync(EVERYTHING)
    assert found.answers == {}
    assert sync(EVERYTHING, str(found.token)).token == found.token
    make.publish(make.event("first", id=uid(7)))
    assert Publication.objects.count() == 1
    assert sync(EVERYTHING, str(found.token)).uids() == ["7"]


LEVEL, TOKEN = "<sync-level>1</sync-level>", "<sync-token/>"


@pytest.mark.parametrize(
    ("inner", "headers"),
    [
        (LEVEL, {}),
        (f"{TOKEN}<sync-level>2</sync-level>", {}),
        (f"{TOKEN}<sync-level/>", {}),
        (TOKEN + LEVEL, {"depth": "infinity"}),
        (f"{TOKEN}{LEVEL}<limit/>", {}),
        (f"{TOKEN}{LEVEL}<limit><nresults>0</nresults></limit>", {}),
        (f"{TOKEN}{LEVEL}<limit><nresults>-1</nresults></limit>", {}),
        (f"{TOKEN}{LEVEL}<limit><nresults>٣</nresults></limit>", {}),
        (f"{TOKEN}{LEVEL}<limit><nresults>9999999999</nresults></limit>", {}),
    ],
)
def test_what_is_no_synchronization(db: None, inner: str, headers: dict[str, str]) -> None:
    assert report(EVERYTHING, "sync-collection", inner, **headers).status_code == 400


@pytest.mark.parametrize(
    ("inner", "headers"), [(TOKEN, {"depth": "1"}), (TOKEN + "<sync-level>infinite</sync-level>", {"depth": "0"})]
)
def test_what_programs_send_beside_the_rfc(db: None, inner: str, headers: dict[str, str]) -> None:
    assert report(EVERYTHING, "sync-collection", inner, **headers).status_code == 207


def test_queries_do_not_grow_with_the_changes(
    events: Record, admin_user: User, django_assert_num_queries: object
) -> None:
    token = str(sync(EVERYTHING).token)
    change(events.meeting, title_en="One")
    with django_assert_num_queries(6):  # type: ignore[operator]
        assert sync(EVERYTHING, token).uids() == ["2"]
    change(events.online, days=2, title_en="Two")
    gone(events.postponed, admin_user, days=6)
    gone(events.bilateral, admin_user, days=6)
    with django_assert_num_queries(6):  # type: ignore[operator]
        found = sync(EVERYTHING, token)
    assert (found.uids(), found.gone()) == (["2", "6"], ["3", "4"])
