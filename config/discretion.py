"""What no log may hold: the tokens of private feeds and of mails, which open them (or set a password) for whoever reads the log.

They stand in addresses, and addresses stand in access logs, in reports of answers above 399, and in tracebacks. So it
is the finished line that is cleaned, whoever wrote it. An address may be written with any letter percent-encoded, and a
request line is logged as it came (RFC 3986 section 2.1).
"""

import logging
import re

_TOKEN = re.compile(
    r"((?:d|%64)(?:c|%63)(?:[cfmrsu]|%63|%66|%6d|%72|%73|%75)(?:_|%5f))(?:[a-z0-9_-]|%[0-9a-f]{2})+",
    re.ASCII | re.IGNORECASE,
)


class Discreet(logging.Formatter):
    """Another formatter's lines, without the tokens."""

    def __init__(self, inner: logging.Formatter | None) -> None:
        super().__init__()
        self.inner = inner or logging.Formatter()

    def format(self, record: logging.LogRecord) -> str:
        """The line, its traceback included."""
        return _TOKEN.sub(r"\1…", self.inner.format(record))


def line() -> Discreet:
    """The format of this site's own log."""
    return Discreet(logging.Formatter("{asctime} {levelname} {name}: {message}", style="{"))
