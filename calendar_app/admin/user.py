"""Accounts: Django's own pages, and a way to let somebody in again who lost the device."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.accounts import proofs
from calendar_app.models.accounts import SecondFactor
from calendar_app.models.vocabulary import Outcome

from .account.entering import note
from .bases import BaseUserAdmin

admin.site.unregister(User)


@admin.register(User)
class DeskUserAdmin(BaseUserAdmin):
    """Also says who has a second factor."""

    list_display = ("username", "email", "first_name", "last_name", "is_staff", "second_factor", "last_login")
    actions = ("reset_factors",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the answer for each row."""
        has = Exists(SecondFactor.objects.filter(user=OuterRef("pk")))
        found: QuerySet[Any] = super().get_queryset(request).annotate(has_factor=has)
        return found

    @admin.display(description=_("second factor"), boolean=True, ordering="has_factor")
    def second_factor(self, user: Any) -> bool:
        """Whether there is one."""
        return bool(user.has_factor)

    @admin.action(permissions=["change"], description=_("Take away the second factors"))
    def reset_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """The next sign-in takes the password alone; every session of theirs ends. Only a superuser does so to superusers."""
        allowed = queryset if request.user.is_superuser else queryset.filter(is_superuser=False)
        for user in allowed:
            proofs.reset(user=user)
            note(request, Outcome.FACTORS_RESET, user)
            self.log_change(request, user, "Took away the second factors.")
        names = ", ".join(str(user) for user in allowed)
        told = gettext("Taken away: %(names)s. The password alone opens the desk to them now.")
        self.message_user(request, told % {"names": names or "–"}, messages.SUCCESS)
