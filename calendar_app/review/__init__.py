"""Editorial steps: submit, send back, publish, merge, withdraw; each leaves a decision that says who, when and why."""

from calendar_app.errors import Refused

from .embargo import embargo, lift
from .eyes import deleted, edited
from .merge import merge
from .preview import preview
from .publish import publish
from .redact import redact
from .restore import restore
from .submit import send_back, submit
from .versions import keep
from .withdraw import withdraw

__all__ = [
    "Refused", "deleted", "edited", "embargo", "keep", "lift", "merge", "preview", "publish", "redact", "restore", "send_back",
    "submit", "withdraw",
]  # fmt: skip
