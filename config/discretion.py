"""What no log may hold: the tokens of private feeds, which open a feed to whoever reads them.

They stand in addresses, and addresses stand in access logs, in reports of answers above 399, and in tracebacks. So it
is the finished line that is cleaned, whoever wrote it.
"""

import logging
import re

_TOKEN = re.compile(r"\b(dc[fm]_)[A-Za-z0-9_-]+")


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
