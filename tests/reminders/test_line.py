"""A mail server at its worst: it hangs, hangs up, refuses, takes half; each mail has its own answer all the same."""

from collections import Counter
from typing import Any

import pytest

from calendar_app.models.readers import Delivery
from calendar_app.reminders import line
from tests.factories import NOW

from .odd import GONE, HANG, TEXT, Odd, odd
from .readers import MINUTE, asked, send

pytestmark = pytest.mark.django_db


def owe(number: int) -> None:
    for each in range(number):
        asked(f"r{each}@example.org")


def fates() -> Counter[tuple[str, int]]:
    rows = Delivery.objects.values_list("sent", "failed", "attempts", "result")
    return Counter(
        ("sent" if sent else "failed" if failed else result, attempts) for sent, failed, attempts, result in rows
    )


def texts(server: Odd) -> int:
    return [command for _, command in server.heard].count(TEXT)


def test_a_round_trip_a_mail(settings: Any) -> None:
    owe(3)
    with odd(settings, lambda _: "") as server:
        assert send() == {"sent": 3}
    said = [command.partition(" ")[0] for _, command in server.heard]
    assert said == ["ehlo", *["MAIL", "RCPT", "DATA", TEXT] * 3, "quit"]
    assert server.connections == 1


def test_many_mails_go_over_few_connections(settings: Any) -> None:
    owe(260)
    with odd(settings, lambda _: "") as server:
        assert send() == {"sent": 260}
    assert (server.connections, texts(server)) == (4, 260)


def test_a_server_that_allows_one_connection_gets_one(settings: Any) -> None:
    owe(60)
    with odd(settings, lambda _: "", most=1) as server:
        assert send() == {"sent": 60}
    assert texts(server) == 60


@pytest.mark.parametrize(
    ("command", "answer", "fate", "done"),
    [
        ("MAIL", "550 not from you", "550 not from you", "put off"),
        ("RCPT", "550 nobody", "failed", "given up"),
        ("RCPT", "450 busy", "450 busy", "put off"),
        ("DATA", "451 not now", "451 not now", "put off"),
        ("DATA", "554 never", "failed", "given up"),
    ],
)
def test_each_mail_has_its_answer_and_the_next_one_a_clean_start(
    settings: Any, command: str, answer: str, fate: str, done: str
) -> None:
    owe(3)
    said = iter(["", answer, ""])
    with odd(settings, lambda heard: next(said) if heard.startswith(command) else "") as server:
        assert send() == {"sent": 2, done: 1}
    assert fates() == {("sent", 1): 2, (fate, 1): 1}
    assert server.connections == 1
    assert texts(server) == (2 if command == "DATA" else 3)  # an envelope refused in part still had its 354


@pytest.mark.parametrize(
    ("answer", "fate"),
    [
        ("450-busy\r\n450-very\r\n450 try later", "450 busy\nvery\ntry later"),
        ("What?", "SMTPServerDisconnected: no answer, but b'What?\\r\\n'"),
        ("250 " + "x" * line.LONGEST, "SMTPServerDisconnected: no answer, but b'250 xx"),
    ],
)
def test_an_answer_of_many_lines_is_one_and_nonsense_is_none(settings: Any, answer: str, fate: str) -> None:
    owe(1)
    with odd(settings, lambda heard: answer if heard == TEXT else ""):
        assert send() == {"put off": 1}
    assert Delivery.objects.get().result.startswith(fate)


def test_a_server_that_hangs_costs_three_mails_an_attempt_and_the_others_none(settings: Any) -> None:
    owe(6)
    with odd(settings, lambda heard: HANG if heard == TEXT else "", patience=0.5):
        assert send() == {"put off": 3}
    with odd(settings, lambda _: ""):
        assert send(NOW + MINUTE) == {"sent": 6}
    assert fates() == {("sent", 2): 3, ("sent", 1): 3}


def test_a_server_that_hangs_at_the_envelope_is_left_alone_after_three_tries(settings: Any) -> None:
    owe(6)
    with odd(settings, lambda heard: HANG if heard.startswith("MAIL") else "", patience=0.5) as server:
        assert send() == {"put off": 3}
    assert server.connections == line.BREAKS


def test_a_server_that_takes_half_a_batch_gets_the_other_half_later(settings: Any) -> None:
    owe(120)
    with odd(settings, lambda heard: "452 enough" if heard == TEXT and texts(server) > 60 else "") as server:
        assert send() == {"sent": 60, "put off": 60}
    with odd(settings, lambda _: "") as other:
        assert send(NOW + MINUTE) == {"sent": 60}
    assert texts(other) == 60


def test_a_server_that_dies_after_half_a_batch_gets_the_rest_later(settings: Any) -> None:
    owe(120)

    def says(heard: str) -> str:
        if heard == TEXT and texts(server) > 60:
            server.leave()
            return GONE
        return GONE if texts(server) > 60 else ""

    with odd(settings, says) as server:
        done = send()
    assert done["sent"] == 60
    assert done["put off"] <= 4
    with odd(settings, lambda _: ""):
        assert send(NOW + MINUTE)["sent"] == 60
    assert fates().total() == 120
    assert not Delivery.objects.waiting().exists()


def test_one_connection_that_dies_leaves_its_mails_to_the_others(settings: Any) -> None:
    owe(60)
    with odd(settings, lambda heard: GONE if server.heard[-1] == (2, heard) and heard == TEXT else "") as server:
        done = send()
    assert done["sent"] + done["put off"] == 60
    assert done["put off"] < 30
