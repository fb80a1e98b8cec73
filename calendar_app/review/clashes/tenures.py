"""Participants who surely did not belong to the forum, or hold the post, on the day. A partial date counts for every day it may mean."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from calendar_app.dates import Span, parse
from calendar_app.models.desk import Appointment, Event, Membership, Organization, Participation
from calendar_app.models.vocabulary import EventKind, Role

from .clash import Clash, spelled

#: Nobody expects these to belong to the forum.
FROM_OUTSIDE = (Role.GUEST, Role.OBSERVER)


def tenures(event: Event, lines: list[Participation]) -> Iterator[Clash]:
    """Of events that have a date. A week or visit holds more than the members of its forum."""
    if event.edtf is None:
        return
    yield from _strangers(event, event.edtf.span, lines)
    for line in lines:
        date = line.date or event.date
        if line.appointment and not _held(line.appointment, parse(date).span):
            words = {"person": line.person, "post": line.appointment.post, "date": spelled(date)}
            yield Clash(
                "participations", gettext("%(person)s did not hold the post “%(post)s” then: %(date)s.") % words
            )


def _held(appointment: Appointment, span: Span) -> bool:
    begun = appointment.since_earliest is None or appointment.since_earliest < span.end
    return begun and (appointment.until_latest is None or appointment.until_latest > span.first)


def _strangers(event: Event, span: Span, lines: Iterable[Participation]) -> Iterator[Clash]:
    forum, umbrella = event.forum, event.kind == EventKind.UMBRELLA
    members = Membership.objects.filter(organization=forum)
    if forum is None or umbrella or not members.exists():
        return
    inside = {*members.during(span.first, span.end).values_list("member", flat=True), forum.pk, forum.parent_id} - {
        None
    }
    strangers = {
        party.pk: party
        for line in lines
        if line.role not in FROM_OUTSIDE and (party := _party(line)) and not {party.pk, party.parent_id} & inside
    }
    for party in strangers.values():
        words = {"party": party, "forum": forum, "date": spelled(event.date)}
        yield Clash(
            "participations", gettext("%(party)s is not recorded as belonging to “%(forum)s” then: %(date)s.") % words
        )


def _party(line: Participation) -> Organization | None:
    """Who it is that would belong: the organization, or the one that a person represents."""
    if line.organization or line.represents:
        return line.organization or line.represents
    return line.appointment.post.organization if line.appointment else None
