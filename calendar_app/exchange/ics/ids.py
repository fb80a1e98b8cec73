"""Which event a UID means: ours are UUIDs and mean themselves; any other text always means the same UUID."""

from uuid import UUID, uuid5

#: Never to be changed: a calendar that is read in again would make its events anew.
NAMESPACE = UUID("f0f7a0f5-6c51-5a6e-9e0c-3a8d0b0c3e55")


def identity(uid: str) -> UUID:
    """The id of the event with that UID, in this record and in every other."""
    try:
        known = UUID(uid)
    except ValueError:
        return uuid5(NAMESPACE, uid)
    return known if str(known) == uid.lower() else uuid5(NAMESPACE, uid)
