"""The same selection in other forms: Atom for readers of news, JSON Feed for programs, CSV for spreadsheets."""

from .face import FORMS, face, single_face

__all__ = ["FORMS", "face", "single_face"]
