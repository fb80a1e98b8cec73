"""Redaction: an administrator takes a text out of what the record keeps of the past; who, when and why stays."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from calendar_app.entries import renderings
from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Decision, Version
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Head, Mention, Publication, Rendering
from calendar_app.models.vocabulary import Action

from .edition import digest
from .facts import kind_of
from .versions import rows_of
from .words import file

#: What stands where a text was removed.
REMOVED = "█"
#: The fewest characters that can be removed: fewer would black out words that have nothing to do with it.
FEWEST = 3


def redact(noun: NounModel, *, text: str, by: User, now: datetime, reason: str) -> int:
    """Remove a text from all past publications that print it of this noun, and from the noun's past versions.

    Returns how many rows were changed. What readers see now and what the desk has now is corrected first, not
    redacted. Raises Refused, and then changes nothing: while the text still stands, where it stands nowhere, and
    without a reason.
    """
    if problems := list(_unclear(text, reason)):
        raise Refused(problems)
    with transaction.atomic():
        Head.locked()
        showing = Publication.objects.filter(Q(subject=noun.pk) | Q(references__subject=noun.pk)).distinct()
        if _holds([rows_of(noun), *(one.snapshot for one in showing.filter(until_rev=None))], text):
            raise Refused([Problem("text", gettext("It still stands: correct it and publish the correction first."))])
        past = [one for one in showing if _holds([one.snapshot, one.changes], text)]
        versions = [one for one in Version.objects.of(noun.pk) if _holds(one.rows, text)]
        if not (past or versions):
            raise Refused([Problem("text", gettext("Nothing of the past holds this text: write it just as it stood."))])
        decision = Decision.objects.create(
            action=Action.REDACT, subject_kind=kind_of(noun), subject=noun.pk, by=by, actor=by.get_username(),
            at=now, reason=reason,
        )  # fmt: skip
        for version in versions:
            rows = _without(version.rows, text)
            Version.objects.filter(pk=version.pk).update(rows=rows, redacted=decision.pk)
        _rewrite(past, text, decision)
    return len(past) + len(versions)


def _unclear(text: str, reason: str) -> Iterable[Problem]:
    if len(text.strip()) < FEWEST:
        yield Problem("text", gettext("Write the text to be removed: three characters or more."))
    if not reason.strip():
        yield Problem("reason", gettext("Say why it is removed: the reason stays."))


def _rewrite(past: list[Publication], text: str, decision: Decision) -> None:
    """New snapshots, and whatever was made of the old ones: their bytes for feeds, their words for search."""
    for publication in past:
        publication.snapshot = _without(publication.snapshot, text)
        publication.changes = _without(publication.changes, text)
        publication.digest = digest(publication.snapshot)
        Publication.objects.filter(pk=publication.pk).update(
            snapshot=publication.snapshot, changes=publication.changes, digest=publication.digest,
            redacted=decision.pk,
        )  # fmt: skip
        for rendering in Rendering.objects.filter(publication=publication):
            bodies = {(one, form): body for one, form, body in renderings(publication, site=settings.SITE_URL)}
            rendering.body = bodies[rendering.language, rendering.form]
            rendering.save(update_fields=["body"])
    Mention.objects.filter(publication__in=past).delete()
    file(past)


def _holds(value: Any, text: str) -> bool:
    return bool(_without(value, text) != value)


def _without(value: Any, text: str) -> Any:
    """The same with every occurrence of the text blacked out, in values alone: keys are the record's own words."""
    if isinstance(value, str):
        return value.replace(text, REMOVED)
    if isinstance(value, list):
        return [_without(one, text) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, text) for key, one in value.items()}
    return value
