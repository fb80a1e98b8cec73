"""Webhooks: what changed in the record, told to programs that asked for it, signed, until they have taken it.

Messages, headers and signatures are those of Standard Webhooks 1.0.
"""

from .announce import announce
from .deliver import deliver
from .terms import Terms

__all__ = ["Terms", "announce", "deliver"]
