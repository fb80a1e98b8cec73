"""The Celery app and its timetable.

Messages are only hints: every consumer works from its own cursor on the record's revision, so a lost message, a killed
worker or a second beat loses nothing and doubles nothing. Hints that nobody took in time are dropped.
"""

import os
import warnings
from typing import Any

from celery import Celery
from celery.platforms import SecurityWarning  # type: ignore[attr-defined] # left out of its types
from celery.schedules import crontab
from celery.signals import worker_ready

from . import heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

CATCH_UP = "calendar_app.tasks.exports.catch_up"
VERIFY = "calendar_app.tasks.exports.verify"
EXPIRE = "calendar_app.tasks.private.expire"
CALL = "calendar_app.tasks.webhooks.catch_up"
FORGET = "calendar_app.tasks.webhooks.forget"
SEND = "calendar_app.tasks.reminders.send"
RELEASE = "calendar_app.tasks.embargoes.release"
CLOSE = "calendar_app.tasks.accounts.forget"
LET_GO = "calendar_app.tasks.reminders.forget"
FOLLOW = "calendar_app.tasks.zones.follow"
BRING = "calendar_app.tasks.imports.catch_up"
CLEAR = "calendar_app.tasks.imports.forget"

# Celery warns root because pickled messages could run code; messages here are JSON alone.
warnings.filterwarnings("ignore", category=SecurityWarning)

app = Celery("calendar")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["calendar_app"])
app.steps["worker"].add(heartbeat.WorkerPulse)
app.conf.beat_scheduler = f"{heartbeat.__name__}:Beat"
app.conf.beat_schedule = {
    "catch up with the record": {"task": CATCH_UP, "schedule": 15.0, "options": {"expires": 60}},
    "verify the exported files": {"task": VERIFY, "schedule": crontab(hour=3, minute=17), "options": {"expires": 3600}},
    "forget unused private feeds": {
        "task": EXPIRE,
        "schedule": crontab(hour=4, minute=29),
        "options": {"expires": 3600},
    },
    "call the webhooks": {"task": CALL, "schedule": 15.0, "options": {"expires": 60}},
    "forget old webhook calls": {"task": FORGET, "schedule": crontab(hour=4, minute=41), "options": {"expires": 3600}},
    "publish what an embargo held back": {"task": RELEASE, "schedule": 30.0, "options": {"expires": 60}},
    "send the mails that are due": {"task": SEND, "schedule": 60.0, "options": {"expires": 60}},
    "follow the rules of zones": {
        "task": FOLLOW,
        "schedule": crontab(hour=2, minute=53),
        "options": {"expires": 3600},
    },
    "forget old sign-ins and sessions": {
        "task": CLOSE,
        "schedule": crontab(hour=4, minute=53),
        "options": {"expires": 3600},
    },
    "go on with uploaded files": {"task": BRING, "schedule": 15.0, "options": {"expires": 60}},
    "forget old uploaded files": {"task": CLEAR, "schedule": crontab(hour=4, minute=53), "options": {"expires": 3600}},
    "forget subscribers who never confirmed or left": {
        "task": LET_GO,
        "schedule": crontab(hour=4, minute=41),
        "options": {"expires": 3600},
    },
}


@worker_ready.connect
def take_up_what_is_stranded(**_: Any) -> None:
    """A worker that starts does not wait for beat's first tick: what its predecessor left is done now."""
    app.send_task(FOLLOW)
    app.send_task(CATCH_UP)
    app.send_task(CALL)
    app.send_task(SEND)
    app.send_task(BRING)
