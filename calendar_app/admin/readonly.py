"""Pages that are there to be read: nobody adds, changes or deletes at this door what other rooms write."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from .bases import BaseModelAdmin, ModelAdmin
from .search import Searching


class ToRead(BaseModelAdmin):
    """Whoever may view it may view it, and that is all."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


class ReadOnly(ToRead, Searching, ModelAdmin):
    """A table to browse."""

    show_full_result_count = False
    list_per_page = 50
    actions: Sequence[str] | None = None
