"""Deliveries, for operators to read: what is owed, what was sent, what failed and why."""

from collections.abc import Sequence

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from calendar_app.models.readers import Delivery
from calendar_app.models.readers.delivery import DeliveryQuerySet
from calendar_app.webhooks.owner import replay

from .readonly import ReadOnly


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    """One mail or one call."""

    list_display = ("key", "kind", "due", "claimed", "sent", "failed", "attempts")
    list_filter = ("kind", ("sent", admin.EmptyFieldListFilter), ("failed", admin.EmptyFieldListFilter))
    date_hierarchy = "due"
    search_fields = ("key", "result")
    uuid_field = "event"
    fields = (
        "key", "subscription", "webhook", "kind", "event", "revision", "due", "claimed", "sent", "failed", "attempts",
        "result",
    )  # fmt: skip
    actions: Sequence[str] = ("replay_chosen",)

    def has_replay_permission(self, request: HttpRequest) -> bool:
        """Django's own permission to change deliveries, though nobody edits them here."""
        return request.user.has_perm("calendar_app.change_delivery")

    @admin.action(permissions=["replay"], description=_("Send webhook calls again, under their old ids"))
    def replay_chosen(self, request: HttpRequest, queryset: DeliveryQuerySet) -> None:
        """Those that were accepted or given up; the others are on their way anyway."""
        chosen = list(queryset)
        count = replay(deliveries=queryset, now=timezone.now())
        for one in chosen:
            self.log_change(request, one, "Sent again.")
        said = ngettext("%(count)d call will be sent again.", "%(count)d calls will be sent again.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS if count else messages.WARNING)
