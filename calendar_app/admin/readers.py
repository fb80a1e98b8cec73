"""How a noun stands with the readers: not public, as published, or with changes that wait at the desk."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.models.vocabulary import Noun
from calendar_app.review.cards import card
from calendar_app.review.pending import Standing, standing
from calendar_app.templatetags.pages import address
from calendar_app.wording.labels import field

from .bases import ModelAdmin


class DeskChangeList(ChangeList):
    """A list whose rows know how they stand with the readers."""

    def get_results(self, request: HttpRequest) -> None:
        """One page of rows, each with its `standing`."""
        super().get_results(request)
        found = standing(self.result_list)
        for noun in self.result_list:
            noun.standing = found[noun.pk]


def in_words(of: Standing) -> SafeString:
    """One phrase, marked where something waits."""
    if of.publication is None:
        return format_html('<span class="standing">{}</span>', gettext("not public"))
    if of.publication.tombstone:
        return format_html('<span class="standing">{}</span>', gettext("withdrawn"))
    if not of.waiting:
        return format_html('<span class="standing as-published">{}</span>', gettext("as at the desk"))
    language = (get_language() or "en")[:2]
    names = ", ".join(field(name, language) for name in of.waiting)
    return format_html(
        '<span class="standing waiting">{}</span>', gettext("changes wait: %(fields)s") % {"fields": names}
    )


class Readers(ModelAdmin):
    """Shows beside each noun what readers see of it."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list that knows."""
        return DeskChangeList

    @admin.display(description=_("readers see it"))
    def readers(self, noun: Any) -> SafeString:
        """On the page of one noun the standing is asked for; in a list it was asked for all at once."""
        return in_words(getattr(noun, "standing", None) or standing_of(noun))

    def view_on_site(self, noun: Any) -> str | None:
        """The noun's public page in the editor's language, None while it has none."""
        of = standing_of(noun)
        if not of.public or of.publication is None:
            return None
        return address(card(Noun(of.publication.kind), of.publication.facts))


def standing_of(noun: Any) -> Standing:
    """How one noun stands; a row not saved yet is not public."""
    return standing([noun])[noun.pk]
