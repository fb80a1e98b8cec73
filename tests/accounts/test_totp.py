"""Codes of apps: the RFC's own table, and an app that knows nothing of ours."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest

from calendar_app.accounts import totp
from tests.factories import NOW

#: RFC 6238, appendix B, SHA-1: seconds and the last six digits.
TABLE = [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
    (2_000_000_000, "279037"), (20_000_000_000, "353130"),
]  # fmt: skip


@pytest.mark.parametrize(("seconds", "code"), TABLE)
def test_the_table_of_the_rfc(seconds: int, code: str) -> None:
    assert totp.code(b"12345678901234567890", seconds // totp.PERIOD) == code


def test_an_app_reads_the_address_and_shows_what_we_take() -> None:
    read = pyotp.parse_uri(totp.address(totp.secret("nonce"), account="a b.é", issuer="calendar.example:8000"))
    assert isinstance(read, pyotp.TOTP)
    assert (read.name, read.issuer, read.interval, read.digits) == ("a b.é", "calendar.example 8000", 30, 6)
    assert totp.matching("nonce", read.at(NOW), now=NOW) == int(NOW.timestamp()) // 30


def test_a_clock_may_be_wrong_by_one_period() -> None:
    app = pyotp.TOTP(totp.spelled(totp.secret("nonce")).replace(" ", ""))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    late = [totp.matching("nonce", app.at(at + timedelta(seconds=30 * late)), now=at) for late in range(-2, 3)]
    step = int(at.timestamp()) // 30
    assert late == [None, step - 1, step, step + 1, None]


def test_figures_of_any_script_and_spaces_are_read() -> None:
    code = pyotp.TOTP(totp.spelled(totp.secret("nonce")).replace(" ", "")).at(NOW)
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert totp.matching("nonce", f" {arabic[:3]} {arabic[3:]}", now=NOW) is not None
    assert [totp.matching("nonce", text, now=NOW) for text in ("", "x", code[:5], f"{code}0")] == [None] * 4


def test_a_former_key_still_counts_and_another_does_not(settings: Any) -> None:
    code = pyotp.TOTP(totp.spelled(totp.secret("nonce")).replace(" ", "")).at(NOW)
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another-key" * 6
    assert totp.matching("nonce", code, now=NOW) is None
    settings.SECRET_KEY_FALLBACKS = [former]
    assert totp.matching("nonce", code, now=NOW) is not None
