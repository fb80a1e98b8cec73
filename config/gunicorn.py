"""How gunicorn serves: `gunicorn -c python:config.gunicorn config.wsgi`."""

from typing import Any

from django.conf import settings
from gunicorn import glogging

from .discretion import Discreet


class Log(glogging.Logger):  # type: ignore[misc] # gunicorn has no types
    """gunicorn's own log, without tokens, whatever an operator asks it to write."""

    def setup(self, cfg: Any) -> None:
        """Its formatters, each made discreet."""
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(Discreet(handler.formatter))


bind = f"{settings.BIND}:{settings.PORT}"
worker_class = "gthread"
workers = settings.WEB_WORKERS
threads = 4
timeout = 60
graceful_timeout = 5  # a stop ends within ten seconds
keepalive = 5
forwarder_headers = ""  # a header of this name from a neighbour would otherwise become SCRIPT_NAME
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}  # from the addresses in FORWARDED_ALLOW_IPS, by default loopback
limit_request_line = 8190
limit_request_fields = 100
control_socket_disable = True
accesslog = None
logger_class = Log
loglevel = "warning"
