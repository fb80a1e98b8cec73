"""The difference between two publications of a noun, field by field, as its change history keeps it."""

from typing import Any

Facts = dict[str, Any]


def changes(before: Facts, after: Facts) -> list[Facts]:
    """Rows field, before, after; for lists of rows: field, added, removed. In the order of the facts."""
    return [
        {"field": field, **_difference(before.get(field), after[field])}
        for field in after
        if before.get(field) != after[field]
    ]


def _difference(before: Any, after: Any) -> Facts:
    if not isinstance(after, list):
        return {"before": before, "after": after}
    old = before or []
    return {
        "added": [row for row in after if row not in old],
        "removed": [row for row in old if row not in after],
    }
