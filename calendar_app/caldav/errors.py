"""A request that is refused, and the precondition that says why."""

from collections.abc import Mapping


class Refusal(Exception):
    """An HTTP status; `condition` is the element of RFC 4918 section 16 that names the reason, `why` says it in words."""

    def __init__(self, status: int, why: str, condition: str = "", headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.why = why
        self.condition = condition
        self.headers = dict(headers or {})
        super().__init__(f"{status}: {why}")
