"""Addresses for calendar programs. Everything under /caldav/ is one door, which knows WebDAV's ways of saying no."""

from django.urls import URLPattern, path, re_path

from . import door

app_name = "caldav"

urlpatterns: list[URLPattern] = [
    path(".well-known/caldav", door.well_known, name="well-known"),
    re_path(r"^caldav(?:/[\s\S]*)?\Z", door.answer, name="door"),
]
