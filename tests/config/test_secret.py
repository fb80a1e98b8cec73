"""The secret key is given, or made once and kept for the owner's eyes only."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import secret
from config.env import Environment, SettingError


def test_a_given_key(tmp_path: Path) -> None:
    assert secret.key(Environment({"SECRET_KEY": "k" * 50}), tmp_path) == "k" * 50
    assert list(tmp_path.iterdir()) == []


def test_a_short_key_is_refused_and_not_shown(tmp_path: Path) -> None:
    with pytest.raises(SettingError) as failure:
        secret.key(Environment({"SECRET_KEY": "hunter2"}), tmp_path)
    assert str(failure.value) == "SECRET_KEY is shorter than 50 characters. Leave it out to have one made and kept."


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    made = secret.key(Environment({}), data)
    assert len(made) >= 64
    assert (data / "secret-key").stat().st_mode & 0o777 == 0o600
    assert secret.key(Environment({}), data) == made
    assert [path.name for path in data.iterdir()] == ["secret-key"]


def test_keys_differ(tmp_path: Path) -> None:
    assert secret.key(Environment({}), tmp_path / "a") != secret.key(Environment({}), tmp_path / "b")


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: secret.kept(tmp_path / "secret-key"), range(64)))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_the_first_of_two_stands(tmp_path: Path) -> None:
    first = secret.kept(tmp_path / "secret-key")
    secret.make(tmp_path / "secret-key")
    assert secret.kept(tmp_path / "secret-key") == first


def test_where_no_key_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingError) as failure:
        secret.key(Environment({}), tmp_path / "file" / "data")
    assert str(failure.value) == (
        "CALENDAR_DATA names a directory that cannot keep the secret key (Not a directory). "
        "Name one that this user can write to, or set SECRET_KEY."
    )
