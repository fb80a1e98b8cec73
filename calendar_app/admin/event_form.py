"""The forms of an event and of the dates it had: what follows from its place is filled in, and times say what they lack."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext

from calendar_app.dates import DateError, bounds, parse
from calendar_app.dates.instants import START_FIRST, ZONE_FIRST
from calendar_app.models.desk import Event, FormerDate

from .dates import DateText, explained
from .question import Question
from .refusals import DeskForm

#: Which of the inputs is to be mended when date, times and zone don't fit together.
BLAMED = {ZONE_FIRST: "zone", START_FIRST: "end_time"}


TIMES = {
    name: forms.TimeInput({"dir": "ltr", "class": "vTimeText", "placeholder": "HH:MM"}, format="%H:%M")
    for name in ("start_time", "end_time")
}


class SlotForm(DeskForm):
    """A date with its times and their zone, which say what they lack. “10 July 2025 14:30–16:00” fills in the times."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("date"), DateText):
            field.takes_hours = True
            field.widget.beside = {name: getattr(self.instance, name) for name in (*TIMES, "zone")}

    def clean(self) -> dict[str, Any]:
        """Raises nothing: problems stand at their fields."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._take_hours(cleaned)
        if cleaned.get("date") and not self.errors.keys() & {"start_time", "end_time", "zone"}:
            self._check_times(cleaned)
        return cleaned

    def _take_hours(self, cleaned: dict[str, Any]) -> None:
        """The hours written with the date, unless others stand in their own inputs."""
        written: Any = self.fields["date"]
        hours = {"start_time": written.found.start, "end_time": written.found.end}
        said = {name: hour for name, hour in hours.items() if hour}
        others = [name for name, hour in said.items() if cleaned.get(name) not in (None, hour)]
        for name in others:
            self.add_error(name, gettext("Another time stands beside the date: write it once."))
        if not others:
            cleaned.update(said)

    def _check_times(self, cleaned: dict[str, Any]) -> None:
        start: time | None = cleaned.get("start_time")
        end: time | None = cleaned.get("end_time")
        try:
            bounds(parse(cleaned["date"]), start, end, cleaned.get("zone") or None)
        except DateError as error:
            self.add_error(BLAMED.get(error.why, "date"), explained(error))


class EventForm(SlotForm):
    """Fills in zone and country from a place newly chosen; asks about the parts, where it is cancelled, postponed or moved."""

    #: What asks about them, on the page of an event that is there.
    parts: Question | None = None

    class Meta:
        model = Event
        fields = "__all__"
        widgets = TIMES

    def clean(self) -> dict[str, Any]:
        """Before the times are looked at, as they need the zone."""
        cleaned = self.cleaned_data
        if "place" in self.changed_data and (place := cleaned.get("place")):
            cleaned["zone"] = cleaned.get("zone") or place.zone
            cleaned["country"] = cleaned.get("country") or place.country
        return super().clean()

    def _post_clean(self) -> None:
        super()._post_clean()
        told = self.parts.ask(self.instance) if self.parts else []
        for message in told if not self.errors else []:
            self.add_error(None, message)


class FormerDateForm(SlotForm):
    """A date the event had, as it stood."""

    class Meta:
        model = FormerDate
        fields = "__all__"
        widgets = TIMES
