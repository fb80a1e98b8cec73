"""The verbs of review that ask for a reason, and the words around them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from calendar_app import review
from calendar_app.models.vocabulary import Action


@dataclass(frozen=True)
class Step:
    """A verb of review, what its button says, and what its page tells."""

    verb: Callable[..., Any]
    label: str | Promise
    told: str | Promise
    needs_reason: bool = True


VERBS: dict[str, Step] = {
    Action.SUBMIT: Step(
        review.submit,
        _("Submit for review"),
        _("A second person will look at it before readers do."),
        needs_reason=False,
    ),
    Action.RETURN: Step(review.send_back, _("Return with a reason"), _("Say what to mend.")),
    Action.WITHDRAW: Step(
        review.withdraw, _("Withdraw"), _("Readers will see that it is gone, and this reason, but none of its facts.")
    ),
}


class Reason(forms.Form):
    """Why, in the editor's words."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea({"rows": 4, "dir": "auto", "class": "vLargeTextField"})
    )

    def __init__(self, *args: Any, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needed
