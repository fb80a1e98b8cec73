"""Addresses of the API, below /api/v1/."""

from django.urls import path, re_path

from . import documents
from .catalogue import ENTRIES, EVENTS, NOUNS
from .face import Nowhere
from .lists import EventList, NounList
from .root import RootFace
from .single import NounOne

app_name = "api"
urlpatterns = [
    path("", RootFace.as_view(), name="root"),
    path("schema/", documents.SchemaFace.as_view(), name="schema"),
    path("docs/", documents.docs, name="docs"),
    path(f"{EVENTS.path}/", EventList.as_view(), name=EVENTS.path),
    *(path(f"{entry.path}/", NounList.as_view(entry=entry), name=entry.path) for entry in NOUNS),
    *(path(f"{entry.path}/<slug:slug>/", NounOne.as_view(entry=entry), name=f"{entry.path}-one") for entry in ENTRIES),
    re_path(r"^(?:[\s\S]*/)?\Z", Nowhere.as_view()),  # with its slash: addresses without one are still redirected
]
