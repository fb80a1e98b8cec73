"""From an uploaded file to drafts on the desk: read and shown row by row, then applied as its editor decides."""

from .apply_on import Trace
from .decide import apply, discard, forget
from .give_back import refused
from .receive import receive
from .work import begin, work

__all__ = ["Trace", "apply", "begin", "discard", "forget", "receive", "refused", "work"]
