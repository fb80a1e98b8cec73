"""What the rooms announce to whoever listens; the consequences stand in receivers.py."""

from django.dispatch import Signal

#: Sent inside the publishing transaction with `revision` (int), the number of the new revision.
published = Signal()

#: Sent inside the transaction that owes somebody a mail which should not wait for the clock.
owed = Signal()

#: Sent inside the transaction that leaves work on an uploaded file, with `upload` (UUID).
uploaded = Signal()
