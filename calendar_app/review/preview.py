"""What publishing would change for the readers, before anything is published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Event
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Action

from .publish import edition
from .states import after


@dataclass(frozen=True)
class Preview:
    """The publications that the step would add, or why it would be refused."""

    publications: list[Publication]
    problems: list[Problem]


def preview(nouns: Iterable[NounModel], *, by: User | None, now: datetime) -> Preview:
    """Try the step and write nothing; what was asked for comes first, then what is carried along or made anew."""
    given = list(nouns)
    try:
        for noun in given:
            if isinstance(noun, Event):
                after(noun, Action.PUBLISH)
        with transaction.atomic():
            found = edition(given, now, by).publications()
    except Refused as refused:
        return Preview([], refused.problems)
    asked = {noun.pk for noun in given}
    return Preview(sorted(found, key=lambda one: one.subject not in asked), [])
