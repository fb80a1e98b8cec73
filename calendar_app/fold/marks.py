"""Which words of a text were found, so that a page can mark them."""

import re
from collections.abc import Collection
from typing import NamedTuple

from .letters import fold

_WORD = re.compile("[\\w\u0300-\u036f\u064b-\u065f\u0670]+")


class Piece(NamedTuple):
    """A stretch of text, and whether it is a word that was found."""

    text: str
    found: bool


def pieces(text: str, found: Collection[str]) -> list[Piece]:
    """The text in stretches, none empty, those that fold to a word of `found` apart from the others."""
    out: list[Piece] = []
    done = 0
    for word in _WORD.finditer(text):
        if not any(one in found for one in fold(word[0]).split()):
            continue
        if word.start() > done:
            out.append(Piece(text[done : word.start()], False))
        out.append(Piece(word[0], True))
        done = word.end()
    if done < len(text):
        out.append(Piece(text[done:], False))
    return out
