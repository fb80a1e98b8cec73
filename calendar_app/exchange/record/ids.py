"""Identities that are the same on every installation, so that an event keeps its UID wherever the record is loaded."""

from uuid import UUID, uuid5

#: Never to be changed: every UID that the record ever gave follows from it (RFC 9562, section 5.5).
NAMESPACE = UUID("5d0e5f5c-3d2b-5c0e-9d57-2f6f0a1b7c11")


def identity(noun: str, key: str) -> UUID:
    """The id of an entry, or of a row in it: `identity("event", "arf-32-2025")`."""
    return uuid5(NAMESPACE, f"{noun}/{key}")
