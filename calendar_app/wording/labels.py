"""The record's closed lists and its fields as words in the reader's language."""

from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import override
from django.utils.translation import pgettext_lazy as _p

from calendar_app.models import vocabulary as words

VOCABULARIES: Final[dict[str, type[TextChoices]]] = {
    "noun": words.Noun,
    "organization_kind": words.OrganizationKind,
    "membership": words.MembershipStatus,
    "kind": words.EventKind,
    "level": words.Level,
    "stage": words.Stage,
    "certainty": words.Certainty,
    "lifecycle": words.Lifecycle,
    "role": words.Role,
    "attendance": words.Attendance,
    "basis": words.Basis,
    "outcome_kind": words.OutcomeKind,
    "progress": words.Progress,
    "rank": words.Rank,
    "name_kind": words.NameKind,
    "action": words.Action,
}

#: What a citation speaks of, and what the history of changes names.
FIELDS: Final[dict[str, Promise]] = {
    "abbreviation": _p("field", "abbreviation"),
    "agenda": _p("field", "agenda"),
    "announcer": _p("field", "announcer"),
    "appointments": _p("field", "holders of the post"),
    "certainty": _p("field", "certainty"),
    "coordinates": _p("field", "coordinates"),
    "country": _p("field", "country"),
    "date": _p("field", "date"),
    "former_dates": _p("field", "former dates"),
    "forum": _p("field", "forum"),
    "founded": _p("field", "founded"),
    "identifiers": _p("field", "identifiers"),
    "kind": _p("field", "kind"),
    "language": _p("field", "language"),
    "level": _p("field", "level"),
    "lifecycle": _p("field", "what became of it"),
    "members": _p("field", "members"),
    "memberships": _p("field", "memberships"),
    "name": _p("field", "name"),
    "nationality": _p("field", "nationality"),
    "note": _p("field", "note"),
    "online": _p("field", "held online"),
    "ordinal": _p("field", "number in the series"),
    "organization": _p("field", "organization"),
    "other_names": _p("field", "other names"),
    "outcomes": _p("field", "documents"),
    "parent": _p("field", "part of"),
    "participations": _p("field", "participants"),
    "period": _p("field", "period covered"),
    "place": _p("field", "place"),
    "progress": _p("field", "progress"),
    "published": _p("field", "date of publication"),
    "publisher": _p("field", "publisher"),
    "reason": _p("field", "reason"),
    "republishes": _p("field", "what it republishes"),
    "retrieved": _p("field", "date of retrieval"),
    "role": _p("field", "role"),
    "seats": _p("field", "seats"),
    "slug": _p("field", "address"),
    "time": _p("field", "time"),
    "title": _p("field", "title"),
    "topics": _p("field", "topics"),
    "url": _p("field", "link"),
    "venue": _p("field", "venue"),
    "website": _p("field", "website"),
    "when": _p("field", "date and time"),
    "zone": _p("field", "time zone"),
}


def word(vocabulary: str, value: str, language: str) -> str:
    """The label of a value of one of `VOCABULARIES`; a value the list has dropped since it was published stays as it is."""
    with override(language):
        try:
            return str(VOCABULARIES[vocabulary](value).label)
        except ValueError:
            return value


def field(name: str, language: str) -> str:
    """What people call a field of `FIELDS`; any other name as it is."""
    with override(language):
        return str(FIELDS.get(name, name))
