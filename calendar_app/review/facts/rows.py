"""The rows that several nouns share, as plain values: citations, names, identifiers, tenures."""

from typing import Any
from uuid import UUID

from calendar_app.models.desk import Appointment, Citation, Membership, OtherName
from calendar_app.models.desk.noun import NounModel


def ref(pk: UUID | None) -> str | None:
    return str(pk) if pk else None


def citations(noun: NounModel) -> list[dict[str, Any]]:
    rows = sorted(noun.citations.all(), key=_citation_order)
    return [
        {
            "field": row.field,
            "row": ref(row.row),
            "source": str(row.source_id),
            "rank": row.rank,
            "value": row.value,
            "quote": row.quote,
            "said_by": ref(row.said_by_id),
        }
        for row in rows
    ]


def _citation_order(row: Citation) -> tuple[str, str, str]:
    return row.field, str(row.row or ""), str(row.source_id)


def other_names(names: Any) -> list[dict[str, str]]:
    rows: list[OtherName] = sorted(names.all(), key=lambda row: (row.language, row.name))
    return [
        {"language": row.language, "name": row.name, "kind": row.kind, "since": row.since, "until": row.until}
        for row in rows
    ]


def identifiers(rows: Any) -> list[dict[str, str]]:
    pairs = sorted((row.scheme, row.value) for row in rows.all())
    return [{"scheme": scheme, "value": value} for scheme, value in pairs]


def memberships(rows: Any, other: str) -> list[dict[str, Any]]:
    """Memberships seen from one side; `other` names the far one: organization or member."""
    found: list[Membership] = sorted(rows.all(), key=lambda row: (row.since, str(row.pk)))
    return [
        {
            "id": str(row.pk),
            other: str(getattr(row, f"{other}_id")),
            "status": row.status,
            "since": row.since,
            "until": row.until,
        }
        for row in found
    ]


def appointments(rows: Any) -> list[dict[str, Any]]:
    found: list[Appointment] = sorted(rows.all(), key=lambda row: (row.since, str(row.pk)))
    return [
        {"id": str(row.pk), "post": str(row.post_id), "since": row.since, "until": row.until, "acting": row.acting}
        for row in found
    ]
