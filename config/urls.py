"""Who answers at which address: people under /en/, /ru/ and /ar/, programs under /api/, editors under /admin/."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from calendar_app.web import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("admin/", admin.site.urls),
]
if find_spec("calendar_app.api") and find_spec("calendar_app.api.urls"):
    urlpatterns.append(path("api/v1/", include("calendar_app.api.urls")))
if find_spec("calendar_app.web.urls"):
    urlpatterns.append(path("", include("calendar_app.web.urls")))
