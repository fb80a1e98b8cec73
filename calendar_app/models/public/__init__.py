"""The public side: revision, publication, listing and rendering; all that readers ever see."""

from .listing import Listing, Term
from .publication import Publication, Reference
from .rendering import Cursor, Export, Rendering
from .revision import Head, Revision
from .segment import Assembly, Segment

__all__ = [
    "Assembly",
    "Cursor",
    "Export",
    "Head",
    "Listing",
    "Publication",
    "Reference",
    "Rendering",
    "Revision",
    "Segment",
    "Term",
]
