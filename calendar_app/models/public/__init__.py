"""The public side: revision, publication, listing and rendering; all that readers ever see."""

from .listing import Listing, Term
from .publication import Publication, Reference
from .rendering import Cursor, Export, Rendering
from .revision import Head, Revision

__all__ = ["Cursor", "Export", "Head", "Listing", "Publication", "Reference", "Rendering", "Revision", "Term"]
