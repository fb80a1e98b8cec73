"""Messages as files: whole or not at all, taken once, and nothing that a stray file could break."""

import logging
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from config import mailbox


def box(folder: Path) -> mailbox.Channel:
    """A channel on the folder, as Celery would have it."""
    channel = Connection(f"{mailbox.SCHEME}://localhost", transport_options={"folder": str(folder)}).channel()
    assert isinstance(channel, mailbox.Channel)
    return channel


def test_in_order_and_once(tmp_path: Path) -> None:
    writer, reader = box(tmp_path / "messages"), box(tmp_path / "messages")
    for number in range(3):
        writer._put("celery", {"n": number})
    assert reader._size("celery") == 3
    assert [reader._get("celery") for _ in range(3)] == [{"n": 0}, {"n": 1}, {"n": 2}]
    with pytest.raises(Empty):
        reader._get("celery")
    assert list((tmp_path / "messages").iterdir()) == []


def test_queues_are_apart(tmp_path: Path) -> None:
    channel = box(tmp_path)
    channel._put("celery", {"n": 1})
    channel._put("other", {"n": 2})
    assert channel._get("other") == {"n": 2}
    assert channel._purge("celery") == 1
    assert channel._size("celery") == 0


def test_each_message_goes_to_one_of_many(tmp_path: Path) -> None:
    for number in range(200):
        box(tmp_path)._put("celery", {"n": number})

    def take_all(_: int) -> list[int]:
        channel, taken = box(tmp_path), []
        try:
            while True:
                taken.append(channel._get("celery")["n"])
        except Empty:
            return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [number for part in pool.map(take_all, range(4)) for number in part]
    assert sorted(taken) == list(range(200))


def test_a_message_taken_by_another_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    channel = box(tmp_path)
    channel._put("celery", {"n": 1})
    seen = channel._waiting("celery")
    assert channel._get("celery") == {"n": 1}
    channel._put("celery", {"n": 2})
    monkeypatch.setattr(channel, "_waiting", lambda queue: [*seen, *sorted(tmp_path.glob(f"*.{queue}.msg"))])
    assert channel._get("celery") == {"n": 2}


@pytest.mark.parametrize("rubbish", [b"", b"{", b"\xff\xfe", b"\0" * 64])
def test_a_file_that_is_no_message_is_dropped(tmp_path: Path, rubbish: bytes, caplog: pytest.LogCaptureFixture) -> None:
    channel = box(tmp_path)
    (tmp_path / "0.celery.msg").write_bytes(rubbish)
    channel._put("celery", {"n": 1})
    with caplog.at_level(logging.WARNING):
        assert channel._get("celery") == {"n": 1}
    assert [record.getMessage() for record in caplog.records] == [
        f"dropped {tmp_path}/0.celery.msg, which is no message"
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_no_message(tmp_path: Path) -> None:
    (tmp_path / "0.draft").write_text("{")
    with pytest.raises(Empty):
        box(tmp_path)._get("celery")


def test_between_processes(tmp_path: Path) -> None:
    send = (
        "from config.mailbox import SCHEME; from kombu import Connection; import sys;"
        "Connection(f'{SCHEME}://localhost', transport_options={'folder': sys.argv[1]}).channel()._put('celery', {'n': 7})"
    )
    subprocess.run([sys.executable, "-c", send, str(tmp_path)], check=True)
    assert box(tmp_path)._get("celery") == {"n": 7}


def test_kombu_learns_its_version() -> None:
    assert mailbox.Transport(Connection("memory://")).driver_version() == "1"
