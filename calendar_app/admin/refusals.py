"""What the database or a verb refuses, in the editor's words, next to the field that it names."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint
from django.forms.models import InlineForeignKeyField
from django.utils.translation import gettext_lazy as _

from calendar_app.errors import Problem
from calendar_app.models.vocabulary import LANGUAGES

from .bases import ModelForm

_NO_NAME = _("Give a name in at least one language.")
_NO_TITLE = _("Give a title in at least one language.")
TWICE = _("This line stands here twice: keep one of the two.")

#: By the name of a constraint: the field to mend (empty: the line as a whole), and how.
BROKEN: dict[str, tuple[str, Any]] = {
    "organization_has_a_name": ("name_en", _NO_NAME),
    "person_has_a_name": ("name_en", _NO_NAME),
    "place_has_a_name": ("name_en", _NO_NAME),
    "post_has_a_name": ("name_en", _NO_NAME),
    "topic_has_a_name": ("name_en", _NO_NAME),
    "event_has_a_title": ("title_en", _NO_TITLE),
    "outcome_has_a_title": ("title_en", _NO_TITLE),
    "agenda_item_has_a_title": ("title_en", _NO_TITLE),
    "event_time_has_day_and_zone": (
        "start_time",
        _("A time needs a date and a zone: give both, or leave the time out."),
    ),
    "event_end_time_has_start": ("end_time", _("An end needs a start: give the start time too.")),
    "event_not_its_own_parent": ("parent", _("An event can't stand under itself: choose another parent.")),
    "event_ordinal_counts_from_1": ("ordinal", _("Meetings are counted from 1.")),
    "event_held_has_a_date": ("date", _("A meeting that was held has a date: give it.")),
    "former_date_is_a_date": ("date", _("Give the date that the event had.")),
    "membership_not_of_itself": ("", _("An organization can't belong to itself: choose another.")),
    "participation_names_somebody": ("", _("Choose an organization or a person, or give the name as printed.")),
    "participation_names_one": ("", _("Choose either an organization or a person: one line each.")),
    "place_coordinates_on_the_globe": (
        "latitude",
        _("Give both coordinates in degrees, latitude from −90 to 90, longitude from −180 to 180, or neither."),
    ),
    "post_has_a_seat": ("seats", _("A post has one seat at least.")),
    "source_not_its_own_republication": ("republishes", _("A source can't republish itself: choose another.")),
    "appointment_once": ("", TWICE),
    "membership_once": ("", TWICE),
    "participation_organization_once": ("", TWICE),
    "participation_person_once": ("", TWICE),
    "citation_of_fact_once": ("", TWICE),
    "citation_of_row_once": ("", TWICE),
    "outcome_step_once": ("", TWICE),
    "other_name_of_organization_once": ("", TWICE),
    "other_name_of_person_once": ("", TWICE),
    "other_name_of_place_once": ("", TWICE),
}


class DeskForm(ModelForm):
    """A form whose constraints speak, and that can take back what a verb refused."""

    #: What publishing refused when these very inputs were saved, so that the page can show it.
    refused: Sequence[Problem] = ()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # Django's hook for the model's own checks
        self._check_with_parent()
        for problem in self.refused:
            self.add_error(self._place(problem.field), problem.message)

    def _check_with_parent(self) -> None:
        """What Django leaves out for a line under a noun: the checks that compare the line with the noun."""
        if not any(isinstance(field, InlineForeignKeyField) for field in self.fields.values()):
            return
        exclude = {*self._get_validation_exclusions(), *self.errors}  # type: ignore[attr-defined] # Django's own
        for constraint in self.instance._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                try:
                    constraint.validate(type(self.instance), self.instance, exclude=exclude)
                except ValidationError as error:
                    self._update_errors(error)

    def _place(self, field: str) -> str | None:
        candidates = (field, *(f"{field}_{code}" for code in LANGUAGES))
        return next((name for name in candidates if name in self.fields), None)

    def _update_errors(self, errors: ValidationError) -> None:
        """Say a broken constraint at its field, and leave out what a field has explained already."""
        said: dict[str, list[ValidationError]] = {}
        for field, problems in errors.update_error_dict({}).items():
            for problem in problems:
                place, message = self._explained(field, problem)
                if place not in self.errors or (
                    place == NON_FIELD_ERRORS and message.messages[0] not in self.errors[place]
                ):
                    said.setdefault(place, []).append(message)
        if said:
            super()._update_errors(ValidationError(said))  # type: ignore[misc] # as above

    def _explained(self, field: str, problem: ValidationError) -> tuple[str, ValidationError]:
        for constraint in self.instance._meta.constraints:
            if constraint.name in BROKEN and problem.message == constraint.get_violation_error_message():
                place, message = BROKEN[constraint.name]
                return self._place(place) or NON_FIELD_ERRORS, ValidationError(message)
        return field, problem
