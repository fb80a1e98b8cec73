"""A topic as JSON: a word of the controlled vocabulary, in three languages."""

from .nouns import NamedShape, naming
from .reading import Json, Reading
from .rows import citations


class Topic(NamedShape):
    """What meetings are about."""


def show(reading: Reading) -> Json:
    return {**naming(reading), "citations": citations(reading)}
