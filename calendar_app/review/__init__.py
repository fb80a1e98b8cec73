"""Editorial steps: submit, send back, publish, withdraw; each leaves a decision that says who, when and why."""

from calendar_app.errors import Refused

from .publish import publish
from .submit import send_back, submit
from .withdraw import withdraw

__all__ = ["Refused", "publish", "send_back", "submit", "withdraw"]
