"""Sync tokens (RFC 6578 section 4): a revision and a digest, so that they survive restarts and expire honestly.

The digest binds a token to its collection and to that very revision: after a backup was restored, the same number can
mean another history, and such a token is refused instead of hiding what changed.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from calendar_app.models.public import Revision

from .collection import Collection, last_changes
from .errors import Refusal
from .members import UID

INVALID = "<D:valid-sync-token/>"
_TOKEN = re.compile(rf"data:,(\d{{1,18}})(?:\.(\d{{1,18}})\.({UID}))?-([0-9a-f]{{16}})", re.ASCII)


class Position(NamedTuple):
    """How far a client has come: all changes before `revision`, and of that one those up to `subject` (None: all).

    `known` is the revision it began from; what left the collection before that it never had.
    """

    known: int
    revision: int
    subject: UUID | None = None

    @property
    def newest(self) -> int:
        return max(self.known, self.revision)


def tokens(collections: Sequence[Collection]) -> list[str]:
    """Where each collection stands now, as a URI. Also its ctag. Two queries, however many there are."""
    return written(
        [(one, Position(last, last)) for one, last in zip(collections, last_changes(collections), strict=True)]
    )


def written(positions: Sequence[tuple[Collection, Position]]) -> list[str]:
    """The tokens of these positions. One query."""
    decisions = _decisions(position.newest for _, position in positions)
    return [
        f"data:,{_numbers(position)}-{_digest(collection, position.newest, decisions.get(position.newest, ''))}"
        for collection, position in positions
    ]


def read(text: str, collection: Collection) -> Position:
    """Raises Refusal (DAV:valid-sync-token) for a token that this collection never gave, or whose history is gone."""
    if not (match := _TOKEN.fullmatch(text)):
        raise _refused()
    known, revision, subject, digest = match.groups()
    position = Position(int(known), int(revision or known), UUID(subject) if subject else None)
    decision = _decisions([position.newest]).get(position.newest, "")
    if (position.newest and not decision) or digest != _digest(collection, position.newest, decision):
        raise _refused()
    return position


def _numbers(position: Position) -> str:
    known = str(position.known)
    return f"{known}.{position.revision}.{position.subject}" if position.subject else known


def _decisions(revisions: Iterable[int]) -> dict[int, str]:
    found = Revision.objects.filter(n__in=set(revisions)).values_list("n", "decision")
    return {n: str(decision) for n, decision in found}


def _digest(collection: Collection, revision: int, decision: str) -> str:
    return hashlib.sha256(f"{collection.key} {revision} {decision}".encode()).hexdigest()[:16]


def _refused() -> Refusal:
    return Refusal(403, "This sync token is not one of this calendar's: synchronize anew.", INVALID)
