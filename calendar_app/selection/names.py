"""The parameters of a selection, in canonical order."""

#: Parameter → field of a Selection. `from` and `with` are words of Python's own.
FIELDS = {
    "forum": "forum", "state": "state", "organization": "organization", "person": "person", "post": "post",
    "role": "role", "with": "with_", "basis": "basis", "topic": "topic", "place": "place", "country": "country",
    "kind": "kind", "level": "level", "certainty": "certainty", "lifecycle": "lifecycle", "from": "from_", "to": "to",
    "q": "q", "asof": "asof",
}  # fmt: skip
NAMES = tuple(FIELDS)
SINGLE = ("from", "to", "q", "asof")
