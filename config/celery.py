"""The Celery app. Its messages are only hints: every consumer works from its own cursor on the record's revision."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("calendar")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["calendar_app"])
