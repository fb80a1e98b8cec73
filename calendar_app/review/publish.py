"""Publishing: one verb that writes revision, publications, index, renderings and decisions, and says so."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from calendar_app.entries import cards, renderings
from calendar_app.errors import Refused
from calendar_app.models.desk import Decision, Event
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Head, Listing, Publication, Reference, Rendering, Revision, Term
from calendar_app.models.vocabulary import Action, Noun
from calendar_app.signals import published

from . import facts as desk
from .checks import missing
from .edition import Edition
from .eyes import unseen
from .index import listing, terms
from .moved import remember
from .references import references
from .states import after
from .words import file, point

BATCH = 500


def publish(
    nouns: NounModel | Iterable[NounModel], *, by: User | None, now: datetime, reason: str = "", actor: str = ""
) -> Revision | None:
    """Show these nouns to readers as the desk has them now, all in one revision.

    Whatever they show and readers can't see yet comes along; whatever shows them is made anew. Returns the new
    revision, or None where everything reads as before. Raises Refused with every problem, and then writes nothing:
    what an event lacks, and whatever `by` wrote without a second person (`eyes`).
    """
    given = [nouns] if isinstance(nouns, NounModel) else list(nouns)
    with transaction.atomic():
        head = Head.locked()
        events = [noun for noun in given if isinstance(noun, Event)]
        stages = {event.pk: after(event, Action.PUBLISH) for event in events}
        remember(stages, now)
        publications = edition(given, now, by).publications()
        for event in events:
            event.stage = stages[event.pk]
        Event.objects.bulk_update(events, ["stage"], batch_size=BATCH)
        if not publications:
            return None
        decisions = _decisions(given, by=by, actor=actor, now=now, reason=reason, revision=head.n + 1)
        return release(head, publications, decisions, now=now, reason=reason)


def edition(given: list[NounModel], now: datetime, by: User | None) -> Edition:
    """What these nouns bring about if published now. Raises Refused, as `publish` says."""
    found = Edition()
    by_kind: dict[Noun, list[NounModel]] = {}
    for noun in given:
        by_kind.setdefault(desk.kind_of(noun), []).append(noun)
    items = {kind: desk.read(kind, [noun.pk for noun in rows]) for kind, rows in by_kind.items()}
    if problems := [*unseen(given, by=by), *missing(items, now)]:
        raise Refused(problems)
    found.add(items)
    found.carry()
    found.spread()
    return found


def _decisions(
    given: Iterable[NounModel], *, by: User | None, actor: str, now: datetime, reason: str, revision: int
) -> list[Decision]:
    return [
        Decision(
            action=Action.PUBLISH,
            subject_kind=desk.kind_of(noun),
            subject=noun.pk,
            by=by,
            actor=actor or (by.get_username() if by else "nobody"),
            at=now,
            reason=reason,
            revision=revision,
        )
        for noun in given
    ]


def release(
    head: Head, publications: list[Publication], decisions: list[Decision], *, now: datetime, reason: str
) -> Revision:
    """Write the next revision under the head's lock: close what stood, add what comes, and announce it.

    Its moment is never before that of the last one, though its publisher read the clock before waiting for the lock.
    """
    Decision.objects.bulk_create(decisions, batch_size=BATCH)
    last = Revision.objects.filter(n=head.n).first()
    moment = max(now, last.at) if last else now
    revision = Revision.objects.create(n=head.n + 1, at=moment, decision=decisions[0].pk, reason=reason)
    subjects = [publication.subject for publication in publications]
    Publication.objects.current().filter(subject__in=subjects).update(until_rev=revision.n)
    Listing.objects.current().filter(subject__in=subjects).update(until_rev=revision.n)
    for publication in publications:
        publication.since = revision
    Publication.objects.bulk_create(publications, batch_size=BATCH)
    _index(publications)
    head.n = revision.n
    head.save(update_fields=["n"])
    published.send(sender=Revision, revision=revision.n)
    return revision


def _index(publications: list[Publication]) -> None:
    events = [publication for publication in publications if publication.kind == Noun.EVENT]
    refs = [
        Reference(publication=publication, subject=ref)
        for publication in publications
        for ref in sorted(_references(publication))
    ]
    point(refs)
    Reference.objects.bulk_create(refs, batch_size=BATCH)
    file(publications)
    shown = [publication for publication in events if not publication.tombstone]
    Listing.objects.bulk_create([listing(publication) for publication in shown], batch_size=BATCH)
    Term.objects.bulk_create([term for publication in shown for term in terms(publication)], batch_size=BATCH)
    Rendering.objects.bulk_create(
        [
            Rendering(publication=publication, language=language, form=form, body=body)
            for publication in events
            for language, form, body in rendered(publication)
        ],
        batch_size=BATCH,
    )


def rendered(publication: Publication) -> list[tuple[str, str, bytes]]:
    """Language, form and bytes of all that is kept of an event's publication."""
    shown = [] if publication.tombstone else cards(publication)
    return [*renderings(publication, site=settings.SITE_URL), *shown]


def _references(publication: Publication) -> set[str]:
    if publication.tombstone:
        return set()
    return references(Noun(publication.kind), publication.facts, publication.derived) | publication.cards.keys()
