"""One row of a week to be entered: the inputs of an event that an editor looks over, and what to know of it."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext

from calendar_app.models.desk import Event
from calendar_app.review.patterns import Planned
from calendar_app.wording.labels import field

from .dates import in_words
from .event_form import EventForm
from .texts import in_each


class RowForm(EventForm):
    """Without times, which nobody knows yet; its event has kind, level, forum, place and zone already."""

    NAMES: ClassVar = (*in_each("title"), "ordinal", "date", "certainty", "slug")
    keep = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        date: Any = self.fields["date"]
        date.takes_hours = False


class Row:
    """A planned event with its form, bound where something was sent."""

    def __init__(self, planned: Planned, form: type[RowForm], sent: QueryDict | None, *, head: bool) -> None:
        self.planned = planned
        #: The week itself is entered in any case, unless it stands at the desk already.
        self.fixed = head and planned.standing is None
        self.form = form(
            sent, instance=planned.event, prefix=planned.like.pk.hex, initial={"keep": self.fixed or planned.wanted}
        )

    @property
    def event(self) -> Event:
        """What would be entered."""
        event: Event = self.form.instance
        return event

    @property
    def kept(self) -> bool:
        """Whether its box is ticked."""
        return self.fixed or bool(self.form["keep"].data)

    @property
    def inputs(self) -> tuple[list[Any], list[Any]]:
        """The titles, and the rest."""
        bound = [self.form[name] for name in self.form.NAMES]
        return bound[:3], bound[3:]

    @property
    def then(self) -> list[str]:
        """Of the pattern: what it was called, and when it was."""
        like = self.planned.like
        return [text for text in (like.title_en, like.title_ru, like.title_ar) if text]

    @property
    def day_then(self) -> str:
        """In words."""
        date = self.planned.like.date
        return in_words(date) or date or gettext("to be confirmed")

    @property
    def doubts(self) -> str:
        """Which inputs are left to the editor, by name."""
        return ", ".join(str(self.form[name].label) for name in self.planned.doubts)

    @property
    def what(self) -> str:
        """Its kind, level and forum."""
        event = self.event
        forum = event.forum and (event.forum.abbreviation or str(event.forum))
        return " · ".join(str(text) for text in (event.get_kind_display(), event.get_level_display(), forum) if text)

    def good(self, slugs: set[str]) -> bool:
        """Whether it can be entered beside the rows with these addresses, to which its own is added."""
        if self.form.is_valid() and self.event.slug in slugs:
            language = (get_language() or "en")[:2]
            text = gettext("Another row has this %(field)s: change one of the two.")
            self.form.add_error("slug", text % {"field": field("slug", language)})
        slugs.add(self.event.slug)
        return self.form.is_valid()
