"""Editorial steps: submit, send back, publish, merge, withdraw; each leaves a decision that says who, when and why."""

from calendar_app.errors import Refused

from .eyes import edited
from .merge import merge
from .publish import publish
from .submit import send_back, submit
from .withdraw import withdraw

__all__ = ["Refused", "edited", "merge", "publish", "send_back", "submit", "withdraw"]
