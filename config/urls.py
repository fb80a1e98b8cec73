"""Who answers at which address: people under /en/, /ru/, /ar/, programs under /api/, /caldav/, editors under /admin/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from calendar_app.web import health
from calendar_app.web import urls as web

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("calendar_app.api.urls")),
    path("", include("calendar_app.caldav.urls")),
    *web.roots,
    *i18n_patterns(path("", include((web.pages, "web")))),
]

handler400 = "calendar_app.web.errors.bad_request"
handler403 = "calendar_app.web.errors.forbidden"
handler404 = "calendar_app.web.errors.not_found"
handler500 = "calendar_app.web.errors.broken"
