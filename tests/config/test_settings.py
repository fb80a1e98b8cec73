"""One settings file: safe by default, and what a production environment makes of it."""

import zoneinfo
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from config.env import SettingError

from .conftest import Settings

HTTPS = "https://calendar.example.org"


def test_sqlite_by_default_with_one_writer_at_a_time_and_patience(settings_with: Settings, tmp_path: Path) -> None:
    database = settings_with().DATABASES["default"]
    assert database == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "data" / "calendar.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        "CONN_MAX_AGE": 60,
    }


def test_postgresql_does_not_wait_for_ever(settings_with: Settings) -> None:
    database = settings_with(DATABASE_URL="postgresql://u@db/record?sslmode=require").DATABASES["default"]
    assert database["OPTIONS"] == {"sslmode": "require", "connect_timeout": "5"}
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)


def test_defaults_are_for_one_machine(settings_with: Settings) -> None:
    settings = settings_with()
    assert settings.SITE_URL == "http://127.0.0.1:8000"
    assert settings.ALLOWED_HOSTS == ["127.0.0.1", "127.0.0.1", "localhost", "[::1]"]
    assert (settings.DEBUG, settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE) == (False, False, False)
    assert settings.SECURE_HSTS_SECONDS == 0
    assert settings.CELERY_BROKER_URL == "files://localhost"
    assert settings.FIRST_WEEKDAY == 0


def test_the_address_follows_the_port(settings_with: Settings) -> None:
    assert settings_with(PORT="8123").SITE_URL == "http://127.0.0.1:8123"


def test_https_brings_everything_that_goes_with_it(settings_with: Settings) -> None:
    settings = settings_with(SITE_URL=HTTPS)
    assert settings.ALLOWED_HOSTS == ["calendar.example.org", "127.0.0.1", "localhost", "[::1]"]
    assert settings.CSRF_TRUSTED_ORIGINS == [HTTPS]
    assert settings.SECURE_HSTS_SECONDS >= 365 * 24 * 3600
    assert settings.SECURE_SSL_REDIRECT is True
    assert settings.SESSION_COOKIE_SECURE is settings.CSRF_COOKIE_SECURE is settings.LANGUAGE_COOKIE_SECURE is True


def test_a_file_of_settings_yields_to_the_environment(settings_with: Settings, tmp_path: Path) -> None:
    (tmp_path / "env").write_text(f"SITE_URL={HTTPS}\nFIRST_WEEKDAY=sunday\n")
    settings = settings_with(ENV_FILE=str(tmp_path / "env"), FIRST_WEEKDAY="saturday")
    assert (settings.SITE_URL, settings.FIRST_WEEKDAY) == (HTTPS, 5)


@pytest.mark.parametrize(
    ("environment", "hashed"),
    [({}, True), ({"DEBUG": "true"}, False), ({"STATIC_HASHED": "false"}, False)],
)
def test_static_files_are_hashed_unless_debugging(
    settings_with: Settings, environment: dict[str, str], hashed: bool
) -> None:
    settings = settings_with(**environment)
    assert (settings.STORAGES["staticfiles"]["BACKEND"] == "config.statics.Storage") is hashed
    assert settings.WHITENOISE_USE_FINDERS is not hashed


def test_mail_goes_where_it_is_told(settings_with: Settings) -> None:
    settings = settings_with(SITE_URL=HTTPS, EMAIL_URL="smtps://mail.example")
    assert (settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_SSL) == ("mail.example", 465, True)
    assert settings.DEFAULT_FROM_EMAIL == "calendar@calendar.example.org"


@pytest.mark.parametrize(("level", "celery"), [("debug", "DEBUG"), ("info", "WARNING"), ("error", "WARNING")])
def test_celery_is_quiet_unless_debugging(settings_with: Settings, level: str, celery: str) -> None:
    logging = settings_with(LOG_LEVEL=level).LOGGING
    assert (logging["root"]["level"], logging["loggers"]["celery"]["level"]) == (level.upper(), celery)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "calendar.example.org"),
        ("DATABASE_URL", "mysql://db/record"),
        ("REDIS_URL", "localhost"),
        ("SECRET_KEY", "short"),
        ("DEBUG", "perhaps"),
        ("PORT", "http"),
        ("WEB_WORKERS", "0"),
        ("EMAIL_URL", "mail.example"),
        ("FIRST_WEEKDAY", "wednesday"),
        ("CSRF_TRUSTED_ORIGINS", "calendar.example.org"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_variable_stops_the_start_and_is_named(settings_with: Settings, name: str, value: str) -> None:
    with pytest.raises(SettingError) as failure:
        settings_with(**{name: value})
    assert failure.value.name == name


def test_the_rules_of_zones_come_from_the_pinned_package_whatever_the_machine_has() -> None:
    assert zoneinfo.TZPATH == ()
    summers_and_winters = [datetime(2027, month, 1, tzinfo=zoneinfo.ZoneInfo("America/Vancouver")) for month in (1, 7)]
    assert {moment.utcoffset() for moment in summers_and_winters} == {timedelta(hours=-7)}


@pytest.mark.parametrize(
    ("environment", "one"),
    [({}, True), ({"SITE_URL": HTTPS}, False), ({"SITE_URL": HTTPS, "ONE_PERSON_DESK": "true"}, True), ({"ONE_PERSON_DESK": "no"}, False)],
)  # fmt: skip
def test_a_site_before_readers_takes_two_people(
    settings_with: Settings, environment: dict[str, str], one: bool
) -> None:
    assert settings_with(**environment).ONE_PERSON_DESK is one


@pytest.mark.parametrize(
    ("environment", "required"),
    [
        ({}, False),
        ({"SITE_URL": HTTPS}, True),
        ({"SITE_URL": HTTPS, "REQUIRE_MFA": "no"}, False),
        ({"REQUIRE_MFA": "1"}, True),
    ],
)
def test_a_second_factor_is_required_before_readers(
    settings_with: Settings, environment: dict[str, str], required: bool
) -> None:
    assert settings_with(**environment).REQUIRE_MFA is required
