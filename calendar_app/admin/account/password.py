"""A new password by mail: Django's own pages and token, with limits, and the mail sent by the worker."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from calendar_app.accounts import limits
from calendar_app.client import client
from calendar_app.models.accounts import PasswordWish
from calendar_app.models.vocabulary import LANGUAGES, Outcome
from calendar_app.signals import owed

from .entering import note, page


class Wish(PasswordResetForm):
    """The same is done for an address that is nobody's."""

    def save(self, *_arguments: Any, **_options: Any) -> None:
        """Note who is to get a mail; one mailbox gets only so many."""
        email, now = self.cleaned_data["email"], timezone.now()
        users = list(self.get_users(email)) if limits.spend(limits.WISH_FOR, email.casefold(), now=now) else []
        language = (get_language() or LANGUAGES[0])[:2]
        PasswordWish.objects.bulk_create(
            PasswordWish(user=user, language=language, asked=now) for user in users or (None,)
        )
        owed.send(type(self))


class _Framed:
    """In the desk's frame."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc] # of the view beside it
        return {**admin.site.each_context(self.request), **context}  # type: ignore[attr-defined] # likewise


class Forgotten(_Framed, views.PasswordResetView):
    """Who asks is told the same, whoever it is."""

    form_class = Wish
    success_url = reverse_lazy("admin:password_reset_done")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One wish, unless there were too many from there."""
        if limits.spend(limits.WISH_FROM, client(request), now=timezone.now()):
            return super().post(request, *args, **kwargs)
        return page(request, "admin/account/too_many.html", {"title": _("Password reset")}, status=429)


class Done(_Framed, views.PasswordResetDoneView):
    """Look into the mailbox."""


class Confirm(_Framed, views.PasswordResetConfirmView):
    """The page behind the link. Django moves the token into the session at once, so that no page stands at it."""

    success_url = reverse_lazy("admin:password_reset_complete")

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """No other site learns the address."""
        answer = super().dispatch(*args, **kwargs)
        answer["Referrer-Policy"] = "same-origin"
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """The other sessions end with the old password."""
        answer = super().form_valid(form)
        assert isinstance(self.user, User)  # noqa: S101 - for the type checker
        note(self.request, Outcome.NEW_PASSWORD, self.user)
        return answer


class Complete(_Framed, views.PasswordResetCompleteView):
    """Now sign in."""
