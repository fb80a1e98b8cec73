"""The first step: name and password, counted and noted."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calendar_app.accounts import limits
from calendar_app.client import client
from calendar_app.models.vocabulary import Outcome

from . import second
from .entering import enter, nameless, note, note_too_many


class SignIn(LoginView):
    """Django's, with limits in the database, a log, and a second step for those who have one."""

    template_name = "admin/login.html"
    authentication_form = AdminAuthenticationForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; who is in already goes on, and who lacks the second factor that is required sets one up."""
        if admin.site.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if settings.REQUIRE_MFA and request.user.is_staff:
            return HttpResponseRedirect(reverse("admin:account"))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One try, unless there were too many."""
        if limits.may_try(name=self._name(), address=client(request), now=timezone.now()):
            return super().post(request, *args, **kwargs)
        note_too_many(request, self._account())
        context = self.get_context_data(form=AdminAuthenticationForm(request), too_many=True)
        return self.render_to_response(context, status=429, headers={"Retry-After": str(limits.WAIT.seconds)})

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say it the same way whether the name is known or not."""
        note(self.request, Outcome.WRONG_PASSWORD, self._account())
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        """The password is right: go on to the second step, or in."""
        user: User = form.get_user()
        limits.succeeded(name=self._name(), address=client(self.request))
        if user.second_factors.exists():
            second.await_proof(self.request, user, wished=self.get_redirect_url())
            return HttpResponseRedirect(reverse("admin:second_step"))
        enter(self.request, user, Outcome.PASSWORD)
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the admin's frame and its form need."""
        shown = {
            "title": _("Log in"),
            "subtitle": None,
            "app_path": self.request.get_full_path(),
            "username": self.request.user.get_username(),
            "nameless": nameless(self.request),
        }
        return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs), **shown}

    def _name(self) -> str:
        return self.request.POST.get("username", "")[:150]

    def _account(self) -> User | None:
        return User.objects.filter(username=self._name()).first()
