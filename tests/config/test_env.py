"""Settings come typed from the environment, or fail naming the variable and the remedy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.env import Environment, SettingError, from_file


def told(ask: Callable[[], Any]) -> str:
    """What the failure says."""
    with pytest.raises(SettingError) as failure:
        ask()
    return str(failure.value)


@pytest.mark.parametrize(("word", "meant"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("off", False)])
def test_a_flag(word: str, meant: bool) -> None:
    assert Environment({"DEBUG": word}).flag("DEBUG", default=not meant) is meant


@pytest.mark.parametrize("default", [True, False])
def test_an_empty_variable_counts_as_unset(default: bool) -> None:
    assert Environment({"DEBUG": "  "}).flag("DEBUG", default=default) is default


def test_a_flag_that_is_neither() -> None:
    assert told(lambda: Environment({"DEBUG": "maybe"}).flag("DEBUG", default=False)) == (
        "DEBUG is neither true nor false. Write DEBUG=true or DEBUG=false."
    )


def test_a_number() -> None:
    env = Environment({"PORT": "65535"})
    assert env.number("PORT", 8000, least=1, most=65535) == 65535
    assert env.number("OTHER", 8000, least=1, most=65535) == 8000


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8e3", "٨٠٠٠", "9" * 5000, "eighty"])
def test_a_number_out_of_bounds_or_no_number(value: str) -> None:
    assert told(lambda: Environment({"PORT": value}).number("PORT", 8000, least=1, most=65535)) == (
        "PORT is not a whole number from 1 to 65535. Write PORT=8000."
    )


def test_names() -> None:
    assert Environment({"ALLOWED_HOSTS": " a.example, ,b.example "}).names("ALLOWED_HOSTS") == [
        "a.example",
        "b.example",
    ]
    assert Environment({}).names("ALLOWED_HOSTS", ["c.example"]) == ["c.example"]


def test_a_choice() -> None:
    env = Environment({"FIRST_WEEKDAY": "Saturday"})
    assert env.choice("FIRST_WEEKDAY", "monday", ("monday", "saturday")) == "saturday"
    assert told(lambda: env.choice("FIRST_WEEKDAY", "monday", ("monday", "sunday"))) == (
        "FIRST_WEEKDAY is not a word it knows. Write one of: monday, sunday."
    )


def test_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Environment({"CALENDAR_DATA": "here"}).folder("CALENDAR_DATA", tmp_path) == tmp_path / "here"
    assert Environment({}).folder("CALENDAR_DATA", tmp_path / "there") == tmp_path / "there"


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    env = Environment({"CALENDAR_DATA": str(tmp_path / "file")})
    assert told(lambda: env.folder("CALENDAR_DATA", tmp_path)) == (
        "CALENDAR_DATA names a file. Write CALENDAR_DATA=/path/of/a/directory."
    )


@pytest.mark.parametrize(
    ("value", "origin"),
    [
        ("https://Calendar.Example.org/", "https://calendar.example.org"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin(value: str, origin: str) -> None:
    assert Environment({"SITE_URL": value}).origin("SITE_URL", "") == origin


NO_ORIGINS = [
    "calendar.example.org", "ftp://a.example", "https://", "https://a.example/path", "https://u:p@a.example",
    "https://a.example:99999", "https://a.example?x", "https://a exam.ple", "http://[::1", "javascript:alert(1)",
]  # fmt: skip


@pytest.mark.parametrize("value", NO_ORIGINS)
def test_what_is_no_origin(value: str) -> None:
    assert told(lambda: Environment({"SITE_URL": value}).origin("SITE_URL", "")) == (
        "SITE_URL is not the address of a site. Write SITE_URL=https://calendar.example.org, without a path."
    )
    assert told(lambda: Environment({"CSRF_TRUSTED_ORIGINS": value}).origins("CSRF_TRUSTED_ORIGINS")).startswith(
        "CSRF_TRUSTED_ORIGINS holds something that is no site's address."
    )


def test_origins() -> None:
    env = Environment({"CSRF_TRUSTED_ORIGINS": "https://a.example,https://b.example"})
    assert env.origins("CSRF_TRUSTED_ORIGINS") == ["https://a.example", "https://b.example"]
    assert env.origins("OTHER", ["https://c.example"]) == ["https://c.example"]


def test_a_database_on_postgresql() -> None:
    env = Environment({"DATABASE_URL": "postgresql://me:p%40ss@db.example:6432/the%20record?sslmode=require"})
    assert env.database("DATABASE_URL", "") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "the record",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:////data/a%20b.sqlite3", "/data/a b.sqlite3"),
        ("sqlite:///data/c.sqlite3", "/data/c.sqlite3"),
        ("sqlite:///:memory:", ":memory:"),
    ],
)
def test_a_database_on_sqlite(url: str, name: str) -> None:
    assert Environment({}).database("DATABASE_URL", url) == {"ENGINE": "django.db.backends.sqlite3", "NAME": name}


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a/b",
        "postgresql://host",
        "postgresql://host:port/name",
        "sqlite://",
        "sqlite://data/x.sqlite3",
        "/data/x",
        "x",
    ],
)
def test_what_is_no_database_never_shows_the_value(url: str) -> None:
    words = told(lambda: Environment({"DATABASE_URL": url}).database("DATABASE_URL", ""))
    assert words == (
        "DATABASE_URL is no database address. Write DATABASE_URL=postgresql://user:password@host:5432/name, "
        "or DATABASE_URL=sqlite:////absolute/path.sqlite3."
    )


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://mail.example", 587, True, False),
        ("smtps://mail.example:4650", 4650, False, True),
    ],
)
def test_mail_by_a_server(url: str, port: int, tls: bool, ssl: bool) -> None:
    assert Environment({"EMAIL_URL": url.replace("//", "//u:p%2Fw@")}).mail("EMAIL_URL", "console:") == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "u",
        "EMAIL_HOST_PASSWORD": "p/w",
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": ssl,
    }


@pytest.mark.parametrize(
    ("url", "settings"),
    [
        ("console:", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("memory:", {"EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}),
        (
            "file:///a%20b",
            {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": "/a b"},
        ),
    ],
)
def test_mail_elsewhere(url: str, settings: dict[str, str]) -> None:
    assert Environment({}).mail("EMAIL_URL", url) == settings


@pytest.mark.parametrize("url", ["smtp:", "file:", "pigeon://coop", "mail.example", "smtp://a:b:c", "smtp://[a"])
def test_what_is_no_mail_address(url: str) -> None:
    assert told(lambda: Environment({"EMAIL_URL": url}).mail("EMAIL_URL", "")) == (
        "EMAIL_URL is no address of a mail server. Write EMAIL_URL=smtp+tls://user:password@host:587."
    )


def test_a_file_of_settings(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# the site\nSITE_URL = https://a.example\n\nMAIL_FROM=A = b\nEMPTY=\n")
    assert from_file(tmp_path / ".env") == {"SITE_URL": "https://a.example", "MAIL_FROM": "A = b", "EMPTY": ""}
    assert from_file(tmp_path / "none") == {}


@pytest.mark.parametrize("line", ["SITE_URL", "=x", "export A=b", "a-b=c"])
def test_a_line_that_is_no_setting(tmp_path: Path, line: str) -> None:
    path = tmp_path / ".env"
    path.write_text(f"\n{line}\n")
    assert told(lambda: from_file(path)) == (f"line 2 of {path} is no setting. Write NAME=value, or # before a remark.")


READERS: list[Callable[[Environment], Any]] = [
    lambda env: env.origin("X", "https://a.example"),
    lambda env: env.database("X", "sqlite:////x"),
    lambda env: env.mail("X", "console:"),
    lambda env: env.number("X", 1, least=0, most=9),
]


@given(st.sampled_from(READERS), st.text())
def test_whatever_the_text_only_one_kind_of_failure(read: Callable[[Environment], Any], text: str) -> None:
    try:
        read(Environment({"X": text}))
    except SettingError as failure:
        assert failure.name == "X"  # noqa: PT017 - failing is one of two right outcomes


def test_numbers_are_read_and_bounded() -> None:
    read = Environment({"A": "5, 300", "B": "5,x", "C": "0"})
    assert read.numbers("A", (1,), least=1, most=999) == [5, 300]
    assert read.numbers("D", (1, 2), least=1, most=999) == [1, 2]
    for name in ("B", "C"):
        with pytest.raises(SettingError, match=f"{name} holds more than whole numbers from 1 to 999"):
            read.numbers(name, (1, 2), least=1, most=999)
