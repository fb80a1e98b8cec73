"""The public side: revision, publication, listing and rendering; all that readers ever see."""

from .listing import Listing, Term
from .publication import Publication, Reference
from .rendering import Cursor, Export, Rendering
from .revision import Head, Revision
from .segment import Assembly, Segment
from .word import Key, Mention, Word

__all__ = [
    "Assembly",
    "Cursor",
    "Export",
    "Head",
    "Key",
    "Listing",
    "Mention",
    "Publication",
    "Reference",
    "Rendering",
    "Revision",
    "Segment",
    "Term",
    "Word",
]
