"""The web server as this site runs it: `python -m config.serve`."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

THREADS = 4  # of each process: a slow page keeps three others free
GRACE = 4  # seconds that a process has to end what it is at, or to notice the signal at all while it still starts
HEADERS = 65_536  # octets of a request's line and headers
PR_SET_PDEATHSIG = 1
#: Granian's lines without tokens, whatever an operator asks it to write.
LINES = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.discretion.line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "INFO", "propagate": False} for name in ("_granian", "granian.access")
    },
}
ACCESS = '%(addr)s "%(method)s %(path)s?%(query_string)s %(protocol)s" %(status)d %(dt_ms).1f ms'


def application(server: int, _target: str) -> Callable[..., Any]:
    """The site, in a process of the server's (its number), which ends with it even if that was killed."""
    with suppress(AttributeError):  # Linux alone has it
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != server:
        sys.exit("the web server is gone")
    from .wsgi import application as site  # only now: Django is set up in each process anew

    return site


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    Granian(
        "config.wsgi:application",
        address=settings.BIND,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.WEB_WORKERS,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(max_buffer_size=HEADERS),
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.warning,
        log_dictconfig=LINES,
        log_access=settings.ACCESS_LOG,
        log_access_format=ACCESS,
    ).serve(target_loader=partial(application, os.getpid()))


if __name__ == "__main__":
    main()
