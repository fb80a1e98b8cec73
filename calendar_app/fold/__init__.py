"""Words as a search compares them, in three scripts: folded, stemmed, by their sound, and with one letter wrong.

All of it happens here, so that any database has only to find equal texts, and every database finds the same.
"""

from .keys import Asked, asked, keys
from .letters import fold
from .marks import Piece, pieces
from .words import words

__all__ = ["Asked", "Piece", "asked", "fold", "keys", "pieces", "words"]
