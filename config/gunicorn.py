"""How gunicorn serves: `gunicorn -c python:config.gunicorn config.wsgi`."""

from django.conf import settings

bind = f"{settings.BIND}:{settings.PORT}"
worker_class = "gthread"
workers = settings.WEB_WORKERS
threads = 4
timeout = 60
graceful_timeout = 7  # a stop ends within ten seconds
keepalive = 5
forwarder_headers = ""  # a header of this name from a neighbour would otherwise become SCRIPT_NAME
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}  # from the addresses in FORWARDED_ALLOW_IPS, by default loopback
limit_request_line = 8190
limit_request_fields = 100
control_socket_disable = True
accesslog = None
loglevel = "warning"
