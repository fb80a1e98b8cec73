"""The Depth header (RFC 4918 section 10.2)."""

from django.http import HttpRequest

from .errors import Refusal

DEPTHS = ("0", "1", "infinity")


def depth(request: HttpRequest, *, missing: str) -> str:
    """ "0", "1" or "infinity"; `missing` is what its absence means. Raises Refusal (400) for anything else."""
    value = request.headers.get("Depth", missing).strip().lower()
    if value not in DEPTHS:
        raise Refusal(400, "Depth is 0, 1 or infinity.")
    return value
