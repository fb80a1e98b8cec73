"""What the database or a verb refuses, in the editor's words, next to the field that it names."""

from collections.abc import Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint
from django.forms.models import InlineForeignKeyField

from calendar_app.errors import Problem
from calendar_app.models.vocabulary import LANGUAGES
from calendar_app.wording.broken import BROKEN

from .bases import ModelForm


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
