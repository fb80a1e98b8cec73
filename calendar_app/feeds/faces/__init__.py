"""The same selection in other forms: Atom for readers of news, JSON Feed for programs, CSV and XLSX for spreadsheets, a diary for paper."""

from .changes import News, news_feed
from .diary_file import diary_file
from .face import FORMS, face, single_face

__all__ = ["FORMS", "News", "diary_file", "face", "news_feed", "single_face"]
