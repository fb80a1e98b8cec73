"""The same selection in other forms: Atom for readers of news, JSON Feed for programs, CSV and XLSX for spreadsheets."""

from .changes import News, news_feed
from .face import FORMS, face, single_face

__all__ = ["FORMS", "News", "face", "news_feed", "single_face"]
