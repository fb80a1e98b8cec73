"""The facts of every noun but the event: organization, person, post, place, topic, source, outcome."""

from typing import Any

from calendar_app.models.desk import Organization, Outcome, Person, Place, Post, Source, Topic
from calendar_app.models.desk.noun import trilingual

from . import rows

Facts = dict[str, Any]


def organization(row: Organization) -> Facts:
    return {
        "id": str(row.pk),
        "slug": row.code,
        "kind": row.kind,
        "name": trilingual(row, "name"),
        "abbreviation": trilingual(row, "abbreviation"),
        "parent": rows.ref(row.parent_id),
        "founded": row.founded,
        "website": row.website,
        "identifiers": rows.identifiers(row.identifiers),
        "other_names": rows.other_names(row.other_names),
        "memberships": rows.memberships(row.memberships, "organization"),
        "members": rows.memberships(row.members, "member"),
        "citations": rows.citations(row),
    }


def person(row: Person) -> Facts:
    return {
        "id": str(row.pk),
        "slug": row.slug,
        "name": trilingual(row, "name"),
        "nationality": rows.ref(row.nationality_id),
        "identifiers": rows.identifiers(row.identifiers),
        "other_names": rows.other_names(row.other_names),
        "appointments": rows.appointments(row.appointments),
        "citations": rows.citations(row),
    }


def post(row: Post) -> Facts:
    return {
        "id": str(row.pk),
        "slug": row.slug,
        "name": trilingual(row, "name"),
        "organization": str(row.organization_id),
        "role": row.role,
        "attends": row.attends,
        "seats": row.seats,
        "citations": rows.citations(row),
    }


def place(row: Place) -> Facts:
    return {
        "id": str(row.pk),
        "slug": row.slug,
        "name": trilingual(row, "name"),
        "country": rows.ref(row.country_id),
        "zone": row.zone,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "other_names": rows.other_names(row.other_names),
        "citations": rows.citations(row),
    }


def topic(row: Topic) -> Facts:
    return {
        "id": str(row.pk),
        "slug": row.slug,
        "name": trilingual(row, "name"),
        "citations": rows.citations(row),
    }


def source(row: Source) -> Facts:
    """The kept text is never published: it is the publisher's."""
    return {
        "id": str(row.pk),
        "slug": str(row.pk),
        "title": row.title,
        "language": row.language,
        "url": row.url or "",
        "publisher": rows.ref(row.publisher_id),
        "publisher_name": row.publisher_name,
        "published": row.published,
        "retrieved": row.retrieved.isoformat() if row.retrieved else None,
        "republishes": rows.ref(row.republishes_id),
        "announcer": rows.ref(row.announcer_id),
        "citations": rows.citations(row),
    }


def outcome(row: Outcome) -> Facts:
    return {
        "id": str(row.pk),
        "slug": row.slug,
        "kind": row.kind,
        "title": trilingual(row, "title"),
        "period": row.period,
        "url": row.url,
        "citations": rows.citations(row),
    }
