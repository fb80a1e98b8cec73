"""Builders of desk nouns with the least that each needs, and of a small week that is like the real ones."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from calendar_app.models.desk import (
    Appointment,
    Citation,
    Event,
    Membership,
    Organization,
    Outcome,
    OutcomeStep,
    Participation,
    Person,
    Place,
    Post,
    Source,
    Topic,
)  # fmt: skip
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.public import Revision
from calendar_app.review import publish as publish_nouns

from .kept import kept

#: The moment at which tests publish, unless they say otherwise.
NOW = datetime(2025, 7, 2, 12, 0, tzinfo=UTC)
_numbers = count(1)


def state(code: str, name: str = "", **fields: Any) -> Organization:
    return Organization.objects.create(code=code, kind="state", name_en=name or f"State {code}", **fields)


def organization(code: str, kind: str = "organization", **fields: Any) -> Organization:
    fields.setdefault("name_en", code.replace("-", " ").title())
    return Organization.objects.create(code=code, kind=kind, **fields)


def forum(
    code: str = "arf", members: tuple[Organization, ...] = (), since: str = "1994-07-25", **fields: Any
) -> Organization:
    made = organization(code, "forum", **{"abbreviation_en": code.upper(), **fields})
    for member in members:
        Membership.objects.create(member=member, organization=made, since=since)
    return made


def person(slug: str, name: str = "", **fields: Any) -> Person:
    return Person.objects.create(slug=slug, name_en=name or slug.replace("-", " ").title(), **fields)


def post(holder: Person | None, organization: Organization, since: str = "2020-01-01", **fields: Any) -> Post:
    """A foreign minister's post, held by a person since a day; `until` and `acting` go to the appointment."""
    tenure = {name: fields.pop(name) for name in ("until", "acting") if name in fields}
    fields = {"slug": f"fm-{organization.code.lower()}", "role": "foreign-minister", "attends": "ministerial", **fields}
    fields.setdefault("name_en", f"Foreign Minister of {organization.name_en}")
    made = Post.objects.create(organization=organization, **fields)
    if holder:
        Appointment.objects.create(person=holder, post=made, since=since, **tenure)
    return made


def place(slug: str = "kuala-lumpur", country: Organization | None = None, **fields: Any) -> Place:
    fields = {"zone": "Asia/Kuala_Lumpur", "name_en": slug.replace("-", " ").title(), **fields}
    return Place.objects.create(slug=slug, country=country, **fields)


def topic(slug: str = "cybersecurity", **fields: Any) -> Topic:
    return Topic.objects.create(slug=slug, **{"name_en": slug.replace("-", " ").title(), **fields})


def source(publisher: str = "TASS", published: str = "2025-07-02", **fields: Any) -> Source:
    number = next(_numbers)
    fields = {"title": f"Report {number}", "language": "en", "url": f"https://news.example/{number}", **fields}
    return Source.objects.create(publisher_name=publisher, published=published, **fields)


def event(slug: str = "arf-32-2025", **fields: Any) -> Event:
    """A confirmed one-day meeting, cleaned and saved as a draft."""
    fields = {"title_en": slug.replace("-", " ").title(), "date": "2025-07-11", "certainty": "confirmed", **fields}
    made = Event(slug=slug, **fields)
    made.full_clean()
    made.save()
    return made


def cite(subject: NounModel, field: str, source: Source, **fields: Any) -> Citation:
    return Citation.objects.create(subject=subject, field=field, source=source, **fields)


def participation(event: Event, party: Person | Organization | str, **fields: Any) -> Participation:
    """A line of participants; a person takes part in the newest appointment."""
    match party:
        case Person():
            newest = party.appointments.order_by("-since").first()
            return Participation.objects.create(event=event, person=party, appointment=newest, **fields)
        case Organization():
            return Participation.objects.create(event=event, organization=party, **fields)
    return Participation.objects.create(event=event, raw_name=party, **fields)


def outcome(slug: str, *steps: tuple[Event, str], **fields: Any) -> Outcome:
    """A document, and what each event did with it: `outcome("plan", (event, "expected"))`."""
    fields = {"kind": "plan_of_action", "title_en": slug.replace("-", " ").title(), **fields}
    made = Outcome.objects.create(slug=slug, **fields)
    for where, progress in steps:
        OutcomeStep.objects.create(outcome=made, event=where, progress=progress)
    return made


def publish(*nouns: NounModel, now: datetime = NOW, **fields: Any) -> Revision | None:
    return publish_nouns(nouns, **{"by": None, "actor": "tests", "now": now, **fields})


@dataclass
class Week:
    """Kuala Lumpur, July 2025, in small."""

    malaysia: Organization
    russia: Organization
    arf: Organization
    hasan: Person
    lavrov: Person
    place: Place
    topic: Topic
    tass: Source
    umbrella: Event
    meeting: Event
    programme: Outcome


@kept
def week() -> Week:
    """An umbrella with the ARF under it: host, guest, place, topic, a source for its date, a document; not published."""
    malaysia, russia = state("MY", "Malaysia", name_ar="ماليزيا"), state("RU", "Russia", name_ru="Россия")
    arf = forum("arf", (malaysia, russia), name_en="ASEAN Regional Forum")
    hasan = person("mohamad-hasan")
    lavrov = person("sergey-lavrov", name_ru="Сергей Лавров", name_ar="سيرغي لافروف")
    post(hasan, malaysia)
    post(lavrov, russia, since="2004-03-09")
    where, what, tass = place(country=malaysia), topic(), source()
    common = {"place": where, "country": malaysia, "zone": "Asia/Kuala_Lumpur"}
    umbrella = event("amm-week-2025", kind="umbrella", title_en="58th AMM week", date="2025-07-08/2025-07-11", **common)
    meeting = event(
        "arf-32-2025", level="ministerial", forum=arf, ordinal=32, parent=umbrella, title_en="32nd ASEAN Regional Forum",
        title_ru="32-й Региональный форум АСЕАН", **common,
    )  # fmt: skip
    meeting.topics.add(what)
    participation(meeting, lavrov)
    cite(meeting, "date", tass)
    programme = outcome("arf-work-programme", (meeting, "expected"), kind="work_programme")
    return Week(malaysia, russia, arf, hasan, lavrov, where, what, tass, umbrella, meeting, programme)


@kept
def published_week() -> Week:
    """The week with both its events published."""
    made = week()
    publish(made.umbrella, made.meeting)
    return made
