"""Signs of life: beat and worker each touch a file every few seconds, which /readyz looks at."""

from pathlib import Path
from typing import Any

from celery import bootsteps
from celery.beat import Scheduler
from django.conf import settings

EVERY = 5  # seconds


def touch(name: str) -> None:
    """Leave a sign of life in the data directory."""
    folder = Path(settings.PULSE_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.pulse").touch()


class Beat(Scheduler):
    """Celery's scheduler, with a sign of life at each turn. It keeps no file that a kill could spoil."""

    max_interval = EVERY

    def tick(self, *arguments: Any, **options: Any) -> float:
        """Send what is due, and say so; returns the seconds until the next turn."""
        touch("beat")
        return min(super().tick(*arguments, **options), EVERY)


class WorkerPulse(bootsteps.StartStopStep):
    """A sign of life from the worker's timer."""

    requires = ("celery.worker.components:Timer",)

    def start(self, parent: Any) -> None:
        """Touch the file now and every few seconds."""
        touch("worker")
        self.timer = parent.timer.call_repeatedly(EVERY, touch, ("worker",))

    def stop(self, parent: Any) -> None:  # noqa: ARG002 - Celery's signature
        """Fall silent."""
        self.timer.cancel()
