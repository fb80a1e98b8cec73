"""Redaction: an administrator takes a text out of what the record keeps of the past; who, when and why stays."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from calendar_app.errors import Problem, Refused
from calendar_app.models.desk import Decision, Version
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Head, Mention, Publication, Rendering
from calendar_app.models.vocabulary import LANGUAGES, Action, Noun

from .edition import digest
from .facts import kind_of
from .publish import release, rendered
from .versions import rows_of
from .words import file

#: What stands where a text was removed.
REMOVED = "█"
#: Facts and columns that hold words as people wrote them, beside all that end in a language.
WRITTEN = frozenset({"raw_name", "quote", "value", "title", "name", "publisher_name", "note", "text", "url", "website"})
#: The fewest characters that can be removed: fewer would black out words that have nothing to do with it.
FEWEST = 3


def redact(noun: NounModel, *, text: str, by: User, now: datetime, reason: str) -> int:
    """Remove a text from all past publications that print it of this noun, and from the noun's past versions.

    Returns how many rows were changed. It is a revision without publications, so that nobody goes on showing what was
    made before it. Codes, dates, keys and addresses of pages stay. What readers see now and what the desk has now is corrected first, not
    redacted. Raises Refused, and then changes nothing: while the text still stands, where it stands nowhere, and
    without a reason.
    """
    if problems := list(_unclear(text, reason)):
        raise Refused(problems)
    with transaction.atomic():
        head = Head.locked()
        showing = Publication.objects.filter(Q(subject=noun.pk) | Q(references__subject=noun.pk)).distinct()
        if _holds([rows_of(noun), *(one.snapshot for one in showing.filter(until_rev=None))], text):
            raise Refused([Problem("text", gettext("It still stands: correct it and publish the correction first."))])
        past = [one for one in showing if _holds([one.snapshot, one.changes], text)]
        versions = [one for one in Version.objects.of(noun.pk) if _holds(one.rows, text)]
        if not (past or versions):
            raise Refused([Problem("text", gettext("Nothing of the past holds this text: write it just as it stood."))])
        decision = Decision(
            action=Action.REDACT, subject_kind=kind_of(noun), subject=noun.pk, by=by, actor=by.get_username(),
            at=now, reason=reason, revision=head.n + 1,
        )  # fmt: skip
        for version in versions:
            rows = _without(version.rows, text)
            Version.objects.filter(pk=version.pk).update(rows=rows, redacted=decision.pk)
        _rewrite(past, text, decision)
        release(head, [], [decision], now=now, reason="")
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
        made = rendered(publication) if publication.kind == Noun.EVENT else []
        bodies = {(language, form): body for language, form, body in made}
        for kept in Rendering.objects.filter(publication=publication):
            kept.body = bodies[kept.language, kept.form]
            kept.save(update_fields=["body"])
    Mention.objects.filter(publication__in=past).delete()
    file(past)


def _holds(value: Any, text: str) -> bool:
    return bool(_without(value, text) != value)


def _without(value: Any, text: str, *, written: bool = False) -> Any:
    """The same with every occurrence of the text blacked out in what people wrote, by the names of facts and columns."""
    if isinstance(value, str):
        return value.replace(text, REMOVED) if written else value
    if isinstance(value, list):
        return [_without(one, text, written=written) for one in value]
    if isinstance(value, dict):
        of = value["field"] if "field" in value and "before" in value else ""
        return {key: _without(one, text, written=written or _written(of or key)) for key, one in value.items()}
    return value


def _written(name: str) -> bool:
    return name in WRITTEN or name.rpartition("_")[2] in LANGUAGES
