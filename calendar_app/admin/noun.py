"""What the admin pages of all nouns share: search, publishing, the readers' side, citations, guarded deletion."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from .citations import CitationInline
from .deleting import Deleting
from .previewing import Previewing
from .ranking import Ranking
from .redacting import Redacting
from .refusals import DeskForm
from .search import Searching
from .seen import Seen
from .texts import Writing


class NounAdmin(Ranking, Writing, Seen, Previewing, Deleting, Redacting, Searching):
    """One noun of the desk that readers may come to see."""

    form = DeskForm
    actions: Sequence[str] = ("publish_chosen", "delete_selected")
    save_on_top = True
    list_per_page = 50
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """How it stands with the readers is shown and never typed."""
        return (*super().get_readonly_fields(request, obj), "readers")


__all__ = ["CitationInline", "NounAdmin"]
